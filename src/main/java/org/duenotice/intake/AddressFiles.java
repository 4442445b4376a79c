package org.duenotice.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.duenotice.intake.TargetLists.Line;
import org.duenotice.problem.Problem;

/**
 * Files of nothing but addresses: CSV with a column {@code address}, further columns are passed over. Read line by line; a line that
 * is no row costs no other.
 */
public final class AddressFiles {

    private static final String ADDRESS = "address";
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

    private AddressFiles() {}

    /**
     * The lines of the file under their numbers.
     *
     * @param most how many may be told of one list
     * @throws Problem {@code list.header} without that column, {@code list.too-long} beyond {@code most}
     */
    public static List<Line> read(InputStream file, int most) throws IOException {
        try (var lines = new TextLines(file)) {
            var titles = lines.next();
            while (titles != null && titles.text().isBlank()) {
                titles = lines.next();
            }
            var header = titles == null ? "" : titles.text();
            for (var delimiter : DELIMITERS) {
                var place = place(values(header, delimiter));
                if (place >= 0) {
                    return rows(lines, delimiter, place, most);
                }
            }
            throw Problem.invalid("list.header", ADDRESS);
        }
    }

    private static List<Line> rows(TextLines lines, char delimiter, int place, int most) throws IOException {
        var found = new ArrayList<Line>();
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (!line.text().isBlank()) {
                found.add(row(line, delimiter, place));
            }
            if (found.size() > most) {
                throw Problem.invalid("list.too-long", most);
            }
        }
        return found;
    }

    private static Line row(TextLines.Line line, char delimiter, int place) {
        var values = values(line.text(), delimiter);
        if (values.isEmpty()) {
            return new Line(line.no(), line.text(), Problem.invalid("import.row-quote"));
        }
        return new Line(line.no(), place < values.size() ? values.get(place).strip() : "");
    }

    /** Empty for a line with a quote that is not closed. */
    private static List<String> values(String line, char delimiter) {
        var row = new CsvRecord(delimiter);
        row.take(line);
        return row.isOpen() || row.isBroken() ? List.of() : row.values();
    }

    private static int place(List<String> titles) {
        for (var place = 0; place < titles.size(); place++) {
            if (titles.get(place).strip().equalsIgnoreCase(ADDRESS)) {
                return place;
            }
        }
        return -1;
    }
}
