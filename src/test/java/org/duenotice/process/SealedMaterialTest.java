package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.duenotice.DueNoticeTest;
import org.duenotice.intake.ImportWork;
import org.duenotice.security.Caller;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Child sexual abuse material is sealed from its first moment, however it comes in; its content here is invented and says nothing. */
@DueNoticeTest
class SealedMaterialTest {

    private static final String CATEGORY = "CHILD_SEXUAL_ABUSE_MATERIAL";

    @Autowired
    private Casework casework;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private FormService forms;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private ImportWork work;

    @Autowired
    private Flyway flyway;

    @Autowired
    private ConfigurableApplicationContext application;

    @LocalServerPort
    private int port;

    private final String mark = "zq" + UUID.randomUUID().toString().replace("-", "");
    private final String address = "https://hidden-" + mark + ".example/x";

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private HttpResponse<String> post(String login, String path, String body) {
        return Caller.of(port, login)
                .post(path, body, "Idempotency-Key", UUID.randomUUID().toString());
    }

    private List<String> traces() {
        return new SealedTraces(sql).of(mark);
    }

    private List<String> kept() {
        return sql.sql("select a.address from sealed_address a where a.address like ? order by a.address")
                .param("%" + mark + "%")
                .query(String.class)
                .list();
    }

    private String number() {
        return sql.sql(
                        "select distinct f.number from case_file f join sealed_address a on a.case_id = f.id where a.address like ?")
                .param("%" + mark + "%")
                .query(String.class)
                .single();
    }

    private void isSealed() {
        assertThat(kept()).contains(address);
        assertThat(traces()).isEmpty();
        assertThat(casework.open(number())).containsExactly("handOverSealedMaterial");
        var stub = Caller.json(Caller.of(port, "caseworker1").get("/api/v1/cases/" + number()));
        assertThat(stub.at("/summary/category").asText()).isEqualTo("SEALED_MATERIAL");
        assertThat(stub.path("description").asText()).isEqualTo("Sealed material");
        assertThat(stub.path("targets")).isEmpty();
        assertThat(stub.path("timeline")).isEmpty();
    }

    private String report(String category) {
        return """
                {"category": "%s", "description": "Seen %s", "source": "OWN_MONITORING", "sourceReference": "ref-%s", "addresses": ["%s"]}
                """
                .formatted(category, mark, mark, address);
    }

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
        var taken = casework.as(
                "caseworker1",
                () -> Caller.json(Caller.of(port, "caseworker1")
                        .post(
                                "/api/v1/imports",
                                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n%s\r\n--b--\r\n"
                                        .formatted(content),
                                "Idempotency-Key",
                                UUID.randomUUID().toString(),
                                "Content-Type",
                                "multipart/form-data; boundary=b")));
        var done = work.finish(UUID.fromString(taken.path("id").asText()));

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

    /** An ordinary case whose every field carries the mark, worked on up to its qualification. */
    private String ordinaryCase() {
        var opened = post(
                "caseworker1", "/api/v1/detections", report("FINANCIAL_PYRAMID").replace("ref-", "plain-"));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        var number = Caller.json(opened).path("caseNumber").asText();
        casework.captureEvidence(number);
        casework.complete(
                "caseworker1",
                "prepareQualification",
                number,
                Map.of("proposal", "CLOSE", "closing", "NO_VIOLATION", "reasons", "Looked at " + mark));
        casework.complete(
                "approver1",
                "approveQualification",
                number,
                Map.of("decision", "RETURN", "remarks", "What is " + mark));
        return number;
    }

    private HttpResponse<String> seal(String number) {
        return post(
                "caseworker2",
                "/api/v1/cases/" + number + "/seal",
                "{\"reasons\": \"It is about %s\"}".formatted(mark));
    }

    @Test
    void anOrdinaryCaseIsSealedWithAllThatWasSaidAboutItAndNothingIsLost() {
        var number = ordinaryCase();
        assertThat(traces()).contains("case_file", "case_target", "target", "case_event", "qualification");

        assertThat(seal(number).statusCode()).isEqualTo(201);

        isSealed();
        assertThat(sql.sql(
                                "select distinct r.from_table from sealed_record r join case_file f on f.id = r.case_id where f.number = ?")
                        .param(number)
                        .query(String.class)
                        .list())
                .contains(
                        "case_file",
                        "case_target",
                        "case_event",
                        "evidence",
                        "qualification",
                        "qualification_decision",
                        "detection");
        assertThat(Caller.of(port, "sealed1")
                        .get("/api/v1/sealed-cases/" + number + "/records?purpose=hand-over&limit=200")
                        .body())
                .contains("Looked at " + mark, "What is " + mark);
        assertThat(seal(number).statusCode()).as("once").isEqualTo(403);
        // whoever reports the same address as something else learns nothing: it is new
        var known = post(
                "caseworker1", "/api/v1/detections", report("FINANCIAL_PYRAMID").replace("ref-", "later-"));
        assertThat(known.statusCode()).isEqualTo(201);
        assertThat(Caller.json(known).path("sightings")).isEmpty();
        assertThat(Caller.json(known).path("caseNumber").asText()).isNotEqualTo(number);
        assertThat(Caller.json(Caller.of(port, "sealed1").get("/api/v1/sealed-cases/" + number + "?purpose=look"))
                        .at("/addresses/0/alsoIn/0")
                        .asText())
                .as("the group sees that it was reported again")
                .isEqualTo(Caller.json(known).path("caseNumber").asText());
    }

