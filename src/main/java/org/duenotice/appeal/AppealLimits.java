package org.duenotice.appeal;

import java.time.Clock;
import java.util.function.Supplier;
import org.duenotice.problem.Problem;
import org.duenotice.web.HourlyLimit;
import org.springframework.stereotype.Component;

/** Keeps the public pages of appeals usable under abuse. Whoever is refused can still file in writing. */
@Component
class AppealLimits {

    /** Guessing codes is no use: so many tries an hour are left to somebody who mistypes. */
    private static final int TRIES = 30;

    private final HourlyLimit filings;
    private final HourlyLimit tries;

    AppealLimits(AppealSettings settings, Clock clock) {
        this.filings = new HourlyLimit(settings.perOrigin(), settings.inTotal(), clock);
        this.tries = new HourlyLimit(TRIES, settings.inTotal() * TRIES, clock);
    }

    /** @throws Problem {@code appeal.too-many} when this hour has had enough */
    <T> T filing(String origin, Supplier<T> work) {
        return filings.within(origin, work).orElseThrow(() -> Problem.tooMany("appeal.too-many"));
    }

    /** What adds to an appeal. */
    void adding(String origin, Runnable work) {
        tries.within(origin, () -> {
                    work.run();
                    return true;
                })
                .orElseThrow(() -> Problem.tooMany("appeal.too-many"));
    }
}
