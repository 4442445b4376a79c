package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.FormService;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.Appeals;
import org.duenotice.restoration.Restorations;
import org.duenotice.review.ReviewLook;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People talk about a case beside it, and every look at it is on record. */
@DueNoticeTest
class CommentsAndViewsTest {

    private static final String[] PAGE = {"Accept", "text/html,*/*;q=0.8"};

    @Autowired
    private Casework casework;

    @Autowired
    private FormService forms;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    private String number;

    @BeforeEach
    void aCase() {
        casework.clock.backToStart();
        number = casework.detection("FINANCIAL_PYRAMID", Casework.address());
    }

    private Caller as(String person) {
        return Caller.of(port, person);
    }

    private HttpResponse<String> comment(String person, String words, Long corrects) {
        return as(person)
                .act(
                        "/api/v1/cases/" + number + "/comments",
                        "{\"words\": \"%s\", \"corrects\": %s}".formatted(words, corrects));
    }

    private List<JsonNode> items(String person, String path) {
        var answer = as(person).get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(Caller.json(answer).path("items").spliterator(), false)
                .toList();
    }

    private List<JsonNode> unread(String person) {
        return items(person, "/api/v1/mentions?unread=true&limit=200").stream()
                .filter(one -> one.path("caseNumber").asText().equals(number))
                .toList();
    }

    @Test
    void whoeverIsMentionedFindsItUnreadUntilTheCaseIsRead() {
        var written = comment("caseworker1", "@approver1, смотрите @demo_channel; owner@lawyer1", null);
        assertThat(written.statusCode()).as(written.body()).isEqualTo(201);
        assertThat(Caller.json(written).path("mentioned").toString()).isEqualTo("[\"approver1\"]");
        assertThat(unread("approver1")).hasSize(1);
        assertThat(unread("lawyer1")).isEmpty();
        assertThat(as("approver1").get("/mentions", PAGE).body()).contains(number);

        assertThat(as("approver1").get("/cases/" + number, PAGE).body()).contains("смотрите");
        assertThat(unread("approver1")).isEmpty();
        assertThat(items("approver1", "/api/v1/mentions?limit=200"))
                .anyMatch(one -> one.path("caseNumber").asText().equals(number));
    }

