package org.duenotice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@DueNoticeTest
class ProblemTest {

    private static final String EFFECTS = "/api/v1/test-effects";

    @LocalServerPort
    int port;

    Caller person;

    @BeforeEach
    void somebody() {
        person = Caller.of(port, "caseworker1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en    | Not possible now     | Test abc, it's 2026, March 1, 2026",
                "ru-RU | Сейчас невозможно    | Проверка abc, 2026, 1 марта 2026 г.",
                "kk    | Қазір мүмкін емес    | Тексеру abc, 2026, 2026 ж. 1 наурыз",
                "de,ru;q=0.5 | Сейчас невозможно | Проверка abc, 2026, 1 марта 2026 г.",
                "de    | Not possible now     | Test abc, it's 2026, March 1, 2026"
            })
    void aProblemSpeaksTheLanguageOfTheRequestAndKeepsItsType(String language, String title, String detail) {
        var answer = post(EFFECTS + "/refused", "{\"text\":\"abc\"}", "Accept-Language", language);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = Caller.json(answer);
        assertThat(problem.path("type").asText()).isEqualTo("urn:duenotice:problem:test.refused");
        assertThat(problem.path("title").asText()).isEqualTo(title);
        assertThat(problem.path("detail").asText()).isEqualTo(detail);
        assertThat(problem.path("instance").asText()).isEqualTo(EFFECTS + "/refused");
    }

    @Test
    void whatSecurityRefusesIsSaidInTheLanguageOfTheRequestToo() {
        var nobody = Caller.nobody(port).get("/api/v1/cases", "Accept-Language", "kk");

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(Caller.json(nobody).path("title").asText()).isEqualTo("Жүйеге кіріңіз");
    }

    @Test
    void aWrongInputNamesEachFieldAndWhatIsWrongWithIt() {
        var answer = post(EFFECTS + "/checked", "{\"text\":\"%s\"}".formatted("x".repeat(30)), "Accept-Language", "ru");

        assertThat(answer.statusCode()).isEqualTo(400);
        var problem = Caller.json(answer);
        assertThat(problem.path("type").asText()).isEqualTo("urn:duenotice:problem:request.invalid");
        assertThat(problem.path("detail").asText()).startsWith("Исправьте введённое: text: ");
        assertThat(problem.path("errors").get(0).path("field").asText()).isEqualTo("text");
        assertThat(problem.path("errors").get(0).path("detail").asText()).contains("20");
    }

    @Test
    void badJsonIsSaidWithItsPlace() {
        is(post(EFFECTS, "{\"text\": oops}"), 400, "request.unreadable-at");
        is(post(EFFECTS, "{\"day\": \"yesterday\"}"), 400, "request.field-wrong");
        is(post(EFFECTS, null), 400, "request.unreadable");
        assertThat(Caller.json(post(EFFECTS, "{\"day\": \"yesterday\"}"))
                        .path("detail")
                        .asText())
                .contains("day");
    }

    @Test
    void everyOtherWrongRequestHasItsOwnType() {
        is(post(EFFECTS, "<a/>", "Content-Type", "application/xml"), 415, "request.media-type");
        is(person.get(EFFECTS), 405, "request.method");
        is(person.get("/api/v1/no-such-thing"), 404, "request.no-such-address");
        is(post("/api/v1/no-such-thing", "{}"), 404, "request.no-such-address");
        var lawyer = Caller.of(port, "lawyer1");
        is(lawyer.get(EFFECTS + "/by-number/1"), 400, "request.parameter-missing");
        is(lawyer.get(EFFECTS + "/by-number/one?size=1"), 400, "request.parameter-wrong");
        is(
                post(EFFECTS + "/file", "--b--\r\n", "Content-Type", "multipart/form-data; boundary=b"),
                400,
                "request.part-missing");
        is(post(EFFECTS + "/file", "x", "Content-Type", "multipart/form-data"), 400, "request.unreadable");
    }

    @Test
    void whoIsInNoneOfTheGroupsIsToldWhichAreMeant() {
        var answer = person.get(EFFECTS + "/by-number/1?size=1");

        is(answer, 403, "access.not-for-you");
        assertThat(Caller.json(answer).path("detail").asText()).contains("lawyers, appeals");
    }

    @ParameterizedTest
    @CsvSource({
        "separation_of_duties, 403, case.duties",
        "recused_people_do_not_act, 403, case.recused",
        "sealed_cases_have_no_rows, 403, sealed.material",
        "sealed_stays_sealed, 403, sealed.material",
        "sealed_with_its_material, 403, sealed.material",
        "an_allowed_move, 409, conflict.concurrent-change",
        "held_cases_go_on_where_they_stood, 409, conflict.concurrent-change",
        "custody_entries_follow_one_another, 409, conflict.concurrent-change"
    })
    void whatATableRefusesIsSaidInWordsAndIsNoFailure(String rule, int status, String type) {
        var answer = post(EFFECTS + "/refused-by/" + rule, "{}");

        is(answer, status, type);
        assertThat(answer.body()).doesNotContain("inner words");
    }

    @Test
    void whatNobodyForesawShowsANumberAndNothingInner() {
        var answer = post(EFFECTS + "/unforeseen", "{}");

        is(answer, 500, "internal");
        assertThat(answer.body()).doesNotContain("secret inner detail");
        is(person.get(EFFECTS + "/broken-download"), 500, "internal");
    }

    @Test
    void theDescriptionOfTheApiNamesLoginProblemsAndKeysOfEveryCall() {
        var api = Caller.json(person.get("/v3/api-docs"));

        assertThat(api.path("components")
                        .path("securitySchemes")
                        .path("login")
                        .path("scheme")
                        .asText())
                .isEqualTo("basic");
        assertThat(api.path("paths").fieldNames()).toIterable().allMatch(path -> path.startsWith("/api/v1/"));
        var post = api.path("paths").path(EFFECTS).path("post");
        assertThat(post.path("responses").fieldNames()).toIterable().contains("400", "401", "403", "409", "422");
        assertThat(post.path("parameters").findValuesAsText("name")).contains("Idempotency-Key");
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        var all = new java.util.ArrayList<>(java.util.List.of(headers));
        all.addAll(java.util.List.of("Idempotency-Key", UUID.randomUUID().toString()));
        return person.post(path, body, all.toArray(String[]::new));
    }

    private static void is(HttpResponse<String> answer, int status, String type) {
        assertThat(Caller.json(answer).path("type").asText())
                .as(answer.body())
                .isEqualTo("urn:duenotice:problem:" + type);
        assertThat(answer.statusCode()).isEqualTo(status);
    }
}
