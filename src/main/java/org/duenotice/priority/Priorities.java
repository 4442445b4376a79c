package org.duenotice.priority;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.Cases;
import org.duenotice.intake.Origins;
import org.duenotice.priority.Priority.Part;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reckons how urgent a case is. It orders the queue and decides nothing: nothing is closed, dropped or restricted by a number.
 */
@Component
@RequiredArgsConstructor
public class Priorities {

    private static final int MOST = 10;

    /** What the clocks of referrals run over, after the number of the case. */
    private static final List<String> REFERRAL_TERMS =
            List.of("ADMINISTRATIVE", "CRIMINAL", "PROSECUTOR", "TRANSFER", "PASSING_ON");

    private final JdbcClient sql;
    private final Cases cases;
    private final Origins origins;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** What is known about a case that carries points. */
    private record Known(List<String> sources, boolean captured, boolean overdue) {}

    /** Reckons anew from what is known now; keeps it and tells of it when it differs from the last time. */
    @Transactional
    public Priority reckon(String caseNumber) {
        var caseFile = cases.byNumber(caseNumber);
        var category = new Part("CATEGORY", caseFile.category(), points("CATEGORY", caseFile.category()));
        var known = known(caseFile);
        var confidence = confidence(known, caseFile);
        var parts = new ArrayList<Part>();
        parts.add(category);
        parts.addAll(confidence);
        var urgency = known.overdue() ? points("OVERDUE", "REFERRAL") : 0;
        if (known.overdue()) {
            parts.add(new Part("OVERDUE", "REFERRAL", urgency));
        }
        var now = clock.instant();
        var sum = confidence.stream().mapToInt(Part::points).sum();
        var reckoned = new Priority(category.points(), Math.min(MOST, sum), urgency, parts, now);
        var before = last(caseNumber);
        if (before.filter(last -> last.parts().equals(reckoned.parts())).isPresent()) {
            return before.get();
        }
        sql.sql("insert into case_priority (case_id, severity, confidence, urgency, parts, reckoned_at) "
                        + "values (?, ?, ?, ?, ?, ?)")
                .params(
                        caseFile.id(),
                        reckoned.severity(),
                        reckoned.confidence(),
                        reckoned.urgency(),
                        written(parts),
                        now.atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new PriorityChanged(caseNumber, reckoned.score()));
        return reckoned;
    }

    private List<Part> confidence(Known known, CaseFile caseFile) {
        var parts = new ArrayList<Part>();
        var source = known.sources().stream()
                .map(code -> new Part("SOURCE", code, points("SOURCE", code)))
                .max(java.util.Comparator.comparingInt(Part::points))
                .orElseGet(() -> new Part("SOURCE", caseFile.source(), points("SOURCE", caseFile.source())));
        parts.add(source);
        known.sources().stream()
                .filter(code -> !code.equals(source.code()))
                .sorted()
                .map(code -> new Part("FURTHER_SOURCE", code, points("FURTHER_SOURCE", "EACH")))
                .forEach(parts::add);
        if (known.captured()) {
            parts.add(new Part("EVIDENCE", "CAPTURED", points("EVIDENCE", "CAPTURED")));
        }
        return parts;
    }

    private Known known(CaseFile caseFile) {
        var sources = origins.of(caseFile).stream().map(Enum::name).toList();
        var captured = sql.sql("select exists (select from evidence where case_id = ? and kind <> 'JUDICIAL_ACT')")
                .param(caseFile.id())
                .query(Boolean.class)
                .single();
        var overdue = sql.sql(
                        """
                        select exists (select from current_clock where case_id = ? and state = 'BREACHED' and subject = any (?))
                        """)
                .params(caseFile.id(), subjects(caseFile.number()))
                .query(Boolean.class)
                .single();
        return new Known(sources, captured, overdue);
    }

    private static String[] subjects(String caseNumber) {
        return REFERRAL_TERMS.stream().map(term -> caseNumber + "/" + term).toArray(String[]::new);
    }

    /** What is not in the table carries no points, and says so. */
    private int points(String part, String code) {
        return sql.sql("select points from priority_points where part = ? and code = ? and valid_from <= ? "
                        + "order by valid_from desc, recorded_at desc limit 1")
                .params(part, code, LawDay.of(clock.instant()))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** The last reckoning of the case. */
    @Transactional(readOnly = true)
    public Optional<Priority> last(String caseNumber) {
        return sql.sql("select p.severity, p.confidence, p.urgency, p.parts, p.reckoned_at from case_priority p "
                        + "join case_file f on f.id = p.case_id where f.number = ? order by p.id desc limit 1")
                .param(caseNumber)
                .query((row, no) -> new Priority(
                        row.getInt("severity"),
                        row.getInt("confidence"),
                        row.getInt("urgency"),
                        read(row.getString("parts")),
                        row.getObject("reckoned_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private static String written(List<Part> parts) {
        return parts.stream()
                .map(part -> part.part() + " " + part.code() + " " + part.points())
                .collect(Collectors.joining("\n"));
    }

    private static List<Part> read(String parts) {
        return Arrays.stream(parts.split("\n"))
                .map(line -> line.split(" "))
                .map(words -> new Part(words[0], words[1], Integer.parseInt(words[2])))
                .toList();
    }
}
