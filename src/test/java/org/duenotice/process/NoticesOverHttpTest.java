package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.duenotice.DueNoticeTest;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@DueNoticeTest
@Import(Casework.class)
class NoticesOverHttpTest {

    @Autowired
    private Casework casework;

    @LocalServerPort
    private int port;

    private String notice;

    @BeforeEach
    void aNoticeWasSent() {
        casework.clock.backToStart();
        notice = casework.noticeSent(Casework.address(), Casework.address());
    }

    @Test
    void aNoticeTellsItsTargetsLettersAndClock() {
        var found = get("/api/v1/notices/" + notice);

        assertThat(found.at("/summary/caseNumber").asText()).isEqualTo(casework.caseOf(notice));
        assertThat(found.at("/summary/state").asText()).isEqualTo("SENT");
        assertThat(found.path("items")).hasSize(2);
        assertThat(found.at("/items/0/outcome").asText()).isEqualTo("PENDING");
        assertThat(found.at("/items/0").has("verified")).isFalse();
        assertThat(found.path("letters")).hasSize(1);
        assertThat(found.at("/letters/0/number").asText()).isEqualTo(notice + "/1");
        assertThat(found.at("/letters/0/checkCode").asText()).matches("[0-9A-F]{4}( [0-9A-F]{4}){3}");
        assertThat(found.at("/letters/0/attempts/0/state").asText()).isEqualTo("SENT");
        assertThat(found.at("/clocks/0/state").asText()).isEqualTo("RUNNING");
        assertThat(found.at("/clocks/0/citation").asText()).isNotBlank();
        assertThat(found.path("answers")).isEmpty();
        assertThat(found.path("gates")).isEmpty();
    }

    @Test
    void aLetterIsReadAsItWasPutOnPaper() {
        var link = get("/api/v1/notices/" + notice).at("/letters/0/pdf").asText();

        var paper = Caller.of(port, "auditor1").get(link);

        assertThat(paper.statusCode()).isEqualTo(200);
        assertThat(paper.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(paper.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(how -> assertThat(how).startsWith("inline").contains(notice + "-1.pdf"));
        assertThat(paper.body()).startsWith("%PDF");
    }

    @Test
    void thereIsNoNoticeAndNoLetterThatWasNeverWritten() {
        var reader = Caller.of(port, "auditor1");

        problem(reader.get("/api/v1/notices/N-1999-000001"), 404, "notice.unknown");
        problem(reader.get("/api/v1/notices/" + notice + "/letters/7/pdf"), 404, "letter.unknown");
        problem(
                reader.get("/api/v1/notices/N-1999-000001/letters/1/pdf", "Accept", "application/pdf"),
                404,
                "notice.unknown");
    }

    @Test
    void noticesAreFoundPageByPage() {
        var other = casework.noticeSent(Casework.address());

        var first = get("/api/v1/notices?state=SENT&platform=TELEGRAM&limit=1");
        var second = get("/api/v1/notices?state=SENT&platform=TELEGRAM&limit=1&after="
                + first.path("next").asText());

        assertThat(first.at("/items/0/number").asText()).isEqualTo(other);
        assertThat(first.at("/items/0/caseNumber").asText()).isEqualTo(casework.caseOf(other));
        assertThat(second.at("/items/0/number").asText()).isEqualTo(notice);
        assertThat(get("/api/v1/notices?platform=NOBODY").path("items")).isEmpty();
        problem(Caller.of(port, "auditor1").get("/api/v1/notices?state=LOST"), 400, "request.parameter-wrong");
        problem(Caller.of(port, "auditor1").get("/api/v1/notices?limit=0"), 400, "page.limit");
    }

    @Test
    void anAnswerIsStoredTargetByTargetAndWhoeverWaitsForItGoesOn() {
        var answer = answer("liaison1", items("REMOVED", "REFUSED\", \"ground\": \"LAW"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/notices/" + notice);
        var stored = Caller.json(answer);
        assertThat(stored.path("reference").asText()).isEqualTo("TG-17");
        assertThat(stored.path("recordedBy").asText()).isEqualTo("liaison1");
        assertThat(stored.at("/items/1/ground").asText()).isEqualTo("LAW");
        assertThat(casework.open(notice)).containsExactly("verifyOutcome");
        assertThat(get("/api/v1/notices/" + notice).path("answers").path(0)).isEqualTo(stored);
    }

    @Test
    void anAnswerThatCannotBeIsRefusedWithWhatToMend() {
        problem(answer("liaison1", items("PENDING", "REMOVED")), 400, "answer.pending");
        problem(answer("liaison1", items("REFUSED", "REMOVED")), 400, "answer.ground-missing");
        problem(answer("liaison1", items("VANISHED", "REMOVED")), 400, "request.field-wrong");
        problem(answer("liaison1", "[]"), 400, "answer.empty");
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
    }

    @Test
    void onlyLiaisonsRecordAnswers() {
        problem(answer("caseworker1", items("REMOVED", "REMOVED")), 403, "access.not-for-you");
    }

    private static String items(String first, String second) {
        return "[{\"no\": 1, \"outcome\": \"%s\"}, {\"no\": 2, \"outcome\": \"%s\"}]".formatted(first, second);
    }

    private HttpResponse<String> answer(String login, String items) {
        var body = "{\"reference\": \"TG-17\", \"answeredAt\": \"%s\", \"items\": %s}"
                .formatted(casework.clock.instant().minusSeconds(60), items);
        return Caller.of(port, login).act("/api/v1/notices/" + notice + "/answers", body);
    }

    private JsonNode get(String path) {
        var answer = Caller.of(port, "auditor1").get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    private static void problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Caller.json(answer).path("type").asText()).isEqualTo("urn:duenotice:problem:" + code);
    }
}
