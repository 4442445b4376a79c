package org.duenotice.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadline;
import org.duenotice.calendar.Deadlines;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The term a platform has to answer: its clock, the moment of the reminder, and what happens when it runs out. */
@Component
@RequiredArgsConstructor
public class Terms {

    /** The rule of a term that a person set instead of the law. */
    public static final String PERSON_TERM = "person-term";

    private final Notices notices;
    private final Gates gates;
    private final Deadlines deadlines;
    private final Clocks clocks;
    private final NoticeSettings settings;
    private final Timeline timeline;
    private final Clock clock;

    /** When the answer is due and when the platform is reminded. */
    public record Term(Instant answerDueAt, Instant reminderDueAt) {}

    /** Starts the clock of the rule that the table chose; a person's term takes its hours from the gate. */
    @Transactional
    public Term start(String noticeNumber, String rule) {
        var notice = notices.locked(noticeNumber);
        var now = clock.instant();
        var deadline = deadline(noticeNumber, rule, now);
        clocks.start(notice.caseId(), noticeNumber, deadline);
        notices.state(notice, NoticeState.SENT);
        timeline.record(
                notice.caseId(),
                "TERM_STARTED",
                Timeline.SOFTWARE,
                noticeNumber,
                deadline.due().toString());
        var share = Math.round(Duration.between(now, deadline.due()).toSeconds() * settings.reminderShare());
        return new Term(deadline.due(), now.plusSeconds(share));
    }

    private Deadline deadline(String noticeNumber, String rule, Instant now) {
        if (!rule.equals(PERSON_TERM)) {
            return deadlines.due(rule, now);
        }
        return deadlines.personTerm(gates.newTermHours(noticeNumber).orElseThrow(), now);
    }

    /** The term ran out: recorded, and a gate is opened for a person. Nothing else happens by itself. */
    @Transactional
    public void breached(String noticeNumber) {
        var notice = notices.locked(noticeNumber);
        clocks.running(noticeNumber).ifPresent(running -> {
            clocks.breach(noticeNumber, running.rule());
            timeline.record(notice.caseId(), "TERM_BREACHED", Timeline.SOFTWARE, noticeNumber, running.rule());
        });
        notices.state(notice, NoticeState.BREACHED);
    }
}
