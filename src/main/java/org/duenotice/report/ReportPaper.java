package org.duenotice.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duenotice.calendar.WallTime;
import org.duenotice.paper.Paper;
import org.duenotice.web.Words;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A report on paper: what it says in short, then its tables with their charts. */
@Component
class ReportPaper {

    private static final int ROWS_KEPT_TOGETHER = 16;

    private final ReportTables tables;
    private final ReportCharts charts;
    private final Sentences sentences;
    private final Words words;
    private final Paper paper;
    private final Map<String, String> authority;

    ReportPaper(
            ReportTables tables,
            ReportCharts charts,
            Sentences sentences,
            Words words,
            Paper paper,
            @Value("${duenotice.notice.authority-ru}") String authorityRu,
            @Value("${duenotice.notice.authority-kk}") String authorityKk,
            @Value("${duenotice.notice.authority-en}") String authorityEn) {
        this.tables = tables;
        this.charts = charts;
        this.sentences = sentences;
        this.words = words;
        this.paper = paper;
        this.authority = Map.of("ru", authorityRu, "kk", authorityKk, "en", authorityEn);
    }

    /** A figure that is read first. */
    record Key(String value, String words) {}

    /**
     * A table as it is printed.
     *
     * @param no 0 for one without rows
     * @param chartNo of the chart above it; 0 without one
     * @param first the width of its first column, per cent
     * @param whole whether it stays on one page
     */
    record Section(
            int no,
            String title,
            String note,
            List<String> heads,
            List<List<String>> rows,
            List<String> total,
            int first,
            boolean whole,
            int chartNo,
            Chart chart) {}

    /** The pages in one language; the same figures give the same bytes. */
    byte[] print(PeriodReport report, Locale language) {
        var sections = sections(report, language);
        return paper.print(
                "reports/period",
                Map.of(
                        "language", language.getLanguage(),
                        "say", say(report, language),
                        "authority", authority.getOrDefault(language.getLanguage(), authority.get("en")),
                        "report", report,
                        "keys", keys(report, language),
                        "sentences", sentences(report, language),
                        "sections", sections),
                new Paper.Marks(
                        words.text("report.title", language) + ", " + report.from() + " – " + report.to(),
                        authority.get("ru"),
                        report.asOf(),
                        digest(language + report.toString())));
    }

    private Map<String, String> say(PeriodReport report, Locale language) {
        return Map.of(
                "title", words.text("report.title", language),
                "period", words.text("report.period", language, report.from(), report.to()),
                "asOf", words.text("report.as-of-end", language, WallTime.shown(report.asOf())),
                "page", words.text("report.page", language),
                "summary", words.text("report.summary", language),
                "counted", words.text("report.counted", language),
                "chart", words.text("report.chart", language),
                "table", words.text("report.table", language),
                "nothing", words.text("report.nothing", language));
    }

    private List<Key> keys(PeriodReport report, Locale language) {
        var figures = new Figures(language);
        var all = report.allPlatforms();
        return List.of(
                new Key(figures.count(report.detections().total()), words.text("report.detections", language)),
                new Key(figures.count(report.undone().approvedMeasures()), words.text("report.measures", language)),
                new Key(figures.count(all.notices()), words.text("report.sent-notices", language)),
                new Key(
                        all.items() == 0 ? "–" : figures.percent((double) all.effective() / all.items()),
                        words.text("report.key.effective", language)),
                new Key(
                        figures.cell(all.medianHoursToEffect(), Table.Kind.HOURS),
                        words.text("report.key.median", language)),
                new Key(
                        figures.cell(report.undone().errorRate(), Table.Kind.SHARE),
                        words.text("report.key.errors", language)));
    }

    private List<String> sentences(PeriodReport report, Locale language) {
        return Stream.of(
                        sentences.conservation(report.dispositions(), language),
                        sentences.errors(report.undone(), language),
                        sentences.orders(report.notices(), language),
                        sentences.openWork(report.openWork(), language))
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private List<Section> sections(PeriodReport report, Locale language) {
        var drawn = charts.of(report, language);
        var sections = new ArrayList<Section>();
        var no = 0;
        var chartNo = 0;
        for (var table : tables.of(report, language)) {
            var chart = drawn.get(table.code());
            sections.add(section(
                    table,
                    table.rows().isEmpty() ? 0 : ++no,
                    chart == null ? 0 : ++chartNo,
                    chart,
                    new Figures(language)));
        }
        return sections;
    }

    private static Section section(Table table, int no, int chartNo, Chart chart, Figures figures) {
        var columns = table.columns().size();
        return new Section(
                no,
                table.title(),
                table.note(),
                table.columns().stream().map(Table.Column::head).toList(),
                table.rows().stream().map(row -> cells(table, row, figures)).toList(),
                cells(table, table.total(), figures),
                columns <= 3 ? 64 : columns <= 6 ? 34 : 17,
                table.rows().size() <= ROWS_KEPT_TOGETHER,
                chartNo,
                chart);
    }

    private static List<String> cells(Table table, List<Object> row, Figures figures) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> figures.cell(
                        row.get(column), table.columns().get(column).kind()))
                .toList();
    }

    private static String digest(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
