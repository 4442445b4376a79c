package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.duenotice.DueNoticeTest;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The public register, read by nobody in particular. */
@DueNoticeTest
class PublicRegisterTest {

    @Autowired
    private Casework casework;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private HttpResponse<String> get(String path, String... headers) {
        var all = headers.length == 0 ? new String[] {"Accept", "text/html", "Accept-Language", "en"} : headers;
        return Caller.nobody(port).get(path, all);
    }

    private String search(String asked) {
        return get("/register?q=" + URLEncoder.encode(asked, StandardCharsets.UTF_8))
                .body();
    }

    private String restrictionOf(String caseNumber) {
        return sql.sql("select r.number from restriction r join case_file c on c.id = r.case_id where c.number = ?")
                .param(caseNumber)
                .query(String.class)
                .single();
    }

    private static String host() {
        return "pyramid-" + UUID.randomUUID().toString().substring(0, 8) + ".example";
    }

    private String restricted(String category, String... addresses) {
        var number = casework.restrictionSought(category, List.of(addresses));
        casework.bodyDecides(number);
        return number;
    }

    @Test
    void aDecisionStandsInTheRegisterWithBasisBodyScopeEndAndTheWayToAppeal() {
        var number = restricted("FINANCIAL_PYRAMID", "https://" + host() + "/join/ivan");
        var page = get("/register/" + restrictionOf(number) + "-1").body();
        assertThat(page)
                .contains(
                        "Financial pyramid",
                        "Law of the Republic of Kazakhstan on Communications",
                        "article 41-1, paragraph 1-1",
                        "Ministry of Culture and Information",
                        "02.11.2026",
                        "to be reviewed by 02.05.2027",
                        "the item",
                        "Restriction decided",
                        "How to appeal",
                        "article 91")
                .doesNotContain("/join", "ivan", "Prohibited by law", "body-officer1");
    }

    @Test
    void aSearchFindsAnEntryByItsAddressInAnySpellingItsHostAndEachOfItsNumbers() {
        var host = host();
        var number = restricted("FINANCIAL_PYRAMID", "https://www." + host + "/join?utm_source=x");
        casework.decidesMeasures(number);
        casework.runJobs();
        var notice = casework.onlyNotice(number).number();
        var entry = restrictionOf(number) + "-1";
        assertThat(List.of(
                        "https://" + host + "/join",
                        "HTTP://WWW." + host.toUpperCase() + "/join#top",
                        host,
                        "www." + host,
                        "https://" + host + "/",
                        entry,
                        entry.toLowerCase(),
                        restrictionOf(number),
                        number,
                        notice,
                        notice + "/1"))
                .allSatisfy(asked -> assertThat(search(asked)).as(asked).contains(">" + entry + "<"));
        assertThat(search("https://" + host + "/other")).doesNotContain(entry).contains("has no entry for this");
        assertThat(search("x" + host)).doesNotContain(entry);
    }

    @Test
    void aPageIsFoundUnderTheRestrictionOfItsWholeSite() {
        var host = host();
        var number = restricted("ILLEGAL_GAMBLING", "https://" + host);
        assertThat(search("https://play." + host + "/slots?id=1")).contains(restrictionOf(number) + "-1");
    }

    @Test
    void aPlaceWhereDrugsAreSoldIsShownToNobodyAndFoundByWhoTypesItExactly() {
        var host = host();
        var number = restricted("DRUG_SALE", "https://" + host + "/", "https://" + host + "/menu");
        var entry = restrictionOf(number) + "-1";
        assertThat(search("https://" + host + "/menu"))
                .contains(restrictionOf(number) + "-2", "The address is not shown");
        assertThat(search(host)).contains(entry).doesNotContain(restrictionOf(number) + "-2");
        assertThat(search("sub." + host)).doesNotContain(restrictionOf(number) + "-2");
        assertThat(get("/register/" + entry).body()).doesNotContain(host).contains("list of offers");
        assertThat(get("/register").body()).contains(entry).doesNotContain(host);
    }

    @Test
    void anAccountIsNotShownBecauseItCanBeTheNameOfAPerson() {
        var address = Casework.address();
        var number = restricted("FINANCIAL_PYRAMID", address);
        assertThat(search(address)).contains(restrictionOf(number) + "-1", "Telegram");
        assertThat(get("/register/" + restrictionOf(number) + "-1").body()).doesNotContain("demo_pyramid_test");
    }

