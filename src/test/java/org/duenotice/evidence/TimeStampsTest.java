package org.duenotice.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.TestClock;
import org.duenotice.TimeStampServer;
import org.duenotice.TimeStampServer.Mood;
import org.duenotice.process.Casework;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Evidence gets its time-stamp from an authority over HTTP, sooner or later. */
@DueNoticeTest
class TimeStampsTest {

    @Autowired
    private Casework casework;

    @Autowired
    private TimeStamps stamps;

    @Autowired
    private TimeStampServer authority;

    @Autowired
    private FlywayConnectionDetails owner;

    @Autowired
    private TestClock clock;

    @LocalServerPort
    private int port;

    private EvidenceDesk desk;

    @BeforeEach
    void aCaseHasEvidenceAndNothingElseWaits() {
        clock.backToStart();
        EvidenceDesk.asOwner(owner, "update time_stamp_wait set due_at = null");
        desk = new EvidenceDesk(casework, port);
        desk.added("page.html", ("<html>" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8), Map.of());
        authority.time = clock.instant();
    }

    @AfterEach
    void theAuthorityIsGoodAgain() {
        authority.mood = Mood.GOOD;
        authority.time = null;
    }

    private String findings() {
        return Caller.json(desk.get("caseworker1", "/evidence"))
                .path(0)
                .path("findings")
                .toString();
    }

    @Test
    void aStampIsCheckedKeptAndPartOfTheCustody() {
        assertThat(stamps.work()).isEqualTo(1);

        assertThat(findings()).contains("TIME_STAMPED").doesNotContain("TIME_STAMP_APART");
        assertThat(desk.events()).containsExactly("ACQUIRED", "TIME_STAMPED");
        assertThat(desk.verified().path("whole").asBoolean()).isTrue();
        assertThat(stamps.work()).isZero();
    }

    @Test
    void aTokenThatWasSwappedIsFound() {
        stamps.work();
        EvidenceDesk.asOwner(
                owner,
                "update time_stamp set token = set_byte(token, length(token) - 10, 1 - least(get_byte(token, length(token) - 10), 1)) "
                        + "where evidence_id in (select id from evidence where case_id = '" + desk.caseId + "')");

        assertThat(desk.verified().path("firstBreak").path("kind").asText()).isEqualTo("TIME_STAMP_WRONG");
    }

    @ParameterizedTest
    @EnumSource(value = Mood.class, names = "GOOD", mode = EnumSource.Mode.EXCLUDE)
    void whateverTheAuthorityDoesTheEvidenceStaysAndIsStampedLater(Mood mood) {
        authority.mood = mood;

        assertThat(stamps.work()).isZero();
        assertThat(stamps.work()).as("not again before the pause is over").isZero();
        assertThat(desk.get("caseworker1", "/evidence").body()).contains("page.html");

        authority.mood = Mood.GOOD;
        clock.pass(Duration.ofMinutes(6));
        assertThat(stamps.work()).isEqualTo(1);
        if (mood != Mood.DOWN) {
            assertThat(findings()).contains("TIME_STAMP_REFUSED");
        }
    }

    @Test
    void aStampFarFromTheCaptureIsTold() {
        authority.time = clock.instant().plus(Duration.ofHours(2));

        assertThat(stamps.work()).isEqualTo(1);
        assertThat(findings()).contains("TIME_STAMP_APART", "120");
    }
}
