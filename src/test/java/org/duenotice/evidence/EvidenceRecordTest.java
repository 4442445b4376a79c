package org.duenotice.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.TestClock;
import org.duenotice.process.Casework;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is kept of a capture besides its bytes. */
@DueNoticeTest
class EvidenceRecordTest {

    @Autowired
    private Casework casework;

    @Autowired
    private TestClock clock;

    @Autowired
    private EvidenceFiles evidence;

    @Autowired
    private JdbcClient sql;

    @Value("${duenotice.data}")
    private Path data;

    @LocalServerPort
    private int port;

    private EvidenceDesk desk;

    @BeforeEach
    void aCaseIsOpen() {
        clock.backToStart();
        desk = new EvidenceDesk(casework, port);
    }

    private static byte[] html() {
        return ("<!DOCTYPE html><html><body>" + UUID.randomUUID() + "</body></html>").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void bothClocksTheirOffsetAndTheWholeWayToThePageAreKept() {
        var added = desk.added(
                "page.html",
                html(),
                Map.of(
                        "kind", "HTML",
                        "capturedAt", clock.instant().plusSeconds(60).toString(),
                        "clientClock", clock.instant().plusSeconds(120).toString(),
                        "tool", "Firefox",
                        "toolVersion", "140.0",
                        "requestedAddress", "https://casino.example/",
                        "redirects", "https://a.example/\nhttps://b.example/?x=1,2",
                        "reachedAddress", "https://c.example/",
                        "httpStatus", "200",
                        "vantage", "AS9198, KZ"));

        assertThat(added.path("clockOffsetMs").asLong()).isBetween(110_000L, 120_000L);
        assertThat(added.path("redirects")).hasSize(2);
        assertThat(added.path("httpStatus").asInt()).isEqualTo(200);
        assertThat(added.path("detectedType").asText()).isEqualTo("text/html");
        assertThat(added.path("vantage").asText()).isEqualTo("AS9198, KZ");
        assertThat(added.path("findings")).isEmpty();
    }

    @Test
    void theTypeIsFoundByContentAndADifferenceIsTold() {
        var added = desk.added("shot.png", html(), Map.of("kind", "SCREENSHOT_FULL"));

        assertThat(added.path("findings").toString()).contains("TYPE_DIFFERS", "text/html");
        assertThat(added.has("thumbnail")).isFalse();
    }

    @Test
    void aFileShowsTargetsOfItsCaseOnly() {
        assertThat(desk.added("page.html", html(), Map.of("targets", "1"))
                        .path("targets")
                        .path(0)
                        .asInt())
                .isEqualTo(1);
        var answer = desk.add("page.html", html(), Map.of("targets", "1,7"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("evidence.unknown-target");
    }

    @Test
    void aFileOverTheLimitIsRefusedInWordsAndNothingOfItStays() throws Exception {
        var before = stored();

        var answer = desk.add("film.bin", new byte[25 * 1024 * 1024 + 1], Map.of());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        assertThat(answer.body()).contains("too large");
        assertThat(evidence.of(desk.caseId)).isEmpty();
        assertThat(stored()).isEqualTo(before);
    }

    private long stored() throws Exception {
        try (var all = Files.walk(data.resolve("content"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
