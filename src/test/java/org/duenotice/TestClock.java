package org.duenotice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Moves the time of the application and of the engine together; runs on from where it was moved to. */
@Component
@Primary
public class TestClock extends Clock {

    /** A Monday morning in Almaty, in the year whose calendar is loaded. */
    private static final Instant START = Instant.parse("2026-11-02T05:00:00Z");

    private Duration ahead;

    TestClock() {
        backToStart();
    }

    /** Lets the given time pass. */
    public void pass(Duration duration) {
        ahead = ahead.plus(duration);
        ClockUtil.offset(ahead.toMillis());
    }

    /** Moves to the given instant. */
    public void moveTo(Instant instant) {
        pass(Duration.between(instant(), instant));
    }

    public void backToStart() {
        ahead = Duration.between(Instant.now(), START);
        ClockUtil.offset(ahead.toMillis());
    }

    public Date date() {
        return Date.from(instant());
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
