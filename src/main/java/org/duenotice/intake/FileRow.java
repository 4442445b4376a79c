package org.duenotice.intake;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.duenotice.intake.TextLines.Line;
import org.duenotice.problem.Problem;
import org.duenotice.seal.SealedCategory;

/**
 * A row as it stands in a file.
 *
 * @param line where it begins: the line of a text, the row of a sheet
 * @param text all of it that was read
 * @param mark the sealed material that it belongs to by its place in the file; null for none
 * @param broken why it cannot be read as a row; null for one that can
 */
record FileRow(int line, String text, SealedCategory mark, Map<Column, String> values, Problem broken) {

    /** The longest row that is read, in characters. */
    static final int LONGEST = 100_000;

    private static final int MOST_SHOWN = 4_000;

    static FileRow of(int line, String text, Map<Column, String> values) {
        return new FileRow(line, text, null, values, null);
    }

    static FileRow broken(int line, String text, Problem why) {
        return new FileRow(line, text, null, Map.of(), why);
    }

    /** The row that goes over these lines. */
    static FileRow of(List<Line> lines, Map<Column, String> values, Problem broken) {
        return new FileRow(
                lines.get(0).no(),
                lines.stream().map(Line::text).collect(Collectors.joining("\n")),
                lines.stream()
                        .map(Line::mark)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                values,
                broken);
    }

    /** The row as it is shown to whoever mends it, at most {@value #MOST_SHOWN} characters. */
    String content() {
        var cut = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN);
        return cut.replace('\0', '\uFFFD');
    }

    String get(Column column) {
        return values.getOrDefault(column, "").strip();
    }
}
