package org.duenotice.intake;

/** The kinds of files that detections come in. */
public enum ImportFormat {
    /** Lines of values with commas, semicolons or tabs between them, UTF-8, the first line names the columns. */
    CSV,
    /** One JSON object a line, UTF-8. */
    NDJSON,
    /** The first sheet of a workbook, its first row names the columns. */
    XLSX
}
