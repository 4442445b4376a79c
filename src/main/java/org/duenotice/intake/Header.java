package org.duenotice.intake;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duenotice.problem.Problem;

/** Which place of a row holds which column. */
final class Header {

    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final int width;

    /** @throws Problem {@code import.header} when a column is missing or named twice */
    Header(List<String> titles) {
        width = titles.size();
        for (var place = 0; place < titles.size(); place++) {
            var column = Column.of(titles.get(place));
            if (column.isPresent() && places.put(column.get(), place) != null) {
                throw wrong(column.get());
            }
        }
        for (var column : Column.values()) {
            if (!column.isOptional() && !places.containsKey(column)) {
                throw wrong(column);
            }
        }
    }

    private static Problem wrong(Column column) {
        return Problem.invalid("import.header", column.title(), Column.required());
    }

    int width() {
        return width;
    }

    /** The values by column; places behind the end of a row are empty. */
    Map<Column, String> values(List<String> row) {
        var values = new EnumMap<Column, String>(Column.class);
        places.forEach((column, place) -> values.put(column, place < row.size() ? row.get(place) : ""));
        return values;
    }
}
