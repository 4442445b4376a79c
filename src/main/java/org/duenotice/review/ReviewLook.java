package org.duenotice.review;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.calendar.LawDay;
import org.duenotice.restriction.MeasureTerms;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks for what falls due: opens its reviews in time, and lifts whatever its day has passed over, however long nobody looked. Each
 * review is opened in a transaction of its own, so that one that cannot be opened keeps no other one back; a second look finds only what
 * is left.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class ReviewLook {

    private static final int PAGE = 200;

    private final Reviews reviews;
    private final ReviewRows rows;
    private final MeasureTerms terms;
    private final ReviewLead leads;
    private final Clock clock;

    /** @return how many reviews were opened or ended */
    public int look() {
        return open() + end();
    }

    private int open() {
        var now = clock.instant();
        var today = LawDay.of(now);
        var until = leads.of(now).until();
        var opened = 0;
        MeasureTerms.Due after = null;
        for (var due = terms.due(until, today, null, PAGE);
                !due.isEmpty();
                due = terms.due(until, today, after, PAGE)) {
            for (var one : due) {
                opened += tried(() -> reviews.open(one).isPresent(), one.toString());
                after = one;
            }
        }
        return opened;
    }

    /** What the timer of a review should have done and did not. */
    private int end() {
        var ended = 0;
        for (var number : rows.overdue(LawDay.of(clock.instant()), PAGE)) {
            ended += tried(() -> reviews.check(number), number);
        }
        return ended;
    }

    private static int tried(java.util.function.BooleanSupplier work, String of) {
        try {
            return work.getAsBoolean() ? 1 : 0;
        } catch (RuntimeException e) {
            log.error("A review could not be opened or ended and is tried again at the next look: {}", of, e);
            return 0;
        }
    }

    /** Looks every hour, on the nodes that also work jobs; the first look soon after the start, since days may have passed. */
    @Component
    @RequiredArgsConstructor
    @ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
    static class Watch {

        private final ReviewLook look;

        @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
        void watch() {
            var found = look.look();
            if (found > 0) {
                log.info("{} review(s) of restrictions opened or ended", found);
            }
        }
    }
}
