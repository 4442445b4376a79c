package org.duenotice.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.calendar.Deadline;
import org.duenotice.calendar.Deadlines;
import org.duenotice.calendar.LawDay;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;

/** How long before its day a review opens; a calendar that nobody has loaded keeps no review back, and no measure in force. */
@Slf4j
@Component
@RequiredArgsConstructor
class ReviewLead {

    static final String RULE = "restriction-review";

    private static final int DAYS_WITHOUT_CALENDAR = 14;

    private final Deadlines deadlines;

    /** The last day that is looked at now, and the rule that says so where it can be computed. */
    record Lead(LocalDate until, Optional<Deadline> deadline) {}

    Lead of(Instant now) {
        try {
            var deadline = deadlines.due(RULE, now);
            return new Lead(LawDay.of(deadline.due().minusNanos(1)), Optional.of(deadline));
        } catch (Problem unknown) {
            log.warn("When reviews open cannot be computed, so they open two weeks before: {}", unknown.getMessage());
            return new Lead(LawDay.of(now).plusDays(DAYS_WITHOUT_CALENDAR), Optional.empty());
        }
    }
}
