package org.duenotice.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.duenotice.Chromium;
import org.duenotice.demo.Desk;
import org.duenotice.start.ApplicationProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What caseworkers see and click, in the real Tasklist and a real browser. */
class TasklistIT {

    private static final Path PICTURES = Path.of("target", "pictures");

    private static ApplicationProcess application;
    private static Chromium chromium;
    private static Browser browser;
    private static URI address;
    private static Desk desk;

    @BeforeAll
    static void startApplicationAndBrowser() {
        chromium = Chromium.start();
        application = ApplicationProcess.onNewData("tasklist").startAndAwaitReady();
        address = URI.create("http://localhost:" + application.port());
        desk = new Desk(address);
        browser = chromium.browser();
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (application != null) {
            application.close();
        }
    }

    private static Page loggedIn(String person, String language) {
        var context = browser.newContext(
                new Browser.NewContextOptions().setLocale(language).setViewportSize(1500, 1000));
        context.setDefaultTimeout(60_000);
        var page = context.newPage();
        page.navigate(address + "/camunda/app/tasklist/default/#/login");
        page.locator("input[type=text]").first().fill(person);
        page.locator("input[type=password]").fill(person);
        // the answer to the login, not the page: leaving too early would break it off
        page.waitForResponse(
                answer -> answer.url().contains("/login/") && answer.status() == 200,
                () -> page.locator("button[type=submit]").click());
        return page;
    }

    private static void open(Page page, String task) {
        // from outside: while the app still follows its login, it would overwrite the task in the address
        page.navigate("about:blank");
        page.navigate(address + "/camunda/app/tasklist/default/#/?task=" + task);
        assertThat(page.locator(".fjs-container")).isVisible();
    }

    private static void claim(Page page) {
        page.getByText("Claim", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".fjs-container input, .fjs-container textarea").first())
                .isEnabled();
    }

    private static void choose(Page page, String label) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).check();
    }

    /** Opens a select by its label and takes the option that begins with the text. */
    private static void select(Page page, String field, String option) {
        page.locator("[id$='" + field + "-search'], .fjs-form-field-select:has(label:has-text('" + field
                        + "')) .fjs-input-group")
                .first()
                .click();
        page.locator(".fjs-dropdownlist-item:has-text('" + option + "')")
                .first()
                .click();
    }

    private static void complete(Page page) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Complete").setExact(true))
                .click();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    private static String capturedCase() {
        var number = desk.report(
                "caseworker1", "FINANCIAL_PYRAMID", "https://t.me/demo_pyramid_browser/" + System.nanoTime());
        desk.addEvidence("caseworker1", number);
        desk.complete("caseworker1", "captureEvidence", number, Map.of("captureOutcome", "CAPTURED"));
        return number;
    }

    private static String task(String key, String number) {
        return desk.await("manager1", key, number).path("id").asText();
    }

    @Test
    void aQualificationIsPreparedReturnedPreparedAgainAndApproved() {
        var number = capturedCase();
        var caseworker = loggedIn("caseworker1", "en-US");
        open(caseworker, task("prepareQualification", number));
        assertThat(caseworker.locator(".fjs-container")).containsText(number);
        claim(caseworker);
        choose(caseworker, "Take measures");
        choose(caseworker, "Criminal");
        select(caseworker, "Legal basis of the offence", "217");
        caseworker.locator("textarea").last().fill("The page promises 30 % a month");
        picture(caseworker, "prepare");
        complete(caseworker);

        var approver = loggedIn("approver1", "en-US");
        open(approver, task("approveQualification", number));
        assertThat(approver.locator(".fjs-container")).containsText("30 % a month");
        claim(approver);
        choose(approver, "Return with remarks");
        approver.locator("textarea").last().fill("Say which page shows the promise");
        picture(approver, "return");
        complete(approver);

        open(caseworker, task("prepareQualification", number));
        assertThat(caseworker.locator(".fjs-container")).containsText("Say which page shows the promise");
        claim(caseworker);
        caseworker.locator("textarea").last().fill("Page 2 promises 30 % a month");
        complete(caseworker);

        open(approver, task("approveQualification", number));
        claim(approver);
        choose(approver, "Approve");
        picture(approver, "approve");
        complete(approver);
        desk.await("caseworker1", "prepareCriminalReferral", number);
        assertEquals(
                "ROUTED",
                desk.get("manager1", "/api/v1/cases/" + number)
                        .path("summary")
                        .path("state")
                        .asText());
    }

    @ParameterizedTest
    @CsvSource({"ru-RU, Обоснование", "kk-KZ, Негіздеме", "en-US, Reasons"})
    void aFormSpeaksTheLanguageOfTheBrowser(String language, String reasons) {
        var number = capturedCase();
        var page = loggedIn("caseworker2", language);
        open(page, task("prepareQualification", number));
        assertThat(page.locator(".fjs-container")).containsText(reasons);
        picture(page, "prepare-" + language);
    }

    @Test
    void whatIsWrongIsSaidAndNothingEnteredIsLost() {
        var number = desk.report(
                "caseworker1", "FINANCIAL_PYRAMID", "https://t.me/demo_pyramid_browser/" + System.nanoTime());
        var page = loggedIn("caseworker1", "ru-RU");
        open(page, task("captureEvidence", number));
        page.getByText("Claim", new Page.GetByTextOptions().setExact(true)).click();
        page.locator(".fjs-container input[type=radio]").first().check();
        complete(page);
        assertThat(page.locator("[notifications-panel]")).containsText("нет доказательств");
        picture(page, "refused");
        desk.await("caseworker1", "captureEvidence", number);
    }

    @Test
    void theReadyFiltersShowTheGroupsTasks() {
        var page = loggedIn("caseworker1", "en-US");
        page.getByText("My group").first().click();
        assertThat(page.locator(".tasks-list .task").first()).isVisible();
        picture(page, "tasklist");
    }
}
