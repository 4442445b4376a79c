package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.LawDay;
import org.duenotice.intake.Source;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A case is found by whatever people know of it. */
@DueNoticeTest
class CaseSearchTest {

    private static final String[] PAGE = {"Accept", "text/html,*/*;q=0.8"};

    @Autowired
    private Casework casework;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    /** A word that no other test has written. */
    private String mark;

    @BeforeEach
    void aDay() {
        casework.clock.backToStart();
        mark = "z" + UUID.randomUUID().toString().replaceAll("[^a-z]", "") + "q";
    }

    private Caller as(String person) {
        return Caller.of(port, person);
    }

    private static String of(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<String> found(String query) {
        var answer = as("caseworker1").get("/api/v1/cases?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return numbers(Caller.json(answer));
    }

    private static List<String> numbers(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> item.path("number").asText())
                .toList();
    }

    private void post(String person, String path, String body, int status) {
        var answer = as(person).act(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private String commented(String words) {
        var number = casework.detection("FINANCIAL_PYRAMID", Casework.address());
        post("caseworker1", "/api/v1/cases/" + number + "/comments", "{\"words\": \"%s\"}".formatted(words), 201);
        return number;
    }

    @ParameterizedTest
    @CsvSource({
        "обещает доход от вложений, вложение",
        "ОБЕЩАЕТ ЁЛКИ, елка",
        "she promises guaranteed incomes, income",
        "жасырын ойындарының ұйымдастырушысы, ойын",
        "екінші тараптың сөзі, тарабы",
        "казино принимает ставки, казин*"
    })
    void wordsAreFoundInEveryFormOfTheirLanguage(String written, String asked) {
        var number = commented(mark + " " + written);
        commented(mark + " nothing of it");
        assertThat(found("text=" + of(mark + " " + asked))).containsExactly(number);
    }

    @Test
    void phrasesStandTogetherAndWhatIsExcludedIsNotThere() {
        var together = commented(mark + " быстрый доход каждый день");
        var apart = commented(mark + " доход совсем не быстрый");
        assertThat(found("text=" + of(mark + " быстрый доход"))).containsExactly(apart, together);
        assertThat(found("text=" + of(mark + " \"быстрый доход\""))).containsExactly(together);
        assertThat(found("text=" + of(mark + " -каждый"))).containsExactly(apart);
        assertThat(found("text=" + of(mark + " совсем OR каждый"))).containsExactly(apart, together);
        assertThat(found("text=" + of("' \" & | !"))).isEmpty();
    }

    @Test
    void wordsOfOneCaseMayStandInDifferentPlaces() {
        var number = commented(mark);
        post("caseworker2", "/api/v1/cases/" + number + "/comments", "{\"words\": \"Кошельки найдены\"}", 201);
        assertThat(found("text=" + of(mark + " кошелька promises"))).containsExactly(number);
    }

    @Test
    void theBestFittingComeFirstWhenAskedForAndPagesDoNotRepeat() {
        var often = commented((mark + " ").repeat(6));
        var between = commented((mark + " word ").repeat(3));
        var once = commented(mark + " one of very many other words which stand here only to make it long");
        assertThat(found("text=" + mark)).containsExactly(once, between, often);
        var inOrder = new ArrayList<String>();
        for (String after = ""; after != null; ) {
            var page = Caller.json(as("caseworker1")
                    .get("/api/v1/cases?sort=RELEVANCE&limit=1&text=" + mark
                            + (after.isEmpty() ? "" : "&after=" + of(after))));
            inOrder.addAll(numbers(page));
            after = page.path("next").isMissingNode() ? null : page.path("next").asText();
        }
        assertThat(inOrder).containsExactlyInAnyOrder(often, between, once).endsWith(once);
    }

    @Test
    void anAddressIsFoundInAnySpellingAndItsHostByAPart() {
        var site = "casino-" + mark + ".example";
        var number = casework.detection("ILLEGAL_GAMBLING", "https://" + site + "/Play?utm_source=x");
        for (var spelling : List.of("hxxps://" + site.replace(".", "[.]") + "/Play", "http://www." + site + "/Play")) {
            assertThat(found("address=" + of(spelling))).containsExactly(number);
            assertThat(found("q=" + of(spelling))).containsExactly(number);
        }
        assertThat(found("host=" + mark.substring(2).toUpperCase(Locale.ROOT))).containsExactly(number);
        assertThat(found("q=" + site)).containsExactly(number);
        assertThat(found("host=" + of("%" + mark + "%"))).isEmpty();
        assertThat(as("caseworker1").get("/api/v1/cases?host=ab").statusCode()).isEqualTo(400);
    }

    @Test
    void aCaseIsFoundByItsNumberAndByThoseOfWhatBelongsToIt() {
        var notice = casework.noticeSent(Casework.address());
        var number = casework.caseOf(notice);
        var count = String.valueOf(Integer.parseInt(number.substring(8)));
        for (var spoken : List.of(number, number.toLowerCase(Locale.ROOT), notice, notice + "/1", count)) {
            assertThat(found("number=" + of(spoken))).containsExactly(number);
        }
        assertThat(found("q=" + notice)).containsExactly(number);
    }

    @Test
    void everyOtherPartNarrowsAndTheyCombine() {
        var number = casework.restrictionSought(casework.addressNamedByCourt("tg:channel:demo_pyramid_test"));
        post("caseworker1", "/api/v1/cases/" + number + "/comments", "{\"words\": \"%s\"}".formatted(mark), 201);
        var today = LawDay.of(casework.clock.instant());
        var all = "text=" + mark + "&platform=TELEGRAM&category=FINANCIAL_PYRAMID&state=ROUTED&source=OWN_MONITORING"
                + "&route=RESTRICTION&participant=approver1&openedFrom=" + today + "&openedTo=" + today + "&dueFrom="
                + today
                + "&dueTo=" + today.plusDays(30);
        assertThat(found(all)).containsExactly(number);
        for (var wrong : List.of(
                "platform=VK",
                "category=DRUG_SALE",
                "state=CLOSED",
                "source=CITIZEN",
                "route=CRIMINAL",
                "participant=lawyer1",
                "openedTo=" + today.minusDays(1),
                "dueTo=" + today.minusDays(1),
                "courtAct=none")) {
            var name = wrong.substring(0, wrong.indexOf('='));
            assertThat(found(all.replaceAll("&" + name + "=[^&]*", "") + "&" + wrong))
                    .as(wrong)
                    .isEmpty();
        }
        assertThat(as("caseworker1").get("/api/v1/cases?dueFrom=yesterday").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aCaseIsFoundByTheJudicialActItRestsOn() {
        var number = casework.detection("ILLEGAL_GAMBLING", Source.CITIZEN, Casework.siteAddress());
        post("caseworker1", "/api/v1/cases/" + number + "/comments", "{\"words\": \"%s\"}".formatted(mark), 201);
        var act = UUID.randomUUID();
        sql.sql(
                        "insert into judicial_act (id, number, court, act_date, operative_part, source, verified, in_force_since) "
                                + "values (?, ?, 'Court', date '2026-01-15', 'Unlawful', 'test', false, date '2026-02-15')")
                .params(act, "2-1234/2026 " + mark)
                .update();
        sql.sql("insert into rights_review (id, case_id, decision, judicial_act, reasons, decided_by, decided_at) "
                        + "values (gen_random_uuid(), ?, 'PERMITTED', ?, 'Named by the court', 'lawyer1', now())")
                .params(casework.cases.byNumber(number).id(), act)
                .update();
        assertThat(found("courtAct=" + of("№ 2-1234/2026 " + mark.toUpperCase(Locale.ROOT))))
                .containsExactly(number);
    }

    @Test
    void aFileHoldsEveryCaseInTheReadersLanguageAndNoFormula() {
        var number = commented(mark);
        casework.detection("OTHER", "https://x-" + mark + ".example/1");
        var csv = as("caseworker1").get("/api/v1/cases.csv?text=" + mark, "Accept-Language", "ru");
        assertThat(csv.body())
                .startsWith("\uFEFFНомер,Состояние,")
                .contains(number, "Выявлено")
                .hasLineCount(2);
        var sheet = as("caseworker1").get("/api/v1/cases.xlsx?text=" + mark, "Accept-Language", "kk");
        assertThat(sheet.statusCode()).isEqualTo(200);
        assertThat(sheet.body()).startsWith("PK");
        var log = as("auditor1").get("/api/v1/search-log?person=caseworker1").body();
        assertThat(log).contains("\"way\":\"CSV\"", "\"way\":\"XLSX\"", "text=" + mark, "\"shown\":1");
    }

    /** 400 letters are few to type, and too many for the log of searches when each is written as an address has it. */
    @Test
    void whatIsTooLongForTheLogOfSearchesIsNotGivenOut() {
        for (var n = 0; n < 3; n++) {
            post(
                    "caseworker1",
                    "/api/v1/detections",
                    "{\"category\": \"OTHER\", \"description\": \"%s\", \"source\": \"OWN_MONITORING\", \"addresses\": [\"%s\"]}"
                            .formatted(mark.repeat(200), Casework.address()),
                    201);
        }
        var words = "text=-" + of("а".repeat(400));
        for (var path : List.of("/api/v1/cases.csv?", "/api/v1/cases.xlsx?", "/api/v1/cases?")) {
            var answer = as("caseworker1").get(path + words);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.body()).contains("search.too-long").doesNotContain("DN-", mark);
        }
        var page = as("caseworker1").get("/cases/search?" + words, PAGE);
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("2000").doesNotContain(mark);
    }

    @ParameterizedTest
    @CsvSource({
        "host, ab",
        "address, nonsense",
        "openedFrom, -9999-01-01",
        "dueTo, +999999999-12-31",
        "participant, a\\u0000b"
    })
    void whatCannotBeSearchedIsNotKept(String part, String value) {
        post(
                "caseworker1",
                "/api/v1/saved-searches",
                "{\"name\": \"No %s\", \"query\": {\"%s\": \"%s\"}, \"group\": \"caseworkers\"}"
                        .formatted(mark, part, value),
                400);
        assertThat(kept("caseworker1", "No " + mark)).isNull();
        assertThat(as("caseworker2").get("/cases/search", PAGE).statusCode()).isEqualTo(200);
    }

    @Test
    void aKeptSearchThatRulesNoLongerAllowIsListedWithoutACountAndHindersNobody() {
        sql.sql("insert into saved_search (id, name, query, owner, group_id, saved_at) "
                        + "values (gen_random_uuid(), ?, 'address=nonsense', 'caseworker1', 'caseworkers', now())")
                .param("Old " + mark)
                .update();
        var listed = kept("caseworker2", "Old " + mark);
        assertThat(listed.has("count")).isFalse();
        assertThat(listed.path("cases").asText()).isEqualTo("/api/v1/cases?address=nonsense");
        var page = as("caseworker2").get("/cases/search", PAGE);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Old " + mark);
        var own = "/api/v1/saved-searches/" + listed.path("id").asText();
        assertThat(as("caseworker1").send("DELETE", own, null).statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> keptOnThePage(String query) {
        return as("caseworker1")
                .post(
                        "/cases/search/saved",
                        "name=" + mark + "&query=" + of(query),
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Accept",
                        PAGE[1]);
    }

    @Test
    void onThePageTooAQueryThatIsNoneIsNotKept() {
        for (var query : List.of("text=%zz", "host=ab")) {
            assertThat(keptOnThePage(query).statusCode()).as(query).isEqualTo(400);
            assertThat(kept("caseworker1", mark)).isNull();
        }
        var saved = keptOnThePage("text={" + mark + "}&" + mark);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(302);
        assertThat(saved.headers().firstValue("Location").orElseThrow())
                .endsWith("/cases/search?text=%7B" + mark + "%7D");
        assertThat(kept("caseworker1", mark).path("count").asInt()).isZero();
    }

    @Test
    void aSearchIsKeptForOneselfOrAGroupAndCounts() {
        commented(mark);
        var name = "My " + mark;
        var body = "{\"name\": \"%s\", \"query\": {\"text\": \"%s\"}, \"group\": %s}";
        post("caseworker1", "/api/v1/saved-searches", body.formatted(name, mark, "\"caseworkers\""), 201);
        post("caseworker1", "/api/v1/saved-searches", body.formatted(name, mark, "null"), 409);
        post("caseworker1", "/api/v1/saved-searches", body.formatted("x" + name, mark, "\"lawyers\""), 403);
        var shared = kept("caseworker2", name);
        assertThat(shared.path("count").asInt()).isOne();
        assertThat(numbers(
                        Caller.json(as("caseworker2").get(shared.path("cases").asText()))))
                .hasSize(1);
        assertThat(kept("lawyer1", name)).isNull();
        var own = "/api/v1/saved-searches/" + shared.path("id").asText();
        assertThat(as("caseworker2").send("DELETE", own, null).statusCode()).isEqualTo(404);
        assertThat(as("caseworker1").send("DELETE", own, null).statusCode()).isEqualTo(204);
        assertThat(kept("caseworker2", name)).isNull();
    }

    private JsonNode kept(String person, String name) {
        return StreamSupport.stream(
                        Caller.json(as(person).get("/api/v1/saved-searches")).spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElse(null);
    }

    @ParameterizedTest
    @CsvSource({"en, Find cases", "ru, Поиск дел", "kk, Істерді іздеу"})
    void thePageFindsInThreeLanguages(String language, String heading) {
        var number = commented(mark);
        var answer = Caller.of(port, "caseworker1")
                .get("/cases/search?q=" + mark, "Accept", PAGE[1], "Accept-Language", language);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(heading, number);
        assertThat(as("caseworker1").get("/cases/search?host=ab", PAGE).statusCode())
                .isEqualTo(400);
    }
}
