package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.LawDay;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.duenotice.review.ReviewLook;
import org.duenotice.review.SealedReviewLook;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A measure in a sealed case ends like any other: the small group reviews it, and it is lifted in silence. */
@DueNoticeTest
class SealedReviewTest {

    @Autowired
    private Casework casework;

    @Autowired
    private ReviewLook look;

    @Autowired
    private SealedReviewLook sealedLook;

    @Autowired
    private Restorations restorations;

    @Autowired
    private Clocks clocks;

    @Autowired
    private FormFacts forms;

    @Autowired
    private GreenMail mailServer;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    private ReviewDesk desk;
    private String number;

    @BeforeEach
    void aRestrictedSiteIsSealed() {
        casework.clock.backToStart();
        desk = new ReviewDesk(casework, look, restorations, sql);
        number = desk.restrictedSite(ReviewDesk.reviewOn(desk.today().plusDays(5)));
    }

    @AfterEach
    void backToMonday() {
        casework.clock.backToStart();
    }

    private void seal() {
        var answer = Caller.of(port, "caseworker2")
                .act("/api/v1/cases/" + number + "/seal", "{\"reasons\": \"What is behind it must be sealed\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        casework.runJobs();
    }

    private void look() {
        look.look();
        sealedLook.look();
        casework.runJobs();
    }

    private List<String> told() {
        return sql.sql("select e.kind from sealed_event e join case_file f on f.id = e.case_id where f.number = ? "
                        + "and e.kind not in ('SEALED') order by e.id")
                .param(number)
                .query(String.class)
                .list();
    }

    private String shown(String person, String task) {
        return casework.as(
                person, () -> String.valueOf(forms.of(task).get("facts").getValue()));
    }

    private void opens() {
        casework.complete(
                "sealed1",
                "openSealedAccess",
                number,
                Map.of("whoWasTold", "The duty officers of all operators, in person", "reference", "S-44"));
        casework.runJobs();
    }

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

        var renewal = Map.<String, Object>of(
                "sealedChoice",
                "RENEW",
                "reviewDate",
                desk.today().plusDays(20).toString(),
                "reasons",
                "The copies are still up");
        assertThatThrownBy(() -> casework.complete("manager1", "reviewSealedMeasures", number, renewal))
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> casework.complete(
                        "sealed1",
                        "reviewSealedMeasures",
                        number,
                        Map.of(
                                "sealedChoice",
                                "RENEW",
                                "reviewDate",
                                desk.today().plusMonths(13).toString(),
                                "reasons",
                                "For longer")))
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
        desk.executions(resting)
                .forEach(execution -> casework.complete(
                        "body-officer1",
                        "recordConfirmation",
                        execution,
                        Map.of("confirmation", "EXECUTED", "reference", "C-1")));
        casework.runJobs();
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
                        Map.of(
                                "sealedChoice",
                                "RENEW",
                                "reviewDate",
                                desk.today().plusDays(20).toString(),
                                "reasons",
                                "It is still up")))
                .isInstanceOf(Refusal.class);
        casework.clock.pass(Duration.ofDays(2));
        look();
        assertThat(casework.open(number)).contains("openSealedAccess");
        opens();
        assertThat(desk.measures(number)).containsExactly("REMOVED");
        provisions.leave();
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
