package org.duenotice.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.duenotice.web.Words;
import org.springframework.stereotype.Component;

/** The tables of a report as files for spreadsheets and programs. */
@Component
@RequiredArgsConstructor
class ReportFiles {

    /** What a spreadsheet would take for a formula. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]");

    /** Signs that the name of a sheet cannot have. */
    private static final Pattern NO_NAME = Pattern.compile("[\\\\/?*\\[\\]:]");

    private static final int LONGEST_NAME = 31;
    private static final int HEAD = 2;
    private static final int WORDS_WIDTH = 46;
    private static final int NUMBER_WIDTH = 16;

    private final ReportTables tables;
    private final Sentences sentences;
    private final Words words;

    /**
     * One figure a line, so that a program needs to know no table: its code, its line and column in words, the number with a decimal
     * point. UTF-8 with the mark that spreadsheets know it by.
     */
    void csv(PeriodReport report, Locale language, OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\uFEFF');
        var csv = new CSVPrinter(writer, CSVFormat.RFC4180);
        csv.printRecord(
                text("csv.table", language),
                text("csv.row", language),
                text("csv.figure", language),
                text("csv.value", language));
        for (var table : tables.of(report, language)) {
            for (var row : table.rows()) {
                print(csv, table, row);
            }
            if (!table.total().isEmpty()) {
                print(csv, table, table.total());
            }
        }
        csv.flush();
    }

    private static void print(CSVPrinter csv, Table table, List<Object> row) throws IOException {
        for (var column = 1; column < row.size(); column++) {
            if (row.get(column) != null) {
                csv.printRecord(
                        table.code(),
                        harmless(String.valueOf(row.get(0))),
                        table.columns().get(column).head(),
                        plain((Number) row.get(column)));
            }
        }
    }

    /** Never as a power of ten, which spreadsheets of some countries take for words. */
    private static String plain(Number number) {
        return number instanceof Double fraction
                ? BigDecimal.valueOf(fraction).setScale(4, RoundingMode.HALF_UP).toPlainString()
                : number.toString();
    }

    private static String harmless(String cell) {
        return FORMULA.matcher(cell).find() ? "'" + cell : cell;
    }

    /** A first sheet that says what the report is, and one for each table: heads that stay in sight, numbers that can be counted on. */
    void workbook(PeriodReport report, Locale language, OutputStream out) throws IOException {
        try (var book = new Workbook(out, "DueNotice", "1.0")) {
            about(book.newWorksheet(name(text("report", language))), report, language);
            for (var table : tables.of(report, language)) {
                write(book.newWorksheet(name(table.title())), table);
            }
        }
    }

    private void about(Worksheet sheet, PeriodReport report, Locale language) {
        sheet.width(0, 110);
        sheet.inlineString(0, 0, text("title", language));
        sheet.style(0, 0).bold().fontSize(14).set();
        var lines = List.of(
                words.text("report.period", language, report.from(), report.to()),
                text("table.dispositions", language) + ": " + sentences.conservation(report.dispositions(), language),
                text("table.undone", language) + ": " + sentences.errors(report.undone(), language),
                text("table.open-work", language) + ": " + sentences.openWork(report.openWork(), language),
                text("counted", language));
        for (var line = 0; line < lines.size(); line++) {
            sheet.inlineString(line + HEAD, 0, lines.get(line));
            sheet.style(line + HEAD, 0).wrapText(true).set();
        }
    }

    private static void write(Worksheet sheet, Table table) {
        sheet.inlineString(0, 0, table.title());
        sheet.style(0, 0).bold().fontSize(13).set();
        for (var column = 0; column < table.columns().size(); column++) {
            sheet.width(column, column == 0 ? WORDS_WIDTH : NUMBER_WIDTH);
            sheet.inlineString(HEAD, column, table.columns().get(column).head());
            sheet.style(HEAD, column)
                    .bold()
                    .wrapText(true)
                    .fillColor("E8EDF2")
                    .verticalAlignment("top")
                    .set();
        }
        sheet.freezePane(1, HEAD + 1);
        var line = HEAD + 1;
        for (var row : table.rows()) {
            write(sheet, line++, table, row);
        }
        if (!table.total().isEmpty()) {
            write(sheet, line, table, table.total());
            for (var column = 0; column < table.columns().size(); column++) {
                sheet.style(line, column)
                        .bold()
                        .borderStyle(org.dhatim.fastexcel.BorderSide.TOP, "thin")
                        .set();
            }
            line++;
        }
        if (!table.note().isEmpty()) {
            sheet.inlineString(line + 1, 0, table.note());
            sheet.style(line + 1, 0).italic().set();
        }
    }

    private static void write(Worksheet sheet, int line, Table table, List<Object> row) {
        for (var column = 0; column < row.size(); column++) {
            if (row.get(column) instanceof Number number) {
                sheet.value(line, column, number);
                sheet.style(line, column)
                        .format(
                                switch (table.columns().get(column).kind()) {
                                    case HOURS -> "#,##0.0";
                                    case SHARE -> "0.0%";
                                    default -> "#,##0";
                                })
                        .set();
            } else if (row.get(column) != null) {
                sheet.inlineString(line, column, String.valueOf(row.get(column)));
            }
        }
    }

    private static String name(String title) {
        var name = NO_NAME.matcher(title).replaceAll(" ");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME)).strip();
    }

    private String text(String key, Locale language) {
        return words.text("report." + key, language);
    }
}
