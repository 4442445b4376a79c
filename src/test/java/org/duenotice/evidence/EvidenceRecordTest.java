package org.duenotice.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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

    @Test
    void aCaptureIsFromOurTimesByBothClocks() {
        for (var moment : List.of(
                "1989-12-31T23:59:59Z",
                "+1000000000-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                clock.instant().plus(Duration.ofDays(2)).toString())) {
            for (var fields : List.of(
                    Map.of("capturedAt", moment),
                    Map.of("clientClock", moment),
                    Map.of("capturedAt", moment, "clientClock", moment))) {
                var answer = desk.add("page.html", html(), fields);
                assertThat(answer.statusCode()).as(fields + answer.body()).isEqualTo(400);
                assertThat(answer.body()).contains("evidence.impossible-time");
            }
        }
        assertThat(evidence.of(desk.caseId)).isEmpty();
        desk.added("page.html", html(), Map.of("capturedAt", "1990-01-01T00:00:00Z"));
    }

    @Test
    void anArchiveWithNamesThatNoTextCanHoldIsKeptAndTold() throws Exception {
        var added = desk.added(
                "site.wacz",
                zip(Map.of(
                        "datapackage.json",
                        "{\"resources\": [{\"path\": \"a\\u0000b\\ud800\"}]}".getBytes(UTF_8),
                        "archive/\u0000\u0007" + "x".repeat(900),
                        html())),
                Map.of("kind", "WACZ"));

        assertThat(added.path("findings").findValuesAsText("code"))
                .contains("WACZ_NO_DIGEST", "WACZ_FILE_MISSING", "WACZ_NOT_IN_MANIFEST");
        assertThat(added.path("findings").toString())
                .contains("a b ", "archive/  xxx")
                .doesNotContain("\\u0000");
    }

    @Test
    void aManifestInLettersThatAreNoneIsBroken() throws Exception {
        var utf32 = new byte[] {0, 0, (byte) 0xfe, (byte) 0xff, 0, 0, 0, '{', 0, 0x7f, 0, 0};

        var added = desk.added(
                "site.wacz",
                zip(Map.of("datapackage.json", utf32, "archive/data.warc", html())),
                Map.of("kind", "WACZ"));

        assertThat(added.path("findings").findValuesAsText("code")).containsExactly("WACZ_BROKEN");
    }

    private static byte[] zip(Map<String, byte[]> files) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (var each : files.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private long stored() throws Exception {
        try (var all = Files.walk(data.resolve("content"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
