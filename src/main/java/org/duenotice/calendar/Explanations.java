package org.duenotice.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.Explanation.Kind;
import org.duenotice.calendar.Explanation.Step;
import org.springframework.stereotype.Service;

/** Tells how a term is counted: the same computation as {@link Deadlines}, with every day that makes a difference. */
@Service
@RequiredArgsConstructor
public class Explanations {

    private final Deadlines deadlines;
    private final CalendarTables tables;

    /**
     * What the term of a rule would be from that start.
     *
     * @throws org.duenotice.problem.Problem as {@link Deadlines#due}
     */
    public Explanation of(String rule, Instant start) {
        var deadline = deadlines.due(rule, start);
        var walk = new Walk(tables.current(), LawDay.of(start));
        switch (deadline.term().unit()) {
            case HOURS -> walk.step(Kind.ROUND_THE_CLOCK, LawDay.of(start));
            case WORKING_DAYS -> walk.workingDays(lastDay(deadline));
            case CALENDAR_DAYS ->
                walk.calendar(walk.start.plusDays(deadline.term().amount()), lastDay(deadline));
            case CALENDAR_MONTHS ->
                walk.calendar(walk.start.plusMonths(deadline.term().amount()), lastDay(deadline));
        }
        var verified = deadline.term().unit() == Term.Unit.HOURS || walk.verified(lastDay(deadline));
        walk.step(Kind.END, lastDay(deadline));
        return new Explanation(deadline, List.copyOf(walk.steps), deadline.verified() && verified);
    }

    /** The day on whose 24:00 the term ends; the day of the end itself for hours. */
    private static LocalDate lastDay(Deadline deadline) {
        return LawDay.of(deadline.due().minusNanos(1));
    }

    private static final class Walk {

        private final CalendarTables.Tables known;
        private final LocalDate start;
        private final List<Step> steps = new ArrayList<>();

        Walk(CalendarTables.Tables known, LocalDate start) {
            this.known = known;
            this.start = start;
            step(Kind.START, start);
        }

        void step(Kind kind, LocalDate day) {
            steps.add(Step.of(kind, day));
        }

        void workingDays(LocalDate last) {
            start.plusDays(1).datesUntil(last.plusDays(1)).forEach(this::look);
        }

        void calendar(LocalDate counted, LocalDate last) {
            step(Kind.LAST_DAY, counted);
            if (!counted.equals(last)) {
                counted.datesUntil(last).forEach(this::look);
                step(Kind.MOVED, last);
            }
        }

        /** Says something about the day when it differs from a usual working day. */
        private void look(LocalDate day) {
            var weekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
            var worked = known.workingDays().includes(day);
            var special = known.days().get(day);
            if (special != null && worked == weekend) {
                steps.add(new Step(
                        worked ? Kind.WORKED : Kind.DAY_OFF,
                        day,
                        special.name(),
                        special.movedFrom(),
                        source(special)));
            } else if (!worked) {
                step(Kind.WEEKEND, day);
            }
        }

        private String source(CalendarTables.SpecialDay day) {
            return day.source().isEmpty()
                    ? known.years().get(day.day().getYear()).source()
                    : day.source();
        }

        boolean verified(LocalDate last) {
            var all = true;
            for (var year = start.getYear(); year <= last.getYear(); year++) {
                var touched = known.years().get(year);
                if (touched == null || !touched.verified()) {
                    all = false;
                    step(Kind.YEAR_UNVERIFIED, LocalDate.of(year, 1, 1));
                }
            }
            return all;
        }
    }
}
