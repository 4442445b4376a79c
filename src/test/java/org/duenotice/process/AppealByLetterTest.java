package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.AppealState;
import org.duenotice.calendar.LawDay;
import org.duenotice.restoration.RestorationConfirmed;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.security.Caller;
import org.duenotice.security.OneTimeCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** Whoever appeals on paper gets and does the same as others, and whoever appeals late is taken the same. */
@DueNoticeTest
class AppealByLetterTest extends AppealDesk {

    @Autowired
    private FormService forms;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ApplicationEventPublisher events;

    private String posted(String entry, Map<String, Object> more) {
        var input = new HashMap<String, Object>(Map.of(
                "way", "LETTER",
                "appellant", "OWNER",
                "contested", entry,
                "grounds", "Posted by the owner " + UUID.randomUUID(),
                "demands", "Cancel it",
                "appellantName", "Owner LLP",
                "appellantContact", "Astana",
                "language", "RU"));
        input.putAll(more);
        submits("caseworker2", "appeal-registration", input);
        casework.runJobs();
        return sql.sql("select max(number) from appeal").query(String.class).single();
    }

    private void writes(String number, String kind, Map<String, Object> more) {
        var input = new HashMap<String, Object>(
                Map.of("appealNumber", number, "letterKind", kind, "reference", "In 7-1/50", "receivedDate", today()));
        input.putAll(more);
        submits(OFFICER, "appellant-letter", input);
        casework.runJobs();
    }

    private String today() {
        return LawDay.of(casework.clock.instant()).toString();
    }

    /** What the officer sees who opens the task of the message. */
    private String words(String person, String message) {
        var task = casework.task("tellAppellant", message);
        var facts = casework.as(person, () -> forms.getTaskFormVariables(task.getId()))
                .get("facts")
                .toString();
        return JsonPath.read(facts, "$.messageText");
    }

    private String lastMessage(String number, String kind) {
        return sql.sql("select max(m.number) from appeal_message m join appeal a on a.id = m.appeal_id "
                        + "where a.number = ? and m.kind = ?")
                .params(number, kind)
                .query(String.class)
                .single();
    }

    private void takes(String person, String message) {
        var task = casework.task("tellAppellant", message);
        casework.as(person, () -> {
            tasks.claim(task.getId(), person);
            return null;
        });
    }

    private void told(String message) {
        casework.complete(OFFICER, "tellAppellant", message, Map.of("how", "Letter 7-1/45", "toldDate", today()));
    }

    private static String code(String words) {
        return words.replaceAll("(?s).*: ([A-Z0-9]{12})\\n.*", "$1");
    }

