package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.duenotice.Chromium;
import org.duenotice.DueNoticeTest;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.Restorations;
import org.duenotice.review.ReviewLook;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What managers, lawyers and officers do beside their tasks has a page, without script and in three languages. */
@DueNoticeTest
class ManagePagesTest {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

    @Autowired
    private Casework casework;

    @Autowired
    private Restorations restorations;

    @Autowired
    private ReviewLook look;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private String page(String login, String path) {
        var answer = Caller.of(port, login).get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> post(String login, String path, String fields) {
        return Caller.of(port, login).post(path, fields, FORM);
    }

    @Test
    void managersReadAPeriodAndADayOnAPageThatLeadsToTheFiles() {
        assertThat(page("manager1", "/cases/search?lang=en")).contains("href=\"/manage\"");
        assertThat(page("caseworker1", "/cases/search?lang=en")).doesNotContain("href=\"/manage\"");
        assertThat(page("manager1", "/manage?lang=en"))
                .contains(
                        "action=\"/manage/report\"",
                        "formaction=\"/api/v1/reports/period.pdf\"",
                        "formaction=\"/api/v1/reports/period.xlsx\"",
                        "formaction=\"/api/v1/reports/period.csv\"",
                        "formaction=\"/api/v1/reports/period\"",
                        "action=\"/manage/as-of\"",
                        "href=\"/manage/retention\"")
                .doesNotContain("<script");
        assertThat(page("auditor1", "/manage/report?from=2026-05-20&to=2026-05-21&lang=en"))
                .contains("0 = 0: every detection has exactly one disposition.", "Nothing");
        assertThat(page("manager1", "/manage/as-of?at=2026-05-20&lang=ru")).contains("По состоянию на 20 мая 2026 г.");

        var refused = Caller.of(port, "manager1").get("/manage/report?from=2026-05-21&to=2026-05-20&lang=en");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("role=\"alert\"", "value=\"2026-05-21\"");
        assertThat(Caller.of(port, "caseworker1").get("/manage").statusCode()).isEqualTo(403);
        assertThat(Caller.of(port, "lawyer1")
                        .get("/manage/report?from=2026-05-20&to=2026-05-21")
                        .statusCode())
                .isEqualTo(403);
        assertThat(page("lawyer1", "/manage?lang=en")).doesNotContain("/manage/report");
    }

    @Test
    void aCaseIsHeldAndReleasedOnItsPageByWhoeverSaysSoTwice() {
        var number = casework.detection("FINANCIAL_PYRAMID", Casework.address());
        var path = "/cases/" + number + "/legal-hold";
        assertThat(page("manager1", "/cases/" + number + "?lang=en")).contains(path);
        assertThat(post("manager1", path, "reasons=A+claim").statusCode())
                .as("without the tick")
                .isEqualTo(400);
        assertThat(post("caseworker1", path, "reasons=A+claim&sure=true").statusCode())
                .isEqualTo(403);
        assertThat(post("manager1", path, "reasons=A+claim+is+announced&sure=true")
                        .statusCode())
                .isEqualTo(302);
        assertThat(page("lawyer1", "/manage/retention?lang=en")).contains(number, "A claim is announced");
        assertThat(page("manager1", "/manage/retention?lang=kk"))
                .contains("Шағым берушінің аты")
                .doesNotContain("retention-term");

        var id = sql.sql("select h.id::text from legal_hold h join case_file f on f.id = h.case_id where f.number = ?")
                .param(number)
                .query(String.class)
                .single();
        assertThat(post("lawyer1", path + "/" + id, "reasons=Withdrawn&sure=true")
                        .statusCode())
                .isEqualTo(302);
        assertThat(page("lawyer1", path + "?lang=en")).contains("Lifted", "Withdrawn");
        assertThat(page("lawyer1", "/manage/retention?lang=en")).doesNotContain(number);
    }

    @Test
    void anOfficerOrdersByHandOnThePageOfTheCaseWhatACourtDecided() {
        var number = casework.caseOf(casework.noticeSent(Casework.address()));
        var path = "/cases/" + number + "/restoration";
        assertThat(page("body-officer1", "/cases/" + number)).contains(path);
        assertThat(page("body-officer1", path + "?lang=en"))
                .contains("A court decided", "The body put it right itself")
                .doesNotContain("A review lifted it", "An appeal");
        var order = "targets=1&ground=COURT&reasons=Judgment+12&sure=true";
        assertThat(post("caseworker1", path, order).statusCode()).isEqualTo(403);
        assertThat(post("body-officer1", path, order.replace("targets=1", "targets=7"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("body-officer1", path, order.replace("COURT", "APPEAL")).statusCode())
                .as("what follows from something else is not ordered by hand")
                .isEqualTo(409);
        assertThat(post("body-officer1", path, order.replace("&sure=true", "")).body())
                .contains("Judgment 12");

        assertThat(post("body-officer1", path, order).statusCode()).isEqualTo(302);

        assertThat(restorations.of(casework.cases.byNumber(number).id()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.ground()).isEqualTo(RestorationGround.COURT);
                    assertThat(one.openedBy()).isEqualTo("body-officer1");
                    assertThat(one.orderedAt()).isNotNull();
                });
        assertThat(post("body-officer1", path, order).statusCode())
                .as("it is under way")
                .isEqualTo(409);
    }

    @Test
    void whatAnOwnerSaysIsRecordedOnThePageAndAnOfficerDecides() {
        var desk = new ReviewDesk(casework, look, restorations, sql);
        var number = desk.restrictedSite(ReviewDesk.endsOn(desk.today().plusDays(200)));
        var path = "/cases/" + number + "/restoration/removal";
        assertThat(post("manager1", path, "targets=1&reasons=They+wrote&sure=true")
                        .statusCode())
                .isEqualTo(403);

        assertThat(post("liaison1", path, "targets=1&reasons=They+wrote+today&sure=true")
                        .statusCode())
                .isEqualTo(302);

        assertThat(restorations.of(casework.cases.byNumber(number).id()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.ground()).isEqualTo(RestorationGround.OWNER_REMOVED);
                    assertThat(one.orderedAt()).isNull();
                    assertThat(casework.open(one.number())).containsExactly("orderRestoration");
                });
    }

    @Test
    void noneOfThesePagesBreaksARuleOfAccessibility() {
        var number = casework.caseOf(casework.noticeSent(Casework.address()));
        post("manager1", "/cases/" + number + "/legal-hold", "reasons=A+claim&sure=true");
        var pages = Map.of(
                "manager1",
                List.of(
                        "/manage?",
                        "/manage/report?from=2026-08-10&to=2026-11-02&",
                        "/manage/as-of?at=2026-11-01&",
                        "/manage/retention?",
                        "/cases/" + number + "/legal-hold?",
                        "/cases/" + number + "?"),
                "body-officer1",
                List.of("/cases/" + number + "/restoration?"));
        try (var chromium = Chromium.start()) {
            for (var width : List.of(1280, 360)) {
                pages.forEach((login, paths) -> {
                    var page = chromium.browser()
                            .newContext(new Browser.NewContextOptions()
                                    .setViewportSize(width, 800)
                                    .setExtraHTTPHeaders(Map.of("Authorization", basic(login))))
                            .newPage();
                    for (var path : paths) {
                        for (var language : List.of("en", "ru", "kk")) {
                            page.navigate("http://localhost:" + port + path + "lang=" + language);
                            page.screenshot(new Page.ScreenshotOptions()
                                    .setFullPage(true)
                                    .setPath(PICTURES.resolve("%s-%s-%d.png"
                                            .formatted(path.replaceAll("[^a-z]+", "-"), language, width))));
                            assertThat(new AxeBuilder(page).analyze().getViolations())
                                    .as("%s in %s, %d pixels wide", path, language, width)
                                    .isEmpty();
                            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                                    .as("%s in %s does not move sideways", path, language)
                                    .isEqualTo(width);
                        }
                    }
                    page.context().close();
                });
            }
        }
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString((login + ":" + login).getBytes());
    }
}
