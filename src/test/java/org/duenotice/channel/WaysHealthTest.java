package org.duenotice.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import org.duenotice.DueNoticeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever watches the installation sees which ways are closed, and that they work again. */
@DueNoticeTest
class WaysHealthTest {

    private static final String ADDRESSEE = "OPERATOR_OF_THIS_TEST";

    @Autowired
    private Ways ways;

    @Autowired
    private WaysHealth health;

    @Autowired
    private MeterRegistry metrics;

    private Double closed() {
        health.measure();
        var gauge = metrics.find("duenotice.channel.closed")
                .tags("addressee", ADDRESSEE, "channel", "EMAIL")
                .gauge();
        return gauge == null ? null : gauge.value();
    }

    @Test
    void aWayThatFailedThreeTimesIsSeenUntilItWorksAgain() {
        assertThat(ways.failed(ADDRESSEE, ChannelKind.EMAIL, "down")).isFalse();
        assertThat(ways.failed(ADDRESSEE, ChannelKind.EMAIL, "down")).isFalse();
        assertThat(closed()).isNull();
        assertThat(ways.failed(ADDRESSEE, ChannelKind.EMAIL, "down")).isTrue();
        assertThat(closed()).isEqualTo(3);
        assertThat(health.health().getDetails().toString()).contains(ADDRESSEE + " EMAIL");

        ways.worked(ADDRESSEE, ChannelKind.EMAIL);
        assertThat(closed()).isNull();
    }
}