    @Test
    void aCommentIsCorrectedByItsAuthorOnceAndStays() throws Exception {
        var first = Caller.json(comment("caseworker1", "It is a casino", null))
                .path("id")
                .asLong();
        assertThat(comment("caseworker2", "No", first).statusCode()).isEqualTo(409);
        var two = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> lottery =
                    () -> comment("caseworker1", "It is a lottery", first).statusCode();
            Callable<Integer> pyramid =
                    () -> comment("caseworker1", "It is a pyramid", first).statusCode();
            var both = two.invokeAll(List.of(lottery, pyramid));
            assertThat(List.of(both.get(0).get(), both.get(1).get())).containsExactlyInAnyOrder(201, 409);
        } finally {
            two.shutdownNow();
        }
        var all = items("lawyer1", "/api/v1/cases/" + number + "/comments");
        assertThat(all).hasSize(2);
        assertThat(all.get(1).path("words").asText()).isEqualTo("It is a casino");
        assertThat(all.get(1).path("correctedBy").asLong())
                .isEqualTo(all.get(0).path("id").asLong());
        assertThat(comment("caseworker1", "  ", null).statusCode()).isEqualTo(400);
    }

    @Test
    void everyReadingOfACaseIsSeenByAuditorsAndByNobodyElse() {
        as("lawyer1").get("/api/v1/cases/" + number);
        as("lawyer1").get("/api/v1/cases/DN-2026-999999");
        as("approver1").get("/cases/" + number + "/evidence", PAGE);
        as("caseworker2").get("/api/v1/cases?number=" + number);
        var task = casework.task("captureEvidence", number);
        casework.as("caseworker2", () -> forms.getTaskFormVariables(task.getId()));

        var views = items("auditor1", "/api/v1/cases/" + number + "/views");
        assertThat(views)
                .extracting(view -> view.path("person").asText() + " "
                        + view.path("way").asText() + " " + view.path("what").asText())
                .containsExactly(
                        "caseworker2 FORM captureEvidence",
                        "approver1 PAGE /cases/{number}/evidence",
                        "lawyer1 API /api/v1/cases/{number}");
        assertThat(items("auditor1", "/api/v1/search-log?person=caseworker2"))
                .anyMatch(one -> one.path("query").asText().equals("number=" + number)
                        && one.path("shown").asInt() == 1);
        for (var other : List.of("caseworker1", "manager1", "lawyer1")) {
            assertThat(as(other).get("/api/v1/cases/" + number + "/views").statusCode())
                    .isEqualTo(403);
            assertThat(as(other).get("/api/v1/search-log").statusCode()).isEqualTo(403);
        }
        // the auditor's own reading, and page by page
        var second = items(
                "auditor1",
                "/api/v1/cases/" + number + "/views?limit=1&after="
                        + views.get(0).path("id").asText());
        assertThat(second).hasSize(1);
        assertThat(second.get(0).path("person").asText()).isEqualTo("approver1");
    }

    @Test
    void anActAndItsDraftsAreReadAsPartOfTheirCases() {
        var desk = new ActDesk(port, casework);
        var act = desk.reported(List.of(desk.telegram(1), desk.vk(1)));
        var acts = ActDesk.ACTS + "/" + act.path("number").asText();
        var cases = ActDesk.casesByPlatform(act);
        as("lawyer1").get(acts);
        as("lawyer1").get(acts + "/drafts/" + cases.get("VK") + "/pdf");
        as("manager1").get(acts + "/lines.csv");

        assertThat(seen(cases.get("VK")))
                .containsExactly(
                        "manager1 /api/v1/incoming-acts/{number}/lines.csv",
                        "lawyer1 /api/v1/incoming-acts/{number}/drafts/{caseNumber}/pdf",
                        "lawyer1 /api/v1/incoming-acts/{number}",
                        "auditor1 /api/v1/incoming-acts/{number}");
        assertThat(seen(cases.get("TELEGRAM")))
                .containsExactly(
                        "manager1 /api/v1/incoming-acts/{number}/lines.csv",
                        "lawyer1 /api/v1/incoming-acts/{number}",
                        "auditor1 /api/v1/incoming-acts/{number}");
    }

    private List<String> seen(String caseNumber) {
        return items("auditor1", "/api/v1/cases/" + caseNumber + "/views").stream()
                .map(view ->
                        view.path("person").asText() + " " + view.path("what").asText())
                .toList();
    }

    @Test
    void aReferralAndAClockAreReadAsPartOfTheirCase() {
        casework.criminalReferralProposed(number);
        casework.approve(number);
        var referral = sql.sql("select number from referral where case_id = ?")
                .param(casework.cases.byNumber(number).id())
                .query(String.class)
                .single();
        as("liaison1").get("/api/v1/referrals/" + referral);
        assertThat(seen(number)).containsExactly("liaison1 /api/v1/referrals/{number}");

        var notice = casework.noticeSent(Casework.address());
        var clock = sql.sql("select id from clock where case_id = ? limit 1")
                .param(casework.cases.byNumber(casework.caseOf(notice)).id())
                .query(UUID.class)
                .single();
        as("liaison1").get("/api/v1/clocks/" + clock);
        assertThat(seen(casework.caseOf(notice))).contains("liaison1 /api/v1/clocks/{id}");
    }

    @Test
    void aNoticeIsReadAsPartOfItsCase() {
        var notice = casework.noticeSent(Casework.address());
        as("liaison1").get("/api/v1/notices/" + notice);
        assertThat(items("auditor1", "/api/v1/cases/" + casework.caseOf(notice) + "/views"))
                .anyMatch(view -> view.path("what").asText().equals("/api/v1/notices/{number}")
                        && view.path("person").asText().equals("liaison1"));
    }

    @Autowired
    private Appeals appeals;

    @Autowired
    private Restorations restorations;

    @Autowired
    private ReviewLook look;

    @Test
    void aRestorationAReviewAndAnAppealAreReadAsPartOfTheirCase() {
        var desk = new ReviewDesk(casework, look, restorations, sql);
        var restricted = desk.restrictedSite(ReviewDesk.reviewOn(desk.today().plusDays(5)));
        var review = desk.review(restricted);
        var caseFile = casework.cases.byNumber(restricted);
        var appeal = appeals.receive(
                        caseFile, null, Appeals.Appellant.OWNER, "It is mine", casework.clock.instant(), "liaison1")
                .number();
        var restoration = Caller.json(
                        as("caseworker1")
                                .act(
                                        "/api/v1/cases/" + restricted + "/over-blocking-reports",
                                        """
                                {"targets": [1], "reporter": "OWNER", "whatIsHit": "A shop next door"}
                                """))
                .at("/summary/number")
                .asText();

        as("liaison1").get("/api/v1/restorations/" + restoration);
        as("body-officer2").get("/api/v1/restriction-reviews/" + review);
        as("manager1").get("/api/v1/appeals/" + appeal);

        assertThat(seen(restricted))
                .contains(
                        "liaison1 /api/v1/restorations/{number}",
                        "body-officer2 /api/v1/restriction-reviews/{number}",
                        "manager1 /api/v1/appeals/{number}");
    }
}
