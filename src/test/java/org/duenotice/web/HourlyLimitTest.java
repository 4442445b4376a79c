package org.duenotice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.duenotice.problem.Problem;
import org.junit.jupiter.api.Test;

/** A public page stays usable for everybody while somebody abuses it. */
class HourlyLimitTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-02T05:10:00Z"));
    private final HourlyLimit limit = new HourlyLimit(3, 10, (InstantSource) now::get);

    private boolean isTaken(String origin) {
        return limit.within(origin, () -> "taken").isPresent();
    }

    @Test
    void oneAddressHasItsShareOfAnHour() {
        for (var n = 0; n < 3; n++) {
            assertThat(isTaken("192.0.2.1")).isTrue();
        }
        assertThat(isTaken("192.0.2.1")).isFalse();
        assertThat(isTaken("192.0.2.2")).isTrue();

        now.set(now.get().plus(Duration.ofHours(1)));
        assertThat(isTaken("192.0.2.1")).isTrue();
    }

    @Test
    void aNetworkOfIpv6CountsAsOneAddress() {
        for (var n = 1; n <= 3; n++) {
            assertThat(isTaken("2001:db8:0:1::" + n)).isTrue();
        }
        assertThat(isTaken("2001:db8:0:1:ffff::9")).isFalse();
        assertThat(isTaken("2001:db8:0:2::1")).isTrue();
    }

    @Test
    void whenAllIsUsedUpEverybodyElseStillHasOne() {
        for (var n = 1; n <= 10; n++) {
            assertThat(isTaken("198.51.100." + n)).isTrue();
        }
        assertThat(isTaken("198.51.100.1")).as("a second one").isFalse();
        assertThat(isTaken("192.0.2.1")).as("somebody who had none").isTrue();
        assertThat(isTaken("192.0.2.1")).isFalse();
    }

    @Test
    void aFloodEndsSomewhere() {
        for (var n = 0; n < 200; n++) {
            isTaken("203.0." + n / 100 + "." + n % 100);
        }
        assertThat(isTaken("192.0.2.1")).isFalse();
    }

    private void refused(RuntimeException why) {
        for (var n = 0; n < 5; n++) {
            assertThatThrownBy(() -> limit.within("192.0.2.1", () -> {
                                throw why;
                            })
                            .orElseThrow(() -> why))
                    .isSameAs(why);
        }
    }

    @Test
    void aSlipIsNotCounted() {
        refused(Problem.invalid("a slip"));
        refused(Problem.conflict("too late"));
        assertThat(isTaken("192.0.2.1")).isTrue();
    }

    @Test
    void aGuessIsCounted() {
        refused(Problem.notFound("a guess"));
        assertThat(isTaken("192.0.2.1")).isFalse();
    }

    @Test
    void whatFailedIsCountedBecauseItMayHaveLeftSomethingBehind() {
        refused(new IllegalStateException("half done"));
        assertThat(isTaken("192.0.2.1")).isFalse();
    }
}
