package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.duenotice.process.RegisterDesk.JSON;
import static org.duenotice.process.RegisterDesk.basis;
import static org.duenotice.process.RegisterDesk.ok;
import static org.duenotice.process.RegisterDesk.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.law.LegalBases;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A decision keeps the version it rests on, and whoever changes the law sees what rests on it. */
@DueNoticeTest
class LawImpactTest {

    private static final String CATEGORY = "PYRAMID_ADVERTISING";

    @Autowired
    private Casework casework;

    @Autowired
    private LegalBases legalBases;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    private RegisterDesk desk;
    private ObjectNode row;
    private UUID chosen;
    private String caseNumber;
    private String notice;

    @BeforeEach
    void aNoticeRestsOnABasisOfItsOwn() {
        casework.clock.backToStart();
        desk = new RegisterDesk(port);
        row = basis();
        row.set("categories", JSON.createArrayNode().add(CATEGORY));
        desk.recorded("legal-bases", row);
        chosen = id();
        caseNumber = casework.detection(CATEGORY, Casework.address());
        casework.captureEvidence(caseNumber);
        var measures = new HashMap<>(casework.measures(CATEGORY, "NONE", true));
        measures.put("restrictionBasis", chosen.toString());
        casework.complete("caseworker1", "prepareQualification", caseNumber, measures);
        casework.approve(caseNumber);
        casework.notifyBody(caseNumber);
        casework.bodyApproves(caseNumber);
        casework.runJobs();
        notice = casework.onlyNotice(caseNumber).number();
    }

    @AfterEach
    void nobodyElseFindsTheBasis() {
        desk.recorded("legal-bases", row.put("validTo", "2026-01-31"));
    }

    @Test
    void aCorrectedWordingChangesNothingOfWhatRestsOnTheEarlierOne() {
        var letter = letter();
        var paper = Caller.of(port, "auditor1")
                .get("/api/v1/notices/%s/letters/1/pdf".formatted(notice))
                .body();
        desk.recorded(
                "legal-bases", row.put("summaryEn", "Corrected wording").put("summaryRu", "Исправленная редакция"));

        assertThat(id()).isNotEqualTo(chosen);
        assertThat(
                        rests(
                                "select restriction_basis from qualification q join case_file c on c.id = q.case_id where c.number = ?"))
                .isEqualTo(chosen);
        assertThat(
                        rests(
                                "select legal_basis from restriction r join case_file c on c.id = r.case_id where c.number = ?"))
                .isEqualTo(chosen);
        assertThat(legalBases.get(chosen).summary().en()).isEqualTo("First wording");
        assertThat(letter()).isEqualTo(letter).contains("First wording").doesNotContain("Corrected wording");
        assertThat(letterBasis()).isEqualTo(chosen);
        assertThat(Caller.of(port, "auditor1")
                        .get("/api/v1/notices/%s/letters/1/pdf".formatted(notice))
                        .body())
                .isEqualTo(paper);
    }

    @Test
    void whatRestsOnABasisIsFoundFromAnyOfItsVersions() {
        desk.recorded("legal-bases", row.put("summaryEn", "Corrected wording"));

        for (var version : new UUID[] {chosen, id()}) {
            var impact = desk.get("/api/v1/legal-bases/%s/impact".formatted(version));
            assertThat(impact.path("counts").path("NOTICE").asInt()).isOne();
            assertThat(impact.path("items"))
                    .extracting(item -> item.path("kind").asText(), item -> item.path("number")
                            .asText())
                    .containsExactly(
                            tuple("NOTICE", notice),
                            tuple("QUALIFICATION", caseNumber + "/1"),
                            tuple("RESTRICTION", restriction()));
            assertThat(impact.path("items"))
                    .extracting(item -> item.path("state").asText())
                    .containsExactly("SENT", "APPROVED", "APPROVED");
        }
    }

