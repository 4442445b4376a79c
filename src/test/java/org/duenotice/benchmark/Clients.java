package org.duenotice.benchmark;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;

/** Several clients at work at once, each with several cases open. */
@RequiredArgsConstructor
final class Clients {

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final ExecutorService threads;
    private final Settings settings;

    /** Walks that many cases to their end and tells how long it took. */
    Duration walk(int cases, Supplier<Walk> begin) throws Exception {
        var left = new AtomicInteger(cases);
        Callable<Void> client = () -> {
            work(left, begin);
            return null;
        };
        var start = System.nanoTime();
        for (var done : threads.invokeAll(Collections.nCopies(settings.clients(), client))) {
            done.get();
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void work(AtomicInteger left, Supplier<Walk> begin) throws InterruptedException {
        var underWay = new ArrayDeque<Walk>();
        fill(underWay, left, begin);
        while (!underWay.isEmpty()) {
            if (!turn(underWay)) {
                Thread.sleep(PAUSE.toMillis());
            }
            fill(underWay, left, begin);
        }
    }

    private void fill(ArrayDeque<Walk> underWay, AtomicInteger left, Supplier<Walk> begin) {
        while (underWay.size() < settings.underWay() && left.getAndDecrement() > 0) {
            underWay.add(begin.get());
        }
    }

    /** One act in every open case; false when all of them wait for something. */
    private static boolean turn(ArrayDeque<Walk> underWay) {
        var anything = false;
        for (var open = underWay.size(); open > 0; open--) {
            var walk = underWay.remove();
            anything |= walk.goesOn();
            if (!walk.isOver()) {
                underWay.add(walk);
            }
        }
        return anything;
    }
}
