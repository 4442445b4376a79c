package org.duenotice.intake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The columns of an import; further ones are passed over. */
enum Column {
    SOURCE_REFERENCE,
    CATEGORY,
    DESCRIPTION,
    ADDRESS,
    SOURCE,
    /** Optional: what the source itself groups by. */
    CAMPAIGN;

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isOptional() {
        return this == CAMPAIGN;
    }

    static Optional<Column> of(String title) {
        var wanted = title.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(column -> column.title().equals(wanted))
                .findFirst();
    }

    static String required() {
        return Arrays.stream(values())
                .filter(column -> !column.isOptional())
                .map(Column::title)
                .collect(Collectors.joining(", "));
    }
}
