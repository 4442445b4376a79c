package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.LawDay;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is undone of a sealed case before its day: its ground fell, or somebody had ordered or proposed it when the case was sealed. */
@DueNoticeTest
class SealedMeasureUndoneTest extends SealedReviewDesk {

    /** A site that all operators restrict on that provision. */
    private String restingOn(OwnProvisions provisions, ObjectNode row, LocalDate reviewOn) {
        var resting = casework.detection(OwnProvisions.CATEGORY, Casework.siteAddress());
        casework.captureEvidence(resting);
        casework.complete("caseworker1", "prepareQualification", resting, provisions.measures(row));
        casework.approve(resting);
        casework.notifyBody(resting);
        casework.complete(
                "body-officer1",
                "decideRestriction",
                resting,
                Casework.withoutHearing(Map.of(
                        "decisionForAll", "APPROVE",
                        "reasons", "Prohibited by law",
                        "reviewDate", reviewOn.toString())));
        casework.decidesMeasures(resting, "operatorTargets");
        casework.runJobs();
        desk.carriedOut(resting);
        return resting;
    }

    @ParameterizedTest
    @CsvSource({"180, false", "8, true"})
    void aProvisionThatFallsPutsWhatRestsOnItBeforeTheGroupAndItEndsOnTheNextDay(int days, boolean isOpen) {
        var provisions = new OwnProvisions(casework, port);
        var row = provisions.recorded("71-" + days);
        number = restingOn(provisions, row, desk.today().plusDays(days));
        seal();
        look();
        assertThat(casework.open(number).contains("reviewSealedMeasures")).isEqualTo(isOpen);

        provisions.repealed(row, desk.today().minusDays(1).toString());
        look();
        assertThat(casework.task("reviewSealedMeasures", number).getDueDate())
                .isEqualTo(Date.from(LawDay.endOf(desk.today().plusDays(1))));
        assertThatThrownBy(() -> casework.complete(
                        "sealed1",
                        "reviewSealedMeasures",
                        number,
                        renewal(desk.today().plusDays(20))))
                .isInstanceOf(Refusal.class);
        casework.clock.pass(Duration.ofDays(2));
        look();
        assertThat(casework.open(number)).contains("openSealedAccess");
        opens();
        assertThat(desk.measures(number)).containsExactly("REMOVED");
        provisions.leave();
    }

    /** What one target's day is brought forward to. */
    private void fallsDue(int target, LocalDate day) {
        sql.sql(
                        "select bring_sealed_review_forward(m.id, ?)::text from restriction_measure m join case_target t on t.id = m.case_target_id "
                                + "join case_file f on f.id = t.case_id where f.number = ? and t.no = ?")
                .params(day, number, target)
                .query(String.class)
                .list();
    }

    @Test
    void whatFallsDueWhileAnOpeningIsOutstandingIsReviewedAllTheSame() {
        number = desk.restrictedSites(
                ReviewDesk.reviewOn(desk.today().plusMonths(5)), Casework.siteAddress(), Casework.siteAddress());
        seal();
        fallsDue(1, desk.today().plusDays(3));
        look();
        casework.complete(
                "sealed1",
                "reviewSealedMeasures",
                number,
                Map.of("sealedChoice", "LIFT", "reasons", "It is gone at its source"));
        casework.runJobs();
        look();
        assertThat(casework.open(number)).contains("openSealedAccess").doesNotContain("reviewSealedMeasures");

        fallsDue(2, desk.today().plusDays(1));
        look();
        assertThat(casework.open(number)).contains("openSealedAccess", "reviewSealedMeasures");
        assertThat(casework.task("reviewSealedMeasures", number).getDueDate())
                .isEqualTo(Date.from(LawDay.endOf(desk.today().plusDays(1))));
        opens();
        assertThat(desk.measures(number)).containsExactly("REMOVED", "PENDING_REVIEW");
        look();
        assertThat(casework.open(number)).contains("reviewSealedMeasures").doesNotContain("openSealedAccess");
        casework.clock.pass(Duration.ofDays(2));
        look();
        opens();
        assertThat(desk.measures(number)).containsExactly("REMOVED", "REMOVED");
    }

    @Test
    void whatWasOrderedBeforeAnybodyWasAskedBlocksNoLaterReview() {
        number = casework.restrictionSought(Casework.siteAddress());
        casework.bodyDecides(number);
        restorations.order(
                new Restorations.Wanted(
                        desk.caseId(number),
                        List.of(casework.cases
                                .targets(desk.caseId(number))
                                .get(0)
                                .id()),
                        RestorationKind.RESTORATION,
                        RestorationGround.COURT,
                        "RV-2026-000955",
                        "A court said so"),
                "body-officer1");
        seal();
        look();

        assertThat(desk.measures(number)).containsExactly("ANNULLED");
        assertThat(casework.open(number)).containsExactly("handOverSealedMaterial");
        assertThat(sql.sql("select count(*) from sealed_measure_review v join case_file f on f.id = v.case_id "
                                + "where f.number = ? and v.open")
                        .param(number)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whatSomebodyHadProposedToUndoWhenTheCaseWasSealedIsDecidedByTheGroup() {
        number = desk.restrictedSite(ReviewDesk.reviewOn(desk.today().plusMonths(5)));
        var target = casework.cases.targets(desk.caseId(number)).get(0).id();
        restorations.propose(
                new Restorations.Wanted(
                        desk.caseId(number),
                        List.of(target),
                        RestorationKind.RESTORATION,
                        RestorationGround.OVER_BLOCKING,
                        "",
                        "A neighbour is restricted as well"),
                "manager1");
        casework.runJobs();
        seal();
        look();

        assertThat(casework.task("reviewSealedMeasures", number).getDueDate())
                .isEqualTo(Date.from(LawDay.endOf(desk.today().plusDays(1))));
        casework.complete(
                "sealed1",
                "reviewSealedMeasures",
                number,
                Map.of("sealedChoice", "LIFT", "reasons", "It restricts somebody else"));
        casework.runJobs();
        opens();
        assertThat(desk.measures(number)).containsExactly("REMOVED");
    }
}
