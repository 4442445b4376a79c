package org.duenotice.search;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.duenotice.access.Views;
import org.duenotice.access.Views.ListedBy;
import org.duenotice.calendar.WallTime;
import org.duenotice.security.CurrentPerson;
import org.duenotice.web.Words;
import org.springframework.stereotype.Component;

/**
 * Writes what was found to a file while it is read, part by part, so that its length is no matter of memory. That it was taken away
 * is recorded with the query and the count, also when the reader goes away in the middle.
 */
@Component
@RequiredArgsConstructor
class CaseExports {

    private static final int AT_A_TIME = 1_000;

    /** The most rows that a sheet has, without its heads. */
    private static final int MOST_IN_A_SHEET = 1_048_575;

    /** What a spreadsheet would take for a formula. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]");

    private static final List<String> HEADS = List.of(
            "number",
            "state",
            "category",
            "source",
            "platforms",
            "targets",
            "opened",
            "due",
            "closed",
            "reason",
            "description");

    private final CaseSearch search;
    private final Rows rows;
    private final Views views;
    private final Words words;
    private final CurrentPerson person;

    /** UTF-8 with the mark that spreadsheets know it by; no cell begins like a formula. */
    void csv(Asked asked, Locale language, OutputStream out) throws IOException {
        var query = asked.query();
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\uFEFF');
        var csv = new CSVPrinter(writer, CSVFormat.RFC4180);
        csv.printRecord(heads(language));
        each(ListedBy.CSV, asked, query, Integer.MAX_VALUE, row -> {
            try {
                csv.printRecord(cells(row, language).map(CaseExports::harmless).toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        csv.flush();
    }

    private static String harmless(String cell) {
        return FORMULA.matcher(cell).find() ? "'" + cell : cell;
    }

    /** Texts stand in the sheet as texts: none of them is a formula, whatever it begins with. */
    void sheet(Asked asked, Locale language, OutputStream out) throws IOException {
        var query = asked.query();
        try (var book = new Workbook(out, "DueNotice", "1.0")) {
            var sheet = book.newWorksheet(words.text("export.cases", language));
            var heads = heads(language);
            for (var column = 0; column < heads.size(); column++) {
                sheet.inlineString(0, column, heads.get(column));
                sheet.style(0, column).bold().set();
            }
            sheet.freezePane(0, 1);
            var line = new int[] {1};
            each(ListedBy.XLSX, asked, query, MOST_IN_A_SHEET, row -> {
                var cells = cells(row, language).toList();
                for (var column = 0; column < cells.size(); column++) {
                    if (HEADS.get(column).equals("targets")) {
                        sheet.value(line[0], column, row.targets());
                    } else {
                        sheet.inlineString(line[0], column, cells.get(column));
                    }
                }
                if (line[0]++ % AT_A_TIME == 0) {
                    flush(sheet);
                }
            });
        }
    }

    private static void flush(org.dhatim.fastexcel.Worksheet sheet) {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param query what stands in the log, made before anything was written: what cannot be recorded is not given out */
    private void each(ListedBy way, Asked asked, String query, int most, Consumer<Rows.Row> write) {
        var written = 0;
        try {
            for (String after = null; written < most; ) {
                var found = search.find(asked, person.groups(), false, after, Math.min(AT_A_TIME, most - written));
                for (var row :
                        rows.of(found.stream().map(CaseSearch.Found::caseFile).toList())) {
                    write.accept(row);
                    written++;
                }
                if (found.size() < AT_A_TIME) {
                    return;
                }
                after = found.get(found.size() - 1).key();
            }
        } finally {
            views.listed(way, query, written);
        }
    }

    private List<String> heads(Locale language) {
        return HEADS.stream()
                .map(head -> words.text("export." + head, language))
                .toList();
    }

    private Stream<String> cells(Rows.Row row, Locale language) {
        var found = row.caseFile();
        return Stream.of(
                found.number(),
                words.text("state." + found.state(), language),
                words.text("category." + found.category(), language),
                words.text("source." + found.source(), language),
                row.platforms().stream().collect(Collectors.joining(", ")),
                String.valueOf(row.targets()),
                WallTime.shown(found.openedAt()),
                Optional.ofNullable(row.dueAt()).map(WallTime::shown).orElse(""),
                Optional.ofNullable(found.closedAt()).map(WallTime::shown).orElse(""),
                found.closeReason() == null ? "" : words.text("reason." + found.closeReason(), language),
                found.description());
    }
}
