package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.duenotice.process.RegisterDesk.JSON;
import static org.duenotice.process.RegisterDesk.ok;
import static org.duenotice.process.RegisterDesk.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.notice.Breaches;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is known of a platform: contacts, representative, what it did in the past, and who says so. */
@DueNoticeTest
class PlatformsOverHttpTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Breaches breaches;

    @LocalServerPort
    private int port;

    private RegisterDesk desk;

    @BeforeEach
    void atTheDesk() {
        casework.clock.backToStart();
        desk = new RegisterDesk(port);
    }

    @AfterEach
    void backToToday() {
        casework.clock.backToStart();
    }

    @Test
    void aPlatformShowsItsContactsInOrderAndWhereItsRepresentativeIs() {
        var facebook = desk.get("/api/v1/platforms/FACEBOOK");

        assertThat(facebook.path("contacts"))
                .extracting(contact -> contact.path("position").asInt())
                .containsExactly(1, 2);
        assertThat(facebook.path("channels")).extracting(JsonNode::asText).containsExactly("API", "EMAIL");
        assertThat(facebook.path("hosts")).extracting(JsonNode::asText).contains("facebook.com");
        assertThat(facebook.path("languages")).extracting(JsonNode::asText).containsExactly("en");
        assertThat(facebook.path("representative").path("abroad").asBoolean()).isTrue();
        assertThat(desk.get("/api/v1/platforms")).hasSizeGreaterThanOrEqualTo(9);
        refused(Caller.of(port, "auditor1").get("/api/v1/platforms/NOWHERE"), 404, "platform.unknown");
    }

    @Test
    void aContactThatTwoPeopleRecordedIsTheOneShownFromItsFirstDay() {
        var contact = JSON.createObjectNode()
                .put("platformCode", "LINKEDIN")
                .put("position", 3)
                .put("name", "LinkedIn, substitute (test)")
                .put("channel", "EMAIL")
                .put("address", "no address")
                .put("language", "en")
                .put("verified", false)
                .put("source", "test")
                .put("validFrom", "2026-11-03")
                .put("validTo", "2026-11-03");
        refused(desk.propose("platform-contacts", contact), 400, "register.not-an-email");
        desk.recorded("platform-contacts", contact.put("address", "substitute@linkedin.example"));

        assertThat(desk.get("/api/v1/platforms/LINKEDIN").path("contacts")).hasSize(2);
        casework.clock.pass(Duration.ofDays(1));
        assertThat(desk.get("/api/v1/platforms/LINKEDIN").path("contacts")).hasSize(3);
        casework.clock.pass(Duration.ofDays(1));
        assertThat(desk.get("/api/v1/platforms/LINKEDIN").path("contacts")).hasSize(2);
    }

    @Test
    void howFastAPlatformAnswersIsMeasuredFromItsNotices() {
        casework.clock.moveTo(Instant.parse("2026-11-18T03:33:00Z"));
        var from = casework.clock.instant().minusSeconds(1);
        var prompt = casework.noticeSent(Casework.address());
        var late = casework.noticeSent(Casework.address());
        casework.noticeSent(Casework.address());
        casework.clock.pass(Duration.ofHours(2));
        casework.answers(prompt, ItemOutcome.GEO_RESTRICTED, null);
        casework.clock.pass(Duration.ofHours(28));
        breaches.mark();
        casework.answers(late, ItemOutcome.GEO_RESTRICTED, null);
        casework.noticeSent(Casework.address());

        var measured = measured(from, casework.clock.instant().plusSeconds(1));

        assertThat(measured.path("sent").asInt()).isEqualTo(4);
        assertThat(measured.path("inTime").asInt()).isOne();
        assertThat(measured.path("late").asInt()).isOne();
        assertThat(measured.path("silent").asInt()).isOne();
        assertThat(measured.path("waiting").asInt()).isOne();
        assertThat(measured.path("medianHours").asDouble()).isCloseTo(16, within(0.1));
        assertThat(measured.path("ninetiethHours").asDouble()).isCloseTo(27.2, within(0.1));
        var before = measured(from.minus(Duration.ofHours(3)), from);
        assertThat(before.path("sent").asInt()).isZero();
        assertThat(before.has("medianHours")).isFalse();
        refused(
                Caller.of(port, "auditor1").get("/api/v1/platforms/TELEGRAM?from=%s&to=%1$s".formatted(from)),
                400,
                "platform.period");
    }

    private JsonNode measured(Instant from, Instant to) {
        return desk.get("/api/v1/platforms/TELEGRAM?from=%s&to=%s".formatted(from, to))
                .path("responsiveness");
    }

    @Test
    void anAccessThatOneSideClaimsAndThePlatformDeniesIsDisputedAndBothWordsStay() {
        var claimed = entry("STATEMENT", "ONE_SIDE", "Direct access to the reporting system was announced");
        var first = ok(add(claimed), 201);
        assertThat(first.path("standing").asText()).isEqualTo("ONE_SIDE");
        var denied = entry("STATEMENT", "DISPUTED", "The platform says that no exclusive access exists")
                .put("about", first.path("id").asText());
        ok(add(denied), 201);

        var file = desk.get("/api/v1/platforms/INSTAGRAM/relationship").path("items");
        assertThat(file)
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.path("standing").asText()).isEqualTo("DISPUTED"));
        assertThat(file)
                .filteredOn(entry -> entry.path("id").equals(first.path("id")))
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.path("confirmedBy").asText()).isEqualTo("ONE_SIDE"));
        var line = desk.get("/api/v1/platforms/INSTAGRAM").path("relationship");
        assertThat(line.path("entries").asInt()).isOne();
        assertThat(line.path("disputed").asInt()).isOne();
        assertThat(line.path("oneSided").asInt()).isZero();
        assertThat(line.path("lastOn").asText()).isEqualTo("2026-10-30");
        assertThat(desk.get("/api/v1/platforms/OK").has("relationship")).isFalse();

        var page = desk.get("/api/v1/platforms/INSTAGRAM/relationship?limit=1");
        var rest = desk.get("/api/v1/platforms/INSTAGRAM/relationship?limit=1&after="
                + page.path("next").asText());
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.hasNonNull("next")).isFalse();
    }

    @Test
    void anAgreementKeepsItsPapersByTheirHash() throws Exception {
        var agreement = ok(add("VK", entry("AGREEMENT", "BOTH_SIDES", "Notices are answered within a day")), 201);
        var path = "/api/v1/platforms/VK/relationship/%s/attachments"
                .formatted(agreement.path("id").asText());
        var paper = "minutes of the meeting";

        var attached = ok(attach("liaison1", path, paper), 200);

        var sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(paper.getBytes(StandardCharsets.UTF_8)));
        assertThat(attached.path("sha256").asText()).isEqualTo(sha256);
        assertThat(attached.path("name").asText()).isEqualTo("minutes.txt");
        var content =
                Caller.of(port, "auditor1").get(path + "/" + attached.path("id").asText() + "/content");
        assertThat(content.body()).isEqualTo(paper);
        assertThat(content.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(how -> assertThat(how).startsWith("attachment"));
        ok(attach("liaison1", path, paper), 200);
        var shown = desk.get("/api/v1/platforms/VK/relationship").path("items").get(0);
        assertThat(shown.path("attachments")).hasSize(1);
        refused(attach("liaison1", path, ""), 400, "evidence.empty");
        refused(attach("caseworker1", path, paper), 403, "access.not-for-you");
    }

    @Test
    void whatHasNotHappenedOrIsAboutAnotherPlatformIsNotRecorded() {
        var tomorrow = entry("CONTACT", "BOTH_SIDES", "Meeting").put("happenedOn", "2026-11-03");
        refused(add(tomorrow), 400, "relation.in-the-future");
        var of = ok(add("TIKTOK", entry("CONTACT", "BOTH_SIDES", "Meeting")), 201);
        refused(
                add(entry("CONTACT", "DISPUTED", "No meeting")
                        .put("about", of.path("id").asText())),
                404,
                "relation.unknown");
    }

    private static ObjectNode entry(String kind, String confirmedBy, String summary) {
        return JSON.createObjectNode()
                .put("kind", kind)
                .put("happenedOn", "2026-10-30")
                .put("summary", summary)
                .put("confirmedBy", confirmedBy)
                .put("notes", "");
    }

    private HttpResponse<String> add(ObjectNode entry) {
        return add("INSTAGRAM", entry);
    }

    private HttpResponse<String> add(String platform, ObjectNode entry) {
        return desk.post("liaison1", "/api/v1/platforms/%s/relationship".formatted(platform), entry.toString());
    }

    private HttpResponse<String> attach(String login, String path, String content) {
        var boundary = "b" + UUID.randomUUID();
        var body =
                "--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"minutes.txt\"\r\nContent-Type: text/plain\r\n\r\n%2$s\r\n--%1$s--\r\n"
                        .formatted(boundary, content);
        return desk.post(login, path, body, "Content-Type", "multipart/form-data; boundary=" + boundary);
    }
}
