package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.retention.Retention;
import org.duenotice.security.Caller;
import org.duenotice.state.Owner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What goes when its term is over, what stays, and what a person holds. The cases are of January, before any other test. */
@DueNoticeTest
class RetentionTest {

    private static final Instant JANUARY = Instant.parse("2026-01-12T05:00:00Z");

    /** After the terms of the tests, and before those of any case of another test. */
    private static final Instant OCTOBER = Instant.parse("2026-10-30T05:00:00Z");

    private static int hours;

    @LocalServerPort
    private int port;

    @Autowired
    private Casework casework;

    @Autowired
    private Retention retention;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private FlywayConnectionDetails owner;

    @BeforeEach
    void evidenceAndAddressesAreKeptForAMonthOnly() {
        Owner.sql(owner)
                .sql(
                        """
                        insert into retention_rule (type, amount, unit, house_rule, verified, source, valid_from)
                        select t, 1, 'MONTHS', true, false, 'RetentionTest', date '2026-01-01' from unnest(array['EVIDENCE', 'DELIVERY_ADDRESS']) t
                        """)
                .update();
        casework.clock.moveTo(JANUARY.plusSeconds(3600 * ++hours));
    }

    @AfterEach
    void back() {
        casework.clock.backToStart();
        Owner.sql(owner)
                .sql("update retention_rule set valid_from = date '2200-01-01' where source = 'RetentionTest'")
                .update();
    }

