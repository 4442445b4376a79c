package org.duenotice.calendar;

import java.time.Duration;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Service;

/** Computes when something is due, with the words of the law that say so. */
@Service
@RequiredArgsConstructor
public class Deadlines {

    private final CalendarTables tables;

    /**
     * The term of a rule as it is worded on the day of the start.
     *
     * @throws Problem {@code deadline.unknown-rule} without such a rule on that day,
     *     {@code calendar.year-not-loaded} when a term in days or months reaches into a year whose days off are not known
     */
    public Deadline due(String ruleCode, Instant start) {
        return due(ruleCode, start, tables.current().workingDays());
    }

    /**
     * The same, where the term must begin before the days off of its last days are known: those days count as the plain week has them, so
     * the term ends never later than it will. Once the calendar of the year is loaded, open clocks are recalculated.
     */
    public Deadline earliest(String ruleCode, Instant start) {
        return due(
                ruleCode,
                start,
                tables.current().workingDays().orPlainFrom(LawDay.of(start).getYear()));
    }

    private Deadline due(String ruleCode, Instant start, WorkingDays workingDays) {
        var known = tables.current();
        var day = LawDay.of(start);
        var rule = known.rules().stream()
                .filter(candidate -> candidate.code().equals(ruleCode) && candidate.validOn(day))
                .findFirst()
                .orElseThrow(() -> Problem.conflict("deadline.unknown-rule", ruleCode, day.toString()));
        return new Deadline(
                ruleCode, rule.term(), start, rule.term().end(start, workingDays), rule.citation(), rule.verified());
    }

    /** A term that a person sets, in hours round the clock: 1 to 720. */
    public Deadline personTerm(int hours, Instant start) {
        if (hours < 1 || hours > 720) {
            throw Problem.invalid("deadline.person-term-out-of-range", String.valueOf(hours));
        }
        return new Deadline(
                "person-term",
                new Term(hours, Term.Unit.HOURS),
                start,
                start.plus(Duration.ofHours(hours)),
                new Citation(
                        "Срок, установленный должностным лицом: %d ч".formatted(hours),
                        "Лауазымды адам белгілеген мерзім: %d сағат".formatted(hours),
                        "Term set by an official: %d hours".formatted(hours)),
                true);
    }
}
