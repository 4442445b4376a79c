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
    void whoPreparedAnEarlierDraftDoesNotApproveALaterOneOfSomebodyElse() {
        var row = basis();
        var number = changes.draft(Register.LEGAL_BASIS, row, "The gazette says so", "registrar1");
        changes.sendBack(number, "The title is wrong", "manager1");
        changes.prepare(number, row.deepCopy(), "Mended", "registrar2");

        assertThatThrownBy(() -> changes.approve(number, "", "registrar1"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getCode()).isEqualTo("register.four-eyes"));
        changes.approve(number, "", "manager1");
        assertThat(current(row).path("row")).isEqualTo(row);
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
