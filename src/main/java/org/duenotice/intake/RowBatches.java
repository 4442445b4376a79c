package org.duenotice.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;

/** The rows of a file in batches. Where the file breaks, what stands before comes first, and then why it goes no further. */
@RequiredArgsConstructor
final class RowBatches {

    private final RowReader rows;
    private final int most;
    private IOException broken;
    private Problem refused;

    /** The next rows, none behind the last one. */
    List<FileRow> next() throws IOException {
        var batch = new ArrayList<FileRow>();
        try {
            while (batch.size() < most && broken == null && refused == null) {
                var row = rows.next();
                if (row == null) {
                    return batch;
                }
                batch.add(row);
            }
        } catch (IOException e) {
            broken = e;
        } catch (Problem e) {
            refused = e;
        }
        if (!batch.isEmpty()) {
            return batch;
        }
        if (refused != null) {
            throw refused;
        }
        throw broken;
    }
}
