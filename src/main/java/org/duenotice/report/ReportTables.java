package org.duenotice.report;

import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.platform.Platforms;
import org.duenotice.report.Table.Column;
import org.duenotice.report.Table.Kind;
import org.duenotice.web.Words;
import org.springframework.stereotype.Component;

/** The figures of a period as tables in the reader's language: the same ones for the page, the sheet and the file. */
@Component
@RequiredArgsConstructor
class ReportTables {

    private static final List<String> GROUNDS = List.of("PROCEDURE", "LAW", "POLICY");

    private final Words words;
    private final Platforms platforms;

    /** In the order in which they are read. */
    List<Table> of(PeriodReport report, Locale language) {
        return new Writing(report, language, platforms.names(LawDay.of(report.asOf()))).all();
    }

    /** The tables of one report in one language. */
    @RequiredArgsConstructor
    private final class Writing {

        private final PeriodReport report;
        private final Locale language;
        private final Map<String, String> names;

        List<Table> all() {
            return List.of(
                    detections(),
                    months(),
                    dispositions(),
                    routes(),
                    decided(),
                    referrals(),
                    notices(),
                    answers(),
                    outcomes(),
                    refusals(),
                    times(),
                    breaches(),
                    appeals(),
                    undone(),
                    recreations(),
                    openWork());
        }

