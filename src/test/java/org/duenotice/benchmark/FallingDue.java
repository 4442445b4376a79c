package org.duenotice.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.duenotice.TestClock;
import org.duenotice.security.Caller;

/**
 * Clocks that fall due in the same second, while other people go on with their work: when the breaches are marked and to be seen over
 * HTTP, how fast the gates open, how fast the bare engine gets through as many timers of the same diagrams, and what is left of the
 * other work's rate. And how late one clock fires when nothing else is to be done.
 */
@RequiredArgsConstructor
final class FallingDue {

    private static final Duration ALONE = Duration.ofSeconds(40);
    private static final Duration BEFORE_DUE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(40);
    private static final int SINGLES = 5;

    private final WaitingNotices waiting;
    private final Clients clients;
    private final Supplier<Walk> otherWork;
    private final ExecutorService background;
    private final TestClock clock;
    private final int port;
    private final int notices;

    private record Fired(double seconds, double otherWork) {}

    void run() throws Exception {
        System.out.printf("%nclocks: %d fall due in the same second, beside whole offence cases%n", notices);
        clients.walk(40, otherWork);
        var alone = otherWorkFor(ALONE);
        waiting.insert("8001", notices, 1);
        waiting.start("platform-notice", "8001", notices);
        var ours = fire("platform-answer", "8001", "escalation", true);
        waiting.start("bare-platform-notice", "8002", notices);
        var bare = fire("bare-platform-answer", "8002", "bare-escalation", false);
        System.out.printf("  %-46s %8.1f%n", "gates a second, product", notices / ours.seconds());
        System.out.printf("  %-46s %8.1f%n", "timers a second, bare engine", notices / bare.seconds());
        System.out.printf("  %-46s %8.2f%n", "ratio", bare.seconds() / ours.seconds());
        System.out.printf("  %-46s %8.1f%n", "other work alone, cases a second", alone);
        System.out.printf("  %-46s %8.1f%n", "beside the product's gates", ours.otherWork());
        System.out.printf("  %-46s %8.1f%n", "beside the bare engine's timers", bare.otherWork());
        System.out.printf("  %-46s %8.2f%n", "rate kept", ours.otherWork() / alone);
        singles();
    }

    private Fired fire(String process, String mark, String gate, boolean hasClocks) throws Exception {
        var due = clock.instant().plus(BEFORE_DUE).truncatedTo(ChronoUnit.SECONDS);
        waiting.fallDue(process, mark, due);
        until(due);
        var over = new AtomicBoolean();
        var cases = new AtomicInteger();
        var others = background.submit(endless(over, cases));
        var seen = hasClocks ? background.submit(() -> seeBreaches(mark, due)) : null;
        awaitAll(() -> waiting.atTheGate(gate, mark));
        var seconds = since(due);
        over.set(true);
        var rate = cases.get() / seconds;
        others.get();
        if (seen != null) {
            seen.get();
        }
        return new Fired(seconds, rate);
    }

    private Void seeBreaches(String mark, Instant due) throws InterruptedException {
        awaitAll(() -> waiting.breached(mark));
        var marked = since(due);
        var reader = Caller.of(port, "auditor1");
        var path = "/api/v1/clocks?state=RUNNING&limit=1&dueBefore=" + due.plusMillis(1);
        while (!Caller.json(reader.get(path)).path("items").isEmpty()) {
            Thread.sleep(50);
        }
        System.out.printf("  %-46s %8.1f%n", "all marked as breached after, s", marked);
        System.out.printf("  %-46s %8.1f%n", "none running any more over HTTP after, s", since(due));
        return null;
    }

    private void singles() throws Exception {
        var delays = new ArrayList<Double>();
        for (var n = 1; n <= SINGLES; n++) {
            var mark = "81%02d".formatted(n);
            waiting.insert(mark, 1, 1);
            waiting.start("platform-notice", mark, 1);
            var due = clock.instant().plusSeconds(10 + n).truncatedTo(ChronoUnit.SECONDS);
            waiting.fallDue("platform-answer", mark, due);
            until(due);
            awaitAll(1, () -> waiting.atTheGate("escalation", mark));
            delays.add(since(due));
        }
        System.out.printf("  %-46s", "one clock on an idle system: gate open after, s");
        delays.forEach(delay -> System.out.printf(" %.1f", delay));
        System.out.println();
    }

    private double otherWorkFor(Duration time) throws Exception {
        var over = new AtomicBoolean();
        var cases = new AtomicInteger();
        var start = System.nanoTime();
        var others = background.submit(endless(over, cases));
        Thread.sleep(time.toMillis());
        var rate = cases.get() / ((System.nanoTime() - start) / 1e9);
        over.set(true);
        others.get();
        return rate;
    }

    private Callable<Void> endless(AtomicBoolean over, AtomicInteger cases) {
        return () -> {
            while (!over.get()) {
                clients.walk(8, otherWork);
                cases.addAndGet(8);
            }
            return null;
        };
    }

    private void awaitAll(IntSupplier done) throws InterruptedException {
        awaitAll(notices, done);
    }

    private static void awaitAll(int all, IntSupplier done) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        for (var last = -1; ; ) {
            var now = done.getAsInt();
            if (now >= all) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(now + " of " + all);
            }
            Thread.sleep(now == last ? 100 : 200);
            last = now;
        }
    }

    private void until(Instant due) throws InterruptedException {
        Thread.sleep(Math.max(0, Duration.between(clock.instant(), due).toMillis()));
    }

    private double since(Instant due) {
        return Duration.between(due, clock.instant()).toMillis() / 1000.0;
    }
}
