package org.duenotice.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duenotice.intake.TextLines.Line;
import org.duenotice.problem.Problem;
import org.duenotice.seal.SealedCategory;

/**
 * The rows of a CSV file. A quote that is never closed costs the line it stands in and no other: reading goes on with the line
 * behind it.
 */
final class CsvRows implements RowReader {

    /** So many lines one row may go over; a description hardly needs more. */
    private static final int MOST_LINES = 50;

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

    private final TextLines lines;
    private final Header header;
    private final char delimiter;

    CsvRows(InputStream file) throws IOException {
        lines = new TextLines(file);
        var first = firstLine();
        delimiter = delimiter(first);
        var titles = new CsvRecord(delimiter);
        titles.take(first);
        header = new Header(titles.values());
    }

    private String firstLine() throws IOException {
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (!line.text().isBlank()) {
                return line.text();
            }
        }
        return "";
    }

    /** The sign that stands in the first line most often; spreadsheets of this region write semicolons. */
    private static char delimiter(String titles) {
        var best = ',';
        var most = 0L;
        for (var sign : DELIMITERS) {
            var found = titles.chars().filter(each -> each == sign).count();
            if (found > most) {
                best = sign;
                most = found;
            }
        }
        return best;
    }

    @Override
    public FileRow next() throws IOException {
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (!line.text().isBlank()) {
                return row(line);
            }
        }
        return null;
    }

    private FileRow row(Line first) throws IOException {
        if (first.cut()) {
            return FileRow.of(List.of(first), Map.of(), Problem.invalid("import.row-too-long", FileRow.LONGEST));
        }
        var rest = new ArrayList<Line>();
        var row = new CsvRecord(delimiter);
        row.take(first.text());
        var length = first.text().length();
        while (row.isOpen() && rest.size() < MOST_LINES && length < FileRow.LONGEST) {
            var line = lines.next();
            if (line == null) {
                break;
            }
            rest.add(line);
            length += line.text().length();
            row.take(line.text());
        }
        if (row.isOpen() || row.isBroken()) {
            var mark = mark(first, rest);
            lines.giveBack(rest, mark);
            var marked = new Line(first.no(), first.text(), false, mark);
            return FileRow.of(List.of(marked), Map.of(), Problem.invalid("import.row-quote"));
        }
        rest.add(0, first);
        return whole(rest, row.values());
    }

    /** What lines that an open quote may hold together speak of; each of them may go on about it. */
    private static SealedCategory mark(Line first, List<Line> rest) {
        var all = new StringBuilder(first.text());
        rest.forEach(line -> all.append('\n').append(line.text()));
        return Optional.ofNullable(first.mark())
                .or(() -> SealedCategory.mentionedIn(all.toString()))
                .orElse(null);
    }

    private FileRow whole(List<Line> row, List<String> values) {
        return values.size() == header.width()
                ? FileRow.of(row, header.values(values), null)
                : FileRow.of(row, Map.of(), Problem.invalid("import.row-columns", header.width(), values.size()));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