        private Table detections() {
            var sources = report.detections().byCategory().values().stream()
                    .flatMap(bySource -> bySource.keySet().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            var columns = new ArrayList<>(List.of(words("category")));
            sources.forEach(source -> columns.add(new Column(text("source." + source), Kind.COUNT)));
            columns.add(count("all"));
            var rows = new ArrayList<List<Object>>();
            report.detections().byCategory().forEach((category, bySource) -> {
                var row = new ArrayList<Object>(List.of(text("category." + category)));
                sources.forEach(source -> row.add(bySource.getOrDefault(source, 0L)));
                row.add(sum(bySource));
                rows.add(row);
            });
            return table("detections", columns, rows, true);
        }

        private Table months() {
            var rows = report.detections().byMonth().stream()
                    .map(month -> row(
                            month.month().getMonth().getDisplayName(TextStyle.FULL_STANDALONE, language) + " "
                                    + month.month().getYear(),
                            month.detections(),
                            month.approvedMeasures()))
                    .toList();
            return table("months", List.of(words("month"), count("detections"), count("measures")), rows, true);
        }

        private Table dispositions() {
            var found = report.dispositions();
            var rows = bySize(found.byDisposition())
                    .map(one -> row(
                            text("disposition." + one.getKey()), one.getValue(), share(one.getValue(), found.sum())))
                    .toList();
            var columns =
                    List.of(words("disposition"), count("detections"), new Column(text("report.share"), Kind.SHARE));
            var total = row(text("report.all"), found.sum(), found.sum() == 0 ? null : 1.0);
            return new Table("dispositions", title("dispositions"), note("dispositions"), columns, rows, total);
        }

        private Table routes() {
            return counted("routes", "route", "decisions", report.routes().approved(), this::route);
        }

        private String route(String code) {
            return Arrays.stream(code.split("\\+"))
                    .map(part -> switch (part) {
                        case "CRIMINAL", "ADMINISTRATIVE", "RESTRICTION" -> text("route." + part);
                        case "RIGHTS_REVIEW" -> text("proposal." + part);
                        default -> text("disposition." + part);
                    })
                    .collect(Collectors.joining(" + "));
        }

        private Table decided() {
            return counted(
                    "decided",
                    "decision",
                    "targets",
                    report.routes().decided(),
                    code -> text("report.decided." + code));
        }

        private Table referrals() {
            var rows = new ArrayList<List<Object>>();
            report.routes()
                    .handedOver()
                    .forEach((kind, count) ->
                            rows.add(row(text("report.handed-over") + ": " + text("route." + kind), count)));
            report.routes()
                    .outcomes()
                    .forEach((outcome, count) -> rows.add(row(text("report.referral." + outcome), count)));
            return table("referrals", List.of(words("what"), count("count")), rows, false);
        }

        private Table notices() {
            var told = report.notices();
            var rows = List.of(
                    row(text("report.sent-notices"), told.notices(), told.items()),
                    row(text("report.sent-orders"), told.orders(), told.orderItems()),
                    row(text("report.sent-cancellations"), told.cancellations(), null));
            return table("notices", List.of(words("what"), count("letters"), count("targets")), rows, false);
        }

        private Table answers() {
            var columns = List.of(
                    words("platform"),
                    count("notices"),
                    count("acknowledged"),
                    count("answered"),
                    count("late"),
                    count("silent"),
                    count("breached"),
                    count("partial"));
            return byPlatform(
                    "answers",
                    columns,
                    line -> row(
                            line.notices(),
                            line.acknowledged(),
                            line.answered(),
                            line.late(),
                            line.silent(),
                            line.breached(),
                            line.partial()));
        }

        private Table outcomes() {
            var columns = List.of(
                    words("platform"),
                    count("targets"),
                    count("removed"),
                    count("geo"),
                    count("labelled"),
                    count("gone"),
                    count("unconfirmed"),
                    count("refused"),
                    count("no-action"),
                    count("unanswered"));
            return byPlatform(
                    "outcomes",
                    columns,
                    line -> row(
                            line.items(),
                            line.removed(),
                            line.geoRestricted(),
                            line.labelled(),
                            line.alreadyGone(),
                            line.unconfirmed(),
                            line.refusedInAll(),
                            line.noAction(),
                            line.unanswered()));
        }

        private Table refusals() {
            var columns = new ArrayList<>(List.of(words("platform"), count("refused")));
            GROUNDS.forEach(ground -> columns.add(count("refused." + ground)));
            return byPlatform("refusals", columns, line -> {
                var row = new ArrayList<Object>(List.of(line.refusedInAll()));
                GROUNDS.forEach(ground -> row.add(line.refused().get(ground)));
                return row;
            });
        }

        private Table times() {
            var columns = List.of(
                    words("platform"),
                    hours("acknowledge-median"),
                    hours("acknowledge-ninetieth"),
                    hours("effect-median"),
                    hours("effect-ninetieth"));
            return byPlatform(
                    "times",
                    columns,
                    line -> row(
                            line.medianHoursToAcknowledge(),
                            line.ninetiethHoursToAcknowledge(),
                            line.medianHoursToEffect(),
                            line.ninetiethHoursToEffect()));
        }

        private Table breaches() {
            var rows = report.breaches().stream()
                    .map(breach -> row(citation(breach), breach.count()))
                    .toList();
            return table("breaches", List.of(words("term"), count("count")), rows, true);
        }

        private String citation(PeriodReport.Breach breach) {
            return switch (language.getLanguage()) {
                case "ru" -> breach.citationRu();
                case "kk" -> breach.citationKk();
                default -> breach.citationEn();
            };
        }

        private Table appeals() {
            var appeals = report.appeals();
            var rows = new ArrayList<List<Object>>();
            rows.add(row(text("report.received"), appeals.received()));
            appeals.byAppellant()
                    .forEach((appellant, count) -> rows.add(row("– " + text("report.appellant." + appellant), count)));
            appeals.outcomes().forEach((outcome, count) -> rows.add(row(text("report.appeal." + outcome), count)));
            rows.add(row(text("report.open-appeals"), appeals.open()));
            return table("appeals", List.of(words("what"), count("count")), rows, false);
        }

        private Table undone() {
            var rows = new ArrayList<List<Object>>();
            report.undone()
                    .byGround()
                    .forEach((ground, counted) ->
                            rows.add(row(text("report.undone." + ground), counted.cases(), counted.targets())));
            return table("undone", List.of(words("ground"), count("cases"), count("targets")), rows, true);
        }

        private Table recreations() {
            return counted(
                    "recreations", "platform", "targets", report.recreations().byPlatform(), this::platform);
        }

        private Table openWork() {
            var rows = report.openWork().byAge().entrySet().stream()
                    .map(one -> row(text("report.age." + one.getKey()), one.getValue()))
                    .toList();
            return table("open-work", List.of(words("age"), count("cases")), rows, true);
        }

        private Table byPlatform(
                String code, List<Column> columns, Function<PeriodReport.PlatformLine, List<Object>> cells) {
            var rows = report.platforms().stream()
                    .map(line -> begun(platform(line.platform()), cells.apply(line)))
                    .toList();
            var total = begun(text("report.all"), cells.apply(report.allPlatforms()));
            return new Table(code, title(code), note(code), columns, rows, total);
        }

        private String platform(String code) {
            return names.getOrDefault(code, code);
        }

        private Table counted(
                String code, String what, String counts, Map<String, Long> found, Function<String, String> word) {
            var rows = bySize(found)
                    .map(one -> row(word.apply(one.getKey()), one.getValue()))
                    .toList();
            return table(code, List.of(words(what), count(counts)), rows, true);
        }

        private Table table(String code, List<Column> columns, List<List<Object>> rows, boolean summed) {
            var total = new ArrayList<Object>();
            if (summed) {
                total.add(text("report.all"));
                for (var column = 1; column < columns.size(); column++) {
                    var place = column;
                    total.add(rows.stream()
                            .mapToLong(row -> (Long) row.get(place))
                            .sum());
                }
            }
            return new Table(code, title(code), note(code), columns, rows, total);
        }

        private String title(String code) {
            return text("report.table." + code);
        }

        private String note(String code) {
            return text("report.note." + code);
        }

        private Column words(String code) {
            return new Column(text("report." + code), Kind.WORDS);
        }

        private Column count(String code) {
            return new Column(text("report." + code), Kind.COUNT);
        }

        private Column hours(String code) {
            return new Column(text("report." + code), Kind.HOURS);
        }

        private String text(String key) {
            return words.text(key, language);
        }
    }

    private static Stream<Map.Entry<String, Long>> bySize(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()));
    }

    private static List<Object> row(Object... cells) {
        return Arrays.asList(cells);
    }

    private static List<Object> begun(String first, List<Object> cells) {
        var row = new ArrayList<Object>(List.of(first));
        row.addAll(cells);
        return row;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
