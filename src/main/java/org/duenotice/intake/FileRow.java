package org.duenotice.intake;

import java.util.Map;
import org.duenotice.problem.Problem;

/**
 * A row as it stands in a file.
 *
 * @param line where it begins: the line of a text, the row of a sheet
 * @param content the row as it is shown to whoever mends it, at most {@value #MOST_SHOWN} characters
 * @param broken why it cannot be read as a row; null for one that can
 */
record FileRow(int line, String content, Map<Column, String> values, Problem broken) {

    /** The longest row that is read, in characters. */
    static final int LONGEST = 100_000;

    private static final int MOST_SHOWN = 4_000;

    static FileRow of(int line, String content, Map<Column, String> values) {
        return new FileRow(line, shown(content), values, null);
    }

    static FileRow broken(int line, String content, Problem why) {
        return new FileRow(line, shown(content), Map.of(), why);
    }

    private static String shown(String content) {
        var cut = content.length() <= MOST_SHOWN ? content : content.substring(0, MOST_SHOWN);
        return cut.replace('\0', '\uFFFD');
    }

    String get(Column column) {
        return values.getOrDefault(column, "").strip();
    }
}
