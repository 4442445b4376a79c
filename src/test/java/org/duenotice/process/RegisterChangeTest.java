package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duenotice.process.RegisterDesk.JSON;
import static org.duenotice.process.RegisterDesk.basis;
import static org.duenotice.process.RegisterDesk.ok;
import static org.duenotice.process.RegisterDesk.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.duenotice.DueNoticeTest;
import org.duenotice.problem.Problem;
import org.duenotice.register.Change;
import org.duenotice.register.ChangeState;
import org.duenotice.register.Changes;
import org.duenotice.register.Register;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Registers change by two people, rows are added and never changed, and whoever is overtaken is told so. */
@DueNoticeTest
class RegisterChangeTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Changes changes;

    @Autowired
    private FormService forms;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    private RegisterDesk desk;

    @BeforeEach
    void atTheDesk() {
        casework.clock.backToStart();
        desk = new RegisterDesk(port);
    }

    @Test
    void aRowIsThereOnlyWhenASecondPersonHasApprovedIt() {
        var row = basis();
        var number = desk.proposed("legal-bases", row);

        assertThat(current(row)).isNull();
        assertThat(casework.open(number)).containsExactly("approveChange");
        var applied = ok(desk.approve(number), 200);

        assertThat(applied.path("state").asText()).isEqualTo("APPLIED");
        assertThat(applied.path("preparedBy").asText()).isEqualTo("registrar1");
        assertThat(applied.path("decidedBy").asText()).isEqualTo("manager1");
        assertThat(current(row).path("row")).isEqualTo(row);
        assertThat(casework.open(number)).isEmpty();
    }

    @Test
    void nobodyApprovesWhatTheyPrepared() {
        var number = desk.proposed("legal-bases", basis());

        assertThatThrownBy(() -> changes.approve(number, "", "registrar1"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getCode()).isEqualTo("register.four-eyes"));
        assertThatThrownBy(() -> sql.sql(
                                """
                                insert into register_change_decision (draft_id, prepared_by, decision, remarks, decided_by, decided_at)
                                select draft_id, prepared_by, 'APPROVED', '', prepared_by, now() from current_register_change
                                where number = ?
                                """)
                        .param(number)
                        .update())
                .hasMessageContaining("two_people");
        assertThat(desk.decide("registrar1", number, "APPROVE", "").statusCode())
                .isEqualTo(403);
        refused(
                desk.post(
                        "caseworker1",
                        "/api/v1/register-changes",
                        "{\"register\": \"operators\", \"rows\": {}, \"reasons\": \"x\"}"),
                403,
                "access.not-for-you");
    }

    @Test
    void aChangeAskedForInTasklistIsPreparedReturnedAndWithdrawn() {
        var number = asked("LEGAL_BASIS", "");
        assertThat(casework.open(number)).containsExactly("prepareChange");
        var row = basis();

        prepare(number, row.toString());
        ok(desk.decide("manager1", number, "RETURN", "Which gazette?"), 200);
        assertThat(changes.get(number).state()).isEqualTo(ChangeState.RETURNED);
        casework.complete(
                "registrar1",
                "prepareChange",
                number,
                Map.of("preparation", "WITHDRAW", "reasons", "It was a draft of the law"));

        assertThat(changes.get(number).state()).isEqualTo(ChangeState.WITHDRAWN);
        assertThat(changes.get(number).remarks()).isEqualTo("It was a draft of the law");
        assertThat(current(row)).isNull();
        assertThat(casework.open(number)).isEmpty();
    }

    @Test
    void whatCameBackIsMendedByTheRegistrarAndSeenAgainByTheSecondPerson() {
        var row = basis();
        var number = desk.proposed("legal-bases", row);
        refused(desk.decide("manager1", number, "RETURN", " "), 400, "input.missing");
        ok(desk.decide("manager1", number, "RETURN", "The paragraph is 2"), 200);

        var draft = JSON.createObjectNode().put("reasons", "Paragraph 2 it is");
        draft.set("rows", row.deepCopy().put("paragraph", "2"));
        refused(desk.decide("manager1", number, "APPROVE", ""), 409, "register.not-waiting");
        ok(desk.post("registrar1", "/api/v1/register-changes/%s/drafts".formatted(number), draft.toString()), 200);
        ok(desk.approve(number), 200);

        assertThat(current(row).path("row").path("paragraph").asText()).isEqualTo("2");
        refused(desk.approve(number), 409, "register.not-waiting");
        refused(
                desk.post(
                        "registrar1",
                        "/api/v1/register-changes/%s/withdrawal".formatted(number),
                        "{\"reasons\": \"x\"}"),
                409,
                "register.not-in-preparation");
    }

    @Test
    void theFormShowsTheRowToEditAndBeforeAndAfterInThePersonsLanguage() {
        var row = basis();
        desk.recorded("legal-bases", row);
        var number = asked("LEGAL_BASIS", row.path("code").asText());

        var prepare = form("registrar1", "prepareChange", number);
        assertThat(prepare.path("content").path("value").asText())
                .contains("code: " + row.path("code").asText(), "summaryRu: Первая редакция", "2026-01-01");
        prepare(number, row.deepCopy().put("summaryRu", "Вторая редакция").toString());

        var approve = form("manager1", "approveChange", number)
                .path("facts")
                .path("value")
                .asText();
        assertThat(approve).contains("summaryRu", "Первая редакция", "Вторая редакция", "правовые основания");
        assertThat(approve).doesNotContain("Бірінші редакция");
    }

    @Test
    void ofTwoChangesOfOneRowTheSecondIsOvertakenAndGoesBack() {
        var row = basis();
        desk.recorded("legal-bases", row);
        var first = desk.proposed("legal-bases", row.deepCopy().put("paragraph", "2"));
        var second = desk.proposed("legal-bases", row.deepCopy().put("paragraph", "3"));

        ok(desk.approve(first), 200);

        refused(desk.approve(second), 409, "register.overtaken");
        assertThat(changes.get(second).state()).isEqualTo(ChangeState.PREPARED);
        ok(desk.decide("manager1", second, "RETURN", "Prepare it from paragraph 2"), 200);
        assertThat(current(row).path("row").path("paragraph").asText()).isEqualTo("2");
    }

    @RepeatedTest(5)
    void ofTwoApprovalsAtOnceOneIsTakenAndTheOtherToldWhy() throws Exception {
        var number = desk.proposed("legal-bases", basis());

        var both = atOnce(() -> desk.approve(number), () -> desk.approve(number));

        assertThat(both).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 409);
        assertThat(versions(number)).isOne();
    }

    @RepeatedTest(5)
    void ofTwoChangesApprovedAtOnceOneIsRecordedAndTheOtherOvertaken() throws Exception {
        var row = basis();
        desk.recorded("legal-bases", row);
        var first = desk.proposed("legal-bases", row.deepCopy().put("paragraph", "2"));
        var second = desk.proposed("legal-bases", row.deepCopy().put("paragraph", "3"));

        var both = atOnce(() -> desk.approve(first), () -> desk.approve(second));

        assertThat(both).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 409);
        both.stream()
                .filter(answer -> answer.statusCode() == 409)
                .forEach(answer -> refused(answer, 409, "register.overtaken"));
        assertThat(versions(first) + versions(second)).isOne();
    }

    @Test
    void anAmendmentEndsTheEarlierWordingAndBeginsTheNewOneInOneChange() {
        var earlier = basis();
        desk.recorded("legal-bases", earlier);
        var later = earlier.deepCopy().put("validFrom", "2026-07-01").put("summaryEn", "Second wording");
        refused(desk.propose("legal-bases", later), 400, "register.periods-overlap");

        desk.recorded(
                "legal-bases",
                JSON.createArrayNode().add(earlier.put("validTo", "2026-06-30")).add(later));

        assertThat(on(earlier, "2026-06-30").path("summaryEn").asText()).isEqualTo("First wording");
        assertThat(on(earlier, "2026-07-01").path("summaryEn").asText()).isEqualTo("Second wording");
    }

    @Test
    void theRegisterTellsWhatWasKnownAtAMomentAndEveryVersionOfARow() {
        var row = basis();
        desk.recorded("legal-bases", row);
        var first = current(row);
        desk.recorded("legal-bases", row.deepCopy().put("summaryEn", "Corrected wording"));
        var corrected = current(row);

        var known = desk.current(
                "legal-bases",
                row.path("code").asText(),
                "&recordedAt=" + first.path("recordedAt").asText());
        assertThat(known).isEqualTo(first);
        assertThat(corrected.path("row").path("summaryEn").asText()).isEqualTo("Corrected wording");
        var versions = desk.get(
                "/api/v1/legal-bases/%s/history".formatted(first.path("id").asText()));
        assertThat(versions).hasSize(2);
        assertThat(versions.get(0)).isEqualTo(corrected);
        assertThat(versions.get(1)).isEqualTo(first);
        assertThat(desk.get("/api/v1/legal-bases/" + first.path("id").asText())).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "paragraph, , register.field-missing",
        "purpose, PUNISHMENT, register.field-wrong",
        "validFrom, 2026-13-01, register.field-wrong",
        "validTo, 2025-01-01, register.period",
        "widestMeasure, NONE, register.measure-of-purpose",
        "number, 5, register.field-unknown"
    })
    void aRowThatCannotBeIsRefusedWithTheFieldAndNothingIsKept(String field, String value, String problem) {
        var row = basis().put(field, value);
        var before = sql.sql("select count(*) from register_change")
                .query(Long.class)
                .single();

        var answer = desk.propose("legal-bases", row);

        refused(answer, 400, problem);
        if (problem.startsWith("register.field")) {
            assertThat(answer.body()).contains(field);
        }
        assertThat(sql.sql("select count(*) from register_change")
                        .query(Long.class)
                        .single())
                .isEqualTo(before);
    }

    @Test
    void aChangeThatChangesNothingIsRefused() {
        var row = basis();
        desk.recorded("legal-bases", row);

        refused(desk.propose("legal-bases", row), 400, "register.no-change");
        refused(desk.propose("legal-bases", JSON.createArrayNode()), 400, "register.number-of-rows");
        refused(desk.propose("weather", row), 400, "register.unknown");
    }

    @Test
    void protectedExpressionCanNotBecomeACategoryWhoeverProposesIt() {
        var row = competence("SATIRE", "POLICE");

        refused(desk.propose("competences", row), 400, "register.protected-category");
        refused(desk.propose("competences", competence("TEST_CATEGORY", "NOBODY")), 400, "law.body-unknown");
    }

    private static ObjectNode competence(String category, String body) {
        return JSON.createObjectNode()
                .put("category", category)
                .put("within", true)
                .put("offenceRoute", "CRIMINAL")
                .put("bodyCode", body)
                .put("citation", "Article 1")
                .put("source", "test")
                .put("verified", false)
                .put("validFrom", "2026-01-01");
    }

    @Test
    void aJudicialActIsRecordedWithTheKeysOfTheAddressesItNames() {
        var row = JSON.createObjectNode()
                .put("number", "TEST-7/2026")
                .put("court", "Court of the tests")
                .put("actDate", "2026-05-04")
                .put("operativePart", "Prohibited")
                .put("source", "test")
                .put("verified", false)
                .put("inForceSince", "2026-06-04");
        row.set(
                "targets",
                JSON.createArrayNode().add("https://t.me/register_test_court").add("web:register-test.example|/|"));

        desk.recorded("judicial-acts", row);

        var acts =
                desk.get("/api/v1/judicial-acts?limit=200&validOn=2026-06-04").path("items");
        assertThat(acts).anySatisfy(act -> {
            assertThat(act.path("row").path("number").asText()).isEqualTo("TEST-7/2026");
            assertThat(act.path("row").path("targets"))
                    .extracting(JsonNode::asText)
                    .containsExactly("tg:channel:register_test_court", "web:register-test.example|/|");
        });
        assertThat(desk.get("/api/v1/judicial-acts?limit=200&validOn=2026-06-03")
                        .path("items"))
                .noneSatisfy(act ->
                        assertThat(act.path("row").path("number").asText()).isEqualTo("TEST-7/2026"));
    }

    @Test
    void aTermOfLawChangesByTwoPeopleToo() {
        var rule = JSON.createObjectNode()
                .put("code", "register-test-rule")
                .put("amount", 2)
                .put("unit", "WORKING_DAYS")
                .put("citationRu", "Закон испытаний, статья 8")
                .put("citationKk", "Сынақ заңы, 8-бап")
                .put("citationEn", "Law of the Tests, article 8")
                .put("source", "test")
                .put("verified", false)
                .put("validFrom", "2026-01-01");
        desk.recorded("deadline-rules", rule);

        var preview = desk.get("/api/v1/deadlines/preview?rule=register-test-rule&from=2026-11-20T05:00:00Z");

        assertThat(preview.path("dueAt").asText()).isEqualTo("2026-11-24T19:00:00Z");
        assertThat(preview.path("verified").asBoolean()).isFalse();
    }

    @Test
    void aFileOfRowsBecomesOneChangePerRegisterAndTheSameFileAgainNothing() {
        var row = basis();
        var file =
                """
                legal-bases:
                  - code: %s
                    purpose: RESTRICTION
                    actRu: Закон испытаний
                    actKk: Сынақ заңы
                    actEn: Law of the Tests
                    article: 7
                    paragraph: 1
                    summaryRu: Первая редакция
                    summaryKk: Бірінші редакция
                    summaryEn: First wording
                    categories: [REGISTER_TEST]
                    needsAct: false
                    widestMeasure: DOMAIN
                    source: https://law.example/7
                    verified: false
                    validFrom: 2026-01-01
                operators:
                  - code: REGISTER_TEST
                    kind: OPERATOR
                    name: Operator of the tests
                    address: orders@register-test.example
                    verified: false
                    source: test
                    validFrom: 2020-01-01
                    validTo: 2020-12-31
                """
                        .formatted(row.path("code").asText());
        var loaded = ok(load(file), 200);
        assertThat(loaded.path("changes")).hasSize(2);
        loaded.path("changes").forEach(number -> ok(desk.approve(number.asText()), 200));

        assertThat(current(row).path("row")).isEqualTo(row);
        var again = ok(load(file), 200);
        assertThat(again.path("changes")).isEmpty();
        assertThat(again.path("unchanged").asInt()).isEqualTo(2);
        refused(load("legal-bases:\n  - code: [\n"), 400, "register.unreadable");
        refused(load("nothing"), 400, "register.no-file");
    }

    @Test
    void theChangesUnderWayAreListedByTheirState() {
        var number = desk.proposed("legal-bases", basis());

        var waiting = desk.get("/api/v1/register-changes?register=legal-bases&state=PREPARED&limit=1");
        assertThat(waiting.path("items").get(0).path("number").asText()).isEqualTo(number);
        assertThat(desk.get("/api/v1/register-changes/" + number).path("differences"))
                .isNotEmpty();
        ok(desk.approve(number), 200);
        assertThat(changes.search(Register.LEGAL_BASIS, ChangeState.PREPARED, null, 100))
                .extracting(Change::number)
                .doesNotContain(number);
    }

    private HttpResponse<String> load(String file) {
        return desk.post(
                "registrar1", "/api/v1/register-files?reasons=First+load", file, "Content-Type", "application/yaml");
    }

    private String asked(String register, String rowKey) {
        casework.as(
                "registrar1",
                () -> forms.submitStartForm(
                        definition(),
                        Map.of("register", register, "rowKey", rowKey, "reasons", "The gazette says so")));
        var number = sql.sql("select number from register_change order by split_part(number, '-', 3) desc limit 1")
                .query(String.class)
                .single();
        assertThat(changes.get(number).openedBy()).isEqualTo("registrar1");
        assertThat(changes.get(number).state()).isEqualTo(ChangeState.OPENED);
        return number;
    }

    private String definition() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("change-request")
                .latestVersion()
                .singleResult()
                .getId();
    }

    private void prepare(String number, String content) {
        casework.complete(
                "registrar1",
                "prepareChange",
                number,
                Map.of("preparation", "SUBMIT", "content", content, "reasons", "As printed"));
    }

    private JsonNode form(String login, String task, String number) {
        return ok(
                Caller.of(port, login)
                        .get(
                                "/engine-rest/task/%s/form-variables"
                                        .formatted(casework.task(task, number).getId()),
                                "Accept-Language",
                                "ru"),
                200);
    }

    private JsonNode current(ObjectNode row) {
        return desk.current("legal-bases", row.path("code").asText(), "");
    }

    private JsonNode on(ObjectNode row, String day) {
        return desk.current("legal-bases", row.path("code").asText(), "&validOn=" + day)
                .path("row");
    }

    private long versions(String number) {
        return sql.sql(
                        """
                        select count(*) from register_change_version v join register_change_draft d on d.id = v.draft_id
                        join register_change c on c.id = d.change_id where c.number = ?
                        """)
                .param(number)
                .query(Long.class)
                .single();
    }

    private static List<HttpResponse<String>> atOnce(
            Callable<HttpResponse<String>> one, Callable<HttpResponse<String>> other) throws Exception {
        var people = Executors.newFixedThreadPool(2);
        try {
            var first = people.submit(one);
            var second = people.submit(other);
            return List.of(first.get(), second.get());
        } finally {
            people.shutdownNow();
        }
    }
}