    private JsonNode get(String login, String path) {
        var answer = Caller.of(port, login).get("/api/v1/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    private HttpResponse<String> post(String login, String path, String body) {
        return Caller.of(port, login).act("/api/v1/" + path, body);
    }

    private JsonNode due(String type) {
        for (var due : get("manager1", "retention/due").path("due")) {
            if (due.at("/rule/type").asText().equals(type)) {
                return due;
            }
        }
        throw new AssertionError(type);
    }

    /** Somebody outside tells their name and reports; the measure is withdrawn in the end, so that nothing of the case stands. */
    private String reportedAndWithdrawn() {
        var receipt = Caller.nobody(port)
                .post(
                        "/public/v1/reports",
                        """
                        {"category": "FINANCIAL_PYRAMID", "description": "Promises 30 %% a month", "addresses": ["%s"], "language": "en",
                         "anonymous": false, "name": "A. Reporter", "contact": "reporter@citizen.example"}
                        """
                                .formatted(Casework.address()));
        assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
        var number = sql.sql(
                        "select f.number from citizen_report r join case_file f on f.id = r.case_id where r.number = ?")
                .param(Caller.json(receipt).path("number").asText())
                .query(String.class)
                .single();
        casework.seekRestriction(number, "FINANCIAL_PYRAMID");
        casework.bodyApproves(number);
        casework.runJobs();
        var notice = casework.onlyNotice(number).number();
        casework.answers(notice, ItemOutcome.NO_ACTION, null);
        casework.runJobs();
        casework.complete(
                "liaison1",
                "decideEscalation",
                notice,
                Map.of("choice", "WITHDRAW", "reasons", "The basis no longer holds"));
        casework.runJobs();
        assertThat(casework.isOver(number)).isTrue();
        return number;
    }

    private long rows(String statement, String number) {
        return sql.sql(statement)
                .param(casework.cases.byNumber(number).id())
                .query(Long.class)
                .single();
    }

    private long reporters(String number) {
        return rows(
                "select count(*) from citizen_reporter p join citizen_report r on r.id = p.report_id where r.case_id = ?",
                number);
    }

    private long keptEvidence(String number) {
        return rows(
                "select count(*) from evidence e where e.case_id = ? and not exists (select from disposed_evidence d where d.evidence_id = e.id)",
                number);
    }

    /** The engine's own clean-up, as its window would start it. */
    private void engineCleansUp() {
        casework.history.cleanUpHistoryAsync(true);
        for (var round = 0; round < 3; round++) {
            casework.history.findHistoryCleanupJobs().forEach(job -> casework.management.executeJob(job.getId()));
        }
    }

    @Test
    void afterTheCleanUpTheCaseStillTellsItsStory() throws Exception {
        var number = reportedAndWithdrawn();
        var notice = casework.onlyNotice(number).number();
        var inJanuary = casework.clock.instant();
        assertThat(casework.history
                        .createHistoricProcessInstanceQuery()
                        .processDefinitionKey("detection-case")
                        .processInstanceBusinessKey(number)
                        .count())
                .isPositive();
        casework.clock.moveTo(OCTOBER);
        var before = get("auditor1", "cases/" + number);
        var stood = get("auditor1", "cases/" + number + "?asOf=" + inJanuary);
        var entry = sql.sql("select r.number || '-1' from restriction r where r.case_id = ?")
                .param(casework.cases.byNumber(number).id())
                .query(String.class)
                .single();
        var published = Caller.nobody(port).get("/register/" + entry);
        assertThat(published.statusCode()).isEqualTo(200);
        assertThat(due("REPORTER").path("examples").toString()).contains(number);

        engineCleansUp();
        retention.run();

        assertThat(casework.history
                        .createHistoricProcessInstanceQuery()
                        .processDefinitionKey("detection-case")
                        .processInstanceBusinessKey(number)
                        .count())
                .as("the engine has forgotten it")
                .isZero();
        assertThat(List.of(reporters(number), keptEvidence(number))).containsExactly(0L, 0L);
        assertThat(rows(
                        "select count(*) from delivery_attempt a join letter l on l.id = a.letter_id join notice n on n.id = l.notice_id where n.case_id = ? and a.address <> ''",
                        number))
                .isZero();

        var after = get("auditor1", "cases/" + number);
        var story = before.path("timeline").findValuesAsText("kind");
        assertThat(after.path("timeline").findValuesAsText("kind"))
                .startsWith(story.toArray(String[]::new))
                .contains("RETENTION_DISPOSED");
        assertThat(after.path("targets")).isEqualTo(before.path("targets"));
        var stoodAfter = get("auditor1", "cases/" + number + "?asOf=" + inJanuary);
        assertThat(stoodAfter.path("timeline")).isEqualTo(stood.path("timeline"));
        assertThat(stoodAfter.path("targets")).isEqualTo(stood.path("targets"));
        assertThat(stoodAfter.path("summary")).isEqualTo(stood.path("summary"));
        assertThat(Caller.nobody(port).get("/register/" + entry).body()).isEqualTo(published.body());
        var verified = get("auditor1", "cases/" + number + "/custody/verify");
        assertThat(verified.path("whole").asBoolean()).as(verified.toString()).isTrue();
        assertThat(get("auditor1", "cases/" + number + "/custody?limit=200").toString())
                .contains("DISPOSED");
        var paper = sql.sql(
                        "select p.pdf_sha256 from letter_paper p join letter l on l.id = p.letter_id where l.number = ? order by version desc limit 1")
                .param(notice + "/1")
                .query(String.class)
                .single();
        assertThat(sha256(Downloads.get(port, "auditor1", "/api/v1/notices/" + notice + "/letters/1/pdf")
                        .body()))
                .isEqualTo(paper);
        assertThat(get("auditor1", "retention/disposals?limit=200").toString())
                .contains(number, "REPORTER", "EVIDENCE");
        var counted =
                get("auditor1", "retention/disposals?limit=200").path("items").size();
        assertThat(retention.run()).as("what went, goes once").isEmpty();
        assertThat(get("auditor1", "retention/disposals?limit=200").path("items"))
                .hasSize(counted);
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    @Test
    void nothingOfAHeldCaseIsDisposedOfUntilAPersonLiftsTheHold() {
        var number = reportedAndWithdrawn();
        assertThat(post("caseworker1", "cases/" + number + "/legal-holds", "{\"reasons\": \"A claim\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("lawyer1", "cases/" + number + "/legal-holds", "{\"reasons\": \" \"}")
                        .statusCode())
                .isEqualTo(400);
        var hold = Caller.json(
                post("lawyer1", "cases/" + number + "/legal-holds", "{\"reasons\": \"A claim is announced\"}"));
        casework.clock.moveTo(OCTOBER);
        var evidence = keptEvidence(number);
        assertThat(due("REPORTER").path("held").asInt()).isEqualTo(1);
        assertThat(due("EVIDENCE").path("held").asLong()).isEqualTo(evidence);
        assertThat(due("REPORTER").path("examples").toString()).doesNotContain(number);

        retention.run();

        assertThat(List.of(reporters(number), keptEvidence(number))).containsExactly(1L, evidence);
        assertThatThrownBy(() -> sql.sql(
                                """
                                insert into evidence_disposal select e.id, 'by hand', 'manager1', now() from evidence e where e.case_id = ? limit 1
                                """)
                        .param(casework.cases.byNumber(number).id())
                        .update())
                .hasMessageContaining("is held");
        var lifting = "cases/" + number + "/legal-holds/" + hold.path("id").asText() + "/lifting";
        assertThat(post("manager1", lifting, "{\"reasons\": \"The claim was withdrawn\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("manager1", lifting, "{\"reasons\": \"Again\"}").statusCode())
                .isEqualTo(409);
        retention.run();
        assertThat(List.of(reporters(number), keptEvidence(number))).containsExactly(0L, 0L);
        assertThat(get("auditor1", "cases/" + number).path("timeline").findValuesAsText("kind"))
                .contains("LEGAL_HOLD_SET", "LEGAL_HOLD_LIFTED");
        assertThat(get("lawyer1", "cases/" + number + "/legal-holds")
                        .at("/0/liftReasons")
                        .asText())
                .isEqualTo("The claim was withdrawn");
    }

    @Test
    void nothingGoesWhileAMeasureStandsOrAnAppealCanStillBeFiled() {
        var standing = casework.detection("FINANCIAL_PYRAMID", Casework.address());
        casework.seekRestriction(standing, "FINANCIAL_PYRAMID");
        casework.bodyApproves(standing);
        casework.runJobs();
        casework.answers(casework.onlyNotice(standing).number(), ItemOutcome.GEO_RESTRICTED, null);
        casework.runJobs();
        assertThat(casework.isOver(standing)).isTrue();
        var appealable = reportedAndWithdrawn();
        // the month of the rule is over, the three months of a complaint are not
        casework.clock.moveTo(Instant.parse("2026-04-11T00:00:00Z"));
        retention.run();
        assertThat(keptEvidence(appealable)).isPositive();

        casework.clock.moveTo(OCTOBER);
        retention.run();
        assertThat(keptEvidence(standing)).isPositive();
        assertThat(keptEvidence(appealable)).isZero();
    }

    @Test
    void aRunThatBreaksOffLeavesEachBatchWholeAndTheNextOneGoesOn() {
        var number = reportedAndWithdrawn();
        casework.clock.moveTo(OCTOBER);
        var tables = Owner.sql(owner);
        tables.sql(
                        """
                        create function break_off() returns trigger language plpgsql as $$ begin raise exception 'the power fails'; end $$;
                        create trigger break_off before insert on retention_disposal for each row when (new.type = 'REPORTER')
                            execute function break_off()
                        """)
                .update();
        try {
            assertThatThrownBy(retention::run).hasMessageContaining("the power fails");
        } finally {
            tables.sql("drop trigger break_off on retention_disposal; drop function break_off()")
                    .update();
        }
        assertThat(keptEvidence(number)).as("its batch came before").isZero();
        assertThat(reporters(number)).as("neither gone nor told").isEqualTo(1);
        assertThat(get("auditor1", "retention/disposals?limit=200").toString()).contains(number);

        retention.run();

        assertThat(reporters(number)).isZero();
        assertThat(get("auditor1", "cases/" + number + "/custody/verify")
                        .path("whole")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void everyKindHasARuleWithItsSourceInThreeLanguages() {
        for (var rule : get("auditor1", "retention/rules")) {
            assertThat(rule.path("source").asText()).as(rule.toString()).isNotEmpty();
            for (var words : List.of("whatRu", "whatKk", "whatEn")) {
                assertThat(rule.path(words).asText()).as(rule.toString()).isNotEmpty();
            }
        }
        assertThat(Caller.of(port, "caseworker1").get("/api/v1/retention/due").statusCode())
                .isEqualTo(403);
    }
}
