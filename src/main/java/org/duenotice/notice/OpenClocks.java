package org.duenotice.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockChanges;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.DaysOff;
import org.duenotice.calendar.WallTime;
import org.duenotice.problem.Problem;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do to a clock that runs: stop it, let it go on, correct when its term began, and what a calendar that has
 * changed does to the terms of all. Each change is a line in the story of its case. The notice is held first, so that an answer or a timer comes before or
 * after the change, never between its parts.
 */
@Component
@RequiredArgsConstructor
public class OpenClocks {

    private static final String BY_CALENDAR = "";

    private final JdbcClient sql;
    private final Clocks clocks;
    private final ClockChanges changes;
    private final Timeline timeline;
    private final Clock clock;

    /** @throws Problem {@code clock.not-running} */
    @Transactional
    public ClockView pause(UUID id, String reason, String person) {
        hold(clocks.get(id));
        return pause(id, clock.instant(), reason, person);
    }

    /** The same from an instant on, for somebody who holds the notice. */
    ClockView pause(UUID id, Instant from, String reason, String person) {
        var paused = changes.pause(id, from, reason)
                .orElseThrow(() ->
                        Problem.conflict("clock.not-running", clocks.get(id).subject()));
        timeline.record(paused.caseId(), "CLOCK_PAUSED", person, paused.subject(), reason, paused.stateSince());
        return paused;
    }

    /** @throws Problem {@code clock.not-paused} */
    @Transactional
    public ClockView resume(UUID id, String reason, String person) {
        hold(clocks.get(id));
        var resumed = changes.resume(id, clock.instant(), reason)
                .orElseThrow(() ->
                        Problem.conflict("clock.not-paused", clocks.get(id).subject()));
        timeline.record(resumed.caseId(), "CLOCK_RESUMED", person, resumed.subject(), words(reason, resumed.dueAt()));
        return resumed;
    }

    /** The term began at another time than was thought, such as the platform's own proof of receipt. */
    @Transactional
    public ClockView correct(UUID id, Instant startedAt, String reason, String person) {
        hold(clocks.get(id));
        var corrected = changes.correct(id, startedAt, reason);
        timeline.record(
                corrected.caseId(), "CLOCK_CORRECTED", person, corrected.subject(), words(reason, corrected.dueAt()));
        return corrected;
    }

    /** Counts every open clock in days again, as after a calendar that came with an update. */
    @Transactional
    public int recalculate() {
        return recalculate(BY_CALENDAR, Timeline.SOFTWARE);
    }

    /**
     * The same after a change that a person approved; the words say which.
     *
     * @return how many clocks are due at another time now
     */
    @Transactional
    public int recalculate(String reason, String person) {
        var changed = 0;
        for (var open : changes.inDays()) {
            hold(open);
            var counted = changes.recalculate(open.id(), reason);
            counted.ifPresent(now -> timeline.record(
                    now.caseId(),
                    "CLOCK_RECALCULATED",
                    person,
                    now.subject(),
                    words(words(reason, open.dueAt()), now.dueAt())));
            changed += counted.isPresent() ? 1 : 0;
        }
        return changed;
    }

    private static String words(String reason, Instant due) {
        return (reason + " ▸ " + WallTime.shown(due)).strip();
    }

    private void hold(ClockView clock) {
        sql.sql("select id from notice where number = ? for update")
                .param(clock.subject().split("/", 2)[0])
                .query(UUID.class)
                .optional();
    }

    /** Looks every minute whether the calendar has changed, as by an update or on another node. */
    @Component
    @RequiredArgsConstructor
    @ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
    static class Watch {

        private final OpenClocks openClocks;
        private final DaysOff daysOff;
        private String known;

        @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
        void look() {
            var version = daysOff.version();
            if (!version.equals(known)) {
                openClocks.recalculate();
                known = version;
            }
        }
    }
}
