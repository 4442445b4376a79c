package org.duenotice.report;

import java.util.List;

/**
 * A chart as boxes: drawn by the page itself, so that it is as sharp as its letters and can be searched.
 *
 * @param legend what the shades mean; empty where the caption says it
 */
record Chart(Kind kind, String caption, List<Bar> bars, List<Part> legend) {

    enum Kind {
        /** One bar a line. */
        BARS,
        /** One line divided into parts. */
        STACKED,
        /** Two bars a line. */
        PAIRS,
        /** Two columns a month, side by side. */
        COLUMNS
    }

    /** @param parts from the left, or the dark one first */
    record Bar(String label, List<Part> parts, String value) {}

    /**
     * @param shade the name of its look
     * @param length in hundredths of the longest
     * @param words what stands at it
     */
    record Part(String shade, double length, String words) {

        /** For a style sheet, whatever language the reader has. */
        public String size() {
            return String.format(java.util.Locale.ROOT, "%.2f", length);
        }
    }
}
