package org.duenotice.intake;

import java.io.IOException;
import lombok.RequiredArgsConstructor;

/** The rows of a file of which nothing is recorded while they are read; whoever reads says every so often that they still do. */
@RequiredArgsConstructor
final class HeldRows implements RowReader {

    private final RowReader rows;
    private final int every;
    private final Runnable stillReading;
    private int read;

    @Override
    public FileRow next() throws IOException {
        if (++read % every == 0) {
            stillReading.run();
        }
        return rows.next();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
