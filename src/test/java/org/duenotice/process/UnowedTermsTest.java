package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duenotice.process.ReviewDesk.endsOn;

import java.time.Duration;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadlines;
import org.duenotice.calendar.LawDay;
import org.duenotice.notice.Breaches;
import org.duenotice.review.ReviewLook;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A term that is somebody's right, or simply ends, is no breach of anybody when it is over. */
@DueNoticeTest
class UnowedTermsTest extends AppealDesk {

    @Autowired
    private Clocks clocks;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private Breaches breaches;

    @Autowired
    private ReviewLook look;

    @AfterEach
    void backAgain() {
        casework.clock.backToStart();
    }

    private String story(String number) {
        return Caller.of(port, "auditor1")
                .get("/api/v1/cases/" + number, "Accept-Language", "en")
                .body();
    }

    @Test
    void whoDoesNotObjectHasNotFailedAnybodyAndNeitherHasTheBody() {
        var notice = casework.noticeSent(Casework.address());
        var number = casework.caseOf(notice);
        var receipt = admitted(entryOf(notice));
        upheld(receipt);
        casework.complete(
                OFFICER,
                "reviewAppeal",
                receipt.number(),
                Map.of("hearing", "HOLD", "preliminary", "It will be dismissed"));
        var subject = receipt.number() + "/OBJECTION";
        casework.clock.pass(Duration.ofDays(4));

        clocks.start(
                casework.cases.byNumber(number).id(),
                number + "/OWED",
                deadlines.due("operator-2h", casework.clock.instant()));
        clocks.breach(number + "/OWED", "operator-2h");
        breaches.mark();

        assertThat(clocks.last(subject).orElseThrow().state()).isEqualTo("ENDED");
        assertThat(sql.sql("select kind from case_event where subject = ?")
                        .param(subject)
                        .query(String.class)
                        .list())
                .containsExactly("TERM_ENDED");
        assertThat(story(number)).contains("TERM_ENDED", "A term ended that nobody owed anything by");
        assertThat(status(receipt).path("terms"))
                .filteredOn(term -> term.path("rule").asText().equals("objection-2wd"))
                .singleElement()
                .satisfies(term -> assertThat(term.path("state").asText()).isEqualTo("ENDED"));
        var today = LawDay.of(casework.clock.instant());
        var report =
                Caller.of(port, "manager1").get("/api/v1/reports/period?from=" + today.minusDays(30) + "&to=" + today);
        assertThat(report.statusCode()).as(report.body()).isEqualTo(200);
        assertThat(Caller.json(report).at("/figures/breaches"))
                .isNotEmpty()
                .noneMatch(breach -> breach.path("rule").asText().equals("objection-2wd"));
        assertThat(Caller.of(port, "manager1")
                        .get("/api/v1/clocks?state=ENDED&limit=200")
                        .body())
                .contains(subject);
    }

    @Test
    void theMonthInWhichACourtCanBeAskedSimplyEnds() {
        var number = casework.detection("FINANCIAL_PYRAMID", Casework.address());
        var subject = number + "/COURT-TERM";
        var caseId = casework.cases.byNumber(number).id();
        var deadline = deadlines.due("court-claim-1m", casework.clock.instant());
        clocks.start(caseId, subject, deadline);
        assertThat(clocks.breach(subject, "court-claim-1m")).isTrue();
        assertThat(clocks.last(subject).orElseThrow().state()).isEqualTo("ENDED");
        clocks.start(caseId, number + "/OWED", deadlines.due("execution-5wd", casework.clock.instant()));
        clocks.breach(number + "/OWED", "execution-5wd");
        assertThat(clocks.last(number + "/OWED").orElseThrow().state()).isEqualTo("BREACHED");
    }

    @Test
    void anEndThatTheDecisionSetComesWithoutAnybodyHavingFailedToDecide() {
        casework.clock.backToStart();
        var desk = new ReviewDesk(casework, look, restorations, sql);
        var number = desk.restrictedSite(endsOn(desk.today().plusDays(5)));
        var review = desk.review(number);
        casework.clock.moveTo(LawDay.endOf(desk.today().plusDays(5)).plusSeconds(60));

        breaches.mark();
        casework.runJobs();

        assertThat(desk.outcomes(review)).containsExactly("ENDED");
        assertThat(sql.sql("select kind from case_event where subject = ?")
                        .param(review)
                        .query(String.class)
                        .list())
                .doesNotContain("TERM_BREACHED");
    }
}