    @Test
    void whatWasMergedIntoTheCaseIsSealedWithIt() {
        var into = Caller.json(post("caseworker1", "/api/v1/detections", report("FRAUD_PHISHING").replace("ref-", "one-")))
                .path("caseNumber")
                .asText();
        var merged = Caller.json(post(
                        "caseworker1",
                        "/api/v1/detections",
                        report("FRAUD_PHISHING").replace("ref-", "two-").replace("/x", "/other")))
                .path("caseNumber")
                .asText();
        var answer = post(
                "caseworker1",
                "/api/v1/cases/" + merged + "/merges",
                "{\"into\": \"%s\", \"reason\": \"The same %s\"}".formatted(into, mark));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);

        assertThat(seal(into).statusCode()).isEqualTo(201);

        assertThat(traces()).isEmpty();
        assertThat(casework.open(into)).containsExactly("handOverSealedMaterial");
        assertThat(casework.open(merged)).isEmpty();
        assertThat(casework.cases.byNumber(merged).closeReason()).isEqualTo("MERGED");
    }

    @Test
    void aCaseOfAnEarlierVersionIsSealedAtTheNextStart() throws Exception {
        var number = ordinaryCase();
        try (var owner = flyway.getConfiguration().getDataSource().getConnection();
                var statement = owner.createStatement()) {
            statement.execute("alter table case_file disable trigger guard_stub");
            statement.execute("update case_file set category = '%s' where number = '%s'".formatted(CATEGORY, number));
            statement.execute("alter table case_file enable trigger guard_stub");
        }

        application.publishEvent(
                new ApplicationReadyEvent(new SpringApplication(), new String[0], application, Duration.ZERO));

        isSealed();
    }

    /** Columns that hold codes, numbers and names of officials only. */
    private static final Set<String> WITHOUT_WORDS = Set.of(
            "case_target",
            "participation",
            "clock",
            "citizen_report",
            "referral",
            "letter",
            "gate",
            "notice_item",
            "qualification_target",
            "answer_item",
            "collateral_assessment_target",
            "operator_order_item");

    @Test
    void everyTableThatSpeaksOfACaseSaysWhatStaysThereWhenItIsSealed() {
        assertThat(sql.sql(
                                """
                                select distinct c.table_name from information_schema.columns c
                                join information_schema.tables t using (table_schema, table_name)
                                where table_schema = 'public' and table_type = 'BASE TABLE'
                                and c.column_name in ('case_id', 'case_target_id', 'notice_id', 'round_id', 'order_id')
                                and c.table_name not like 'sealed\\_%' and c.table_name not like 'act\\_%'
                                and exists (select from information_schema.columns w where w.table_name = c.table_name
                                            and w.table_schema = 'public' and w.data_type in ('text', 'jsonb'))
                                and c.table_name not in (select table_name from sealing_step)
                                """)
                        .query(String.class)
                        .list())
                .isSubsetOf(WITHOUT_WORDS);
    }

    @Test
    void whoeverFindsItSealsTheCaseOnThePageBesideItsEvidence() {
        var number = ordinaryCase();
        var person = Caller.of(port, "approver1");
        assertThat(person.get("/cases/" + number + "/evidence").body()).contains("/cases/" + number + "/seal");
        assertThat(person.get("/cases/" + number + "/seal").body()).contains("name=\"reasons\"");
        var form = new String[] {"Content-Type", "application/x-www-form-urlencoded"};
        assertThat(person.post("/cases/" + number + "/seal", "reasons=", form).statusCode())
                .isEqualTo(400);
        assertThat(Caller.of(port, "registrar1")
                        .post("/cases/" + number + "/seal", "reasons=x", form)
                        .statusCode())
                .isEqualTo(403);

        var answer = person.post("/cases/" + number + "/seal", "reasons=Seen+" + mark, form);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("The case is sealed").doesNotContain(mark);
        isSealed();
    }

    @Test
    void aCaseWhoseNoticeHasGoneOutIsSealedWithItsLetters() {
        var notice = casework.noticeSent(address);
        var number = casework.caseOf(notice);
        assertThat(traces()).contains("letter_paper", "body_notification");

        var answer = seal(number);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        isSealed();
        assertThat(casework.open(notice)).isEmpty();
        for (var path : List.of("/api/v1/notices/" + notice, "/api/v1/notices/" + notice + "/letters/1/pdf")) {
            assertThat(Caller.of(port, "liaison1").get(path).statusCode()).isEqualTo(403);
        }
        assertThat(Caller.of(port, "manager1").get("/api/v1/notices?limit=200").body())
                .doesNotContain(notice);
    }

    @Test
    void theTaskOfWhoeverWorkedOnItIsWithdrawnAndItsCompletionRefusedInWords() {
        var number = ordinaryCase();
        var task = casework.task("prepareQualification", number);
        casework.as("caseworker1", () -> {
            casework.tasks.claim(task.getId(), "caseworker1");
            return null;
        });
        assertThat(seal(number).statusCode()).isEqualTo(201);

        var answer = Caller.of(port, "caseworker1")
                .post("/engine-rest/task/" + task.getId() + "/submit-form", "{\"variables\": {}}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("no longer there").doesNotContain(mark);
    }

    @RepeatedTest(5)
    void whoeverCompletesATaskAtTheSameMomentLeavesNoTrace() throws Exception {
        var number = ordinaryCase();
        var input = Map.<String, Object>of("proposal", "CLOSE", "closing", "NO_VIOLATION", "reasons", "Again " + mark);
        var task = casework.task("prepareQualification", number);
        var together = new CyclicBarrier(2);
        var people = Executors.newFixedThreadPool(2);
        try {
            var sealed = people.submit(() -> {
                together.await();
                return seal(number);
            });
            var completed = people.submit(() -> {
                together.await();
                try {
                    return casework.as("caseworker1", () -> {
                        casework.tasks.complete(task.getId(), input);
                        return "done";
                    });
                } catch (Refusal refused) {
                    return refused.getMessage();
                }
            });
            assertThat(sealed.get().statusCode()).as(sealed.get().body()).isEqualTo(201);
            assertThat(completed.get()).isNotBlank().doesNotContain(mark);
        } finally {
            people.shutdownNow();
        }
        isSealed();
    }

    @Test
    void nothingMakesASealedCaseAnOrdinaryOneAgainNorPutsAFileIntoIt() {
        post("caseworker1", "/api/v1/detections", report(CATEGORY));
        var number = number();
        var id = casework.cases.byNumber(number).id();

        assertThatThrownBy(() -> sql.sql("update case_file set category = 'FINANCIAL_PYRAMID' where id = ?")
                        .param(id)
                        .update())
                .hasMessageContaining("stays sealed");
        assertThatThrownBy(() -> sql.sql("update case_file set category = ? where number = ?")
                        .params(CATEGORY, casework.detection("DRUG_SALE", Casework.address()))
                        .update())
                .hasMessageContaining("no ordinary one");
        assertThatThrownBy(() -> casework.addEvidence(number)).hasMessageContaining("no row in evidence");
        assertThatThrownBy(() -> sql.sql("delete from sealed_read").update())
                .rootCause()
                .hasMessageContaining("permission");
        var upload = Caller.of(port, "caseworker1")
                .post(
                        "/api/v1/cases/" + number + "/evidence",
                        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.png\"\r\n\r\nx\r\n--b--\r\n",
                        "Idempotency-Key",
                        UUID.randomUUID().toString(),
                        "Content-Type",
                        "multipart/form-data; boundary=b");
        assertThat(upload.statusCode()).isEqualTo(403);
        for (var step : Map.of(
                        "splits",
                        "{\"targets\": [1], \"reason\": \"x\"}",
                        "merges",
                        "{\"into\": \"%s\", \"reason\": \"x\"}".formatted(number),
                        "looks",
                        "{\"targets\": [1]}",
                        "mirrors",
                        "{\"target\": 1, \"ofCase\": \"%s\", \"ofTarget\": 1, \"reasons\": \"x\"}".formatted(number))
                .entrySet()) {
            assertThat(post("caseworker1", "/api/v1/cases/" + number + "/" + step.getKey(), step.getValue())
                            .statusCode())
                    .as(step.getKey())
                    .isEqualTo(403);
        }
        var into = post(
                "caseworker1",
                "/api/v1/cases/" + casework.detection("DRUG_SALE", Casework.address()) + "/merges",
                "{\"into\": \"%s\", \"reason\": \"x\"}".formatted(number));
        assertThat(into.statusCode()).as(into.body()).isBetween(400, 409);
    }
}
