package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.duenotice.DueNoticeTest;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Child sexual abuse material is sealed from its first moment, however it comes in; its content here is invented and says nothing. */
@DueNoticeTest
class SealedMaterialTest extends SealedDesk {

    @Autowired
    private FormService forms;

    @Autowired
    private RepositoryService repository;

    @ParameterizedTest
    @ValueSource(strings = {CATEGORY, "csam", "Child sexual abuse material"})
    void aReportOfAnotherSystemIsSealedHoweverItSpellsTheCategory(String spelling) {
        var answer = post("caseworker1", "/api/v1/detections", report(spelling));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).doesNotContain(mark);
        isSealed();
        var again = post("caseworker1", "/api/v1/detections", report(spelling));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).doesNotContain(mark);
    }

    @Test
    void aReportOfTheFormInTasklistIsSealedAndItsHistoryKnowsNothing() {
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("report-detection")
                .latestVersion()
                .singleResult();
        casework.as(
                "caseworker1",
                () -> forms.submitStartForm(
                        definition.getId(),
                        Map.of(
                                "addresses",
                                address + "\nnot an address " + mark,
                                "category",
                                CATEGORY,
                                "description",
                                "Seen " + mark,
                                "source",
                                "OWN_MONITORING")));
        isSealed();
        assertThat(kept()).as("an address that cannot be read is material, too").hasSize(2);
    }

    @Test
    void anybodyOfCaseworkReportsHashesWithoutAnAddressAndNoFile() {
        var hash = "a".repeat(64);
        var answer = post(
                "lawyer1",
                "/api/v1/sealed-cases",
                """
                {"category": "%s", "description": "Seen %s", "source": "OTHER_BODY", "addresses": ["%s"],
                 "hashes": [{"algorithm": "SHA-256", "value": "%s"}]}
                """
                        .formatted(CATEGORY, mark, address, hash));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        isSealed();
        assertThat(sql.sql("select count(*) from sealed_hash h join case_file f on f.id = h.case_id where f.number = ?")
                        .param(number())
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(post(
                                "lawyer1",
                                "/api/v1/sealed-cases",
                                """
                                {"category": "%s", "description": "x", "source": "OTHER_BODY", "hashes": [{"algorithm": "SHA-256", "value": "beef"}]}
                                """
                                        .formatted(CATEGORY))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aCitizensReportIsSealedWithItsSenderAndToldAboutWithoutContent() {
        var answer = Caller.nobody(port)
                .post(
                        "/public/v1/reports",
                        """
                        {"category": "%s", "description": "I came across %s", "addresses": ["%s"], "language": "kk",
                         "anonymous": false, "name": "Sender %s", "contact": "%s@citizen.example"}
                        """
                                .formatted(CATEGORY, mark, address, mark, mark));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        isSealed();

        var receipt = Caller.json(answer);
        var status = "/public/v1/reports/" + receipt.path("number").asText() + "?code="
                + receipt.path("code").asText();
        assertThat(Caller.json(Caller.nobody(port).get(status)).path("told").asText())
                .isEqualTo("IN_WORK");
        handOver();
        assertThat(Caller.json(Caller.nobody(port).get(status)).path("told").asText())
                .isEqualTo("REFERRED");
        var asked = post(
                "liaison1",
                "/api/v1/citizen-reports/" + receipt.path("number").asText() + "/reporter",
                "{\"reason\": \"to answer\"}");
        assertThat(asked.statusCode()).isEqualTo(403);
        assertThat(asked.body()).doesNotContain(mark);
        assertThat(Caller.of(port, "sealed1")
                        .get("/api/v1/sealed-cases/" + number() + "/reporters?purpose=police%20ask")
                        .body())
                .contains("Sender " + mark);
    }

    private void handOver() {
        casework.complete(
                "sealed1",
                "handOverSealedMaterial",
                number(),
                Map.of("body", "POLICE", "handOverNumber", "S-1", "how", "Duty officer"));
    }

    @Test
    void aRowOfAFileIsASealedCaseOfItsOwnAndNeverAmongTheRejectedRows() {
        var other = Casework.address();
        var content = Stream.of(
                        "source_reference,category,description,address,source,campaign",
                        "n1-%s,FINANCIAL_PYRAMID,Promises 30 %% a month,%s,OTHER_BODY,c1".formatted(ordinary(), other),
                        "s1-%s,%s,Seen %s,%s,OTHER_BODY,c1".formatted(mark, CATEGORY, mark, address),
                        "s2-%s,child sexual abuse material,,nothing like an address %s,NO_SUCH_SOURCE,c1"
                                .formatted(mark, mark),
                        "s1-%s,%s,Seen %s,%s,OTHER_BODY,c1".formatted(mark, CATEGORY, mark, address),
                        "n2-%s,FINANCIAL_PYRAMID,Promises,not an address,OTHER_BODY,c1".formatted(ordinary()))
                .reduce((one, next) -> one + "\n" + next)
                .orElseThrow();
        var done = imported("list.csv", content);

        assertThat(List.of(done.accepted(), done.duplicate(), done.rejected(), done.cases()))
                .containsExactly(3, 1, 1, 3);
        assertThat(kept()).hasSize(2);
        assertThat(traces()).isEmpty();
        var rejected = Caller.of(port, "manager1").get("/api/v1/imports/" + done.id() + "/rejected.csv");
        assertThat(rejected.body()).contains("not an address").doesNotContain(mark);
    }

    private String ordinary() {
        return UUID.randomUUID().toString();
    }
}
