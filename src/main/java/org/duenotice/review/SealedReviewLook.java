package org.duenotice.review;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.calendar.LawDay;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The look of {@link ReviewLook} for sealed cases, whose measures end like any others; it knows numbers and days, nothing else. */
@Slf4j
@Component
@RequiredArgsConstructor
public class SealedReviewLook {

    private static final int PAGE = 200;

    private final SealedReviews reviews;
    private final SealedReviewRows rows;
    private final ReviewLead leads;
    private final Clock clock;

    /** @return how many reviews were opened or ended */
    public int look() {
        var now = clock.instant();
        var today = LawDay.of(now);
        var done = 0;
        for (var due = due(now, today, "");
                !due.isEmpty();
                due = due(now, today, due.get(due.size() - 1).number())) {
            for (var one : due) {
                done += tried(() -> reviews.open(one.number(), one.dueOn()), one.number());
            }
        }
        for (var number : rows.overdue(today, PAGE)) {
            done += tried(() -> reviews.end(number), number);
        }
        return done;
    }

    private List<SealedReviewRows.Due> due(Instant now, LocalDate today, String after) {
        return rows.due(leads.of(now).until(), today, after, PAGE);
    }

    private static int tried(BooleanSupplier work, String number) {
        try {
            return work.getAsBoolean() ? 1 : 0;
        } catch (RuntimeException e) {
            log.error(
                    "A review of sealed measures could not be opened or ended and is tried again at the next look: {}",
                    number,
                    e);
            return 0;
        }
    }

    /** Looks every five minutes, on the nodes that also work jobs: what has lost its ground is asked about at once. */
    @Component
    @RequiredArgsConstructor
    @ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
    static class SealedWatch {

        private final SealedReviewLook look;

        @Scheduled(initialDelay = 1, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
        void watch() {
            look.look();
        }
    }
}
