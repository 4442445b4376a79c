package org.duenotice.transparency;

import java.io.IOException;
import java.io.Writer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes entries as rows for a spreadsheet. What a spreadsheet would take for a formula gets an apostrophe in front. */
final class RegisterCsv implements AutoCloseable {

    private static final String[] HEADER = {
        "number",
        "decision",
        "status",
        "category",
        "platform",
        "address",
        "host",
        "address_shown",
        "scope",
        "decided_at",
        "changed_at",
        "review_on",
        "ends_on",
        "act_kk",
        "act_ru",
        "act_en",
        "article",
        "paragraph",
        "court",
        "judicial_act_number",
        "judicial_act_date",
        "body_kk",
        "body_ru",
        "body_en",
        "page"
    };
    /** Tells spreadsheets that the text is UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n";

    private final CSVPrinter printer;
    private final RegisterSettings settings;

    RegisterCsv(Writer out, RegisterSettings settings) throws IOException {
        this.settings = settings;
        out.write(BYTE_ORDER_MARK);
        printer = new CSVPrinter(
                out, CSVFormat.RFC4180.builder().setHeader(HEADER).get());
    }

    void write(Entry entry) throws IOException {
        printer.printRecord(Stream.of(
                        entry.number(),
                        entry.restrictionNumber(),
                        entry.status(),
                        entry.category(),
                        entry.platformName(),
                        entry.address(),
                        entry.host(),
                        entry.shown(),
                        entry.scope(),
                        entry.decidedAt(),
                        entry.changedAt(),
                        entry.reviewOn(),
                        entry.endsOn(),
                        entry.actKk(),
                        entry.actRu(),
                        entry.actEn(),
                        entry.article(),
                        entry.paragraph(),
                        entry.court(),
                        entry.courtActNumber(),
                        entry.courtActDate(),
                        entry.bodyKk(),
                        entry.bodyRu(),
                        entry.bodyEn(),
                        settings.page(entry.number()))
                .map(RegisterCsv::harmless));
    }

    static String harmless(Object value) {
        var text = value == null ? "" : value.toString();
        return !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        printer.close();
    }
}
