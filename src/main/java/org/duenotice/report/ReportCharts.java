package org.duenotice.report;

import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.platform.Platforms;
import org.duenotice.web.Words;
import org.springframework.stereotype.Component;

/** The charts that stand beside tables, by the code of the table. */
@Component
@RequiredArgsConstructor
class ReportCharts {

    private static final String DARK = "dark";
    private static final String LIGHT = "light";

    private final Words words;
    private final Platforms platforms;

    Map<String, Chart> of(PeriodReport report, Locale language) {
        var drawing = new Drawing(report, language, new Figures(language), platforms.names(LawDay.of(report.asOf())));
        var charts = new LinkedHashMap<String, Chart>();
        charts.put("months", drawing.months());
        charts.put("dispositions", drawing.dispositions());
        charts.put("outcomes", drawing.outcomes());
        charts.put("times", drawing.times());
        // one bar compares nothing
        charts.values().removeIf(chart -> chart.bars().size() < 2);
        return charts;
    }

    @RequiredArgsConstructor
    private final class Drawing {

        private final PeriodReport report;
        private final Locale language;
        private final Figures figures;
        private final Map<String, String> names;

        Chart months() {
            var months = report.detections().byMonth();
            var most = months.stream()
                    .mapToLong(month -> Math.max(month.detections(), month.approvedMeasures()))
                    .max()
                    .orElse(0);
            var bars = months.stream()
                    .map(month -> new Chart.Bar(
                            month.month().getMonth().getDisplayName(TextStyle.SHORT_STANDALONE, language),
                            List.of(part(DARK, month.detections(), most), part(LIGHT, month.approvedMeasures(), most)),
                            ""))
                    .toList();
            return chart("months", Chart.Kind.COLUMNS, bars, List.of());
        }

        Chart dispositions() {
            var found = report.dispositions().byDisposition();
            var most = found.values().stream().mapToLong(Long::longValue).max().orElse(0);
            var bars = found.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(one -> new Chart.Bar(
                            words.text("disposition." + one.getKey(), language),
                            List.of(part(DARK, one.getValue(), most)),
                            figures.count(one.getValue())))
                    .toList();
            return chart("dispositions", Chart.Kind.BARS, bars, List.of());
        }

        Chart outcomes() {
            var bars = report.platforms().stream()
                    .filter(line -> line.items() > 0)
                    .map(line -> new Chart.Bar(
                            name(line),
                            Stream.of(
                                            part("effective", line.effective(), line.items()),
                                            part("unconfirmed", line.unconfirmed(), line.items()),
                                            part("refused", line.refusedInAll() + line.noAction(), line.items()),
                                            part("unanswered", line.unanswered(), line.items()))
                                    .filter(part -> part.length() > 0)
                                    .toList(),
                            figures.count(line.items())))
                    .toList();
            var legend = Stream.of("effective", "unconfirmed", "refused", "unanswered")
                    .map(shade -> new Chart.Part(shade, 0, words.text("report.legend." + shade, language)))
                    .toList();
            return chart("outcomes", Chart.Kind.STACKED, bars, legend);
        }

        Chart times() {
            var most = longest(PeriodReport.PlatformLine::ninetiethHoursToEffect);
            var bars = report.platforms().stream()
                    .filter(line -> line.medianHoursToEffect() != null)
                    .map(line -> new Chart.Bar(
                            name(line),
                            List.of(
                                    hours(DARK, line.medianHoursToEffect(), most),
                                    hours(LIGHT, line.ninetiethHoursToEffect(), most)),
                            ""))
                    .toList();
            return chart("times", Chart.Kind.PAIRS, bars, List.of());
        }

        private double longest(Function<PeriodReport.PlatformLine, Double> hours) {
            return report.platforms().stream()
                    .map(hours)
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
        }

        private Chart.Part hours(String shade, double hours, double most) {
            return new Chart.Part(shade, most == 0 ? 0 : 100 * hours / most, figures.decimal(hours));
        }

        private Chart.Part part(String shade, long count, long most) {
            return new Chart.Part(shade, most == 0 ? 0 : 100.0 * count / most, figures.count(count));
        }

        private String name(PeriodReport.PlatformLine line) {
            return names.getOrDefault(line.platform(), line.platform());
        }

        private Chart chart(String code, Chart.Kind kind, List<Chart.Bar> bars, List<Chart.Part> legend) {
            return new Chart(kind, words.text("report.chart." + code, language), bars, legend);
        }
    }
}
