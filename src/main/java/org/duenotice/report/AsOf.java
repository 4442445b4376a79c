package org.duenotice.report;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import lombok.RequiredArgsConstructor;
import org.duenotice.accounting.PastCounts;
import org.duenotice.calendar.LawDay;
import org.duenotice.platform.Platforms;
import org.duenotice.problem.Problem;
import org.duenotice.web.Words;
import org.springframework.stereotype.Component;

/** How many of what was found had been removed at the end of a day, from the history and whatever is true today. */
@Component
@RequiredArgsConstructor
class AsOf {

    private static final String REMOVED = "REMOVED";

    private final PastCounts counts;
    private final Platforms platforms;
    private final Words words;
    private final Clock clock;

    /** Of one platform, by its code. */
    record Line(String platform, String name, long found, long removed) {}

    /**
     * @param day the last day that counts
     * @param asOf its end, or now on the present day
     * @param text the sentence and a line a platform, in the reader's language
     */
    record Told(LocalDate day, Instant asOf, long found, long removed, List<Line> byPlatform, List<String> text) {}

    /** @throws Problem {@code as-of.range} for a day to come */
    Told at(LocalDate day, Locale language) {
        var now = clock.instant();
        if (day.isAfter(LawDay.of(now))) {
            throw Problem.invalid("as-of.range", day);
        }
        var end = LawDay.endOf(day);
        var asOf = end.isBefore(now) ? end : now;
        return told(day, asOf, counts.targets(asOf), counts.removedUnderNotice(asOf), language);
    }

    private Told told(
            LocalDate day,
            Instant asOf,
            Map<String, Map<String, Long>> targets,
            Map<String, Long> underNotice,
            Locale language) {
        var names = platforms.names(day);
        var figures = new Figures(language);
        var lines = new ArrayList<Line>();
        new TreeMap<>(targets).forEach((code, states) -> {
            var found = states.values().stream().mapToLong(Long::longValue).sum();
            if (found > 0) {
                var removed = states.getOrDefault(REMOVED, 0L) + underNotice.getOrDefault(code, 0L);
                lines.add(new Line(code, names.getOrDefault(code, code), found, removed));
            }
        });
        var found = lines.stream().mapToLong(Line::found).sum();
        var removed = lines.stream().mapToLong(Line::removed).sum();
        var text = new ArrayList<String>();
        text.add(words.text(
                "report.as-of",
                language,
                day,
                figures.count(removed),
                figures.count(found),
                share(removed, found, figures)));
        lines.forEach(line -> text.add(words.text(
                "report.as-of-platform",
                language,
                line.name(),
                figures.count(line.removed()),
                figures.count(line.found()),
                share(line.removed(), line.found(), figures))));
        return new Told(day, asOf, found, removed, lines, text);
    }

    private static String share(long part, long whole, Figures figures) {
        return whole == 0 ? "–" : figures.percent((double) part / whole);
    }
}
