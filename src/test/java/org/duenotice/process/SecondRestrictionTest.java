package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Disposition;
import org.duenotice.lostground.FallenBases;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.operator.Order;
import org.duenotice.operator.Orders;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.duenotice.restriction.Restriction;
import org.duenotice.restriction.Restrictions;
import org.duenotice.restriction.Rounds;
import org.duenotice.review.ReviewLook;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A case that was reopened has a second restriction while the first one stands; each lives by its own decision. */
@DueNoticeTest
class SecondRestrictionTest {

    private static final Map<String, Object> ASSESSMENT = Map.of(
            "livesThere", "Nothing else lives there",
            "whoIsHurt", "Nobody who has nothing to do with it",
            "nothingNarrower", "Each page is the same offer");

    @Autowired
    private Casework casework;

    @Autowired
    private RestorationDesk desk;

    @Autowired
    private Restrictions restrictions;

    @Autowired
    private Rounds rounds;

    @Autowired
    private Orders orders;

    @Autowired
    private ReviewFacts facts;

    @Autowired
    private ReviewLook look;

    @Autowired
    private FallenBases bases;

    @Autowired
    private Restorations restorations;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    private ReviewDesk reviews;
    private OwnProvisions provisions;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
        reviews = new ReviewDesk(casework, look, restorations, sql);
        provisions = new OwnProvisions(casework, port);
    }

    @AfterEach
    void leave() {
        casework.clock.backToStart();
        provisions.leave();
    }

    private void ordered(String number) {
        casework.decidesMeasures(number, "operatorTargets");
        casework.runJobs();
        reviews.carriedOut(number);
    }

    private void reopened(String number) {
        casework.clock.pass(Duration.ofDays(1));
        var answer = Caller.of(port, "approver1")
                .act("/api/v1/cases/" + number + "/reopenings", "{\"reason\":\"A new witness\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void sought(String number, ObjectNode provision) {
        casework.complete("caseworker1", "prepareQualification", number, provisions.measures(provision));
        casework.approve(number);
        casework.notifyBody(number);
    }

    private Map<String, Object> approval(Map<String, Object> more) {
        var input = Casework.withoutHearing(Map.of(
                "decisionForAll", "APPROVE",
                "reasons", "Prohibited by law",
                "reviewDate", reviews.today().plusDays(10).toString()));
        input.putAll(more);
        return input;
    }

    /** Operators restrict the whole site of target 1 under the first restriction, and target 2, which was refused then, under the second. */
    private String restrictedTwice(ObjectNode first, ObjectNode second) {
        var number = casework.detection(OwnProvisions.CATEGORY, Casework.siteAddress(), Casework.siteAddress());
        casework.captureEvidence(number);
        sought(number, first);
        var wholeSite = approval(Map.of(
                "refusedTargets",
                List.of("2"),
                "exceptionReasons",
                "Nothing was offered there yet",
                "wider",
                true,
                "domainTargets",
                List.of("1"),
                "widerGround",
                "WHOLE_OBJECT_FOR_OFFENCE",
                "widerWords",
                "1: Every page of the site takes stakes"));
        casework.complete("body-officer1", "decideRestriction", number, wholeSite);
        casework.complete("body-officer1", "assessCollateral", number, ASSESSMENT);
        casework.complete("body-officer1", "decideRestriction", number, wholeSite);
        ordered(number);
        reopened(number);
        sought(number, second);
        casework.complete("body-officer1", "decideRestriction", number, approval(Map.of()));
        ordered(number);
        assertThat(desk.dispositions(number).values()).containsOnly(Disposition.RESTRICTED_BY_OPERATOR);
        return number;
    }

    private Restriction over(String number, int no) {
        var target = desk.targets(number, no).get(0);
        return restrictions.over(List.of(target)).get(target);
    }

    private Order lastOrder(String number) {
        var all = orders.of(reviews.caseId(number));
        return all.get(all.size() - 1);
    }

    private String code(UUID basis) {
        return sql.sql("select code from legal_basis where id = ?")
                .param(basis)
                .query(String.class)
                .single();
    }

    private String reviewOf(Restriction restriction) {
        return sql.sql("select number from restriction_review where restriction_id = ? and open")
                .param(restriction.id())
                .query(String.class)
                .single();
    }

    private String basisShown(String review) {
        return facts.of(rounds.of(review), Locale.ENGLISH).get("basis").toString();
    }

    @Test
    void whatIsSuspendedAndStandsAgainIsOrderedByTheDecisionOnItsOwnTarget() {
        var first = provisions.recorded("71");
        var second = provisions.recorded("72");
        var number = restrictedTwice(first, second);
        var rows = Map.of(1, first, 2, second);
        var under = Map.of(1, over(number, 1), 2, over(number, 2));
        assertThat(under.get(1)).isNotEqualTo(under.get(2));
        for (var no : List.of(1, 2)) {
            var other = 3 - no;
            var occasion = "RV-2026-00080" + no;
            var suspension = desk.ordered(number, RestorationKind.SUSPENSION, occasion, no);
            assertThat(desk.dispositions(number))
                    .containsEntry(no, Disposition.SUSPENDED)
                    .containsEntry(other, Disposition.RESTRICTED_BY_OPERATOR);
            assertThat(desk.publicStatus(number, no)).isEqualTo("SUSPENDED");
            assertThat(desk.publicStatus(number, other)).isEqualTo("IN_FORCE");
            desk.everyoneConfirms(suspension);
            desk.looks(suspension, Map.of("foundForAll", "AS_WANTED"));

            var resumption = desk.ordered(number, RestorationKind.RESUMPTION, occasion, no);
            assertThat(lastOrder(number).restrictionId())
                    .isEqualTo(under.get(no).id());
            assertThat(code(lastOrder(number).legalBasis()))
                    .isEqualTo(rows.get(no).path("code").asText());
            desk.everyoneConfirms(resumption);
            assertThat(desk.dispositions(number).values()).containsOnly(Disposition.RESTRICTED_BY_OPERATOR);
            assertThat(desk.measure(number, no)).isEqualTo("ACTIVE");
        }
    }

    @Test
    void aReviewAsksWhetherWhatItsOwnRestrictionRestsOnStands() {
        var first = provisions.recorded("73");
        var second = provisions.recorded("74");
        var number = restrictedTwice(first, second);
        var one = over(number, 1);
        var two = over(number, 2);
        provisions.repealed(second, "2026-11-02");
        reviews.look();
        assertThat(basisShown(reviewOf(one))).contains("73").doesNotContain("74");
        assertThat(basisShown(reviewOf(two))).contains("74").doesNotContain("73");

        assertThatThrownBy(() -> reviews.decides(
                        "body-officer2",
                        reviewOf(two),
                        reviews.renewing(reviews.today().plusMonths(3))))
                .isInstanceOf(Refusal.class);
        var review = reviewOf(one);
        var narrowing = new HashMap<>(reviews.renewing(reviews.today().plusMonths(3)));
        narrowing.putAll(Map.of("reviewForAll", "NARROW", "narrowTo", "ITEM"));
        reviews.decides("body-officer2", review, narrowing);
        assertThat(reviews.outcomes(review)).containsExactly("NARROWED");
        assertThat(lastOrder(number).restrictionId()).isEqualTo(one.id());
        assertThat(code(lastOrder(number).legalBasis()))
                .isEqualTo(first.path("code").asText());
        reviews.carriedOut(number);
        reviews.carriedOut(number);

        var lift = reviewOf(two);
        reviews.decides("body-officer2", lift, Map.of("reviewForAll", "LIFT", "reasons", "It was repealed"));
        var restoration = restorations.following(lift).get(0).number();
        desk.everyoneConfirms(restoration);
        desk.looks(restoration, Map.of("foundForAll", "AS_WANTED"));
        assertThat(desk.dispositions(number))
                .containsEntry(1, Disposition.RESTRICTED_BY_OPERATOR)
                .containsEntry(2, Disposition.RESTRICTION_LIFTED);
        assertThat(desk.publicStatus(number, 1)).isEqualTo("IN_FORCE");
        assertThat(desk.publicStatus(number, 2)).isEqualTo("LIFTED");
    }

    @Test
    void aProvisionThatFallsTakesNothingAwayThatRestsOnAnotherByNow() {
        var first = provisions.recorded("75");
        var second = provisions.recorded("76");
        var number = casework.detection(OwnProvisions.CATEGORY, Casework.address());
        casework.captureEvidence(number);
        sought(number, first);
        casework.bodyApproves(number);
        casework.runJobs();
        var notice = casework.onlyNotice(number).number();
        casework.answers(notice, ItemOutcome.NO_ACTION, null);
        casework.runJobs();
        casework.complete(
                "liaison1",
                "decideEscalation",
                notice,
                Map.of("choice", "ACCEPT_ARGUMENT", "reasons", "It was closed by its owner"));
        casework.runJobs();
        reopened(number);
        sought(number, second);
        casework.bodyApproves(number);
        casework.runJobs();
        assertThat(desk.dispositions(number)).containsEntry(1, Disposition.UNDER_NOTICE);

        var change = provisions.repealed(first, "2026-11-02");
        bases.proposeWaiting();

        assertThat(restorations.following(change)).isEmpty();
        assertThat(desk.measure(number, 1)).isEqualTo("PENDING_ACTIVATION");
        var other = provisions.repealed(second, "2026-11-02");
        assertThat(restorations.following(other)).hasSize(1);
    }

    @Test
    void aMeasureStandsAgainOnTheProvisionAsItIsWordedToday() {
        var row = provisions.recorded("77");
        var number = casework.detection(OwnProvisions.CATEGORY, Casework.siteAddress());
        casework.captureEvidence(number);
        sought(number, row);
        casework.complete("body-officer1", "decideRestriction", number, approval(Map.of()));
        ordered(number);
        desk.ordered(number, RestorationKind.SUSPENSION, "RV-2026-000803", 1);
        casework.clock.pass(Duration.ofDays(1));
        var amended = provisions.amended(row, "2026-11-02", "2026-11-03");

        desk.ordered(number, RestorationKind.RESUMPTION, "RV-2026-000803", 1);

        assertThat(desk.dispositions(number)).containsEntry(1, Disposition.UNDER_ORDER);
        assertThat(sql.sql("select summary_en from legal_basis where id = ?")
                        .param(lastOrder(number).legalBasis())
                        .query(String.class)
                        .single())
                .isEqualTo(amended.path("summaryEn").asText());
    }

    @Test
    void aDecisionThatWasSparedOnceEndsNoneThatIsSoughtLater() {
        var number = casework.restrictionSought(Casework.address(), Casework.address());
        desk.ordered(number, RestorationKind.RESTORATION, "RV-2026-000804", 1, 2);
        assertThat(desk.dispositions(number).values()).containsOnly(Disposition.WITHDRAWN);
        reopened(number);
        casework.complete(
                "caseworker1", "prepareQualification", number, casework.measures("FINANCIAL_PYRAMID", "NONE", true));
        casework.approve(number);
        casework.notifyBody(number);

        desk.ordered(number, RestorationKind.RESTORATION, "RV-2026-000805", 1);

        assertThat(desk.dispositions(number))
                .containsEntry(1, Disposition.WITHDRAWN)
                .containsEntry(2, Disposition.RESTRICTION_SOUGHT);
        assertThat(casework.open(number)).containsExactly("decideRestriction");
    }
}
