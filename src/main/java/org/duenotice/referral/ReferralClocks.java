package org.duenotice.referral;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadlines;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseFile;
import org.springframework.stereotype.Component;

/** The clocks of referrals. One that runs out is a breach on the record; it decides nothing. */
@Component
@RequiredArgsConstructor
class ReferralClocks {

    private final Deadlines deadlines;
    private final Clocks clocks;
    private final Timeline timeline;
    private final Clock clock;

    /** Starts the term anew; what was open of it has ended with the earlier message. */
    Instant start(CaseFile caseFile, ReferralTerm term, Instant from) {
        var subject = term.subject(caseFile.number());
        clocks.cancel(subject);
        var deadline = deadlines.due(term.rule(), from);
        clocks.start(caseFile.id(), subject, deadline);
        return deadline.due();
    }

    void meet(CaseFile caseFile, ReferralTerm term) {
        clocks.meet(term.subject(caseFile.number()), term.rule());
    }

    void cancel(CaseFile caseFile, ReferralTerm term) {
        clocks.cancel(term.subject(caseFile.number()));
    }

    /**
     * What came back does not begin a new term: registration is still awaited, and three days from the finding are three days from
     * the finding.
     *
     * @return when the term that runs on ends, which may be past
     */
    Instant runOn(CaseFile caseFile, ReferralTerm term) {
        var last = clocks.last(term.subject(caseFile.number())).orElseThrow();
        return last.state().equals("MET") ? start(caseFile, term, last.startedAt()) : last.dueAt();
    }

    /** The term as it stands, if it ever ran. */
    java.util.Optional<ClockView> last(CaseFile caseFile, ReferralTerm term) {
        return clocks.last(term.subject(caseFile.number()));
    }

    void breached(CaseFile caseFile, ReferralTerm term) {
        var subject = term.subject(caseFile.number());
        clocks.running(subject)
                .filter(running -> !running.dueAt().isAfter(clock.instant()))
                .map(ClockView::rule)
                .filter(rule -> clocks.breach(subject, rule))
                .ifPresent(rule -> timeline.record(caseFile.id(), "TERM_BREACHED", Timeline.SOFTWARE, subject, rule));
    }

    /** A day that people enter lies between the step before and today. */
    boolean isOutside(LocalDate day, LocalDate earliest) {
        return day == null || day.isBefore(earliest) || day.isAfter(today());
    }

    LocalDate today() {
        return LawDay.of(clock.instant());
    }

    /** A term that starts on a day whose hour nobody knows starts at its end, or now when that day is today. */
    Instant startOn(LocalDate day) {
        var now = clock.instant();
        var end = LawDay.endOf(day);
        return end.isBefore(now) ? end : now;
    }
}
