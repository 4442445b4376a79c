package org.duenotice.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.process.Casework;
import org.duenotice.security.Caller;
import org.duenotice.state.Owner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The details of a case as they were: what was known of evidence, made of it and linked to it, and what targets were called. */
@DueNoticeTest
class PastEvidenceTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Casework casework;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private FlywayConnectionDetails owner;

    @AfterEach
    void backToStart() {
        casework.clock.backToStart();
    }

    private JsonNode get(String path) {
        var answer = Caller.of(port, "auditor1").get("/api/v1/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    private Instant databaseTime() {
        return sql.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private String post(String person, String path, String body) {
        var answer = Caller.of(port, person).act("/api/v1/" + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        return answer.body();
    }

    @Test
    void evidenceIsShownWithWhatWasKnownMadeAndLinkedThenAndNotWithWhatCameLater() {
        var desk = new EvidenceDesk(casework, port);
        var page = ("<html>" + UUID.randomUUID() + "</html>").getBytes(UTF_8);
        var id =
                desk.added("page.html", page, Map.of("kind", "HTML")).path("id").asText();
        var captured = casework.clock.instant();
        var known = databaseTime();
        casework.clock.pass(Duration.ofDays(1));
        // the same file again, now with the target that it shows
        desk.add("page.html", page, Map.of("kind", "HTML", "targets", "1"));
        desk.upload(
                "/evidence/" + id + "/copies",
                "covered.txt",
                "a note".getBytes(UTF_8),
                Map.of("kind", "REDACTION", "whatDone", "Faces covered"));
        sql.sql(
                        "insert into evidence_finding (evidence_id, finding, good, detail, found_at) values (?::uuid, ?, false, '', ?)")
                .params(
                        id,
                        Finding.Code.TYPE_DIFFERS.name(),
                        casework.clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        var worked = casework.clock.instant();
        casework.clock.pass(Duration.ofDays(1));
        casework.closedWithout(desk.number, "NO_VIOLATION");
        post(
                "manager1",
                "cases/" + desk.number + "/evidence/" + id + "/disposal",
                "{\"reasons\":\"Kept long enough\"}");

        var first = get("cases/" + desk.number + "?asOf=" + captured);
        assertThat(first.path("evidence")).hasSize(1);
        assertThat(first.at("/evidence/0/targets")).isEmpty();
        assertThat(first.at("/evidence/0/copies")).isEmpty();
        assertThat(first.at("/evidence/0/findings")).isEmpty();
        assertThat(first.at("/evidence/0/disposed").asBoolean()).isFalse();

        var second = get("cases/" + desk.number + "?asOf=" + worked);
        assertThat(second.at("/evidence/0/targets/0").asInt()).isEqualTo(1);
        assertThat(second.at("/evidence/0/copies")).hasSize(1);
        assertThat(second.at("/evidence/0/findings")).hasSize(1);
        assertThat(second.at("/evidence/0/disposed").asBoolean()).isFalse();

        var unknownYet = get("cases/" + desk.number + "?asOf=" + worked + "&knownAt=" + known);
        assertThat(unknownYet.at("/evidence/0/targets")).isEmpty();
        assertThat(unknownYet.at("/evidence/0/copies")).isEmpty();
        assertThat(unknownYet.at("/evidence/0/findings")).isEmpty();

        assertThat(get("cases/" + desk.number)
                        .path("evidence")
                        .findValues("disposed")
                        .toString())
                .contains("true");
    }

    @Test
    void evidenceThatCameAlongFromAnotherCaseIsInTheFileFromThenOn() {
        var from = new EvidenceDesk(casework, port);
        var into = new EvidenceDesk(casework, port);
        from.added("page.html", ("<html>" + from.number + "</html>").getBytes(UTF_8), Map.of("targets", "1"));
        var before = casework.clock.instant();
        casework.clock.pass(Duration.ofDays(2));
        post(
                "caseworker1",
                "cases/" + from.number + "/merges",
                "{\"into\": \"%s\", \"reason\": \"The same scheme\"}".formatted(into.number));

        assertThat(get("cases/" + into.number + "?asOf=" + before).path("evidence"))
                .isEmpty();
        assertThat(get("cases/" + from.number + "?asOf=" + before).path("targets"))
                .hasSize(1);
        assertThat(get("cases/" + into.number).path("evidence")).hasSize(1);
    }

    /** Tests put the clock back, so what others did lies ahead of it: two counts are compared as of the same moment. */
    private long counted(Instant at, String what) {
        return get("counts?asOf=" + at).at("/" + what).asLong();
    }

    @Test
    void aTargetIsShownAndCountedUnderTheKeyAndThePlatformThatItHadThen() {
        var number = casework.detection("FINANCIAL_PYRAMID", "https://t.me/demo_past_" + System.nanoTime() + "/1");
        var target =
                casework.cases.targets(casework.cases.byNumber(number).id()).get(0);
        casework.clock.pass(Duration.ofDays(1));
        var before = casework.clock.instant();
        var telegram = counted(before, "casesByPlatform/TELEGRAM");
        var known = databaseTime();
        casework.clock.pass(Duration.ofDays(1));
        var changed = casework.clock.instant();
        var telegramThen = counted(changed, "casesByPlatform/TELEGRAM");
        var webThen = counted(changed, "casesByPlatform/WEB");
        sql.sql("update target set canonical_key = ?, platform_code = 'WEB', keyed_at = ? where id = ?")
                .params("web:" + UUID.randomUUID(), changed.atOffset(ZoneOffset.UTC), target.targetId())
                .update();

        for (var then : new String[] {"?asOf=" + before, "?knownAt=" + known}) {
            var shown = get("cases/" + number + then).at("/targets/0");
            assertThat(shown.path("canonicalKey").asText()).isEqualTo(target.canonicalKey());
            assertThat(shown.path("platformCode").asText()).isEqualTo("TELEGRAM");
        }
        assertThat(get("cases/" + number).at("/targets/0/platformCode").asText())
                .isEqualTo("WEB");
        assertThat(counted(before, "casesByPlatform/TELEGRAM")).isEqualTo(telegram);
        assertThat(counted(changed, "casesByPlatform/TELEGRAM")).isEqualTo(telegramThen - 1);
        assertThat(counted(changed, "casesByPlatform/WEB")).isEqualTo(webThen + 1);
        assertThat(get("counts?asOf=" + changed + "&knownAt=" + known)
                        .at("/casesByPlatform/TELEGRAM")
                        .asLong())
                .isEqualTo(telegramThen);
    }

    @Test
    void aCaseIsCountedUnderTheCategoryThatItHadThen() {
        var number = casework.detection("FINANCIAL_PYRAMID", "https://t.me/demo_past_" + System.nanoTime() + "/1");
        var asked = "counts?asOf=" + casework.clock.instant() + "&knownAt=" + databaseTime();
        var before = get(asked).path("casesByCategory");
        var all = Owner.sql(owner);
        all.sql("update case_file set category = 'DRUG_SALE' where number = ?")
                .param(number)
                .update();
        try {
            assertThat(sql.sql("select old_category from case_category_history h join case_file f on f.id = h.case_id "
                                    + "where f.number = ?")
                            .param(number)
                            .query(String.class)
                            .list())
                    .containsExactly("FINANCIAL_PYRAMID");
            assertThat(get(asked).path("casesByCategory")).isEqualTo(before);
        } finally {
            all.sql("update case_file set category = 'FINANCIAL_PYRAMID' where number = ?")
                    .param(number)
                    .update();
        }
    }
}
