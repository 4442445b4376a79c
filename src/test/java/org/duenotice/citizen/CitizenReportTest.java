package org.duenotice.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.LawDay;
import org.duenotice.intake.Source;
import org.duenotice.problem.Problem;
import org.duenotice.process.Casework;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people outside report: taken without a login, sealed, and told about under its receipt. */
@DueNoticeTest
class CitizenReportTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    private Casework casework;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    /** Limits are counted by the hour: each test has an hour of its own. */
    private static int hours;

    @BeforeEach
    void anotherHour() {
        casework.clock.backToStart();
        casework.clock.pass(Duration.ofHours(++hours));
    }

    private HttpResponse<String> send(String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(at("/public/v1/reports"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(at(path)).header("Accept-Language", "ru").build(), BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static String address() {
        return "https://t.me/citizen_"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    private static String named(String address) {
        return """
                {"category": "FINANCIAL_PYRAMID", "description": "They promise a third a month", "addresses": ["%s"],
                 "language": "kk", "anonymous": false, "name": "A. Sender", "contact": "sender@citizen.example"}
                """
                .formatted(address);
    }

    private static String anonymous(String address) {
        return """
                {"category": "FINANCIAL_PYRAMID", "description": "They promise a third a month", "addresses": ["%s"],
                 "language": "ru", "anonymous": true}
                """
                .formatted(address);
    }

    private String caseOf(JsonNode receipt) {
        return sql.sql("select f.number from citizen_report r join case_file f on f.id = r.case_id where r.number = ?")
                .param(receipt.path("number").asText())
                .query(String.class)
                .single();
    }

    @Test
    void aReportGetsAReceiptAndWhoeverHoldsItHearsWhatBecameOfIt() throws Exception {
        var taken = send(named(address()));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        var receipt = Caller.json(taken);
        var path = "/public/v1/reports/" + receipt.path("number").asText() + "?code=";

        var status = get(path + receipt.path("code").asText().toLowerCase());
        assertThat(Caller.json(status).path("told").asText()).isEqualTo("IN_WORK");
        assertThat(get(path + "WRONGCODE234").statusCode()).isEqualTo(404);

        var number = caseOf(receipt);
        casework.closedWithout(number, "NO_VIOLATION");
        assertThat(Caller.json(get(path + receipt.path("code").asText()))
                        .path("told")
                        .asText())
                .isEqualTo("NO_VIOLATION");
        var page = get("/report/status?number=" + receipt.path("number").asText() + "&code="
                + receipt.path("code").asText());
        assertThat(page.body()).contains("Нарушений не установлено");
    }

    private String told(JsonNode receipt) throws Exception {
        var path = "/public/v1/reports/%s?code=%s"
                .formatted(receipt.path("number").asText(), receipt.path("code").asText());
        return Caller.json(get(path)).path("told").asText();
    }

    @Test
    void nobodyIsToldOfAForwardingThatDidNotTakePlace() throws Exception {
        var forwarded = Caller.json(send(named(address()).replace("FINANCIAL_PYRAMID", "OTHER")));
        var toNobody = Caller.json(send(named(address()).replace("FINANCIAL_PYRAMID", "OTHER")));
        for (var receipt : List.of(forwarded, toNobody)) {
            casework.closedWithout(caseOf(receipt), "OUT_OF_COMPETENCE");
        }
        var today = LawDay.of(casework.clock.instant()).toString();
        casework.complete(
                "liaison1",
                "forwardDetection",
                caseOf(forwarded),
                Map.of("outcome", "FORWARDED", "body", "POLICE", "forwardNumber", "7-1/19", "forwardDate", today));
        casework.complete(
                "liaison1",
                "forwardDetection",
                caseOf(toNobody),
                Map.of("outcome", "NOBODY_COMPETENT", "remarks", "A private quarrel"));
        for (var receipt : List.of(forwarded, toNobody)) {
            casework.complete(
                    "liaison1", "tellSender", caseOf(receipt), Map.of("toldDate", today, "how", "Letter No. 7-1/20"));
        }
        assertThat(told(forwarded)).isEqualTo("FORWARDED");
        assertThat(told(toNobody)).isEqualTo("CLOSED_WITHOUT_MEASURES");
    }

    @Test
    void aReceiptFollowsTheTargetsOfItsReportWhereverTheyGo() throws Exception {
        var receipt = Caller.json(send(named(address()).replace("]", ", \"" + address() + "\"]")));
        var number = caseOf(receipt);
        var split = Caller.json(post(
                        "caseworker1",
                        "/api/v1/cases/" + number + "/splits",
                        "{\"targets\": [2], \"reason\": \"Another matter\"}"))
                .path("caseNumber")
                .asText();
        casework.closedWithout(number, "NO_VIOLATION");
        assertThat(told(receipt)).isEqualTo("ENDED_IN_PART");
        casework.closedWithout(split, "ALREADY_UNAVAILABLE");
        assertThat(told(receipt)).isEqualTo("ENDED_DIFFERENTLY");
    }

    @Test
    void whoReportedIsNowhereInTheCaseAndALookAtItIsKept() throws Exception {
        var receipt = Caller.json(send(named(address())));
        var number = receipt.path("number").asText();
        var story = Caller.of(port, "manager1")
                .get("/api/v1/cases/" + caseOf(receipt))
                .body();
        assertThat(story).contains(number).doesNotContain("A. Sender", "sender@citizen.example");

        var path = "/api/v1/citizen-reports/" + number + "/reporter";
        var why = "{\"reason\": \"To tell where it went\"}";
        assertThat(post("caseworker1", path, why).statusCode()).isEqualTo(403);
        assertThat(post("liaison1", path, "{\"reason\": \"\"}").statusCode()).isEqualTo(400);
        assertThat(post("liaison1", path, why).body()).contains("A. Sender");
        assertThat(sql.sql(
                                "select l.person from reporter_look l join citizen_report r on r.id = l.report_id where r.number = ?")
                        .param(number)
                        .query(String.class)
                        .list())
                .containsExactly("liaison1");
    }

    private HttpResponse<String> post(String person, String path, String body) {
        return Caller.of(port, person).act(path, body);
    }

    @Test
    void noReferralRestsOnAnAnonymousMessageUntilThereIsAFindingOfOurOwn() throws Exception {
        var address = address();
        var receipt = Caller.json(send(anonymous(address)));
        var number = caseOf(receipt);
        assertThat(sql.sql(
                                "select count(*) from citizen_reporter r join citizen_report c on c.id = r.report_id where c.number = ?")
                        .param(receipt.path("number").asText())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> casework.criminalReferralProposed(number)).hasMessageContaining("anonymous");
        assertThat(casework.cases.byNumber(number).source()).isEqualTo(Source.ANONYMOUS.name());

        casework.detection("FINANCIAL_PYRAMID", Source.OWN_MONITORING, address);
        casework.complete(
                "caseworker1",
                "prepareQualification",
                number,
                casework.measures("FINANCIAL_PYRAMID", "CRIMINAL", false));
    }

    @Test
    void aReportThatSaysTooLittleIsRefusedAndThePageKeepsWhatWasTyped() throws Exception {
        assertThat(send(named("")).statusCode()).isEqualTo(400);
        assertThat(send(named(address()).replace("A. Sender", "")).statusCode()).isEqualTo(400);
        assertThat(send(named(address()).replace("\"kk\"", "\"de\"")).statusCode())
                .isEqualTo(400);
        var form = "category=FINANCIAL_PYRAMID&language=ru&addresses=" + encoded(address()) + "&description=short";
        var page = HTTP.send(
                HttpRequest.newBuilder(at("/report"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept-Language", "kk")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("https://t.me/citizen_", "short", "таңбамен сипаттаңыз");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void oneOriginIsNotTakenMoreOftenThanTheHourAllows() throws Exception {
        for (var report = 0; report < 5; report++) {
            assertThat(send(anonymous(address())).statusCode()).isEqualTo(201);
        }
        assertThat(send(anonymous(address())).statusCode()).isEqualTo(429);
        casework.clock.pass(Duration.ofHours(1));
        assertThat(send(anonymous(address())).statusCode()).isEqualTo(201);
        hours++;
    }

    @Test
    void aSlipIsNotCountedAgainstWhoeverMadeIt() throws Exception {
        for (var slip = 0; slip < 12; slip++) {
            assertThat(send(anonymous("no address")).statusCode()).isEqualTo(400);
        }
        assertThat(send(anonymous(address())).statusCode()).isEqualTo(201);
    }

    @Test
    void nobodyOutsideNamesACategoryOfTheirOwn() throws Exception {
        assertThat(send(named(address()).replace("FINANCIAL_PYRAMID", "WEATHER"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsSaidOfATargetUnderWorkStandsInItsCase() throws Exception {
        var address = address();
        var number = casework.detection("FINANCIAL_PYRAMID", Source.OWN_MONITORING, address);
        var receipt = Caller.json(send(named(address)));
        assertThat(caseOf(receipt)).isEqualTo(number);
        assertThat(Caller.of(port, "manager1").get("/api/v1/cases/" + number).body())
                .contains(
                        "SIGHTING_DESCRIBED",
                        "They promise a third a month",
                        receipt.path("number").asText())
                .doesNotContain("A. Sender");
    }

    @Test
    void aFindingThatWentToAnotherCaseIsNoGroundForTheOneThatStays() throws Exception {
        var seen = address();
        var told = Caller.json(send(anonymous(seen).replace("]", ", \"" + address() + "\"]")));
        var number = caseOf(told);
        casework.detection("FINANCIAL_PYRAMID", Source.OWN_MONITORING, seen);
        var split = post(
                "caseworker1",
                "/api/v1/cases/" + number + "/splits",
                "{\"targets\": [1], \"reason\": \"Another matter\"}");
        assertThat(split.statusCode()).as(split.body()).isLessThan(300);

        assertThatThrownBy(() -> casework.criminalReferralProposed(number)).hasMessageContaining("anonymous");
        casework.criminalReferralProposed(Caller.json(split).path("caseNumber").asText());
    }

    @Test
    void theLimitsOfEverybodyHoldForManyOrigins() {
        var limits = new ReportLimits(new ReportLimits.Settings(2, 3), casework.clock);
        limits.within("192.0.2.1", () -> "taken");
        limits.within("192.0.2.2", () -> "taken");
        limits.within("192.0.2.3", () -> "taken");
        assertThatThrownBy(() -> limits.within("192.0.2.1", () -> "taken")).isInstanceOf(Problem.class);
        assertThat(limits.within("192.0.2.4", () -> "taken"))
                .as("who had none yet")
                .isEqualTo("taken");
        assertThatThrownBy(() -> limits.within("192.0.2.4", () -> "taken")).isInstanceOf(Problem.class);
    }
}