    @Test
    void theListOfWhatRestsOnABasisComesInPages() {
        var first = desk.get("/api/v1/legal-bases/%s/impact?limit=2".formatted(chosen));
        assertThat(first.path("items")).hasSize(2);
        var second = desk.get("/api/v1/legal-bases/%s/impact?limit=2&after=%s"
                .formatted(chosen, first.path("next").asText()));

        assertThat(second.path("items")).hasSize(1);
        assertThat(second.path("items").get(0).path("number").asText()).isEqualTo(restriction());
        assertThat(second.hasNonNull("next")).isFalse();
        refused(
                Caller.of(port, "auditor1").get("/api/v1/legal-bases/%s/impact?after=x".formatted(chosen)),
                400,
                "register.after");
        assertThat(Caller.of(port, "auditor1")
                        .get("/api/v1/legal-bases/%s/impact".formatted(UUID.randomUUID()))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoeverApprovesTheEndOfABasisSeesWhatRestsOnIt() {
        var number = desk.proposed("legal-bases", row.deepCopy().put("validTo", "2026-11-30"));

        var facts = facts("approveChange", number);

        assertThat(facts).contains(notice, caseNumber + "/1", restriction(), "2026-11-30", "хабарлама");
        ok(desk.decide("manager1", number, "RETURN", "Not yet"), 200);
        casework.complete(
                "registrar1", "prepareChange", number, Map.of("preparation", "WITHDRAW", "reasons", "Not yet"));
    }

    @Test
    void nothingNewIsDecidedOnABasisThatHasEnded() {
        desk.recorded("legal-bases", row.put("validTo", "2026-10-31"));
        var later = casework.detection(CATEGORY, Casework.address());
        casework.captureEvidence(later);
        var measures = new HashMap<>(casework.measures(CATEGORY, "NONE", true));
        measures.put("restrictionBasis", chosen.toString());

        assertThatThrownBy(() -> casework.complete("caseworker1", "prepareQualification", later, measures))
                .hasMessageContaining("2026-11-02");
        assertThat(casework.notices.byNumber(notice).state().name()).isEqualTo("SENT");
    }

    @Test
    void whatRestsOnAJudicialActIsFoundFromIt() {
        var address = Casework.address();
        var act = JSON.createObjectNode()
                .put("number", "IMPACT-" + caseNumber)
                .put("court", "Court of the tests")
                .put("actDate", "2026-05-04")
                .put("operativePart", "Prohibited")
                .put("source", "test")
                .put("verified", false)
                .put("inForceSince", "2026-06-04");
        act.set("targets", JSON.createArrayNode().add(address));
        desk.recorded("judicial-acts", act);
        var id = sql.sql("select id from judicial_act where number = ?")
                .param(act.path("number").asText())
                .query(UUID.class)
                .single();
        var named = casework.detection("FINANCIAL_PYRAMID", address);
        casework.captureEvidence(named);
        var measures = new HashMap<>(casework.measures("FINANCIAL_PYRAMID", "NONE", true));
        measures.put("judicialAct", id.toString());
        casework.complete("caseworker1", "prepareQualification", named, measures);
        casework.approve(named);

        var impact = desk.get("/api/v1/judicial-acts/%s/impact".formatted(id));

        assertThat(impact.path("items"))
                .extracting(item -> item.path("kind").asText(), item -> item.path("state")
                        .asText())
                .containsExactly(tuple("QUALIFICATION", "APPROVED"), tuple("RESTRICTION", "PROPOSED"));
        assertThat(impact.path("items"))
                .allSatisfy(item -> assertThat(item.path("caseNumber").asText()).isEqualTo(named));
    }

    private String facts(String task, String number) {
        var answer = Caller.of(port, "manager1")
                .get(
                        "/engine-rest/task/%s/form-variables"
                                .formatted(casework.task(task, number).getId()),
                        "Accept-Language",
                        "kk");
        return ok(answer, 200).path("facts").path("value").asText();
    }

    private UUID id() {
        JsonNode current = desk.current("legal-bases", row.path("code").asText(), "");
        return UUID.fromString(current.path("id").asText());
    }

    private String restriction() {
        return sql.sql("select r.number from restriction r join case_file c on c.id = r.case_id where c.number = ?")
                .param(caseNumber)
                .query(String.class)
                .single();
    }

    private UUID rests(String query) {
        return sql.sql(query).param(caseNumber).query(UUID.class).single();
    }

    private String letter() {
        return sql.sql("select content from current_letter where number = ?")
                .param(notice + "/1")
                .query(String.class)
                .single();
    }

    private UUID letterBasis() {
        return sql.sql(
                        "select p.legal_basis from letter_paper p join letter l on l.id = p.letter_id where l.number = ?")
                .param(notice + "/1")
                .query(UUID.class)
                .single();
    }
}
