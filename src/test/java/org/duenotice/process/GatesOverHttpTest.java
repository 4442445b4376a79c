package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.duenotice.DueNoticeTest;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.RefusalGround;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@DueNoticeTest
@Import(Casework.class)
class GatesOverHttpTest {

    private static final String FORMAL_ORDER =
            "{\"choice\": \"FORMAL_ORDER\", \"reasons\": \"The platform answers nothing else\"}";

    @Autowired
    private Casework casework;

    @LocalServerPort
    private int port;

    private String notice;

    @BeforeEach
    void aPlatformRefused() {
        casework.clock.backToStart();
        notice = casework.noticeSent(Casework.address());
        casework.answers(notice, ItemOutcome.REFUSED, RefusalGround.PROCEDURE);
    }

    @Test
    void anOpenGateSaysWhatHappenedWhatIsProposedAndWhy() {
        var gate = gate("liaison1");

        assertThat(gate.path("caseNumber").asText()).isEqualTo(casework.caseOf(notice));
        assertThat(gate.path("cause").asText()).isEqualTo("REFUSED");
        assertThat(gate.path("proposedStep").asText()).isEqualTo("SECOND_CONTACT");
        assertThat(gate.path("waitingFor").asText()).isEqualTo("decideEscalation");
        assertThat(gate.path("why").asText()).isNotBlank();
        assertThat(gate("liaison1", "Accept-Language", "kk").path("why").asText())
                .isNotBlank()
                .isNotEqualTo(gate.path("why").asText());
    }

    @Test
    void aGateIsShownToThoseTheEngineShowsItsTask() {
        assertThat(numbers("liaison1")).contains(notice);
        assertThat(numbers("auditor1")).contains(notice);
        assertThat(numbers("approver1")).doesNotContain(notice);
        assertThat(numbers("caseworker1")).doesNotContain(notice);
    }

    @Test
    void gatesAreListedPageByPage() {
        var other = casework.noticeSent(Casework.address());
        casework.answers(other, ItemOutcome.NO_ACTION, null);

        var first = page("liaison1", "?limit=1&after=" + before(notice));
        var second = page("liaison1", "?limit=1&after=" + first.path("next").asText());

        assertThat(first.at("/items/0/noticeNumber").asText()).isEqualTo(notice);
        assertThat(second.at("/items/0/noticeNumber").asText()).isEqualTo(other);
    }

    @Test
    void aChoiceCompletesTheTaskThatWaitsAtTheGate() {
        var decided =
                post("liaison1", "decision", "{\"choice\": \"ACCEPT_ARGUMENT\", \"reasons\": \"They are right\"}");

        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
        assertThat(Caller.json(decided).path("choice").asText()).isEqualTo("ACCEPT_ARGUMENT");
        assertThat(Caller.json(decided).path("decidedBy").asText()).isEqualTo("liaison1");
        assertThat(casework.open(notice)).isEmpty();
        problem(post("liaison1", "decision", FORMAL_ORDER), 409, "gate.not-open");
    }

    @Test
    void aFormalOrderWaitsForAnApproverAndIsInEffectOnlyWithTheirWord() {
        post("liaison1", "decision", FORMAL_ORDER);

        var waiting = gate("approver1");
        assertThat(waiting.path("waitingFor").asText()).isEqualTo("approveEscalation");
        assertThat(waiting.at("/decision/choice").asText()).isEqualTo("FORMAL_ORDER");
        assertThat(waiting.at("/decision").has("approval")).isFalse();

        var approved = post("approver1", "approval", "{\"decision\": \"APPROVE\"}");

        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        assertThat(Caller.json(approved).path("approvedBy").asText()).isEqualTo("approver1");
        casework.runJobs();
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
        assertThat(casework.notices.byNumber(notice).state().name()).isEqualTo("SENT");
    }

    @Test
    void aReturnedOrderIsDecidedAgain() {
        post("liaison1", "decision", FORMAL_ORDER);

        problem(post("approver1", "approval", "{\"decision\": \"RETURN\"}"), 400, "remarks-missing");
        var returned = post("approver1", "approval", "{\"decision\": \"RETURN\", \"remarks\": \"Name the targets\"}");

        assertThat(returned.statusCode()).as(returned.body()).isEqualTo(200);
        assertThat(gate("liaison1").at("/decision/approvalRemarks").asText()).isEqualTo("Name the targets");
    }

    @Test
    void theEngineSaysWhoMayDecide() {
        problem(post("caseworker1", "decision", FORMAL_ORDER), 403, "access.denied");
        problem(post("approver1", "decision", FORMAL_ORDER), 403, "access.denied");
        post("liaison1", "decision", FORMAL_ORDER);
        problem(post("liaison1", "approval", "{\"decision\": \"APPROVE\"}"), 403, "access.denied");
        assertThat(casework.open(notice)).containsExactly("approveEscalation");
    }

    @Test
    void aGateThatSomebodyElseTookIsTheirs() {
        casework.tasks.setAssignee(casework.task("decideEscalation", notice).getId(), "liaison2");

        problem(post("liaison1", "decision", FORMAL_ORDER), 409, "task.assigned-to-another");
    }

    @Test
    void whatIsWrongWithAChoiceIsSaid() {
        problem(
                post("liaison1", "decision", "{\"choice\": \"NEW_TERM\", \"reasons\": \"They ask for time\"}"),
                400,
                "gate.new-term-hours");
        problem(post("liaison1", "decision", "{\"choice\": \"NEW_TERM\"}"), 400, "request.invalid");
        problem(post("liaison1", "approval", "{\"decision\": \"APPROVE\"}"), 409, "gate.not-open");
        notice = "N-1999-000001";
        problem(post("liaison1", "decision", FORMAL_ORDER), 404, "notice.unknown");
    }

    private HttpResponse<String> post(String login, String what, String body) {
        return Caller.of(port, login).act("/api/v1/gates/" + notice + "/" + what, body);
    }

    private JsonNode gate(String login, String... headers) {
        var page = page(login, "?limit=1&after=" + before(notice), headers);
        assertThat(page.at("/items/0/noticeNumber").asText()).isEqualTo(notice);
        return page.at("/items/0");
    }

    /** The number just before that one. */
    private static String before(String number) {
        var digits = number.lastIndexOf('-') + 1;
        return number.substring(0, digits) + "%06d".formatted(Integer.parseInt(number.substring(digits)) - 1);
    }

    private List<String> numbers(String login) {
        var page = page(login, "?limit=200");
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(gate -> gate.path("noticeNumber").asText())
                .toList();
    }

    private JsonNode page(String login, String query, String... headers) {
        var answer = Caller.of(port, login).get("/api/v1/gates" + query, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    private static void problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Caller.json(answer).path("type").asText()).isEqualTo("urn:duenotice:problem:" + code);
    }
}
