package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.restriction.Notification;
import org.duenotice.restriction.Notifications;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the unit tells the authorised body, and that two people answer for it. */
@DueNoticeTest
class BodyNotificationTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Notifications notifications;

    @Autowired
    private EvidenceFiles evidence;

    @Autowired
    private Clocks clocks;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private ObjectMapper json;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private String proposed(String... addresses) {
        var number = casework.detection("FINANCIAL_PYRAMID", addresses);
        casework.captureEvidence(number);
        var measures = casework.measures("FINANCIAL_PYRAMID", "NONE", true);
        casework.complete("caseworker1", "prepareQualification", number, measures);
        casework.approve(number);
        return number;
    }

    private Notification last(String number) {
        return notifications.last(casework.cases.byNumber(number).id()).orElseThrow();
    }

    private String paper(Notification notification) throws Exception {
        try (var content = notifications.pdf(notification);
                var pdf = Loader.loadPDF(content.readAllBytes())) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }

    @Test
    void theBodyLearnsBasisAddressesReasonsAndEvidenceInRussianAndKazakh() throws Exception {
        var number = proposed("https://t.me/demo_notified/1", "https://t.me/demo_notified/2");
        evidence.add(
                casework.cases.byNumber(number).id(),
                "screen.png",
                "image/png",
                new ByteArrayInputStream(number.getBytes(StandardCharsets.UTF_8)),
                casework.clock.instant(),
                "caseworker1");
        var reasons = new HashMap<>(Casework.REASONS);
        reasons.put("targetReasons", "2: Платёжная страница той же пирамиды");
        casework.complete("caseworker1", "prepareNotification", number, reasons);
        casework.complete("approver1", "approveNotification", number, Map.of("decision", "APPROVE"));

        var notification = last(number);
        assertThat(notification.number()).matches("U-2026-\\d{6}");
        var paper = paper(notification);
        assertThat(paper)
                .contains(
                        "Уведомление о материалах",
                        "ұсынылатын материалдар туралы хабарлама",
                        "статья 41-1, пункт 1-1",
                        "41-1-бап, 1-1-тармақ",
                        "t.me/demo_notified/1",
                        "Платёжная страница той же пирамиды",
                        "Страница обещает 30 % в месяц",
                        "Бет айына 30 % уәде етеді",
                        "screen.png (снимок экрана)",
                        "page.html",
                        "Подготовил: caseworker1",
                        "Утвердил: approver1",
                        notification.checkCode(),
                        notification.number());
        JsonNode content = json.readTree(notification.content());
        assertThat(content.path("evidence").findValuesAsText("sha256")).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        for (var exhibit : content.path("evidence")) {
            assertThat(paper.replace(" ", "")).contains(exhibit.path("sha256").asText());
        }
    }

    @Test
    void judicialActsAreNamedByNumberAndDate() throws Exception {
        var number =
                casework.detection("FINANCIAL_PYRAMID", casework.addressNamedByCourt("tg:channel:demo_pyramid_court"));
        casework.captureEvidence(number);
        var measures = casework.measures("FINANCIAL_PYRAMID", "NONE", true);
        var act = sql.sql(
                        "select a.id, a.number from judicial_act a join judicial_act_target t on t.judicial_act_id = a.id "
                                + "where t.canonical_key = 'tg:channel:demo_pyramid_court'")
                .query((row, no) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .get(0);
        measures.put("judicialAct", act.getKey());
        casework.complete("caseworker1", "prepareQualification", number, measures);
        casework.approve(number);
        casework.notifyBody(number);

        assertThat(paper(last(number))).contains("Судебные акты", "№ " + act.getValue() + " от ");
    }

    @Test
    void thePaperShowsTheBeginningOfTheDigestOfTheVeryContent() throws Exception {
        var number = casework.restrictionSought(Casework.address());
        var notification = last(number);
        var sha256 = MessageDigest.getInstance("SHA-256")
                .digest(notification.content().getBytes(StandardCharsets.UTF_8));
        assertThat(notification.digest()).isEqualTo(HexFormat.of().formatHex(sha256));
        assertThat(notification.checkCode().replace(" ", ""))
                .isEqualToIgnoringCase(notification.digest().substring(0, 16));
        var officer = Caller.of(port, "body-officer1");
        var shown = officer.get("/api/v1/body-notifications/" + notification.number());
        assertThat(shown.body()).isEqualTo(notification.content());
        assertThat(officer.get("/api/v1/body-notifications/" + notification.number() + "/pdf")
                        .statusCode())
                .isEqualTo(200);
        assertThat(officer.get("/api/v1/body-notifications/U-2026-999999").statusCode())
                .isEqualTo(404);
    }

    @Test
    void nothingLeavesTheUnitUntilASecondPersonHasApprovedIt() {
        var number = proposed(Casework.address());
        casework.complete("caseworker1", "prepareNotification", number, Casework.REASONS);
        assertThat(notifications.last(casework.cases.byNumber(number).id())).isEmpty();
        var task = casework.task("approveNotification", number);
        assertThatThrownBy(() -> casework.tasks.claim(task.getId(), "caseworker1"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> notifications.decide(number, true, "", "caseworker1"))
                .hasMessage("notification.two-people");
        assertThatThrownBy(() -> notifications.compose(number)).hasMessage("notification.not-approved");
        assertThatThrownBy(() -> sql.sql(
                                "insert into body_notification_approval select id, prepared_by, 'APPROVED', '', prepared_by, "
                                        + "prepared_at from body_notification_draft order by prepared_at desc limit 1")
                        .update())
                .rootCause()
                .hasMessageContaining("two_people");
    }

    @Test
    void theSecondPersonReturnsADraftWithRemarks() {
        var number = proposed(Casework.address());
        casework.complete("caseworker1", "prepareNotification", number, Casework.REASONS);
        assertThatThrownBy(() ->
                        casework.complete("approver1", "approveNotification", number, Map.of("decision", "RETURN")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "approver1", "approveNotification", number, Map.of("decision", "RETURN", "remarks", "Say since when"));
        assertThat(casework.open(number)).containsExactly("prepareNotification");
        casework.notifyBody(number);
        assertThat(casework.open(number)).containsExactly("decideRestriction");
    }

    @Test
    void bothLanguagesAreWritten() {
        var number = proposed(Casework.address());
        assertThatThrownBy(() -> casework.complete(
                        "caseworker1", "prepareNotification", number, Map.of("reasonsRu", "Только по-русски")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Kazakh");
    }

    @Test
    void theBodysClockRunsFromTheNotificationAndStandsStillWhileTheUnitSupplements() {
        var number = casework.restrictionSought(Casework.address());
        var running = bodyClock(number);
        assertThat(running.state()).isEqualTo("RUNNING");
        assertThat(running.citation().en()).contains("no term of law was found");
        assertThat(casework.task("decideRestriction", number).getDueDate()).isEqualTo(running.dueAt());

        casework.complete(
                "body-officer1",
                "decideRestriction",
                number,
                Map.of("decisionForAll", "RETURN", "reasons", "The screenshot shows no date"));
        assertThat(bodyClock(number).state()).isEqualTo("PAUSED");
        casework.clock.pass(Duration.ofDays(3));
        casework.complete(
                "caseworker1", "supplementEvidence", number, Map.of("supplementRemarks", "A new one with its date"));
        assertThat(bodyClock(number).state()).isEqualTo("PAUSED");
        casework.notifyBody(number);
        var resumed = bodyClock(number);
        assertThat(resumed.state()).isEqualTo("RUNNING");
        assertThat(resumed.dueAt()).isAfter(running.dueAt());
        assertThat(last(number).content()).contains("\"earlier\":\"U-2026-");

        casework.bodyApproves(number);
        assertThat(bodyClock(number).state()).isEqualTo("MET");
    }

    private ClockView bodyClock(String number) {
        return clocks.of(casework.cases.byNumber(number).id()).stream()
                .filter(view -> view.subject().equals(number + "/BODY"))
                .findFirst()
                .orElseThrow();
    }
}
