package org.duenotice.web;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list that may be long.
 *
 * @param next what to send as {@code after} to get the following part; absent at the end
 */
public record Page<T>(List<T> items, String next) {

    public Page {
        items = List.copyOf(items);
    }

    /** Makes a page of at most {@code size} out of rows that were asked for with a limit of {@code size + 1}. */
    public static <T> Page<T> of(List<T> rows, int size, Function<T, String> key) {
        if (rows.size() <= size) {
            return new Page<>(rows, null);
        }
        return new Page<>(rows.subList(0, size), key.apply(rows.get(size - 1)));
    }

    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), next);
    }
}
