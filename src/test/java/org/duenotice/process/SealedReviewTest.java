package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;

/** A measure in a sealed case ends like any other: the small group reviews it, and it is lifted in silence. */
@DueNoticeTest
class SealedReviewTest extends SealedReviewDesk {

    @Test
    void whatNobodyOfTheGroupReviewsIsLiftedOnItsDayAndOpenedInSilence() {
        var review = desk.review(number);
        assertThat(casework.open(review)).containsExactly("reviewRestriction");
        seal();
        assertThat(casework.open(review)).isEmpty();
        look();
        assertThat(casework.open(number)).containsExactly("handOverSealedMaterial", "reviewSealedMeasures");
        var mails = mailServer.getReceivedMessages().length;

        casework.clock.pass(Duration.ofDays(6));
        look();
        assertThat(desk.measures(number)).containsExactly("PENDING_REMOVAL");
        assertThat(casework.open(number)).contains("openSealedAccess").doesNotContain("reviewSealedMeasures");
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        assertThat(clocks.last(number + "/OPENING").orElseThrow().state()).isEqualTo("BREACHED");
        assertThat(casework.task("openSealedAccess", number).getPriority()).isEqualTo(100);

        opens();
        assertThat(desk.measures(number)).containsExactly("REMOVED");
        assertThat(told())
                .containsSubsequence("MEASURES_TO_REVIEW", "MEASURES_ENDED", "OPENING_OVERDUE", "ACCESS_OPENED");
        assertThat(mailServer.getReceivedMessages()).hasSize(mails);
        assertThat(sql.sql("select count(*) from restoration r join case_file f on f.id = r.case_id where f.number = ?")
                        .param(number)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(desk.story(number)).isEmpty();
        look();
        assertThat(casework.open(number)).doesNotContain("openSealedAccess", "reviewSealedMeasures");
    }

    @Test
    void somebodyOfTheGroupRenewsWithReasonsAndANewDayAndOthersSeeNumberAndStateOnly() {
        seal();
        look();
        var task = casework.task("reviewSealedMeasures", number);
        var address = sql.sql(
                        "select a.address from sealed_address a join case_file f on f.id = a.case_id where f.number = ?")
                .param(number)
                .query(String.class)
                .single();
        assertThat(shown("sealed1", task.getId())).contains(address);
        assertThat(shown("manager1", task.getId())).contains(number).doesNotContain(address);
        var listed = Caller.of(port, "manager1").get("/api/v1/sealed-measures?limit=200");
        assertThat(listed.body()).contains(number, "PENDING_REVIEW").doesNotContain(address);
        assertThat(Caller.of(port, "caseworker1").get("/api/v1/sealed-measures").statusCode())
                .isEqualTo(403);

        var renewal = renewal(desk.today().plusDays(20));
        assertThatThrownBy(() -> casework.complete("manager1", "reviewSealedMeasures", number, renewal))
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> casework.complete(
                        "sealed1",
                        "reviewSealedMeasures",
                        number,
                        renewal(desk.today().plusMonths(13))))
                .isInstanceOf(Refusal.class);
        casework.complete("sealed1", "reviewSealedMeasures", number, renewal);
        casework.runJobs();

        assertThat(desk.measures(number)).containsExactly("ACTIVE");
        assertThat(casework.open(number)).containsExactly("handOverSealedMaterial");
        look();
        assertThat(casework.open(number)).containsExactly("handOverSealedMaterial");
        casework.clock.pass(Duration.ofDays(12));
        look();
        assertThat(casework.open(number)).contains("reviewSealedMeasures");
        assertThatThrownBy(() -> casework.complete("sealed1", "reviewSealedMeasures", number, renewal))
                .as("who renewed it does not review it")
                .isInstanceOf(Refusal.class);
    }

    @Test
    void whatWasBeingUndoneWhenItsCaseWasSealedIsOpenedByTheGroup() {
        var target = casework.cases.targets(desk.caseId(number)).get(0).id();
        restorations.order(
                new Restorations.Wanted(
                        desk.caseId(number),
                        List.of(target),
                        RestorationKind.RESTORATION,
                        RestorationGround.APPEAL,
                        "A-1",
                        "The site was somebody else's"),
                "appeal-officer1");
        casework.runJobs();
        assertThat(desk.measures(number)).containsExactly("PENDING_REMOVAL");
        seal();
        look();

        assertThat(casework.open(number)).containsExactly("handOverSealedMaterial", "openSealedAccess");
        opens();
        assertThat(desk.measures(number)).containsExactly("REMOVED");
        assertThat(casework.open(number)).containsExactly("handOverSealedMaterial");
    }

    @Test
    void whatNobodyHadBeenAskedForNeedsNoOpeningWhenItIsLifted() {
        var sought = casework.restrictionSought(Casework.siteAddress());
        casework.complete(
                "body-officer1",
                "decideRestriction",
                sought,
                Casework.withoutHearing(Map.of(
                        "decisionForAll", "APPROVE",
                        "reasons", "Prohibited by law",
                        "reviewDate", desk.today().plusDays(5).toString())));
        number = sought;
        seal();
        casework.clock.pass(Duration.ofDays(6));
        look();
        look();

        assertThat(casework.open(number)).doesNotContain("openSealedAccess", "reviewSealedMeasures");
        assertThat(desk.measures(number)).containsExactly("EXPIRED");
        assertThat(told())
                .containsSubsequence("MEASURES_TO_REVIEW", "MEASURES_ENDED")
                .doesNotHaveDuplicates();
    }
}
