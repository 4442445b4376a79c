package org.duenotice.register;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.duenotice.problem.Problem;

/** Days of a year as a spreadsheet gives them, one a line under {@code day,kind,name,name_ru,name_kk,moved_from,source}. */
final class DaysInCsv {

    private static final Map<String, String> FIELDS = Map.of(
            "day", "day",
            "kind", "kind",
            "name", "name",
            "name_ru", "nameRu",
            "name_kk", "nameKk",
            "moved_from", "movedFrom",
            "source", "source");

    private DaysInCsv() {}

    /** @throws Problem {@code register.csv-column}, {@code register.unreadable} */
    static ArrayNode read(String text, ArrayNode into) {
        var format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try (var lines = CSVParser.parse(text.strip(), format)) {
            for (var line : lines) {
                var day = into.addObject();
                line.toMap().forEach((column, value) -> {
                    if (!FIELDS.containsKey(column)) {
                        throw Problem.invalid(
                                "register.csv-column",
                                column,
                                FIELDS.keySet().stream().sorted().toList());
                    }
                    if (!value.isEmpty()) {
                        day.put(FIELDS.get(column), value);
                    }
                });
            }
            return into;
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw Problem.invalid("register.unreadable", 1, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