    @ParameterizedTest
    @CsvSource({
        "2019-02-28, true",
        "2025-06-01, true",
        "2026-07-30, true",
        "2026-07-31, false",
        "2026-08-03, false",
        "2026-11-02, false"
    })
    void anAppealIsTakenHoweverLateAndTheEndOfTheYearStopsNone(LocalDate learned, boolean late) {
        casework.clock.backToStart(); // Monday, 2 November 2026
        casework.clock.pass(Duration.ofMinutes(61L * (learned.getYear() + learned.getMonthValue()) % (61 * 12)));
        var entry = entry();
        var filing = filing(entry, "Over the API " + learned);
        filing.put("learnedOn", learned.toString());
        assertThat(status(file(filing)).path("late").asBoolean()).isEqualTo(late);

        var typed = new StringBuilder();
        filing.put("grounds", "On the page, the shop of somebody else " + learned);
        filing.forEach((field, value) -> typed.append(typed.isEmpty() ? "" : "&")
                .append(field)
                .append('=')
                .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)));
        var page = Caller.nobody(port)
                .post("/appeals?lang=en", typed.toString(), "Content-Type", "application/x-www-form-urlencoded");
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);

        var number = posted(entry, Map.of("learnedDate", learned.toString()));
        assertThat(appeals.byNumber(number).late()).isEqualTo(late);
    }

    @Test
    void whoAppealsByLetterGetsNumberCodePreliminaryDecisionAndDecisionInTheWordsOfTheirLanguage() throws Exception {
        var number = posted(entry(), Map.of());
        var receiptMessage = number + "/M1";
        assertThat(words(OFFICER, receiptMessage))
                .contains("поступила", number)
                .doesNotContainPattern(": [A-Z0-9]{12}\n");
        takes(OFFICER, receiptMessage);
        assertThat(words(OTHER_OFFICER, receiptMessage)).doesNotContainPattern(": [A-Z0-9]{12}\n");
        var receipt = new Receipt(number, code(words(OFFICER, receiptMessage)));
        assertThat(status(receipt).path("state").asText()).isEqualTo("ADMISSIBILITY");
        assertThat(words(OFFICER, receiptMessage)).contains("код показан").doesNotContain(receipt.code());
        told(receiptMessage);

        casework.complete(OFFICER, "decideAdmissibility", number, admission("SUSPEND"));
        casework.runJobs();
        assertThat(words(OFFICER, lastMessage(number, "ADMIT")))
                .contains("принята к рассмотрению", "приостановлено до решения", "It names our act");
        upheld(receipt);
        casework.complete(
                OFFICER, "reviewAppeal", number, Map.of("hearing", "HOLD", "preliminary", "Мера будет отменена"));
        casework.runJobs();
        assertThat(words(OFFICER, lastMessage(number, "HEARING"))).contains("Мера будет отменена", "Возражение");
        writes(number, "WORDS", Map.of("letterWords", "Согласен, отмените"));
        assertThat(status(receipt).at("/said/0/words").asText()).isEqualTo("Согласен, отмените");
        casework.clock.pass(Duration.ofDays(4));
        casework.complete(
                OFFICER,
                "holdHearing",
                number,
                Map.of("hearingOutcome", "OBJECTION", "minutes", "The appellant agreed"));
        decided(receipt, Map.of("outcome", "CANCELLED", "reasons", "Это магазин другого лица"));
        casework.runJobs();
        var decision = lastMessage(number, "DECISION");
        assertThat(words(OFFICER, decision)).contains("мера отменяется", "Это магазин другого лица");

        var path = "/api/v1/appeals/" + number + "/decision";
        var paper = Caller.of(port, OFFICER).get(path);
        assertThat(paper.body()).startsWith("%PDF");
        assertThat(Caller.of(port, "manager1").get(path).statusCode()).isEqualTo(403);
        told(decision);
        restorations.following(number).stream()
                .filter(one -> one.kind() == RestorationKind.RESTORATION)
                .forEach(
                        one -> events.publishEvent(new RestorationConfirmed(one.number(), one.occasion(), one.kind())));
        assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_CONFIRMED);
        // the paper of a decision stays what it was, and what it hashed to is kept
        assertThat(Caller.of(port, OFFICER).get(path).body()).isEqualTo(paper.body());
        assertThat(status(receipt).at("/decision/paperSha256").asText()).isEqualTo(OneTimeCodes.sha256(pdf(receipt)));
    }

    private byte[] pdf(Receipt receipt) throws Exception {
        var address = "http://localhost:%d/public/v1/appeals/%s/decision?code=%s"
                .formatted(port, receipt.number(), receipt.code());
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    @Test
    void aLetterAsksForTheFileForANewCodeAndTakesTheAppealBack() {
        var number = posted(entry(), Map.of());
        assertThatThrownBy(() -> submits("caseworker1", "appellant-letter", Map.of("appealNumber", number)))
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> writes(number, "FILE_REQUEST", Map.of())).isInstanceOf(Refusal.class);
        casework.complete(OFFICER, "decideAdmissibility", number, admission("SUSPEND"));
        writes(number, "FILE_REQUEST", Map.of());
        casework.complete(OFFICER, "grantFileAccess", number, Map.of("fileAnswer", "GRANTED"));
        casework.runJobs();
        assertThat(words(OFFICER, lastMessage(number, "FILE_ACCESS"))).contains("Prohibited by law", "page.html");

        writes(number, "NEW_CODE", Map.of());
        var renewed = lastMessage(number, "RECEIPT");
        assertThat(renewed).isNotEqualTo(number + "/M1");
        takes(OFFICER, renewed);
        assertThat(status(new Receipt(number, code(words(OFFICER, renewed))))
                        .path("state")
                        .asText())
                .isEqualTo("UNDER_REVIEW");

        var answer = Caller.of(port, OFFICER)
                .act(
                        "/api/v1/appeals/" + number + "/letters",
                        json(Map.of("kind", "WITHDRAWAL", "reference", "In 7-1/51", "receivedOn", today())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(appeals.byNumber(number).state()).isEqualTo(AppealState.WITHDRAWN);
        assertThat(casework.open(number)).isEmpty();
        var detail = Caller.json(Caller.of(port, "manager1").get("/api/v1/appeals/" + number));
        assertThat(detail.path("letters").findValuesAsText("kind"))
                .containsExactlyInAnyOrder("FILE_REQUEST", "NEW_CODE", "WITHDRAWAL");
        assertThat(detail.at("/letters/0/recordedBy").asText()).isEqualTo(OFFICER);
    }
}
