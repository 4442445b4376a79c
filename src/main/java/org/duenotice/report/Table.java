package org.duenotice.report;

import java.util.List;

/**
 * One table of a report in words of one language. Cells are words, whole numbers or fractions; null is nothing measured.
 *
 * @param code of the table in every language, for programs
 * @param note what the figures mean where the heads cannot say it; may be empty
 * @param total the last line; empty where a sum means nothing
 */
record Table(
        String code, String title, String note, List<Column> columns, List<List<Object>> rows, List<Object> total) {

    enum Kind {
        WORDS,
        COUNT,
        /** With one decimal. */
        HOURS,
        /** A fraction of one, shown in per cent with one decimal. */
        SHARE
    }

    record Column(String head, Kind kind) {}
}