    @Test
    void ofChildSexualAbuseMaterialThereIsNoTrace() {
        var host = host();
        var number = restricted("FINANCIAL_PYRAMID", "https://" + host + "/page");
        var entry = restrictionOf(number) + "-1";
        assertThat(search(host)).contains(entry);
        assertThat(Caller.of(port, "approver1")
                        .post(
                                "/api/v1/cases/" + number + "/seal",
                                "{\"reasons\": \"It shows a child\"}",
                                "Content-Type",
                                "application/json",
                                "Idempotency-Key",
                                UUID.randomUUID().toString())
                        .statusCode())
                .isEqualTo(201);
        assertThat(search(host)).doesNotContain(entry);
        assertThat(search("https://" + host + "/page")).doesNotContain(entry);
        assertThat(search(number)).doesNotContain(entry);
        assertThat(get("/register").body()).doesNotContain(entry);
        assertThat(get("/register/" + entry).statusCode()).isEqualTo(404);
        assertThat(sql.sql(
                                "select count(*) from public_entry_event where seq in (select d.id from restriction_decision d "
                                        + "join restriction r on r.id = d.restriction_id where r.number = ?)")
                        .param(restrictionOf(number))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theHistoryNamesEachLetterAndItsEffect() {
        var notice = casework.noticeSent(Casework.address());
        casework.answers(notice, ItemOutcome.REMOVED, null);
        casework.runJobs();
        casework.complete("caseworker2", "verifyOutcome", notice, Map.of("verifyForAll", "CONFIRMED"));
        casework.runJobs();
        var page = get("/register/" + restrictionOf(casework.caseOf(notice)) + "-1")
                .body();
        assertThat(page).contains("Notice sent", notice + "/1", "Telegram", "Content removed, checked", "In force");
        assertThat(page.indexOf("Restriction decided")).isLessThan(page.indexOf("Notice sent"));
        assertThat(page.indexOf("Notice sent")).isLessThan(page.indexOf("Content removed, checked"));
    }

    @Test
    void ofAWithdrawnNoticeAStubStaysWithItsHistoryAndWithoutItsAddress() {
        var host = host();
        var notice = casework.noticeSent("https://" + host + "/page");
        var entry = restrictionOf(casework.caseOf(notice)) + "-1";
        assertThat(get("/register/" + entry).body()).contains("https://" + host + "/…");
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        casework.complete(
                "liaison1",
                "decideEscalation",
                notice,
                Map.of("choice", "WITHDRAW", "reasons", "The judicial act was overturned"));
        casework.runJobs();
        assertThat(get("/register/" + entry).body())
                .contains("Withdrawn", "Withdrawal of the notice sent", notice + "/1", "the entry stays")
                .doesNotContain(host, "overturned");
    }

    @ParameterizedTest
    @CsvSource({
        "kk, Шектеулер тізілімі, Қалай шағымдануға болады",
        "ru, Реестр ограничений, Как обжаловать",
        "en, Register of restrictions, How to appeal"
    })
    void theRegisterSpeaksThreeLanguagesByAddressOrBrowserAndSetsNoCookie(
            String language, String title, String appeal) {
        for (var answer : List.of(
                get("/register?lang=" + language, "Accept", "text/html", "Accept-Language", "de"),
                get("/register", "Accept", "text/html", "Accept-Language", language))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("lang=\"" + language + "\"", title, appeal)
                    .doesNotContain("<script", "??");
            assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        }
    }

    @Test
    void theRegisterIsReadPageByPage() {
        var first = restricted("FINANCIAL_PYRAMID", "https://" + host() + "/first");
        var host = host();
        restricted(
                "FINANCIAL_PYRAMID",
                IntStream.range(0, 30)
                        .mapToObj(n -> "https://" + host + "/" + n)
                        .toArray(String[]::new));
        var page = search(host);
        assertThat(page.split("<article>")).hasSize(26);
        var older = page.replaceFirst("(?s).*rel=\"next\" href=\"([^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(get(older).body().split("<article>")).hasSize(6);
        assertThat(get("/register").body()).doesNotContain(restrictionOf(first) + "-1");
    }

    @Test
    void whatIsNoAddressNoNumberAndNoEntryIsSaidInWords() {
        assertThat(get("/register?q=" + "x".repeat(2100)).statusCode()).isEqualTo(400);
        var nonsense = get("/register?q=%3Cscript%3E");
        assertThat(nonsense.statusCode()).isEqualTo(400);
        assertThat(nonsense.body()).contains("role=\"alert\"").doesNotContain("<script");
        assertThat(get("/register?before=x").statusCode()).isEqualTo(400);
        var unknown = get("/register/R-1999-000001-1");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("The register has no entry R-1999-000001-1");
        assertThat(get("/register?q=N-1999-000001").statusCode()).isEqualTo(404);
        assertThat(Caller.nobody(port).post("/register", "").statusCode()).isIn(401, 405);
    }
}
