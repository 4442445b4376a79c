package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duenotice.process.ReviewDesk.endsOn;
import static org.duenotice.process.ReviewDesk.reviewOn;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.LawDay;
import org.duenotice.notice.OpenClocks;
import org.duenotice.restoration.Restoration;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.Restorations;
import org.duenotice.review.ReviewLook;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A restriction is looked at anew by somebody who did not decide it, or it ends. */
@DueNoticeTest
class RestrictionReviewTest {

    @Autowired
    private Casework casework;

    @Autowired
    private ReviewLook look;

    @Autowired
    private Restorations restorations;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private OpenClocks openClocks;

    @Autowired
    private Clocks clocks;

    @LocalServerPort
    private int port;

    private ReviewDesk desk;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
        desk = new ReviewDesk(casework, look, restorations, sql);
    }

    @AfterEach
    void backAgain() {
        casework.clock.backToStart();
    }

    @Test
    void aReviewOpensTenWorkingDaysBeforeItsDayAndOnlyOnce() {
        var number = desk.restrictedSite(reviewOn(desk.today().plusDays(21)));
        assertThat(desk.measures(number)).containsExactly("ACTIVE");
        desk.look();
        assertThat(desk.reviews(number)).isEmpty();

        casework.clock.pass(Duration.ofDays(8));
        desk.look();
        desk.look();

        assertThat(desk.reviews(number)).singleElement().asString().matches("RV-2026-\\d{6}");
        var review = desk.review(number);
        assertThat(casework.open(review)).containsExactly("reviewRestriction");
        assertThat(casework.task("reviewRestriction", review).getDueDate())
                .isEqualTo(LawDay.endOf(LawDay.of(casework.clock.instant()).plusDays(13)));
        assertThat(desk.measures(number)).containsExactly("PENDING_REVIEW");
    }

    @Test
    void aReviewEndsOnItsDayHoweverTermsAreCountedAgain() {
        var last = desk.today().plusDays(5);
        var review = desk.review(desk.restrictedSite(reviewOn(last)));

        openClocks.recalculate();

        assertThat(clocks.running(review).orElseThrow().dueAt()).isEqualTo(LawDay.endOf(last));
        assertThat(casework.task("reviewRestriction", review).getDueDate()).isEqualTo(LawDay.endOf(last));
    }

    @Test
    void whoDecidedItDoesNotReviewItWhateverWayTheyTakeTheTask() {
        var number = desk.restrictedSite(reviewOn(desk.today().plusDays(5)));
        var review = desk.review(number);

        assertThatThrownBy(() -> desk.decides(
                        "body-officer1", review, desk.renewing(desk.today().plusMonths(6))))
                .hasMessageContaining("did not decide it");
        assertThatThrownBy(() -> casework.tasks.setAssignee(
                        casework.task("reviewRestriction", review).getId(), "body-officer1"))
                .hasMessageContaining("did not decide it");

        desk.decides("body-officer2", review, desk.renewing(desk.today().plusMonths(6)));
        assertThat(desk.outcomes(review)).containsExactly("RENEWED");
        assertThat(desk.measures(number)).containsExactly("ACTIVE");
        assertThat(desk.story(number)).contains("REVIEW_OPENED", "RESTRICTION_RENEWED");
        assertThat(casework.open(review)).isEmpty();
        assertThat(desk.restorations(review)).isEmpty();
    }

    @Test
    void whatTheReviewerLiftsIsRestoredAtOnceByTheirWord() {
        var number = desk.restrictedSites(
                reviewOn(desk.today().plusDays(5)), Casework.siteAddress(), Casework.siteAddress());
        var review = desk.review(number);
        var input = new HashMap<>(desk.renewing(desk.today().plusMonths(6)));
        input.put("liftedTargets", List.of("2"));
        input.put("exceptionReasons", "The second page is empty now");

        desk.decides("body-officer2", review, input);

        assertThat(desk.outcomes(review)).containsExactly("RENEWED", "LIFTED");
        assertThat(desk.restorations(review)).singleElement().satisfies(restoration -> {
            assertThat(restoration.ground()).isEqualTo(RestorationGround.REVIEW);
            assertThat(restoration.openedBy()).isEqualTo("body-officer2");
            assertThat(restoration.orderedAt()).isNotNull();
            assertThat(restoration.reasons()).isEqualTo("The second page is empty now");
        });
    }

    @Test
    void aSilentReviewerLiftsItAndTheHeadOfTheUnitIsTold() {
        var number = desk.restrictedSite(reviewOn(desk.today().plusDays(5)));
        var review = desk.review(number);

        casework.clock.moveTo(LawDay.endOf(desk.today().plusDays(5)).minusSeconds(60));
        desk.look();
        assertThat(casework.open(review)).containsExactly("reviewRestriction");

        casework.clock.pass(Duration.ofMinutes(2));
        casework.runJobs();

        assertThat(desk.outcomes(review)).containsExactly("LAPSED");
        assertThat(casework.open(review)).containsExactly("reviewLapse");
        assertThat(desk.restorations(review)).singleElement().satisfies(restoration -> {
            assertThat(restoration.ground()).isEqualTo(RestorationGround.END_REACHED);
            assertThat(restoration.openedBy()).isEqualTo("duenotice");
            assertThat(restoration.orderedAt()).isNotNull();
        });
        assertThat(desk.story(number)).contains("REVIEW_NOT_HELD", "RESTORATION_ORDERED");
        desk.look();
        assertThat(desk.restorations(review)).hasSize(1);
        casework.complete(
                "manager1", "reviewLapse", review, Map.of("remarks", "The officer was ill; a deputy is named"));
        assertThat(casework.open(review)).isEmpty();
    }

    @Test
    void aTimerThatSomebodyFiresEarlyLiftsNothing() {
        var number = desk.restrictedSite(reviewOn(desk.today().plusDays(5)));
        var review = desk.review(number);
        var timer = casework.management
                .createJobQuery()
                .activityId("reviewDayOver")
                .processInstanceId(casework.runtime
                        .createProcessInstanceQuery()
                        .processDefinitionKey("restriction-review")
                        .processInstanceBusinessKey(review)
                        .singleResult()
                        .getId())
                .singleResult();

        casework.management.executeJob(timer.getId());

        assertThat(casework.open(review)).containsExactly("reviewRestriction");
        assertThat(desk.measures(number)).containsExactly("PENDING_REVIEW");
        casework.clock.pass(Duration.ofDays(6));
        casework.runJobs();
        assertThat(desk.outcomes(review)).containsExactly("LAPSED");
    }

    @Test
    void whatFellDueWhileTheApplicationWasDownIsLiftedAsSoonAsItIsBack() {
        var reviewed = desk.restrictedSite(reviewOn(desk.today().plusDays(3)));
        var ending = desk.restrictedSite(endsOn(desk.today().plusDays(3)));

        casework.clock.pass(Duration.ofDays(7));
        desk.look();

        var review = desk.review(reviewed);
        assertThat(desk.outcomes(review)).containsExactly("LAPSED");
        assertThat(casework.open(review)).containsExactly("reviewLapse");
        assertThat(desk.outcomes(desk.review(ending))).containsExactly("ENDED");
        assertThat(casework.open(desk.review(ending))).isEmpty();
        assertThat(desk.restorations(desk.review(ending)))
                .extracting(Restoration::ground)
                .containsExactly(RestorationGround.END_REACHED);
    }

    @Test
    void whatWasNeverCarriedOutEndsOnItsDayTooAndNobodyIsBlamed() {
        var number = casework.restrictionSought(Casework.siteAddress());
        casework.complete(
                "body-officer1",
                "decideRestriction",
                number,
                Casework.withoutHearing(Map.of(
                        "decisionForAll", "APPROVE",
                        "reasons", "Prohibited by law",
                        "reviewDate", desk.today().plusDays(3).toString())));
        casework.decidesMeasures(number, "operatorTargets");
        casework.runJobs();
        assertThat(desk.measures(number)).containsExactly("PENDING_ACTIVATION");
        desk.look();
        assertThat(desk.reviews(number)).isEmpty();

        casework.clock.pass(Duration.ofDays(4));
        desk.look();

        assertThat(desk.outcomes(desk.review(number))).containsExactly("ENDED");
        assertThat(desk.story(number)).contains("RESTRICTION_ENDED").doesNotContain("REVIEW_NOT_HELD");
    }

    @Test
    void whatIsGoneAtItsSourceIsProposedToBeOpenedAndWhatAPlatformRemovedIsNot() {
        var number = desk.restrictedSite(reviewOn(desk.today().plusMonths(6)));
        casework.clock.pass(Duration.ofDays(7).plusMinutes(1));
        casework.runJobs();
        assertThatThrownBy(() -> casework.complete(
                        "caseworker1",
                        "recheckTarget",
                        number,
                        Map.of("recheckForAll", "SEEN_AGAIN", "contentGoneTargets", List.of("1"), "remarks", "Seen")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "caseworker1",
                "recheckTarget",
                number,
                Map.of("recheckForAll", "GONE", "contentGoneTargets", List.of("1"), "remarks", "404 from abroad"));

        assertThat(desk.restorations(number)).singleElement().satisfies(restoration -> {
            assertThat(restoration.ground()).isEqualTo(RestorationGround.TARGET_GONE);
            assertThat(restoration.orderedAt()).isNull();
            assertThat(restoration.reasons()).isEqualTo("404 from abroad");
        });
        var notice = casework.noticeSent(Casework.address());
        assertThat(removal("liaison1", casework.caseOf(notice)).statusCode()).isEqualTo(409);
    }

    @Test
    void theNoticeOfAnOwnerThatContentIsRemovedProposesToOpenAccess() {
        var number = desk.restrictedSite(reviewOn(desk.today().plusMonths(6)));
        assertThat(removal("manager1", number).statusCode()).isEqualTo(403);

        assertThat(removal("liaison1", number).statusCode()).isEqualTo(201);

        assertThat(desk.restorations(number))
                .extracting(Restoration::ground)
                .containsExactly(RestorationGround.OWNER_REMOVED);
    }

    private HttpResponse<String> removal(String person, String caseNumber) {
        return Caller.of(port, person)
                .act(
                        "/api/v1/cases/%s/removals".formatted(caseNumber),
                        "{\"targets\":[1],\"way\":\"TOLD\",\"words\":\"The owner wrote on 2 November that the page is removed\"}");
    }

    @Test
    void managersSeeWhatFallsDueAndWhichReviewsAreOpen() {
        var number = desk.restrictedSite(reviewOn(desk.today().plusDays(5)));
        var review = desk.review(number);
        var before = desk.today().plusDays(6);

        var due = all("/api/v1/measures?due-before=%s&limit=2".formatted(before));
        assertThat(due)
                .filteredOn(line -> line.path("caseNumber").asText().equals(number))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("state").asText()).isEqualTo("PENDING_REVIEW");
                    assertThat(line.path("review").asText()).isEqualTo(review);
                    assertThat(line.path("scope").asText()).isEqualTo("ITEM");
                });
        assertThat(due).allMatch(line -> line.path("dueOn").asText().compareTo(before.toString()) < 0);
        assertThat(all("/api/v1/restriction-reviews?open=true&limit=2"))
                .extracting(line -> line.path("number").asText())
                .contains(review);
        var detail = Caller.json(Caller.of(port, "manager1").get("/api/v1/restriction-reviews/" + review));
        assertThat(detail.path("review").path("undecided").asInt()).isOne();
        assertThat(detail.path("measures").get(0).path("decidedBy").asText()).isEqualTo("body-officer1");
        var summary = Caller.json(Caller.of(port, "manager1").get("/api/v1/measures/summary"));
        assertThat(summary.path("reviewsOpen").asLong()).isPositive();
        assertThat(summary.path("byState").path("PENDING_REVIEW").asLong()).isPositive();
        assertThat(Caller.of(port, "manager1").get("/api/v1/measures?after=x").statusCode())
                .isEqualTo(400);
    }

    private List<JsonNode> all(String path) {
        var found = new ArrayList<JsonNode>();
        for (var after = ""; after != null; ) {
            var page = Caller.json(Caller.of(port, "manager1").get(path + after));
            page.path("items").forEach(found::add);
            after = page.hasNonNull("next") ? "&after=" + page.path("next").asText() : null;
        }
        return found;
    }
}
