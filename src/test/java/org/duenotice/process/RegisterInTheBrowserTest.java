package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duenotice.Chromium;
import org.duenotice.DueNoticeTest;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.transparency.OpenData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of the public register as people see them, checked by the rules of WCAG. */
@DueNoticeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisterInTheBrowserTest {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final int DESKTOP = 1280;
    private static final int PHONE = 360;

    @Autowired
    private Casework casework;

    @Autowired
    private OpenData data;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    private Chromium chromium;
    private final Map<String, String> pages = new LinkedHashMap<>();

    @BeforeAll
    void entriesOfAllKinds() {
        chromium = Chromium.start();
        casework.clock.backToStart();
        var removed = casework.noticeSent(Casework.address());
        casework.answers(removed, ItemOutcome.REMOVED, null);
        casework.runJobs();
        casework.complete("caseworker2", "verifyOutcome", removed, Map.of("verifyForAll", "CONFIRMED"));
        casework.runJobs();
        var withdrawn = casework.noticeSent(Casework.siteAddress());
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        casework.complete(
                "liaison1", "decideEscalation", withdrawn, Map.of("choice", "WITHDRAW", "reasons", "Overturned"));
        casework.runJobs();
        for (var category : List.of("ILLEGAL_GAMBLING", "FRAUD_PHISHING", "DRUG_SALE")) {
            casework.bodyDecides(casework.restrictionSought(category, List.of(Casework.siteAddress())));
        }
        casework.clock.pass(Duration.ofDays(300));
        data.make();
        pages.put("newest", "/register?");
        pages.put("none", "/register?q=nobody-knows.example");
        pages.put("refused", "/register?q=%3C");
        pages.put("removed", "/register/" + entryOf(removed) + "?");
        pages.put("stub", "/register/" + entryOf(withdrawn) + "?");
        pages.put("unknown", "/register/R-1999-000001-1?");
        pages.put("data", "/register/data?");
        pages.put("appeal", "/appeals?contested=R-2026-000001-1");
        pages.put("appeal-status", "/appeals/status?");
        pages.put("appeal-confirm", "/appeals/confirm?number=A-2026-000001");
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private String entryOf(String notice) {
        return sql.sql("select e.number from public_notice_item i join public_entry e on e.seq = i.seq "
                        + "where i.notice_number = ?")
                .param(notice)
                .query(String.class)
                .single();
    }

    private Page open(int width, ColorScheme colours, boolean script) {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 800)
                        .setColorScheme(colours)
                        .setJavaScriptEnabled(script))
                .newPage();
    }

    private void show(Page page, String path, String language) {
        page.navigate("http://localhost:" + port + path + "&lang=" + language);
    }

    @ParameterizedTest
    @CsvSource({"kk, LIGHT", "ru, LIGHT", "en, LIGHT", "en, DARK"})
    void noPageOfTheRegisterBreaksARuleOfAccessibility(String language, ColorScheme colours) {
        for (var width : List.of(DESKTOP, PHONE)) {
            var page = open(width, colours, true);
            pages.forEach((name, path) -> {
                show(page, path, language);
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(PICTURES.resolve(
                                "register-%s-%s-%s-%d.png".formatted(name, language, colours, width))));
                assertThat(new AxeBuilder(page).analyze().getViolations())
                        .as("%s in %s, %s, %d pixels wide", name, language, colours, width)
                        .isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .as("%s in %s does not move sideways", name, language)
                        .isEqualTo(width);
            });
            assertThat(page.context().cookies()).isEmpty();
            page.context().close();
        }
    }

    @Test
    void theRegisterIsSearchedByKeyboardWithoutScript() {
        var page = open(PHONE, ColorScheme.LIGHT, false);
        show(page, "/register?", "en");
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus").textContent()).isEqualTo("To the content");
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("register-focus.png")));
        page.locator("#q").focus();
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("register-focus-search.png")));
        page.keyboard().type("https://casino-1.example/other");
        page.keyboard().press("Enter");
        page.waitForURL("**q=https**");
        assertThat(page.locator("[role=status], .entries").count()).isPositive();
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
        page.context().close();
    }
}
