package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Disposition;
import org.duenotice.law.Scope;
import org.duenotice.restoration.Restorations;
import org.duenotice.restriction.Restrictions;
import org.duenotice.review.ReviewLook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A restriction of a whole platform is renewed only with everything that its first decision needed, the head's approval among it. */
@DueNoticeTest
class PlatformRenewalTest {

    private static final Map<String, Object> ASSESSMENT = Map.of(
            "livesThere", "Tables of stakes and nothing else",
            "whoIsHurt", "Nobody who has nothing to do with it",
            "nothingNarrower", "Every page is the same offer");

    @Autowired
    private Casework casework;

    @Autowired
    private ReviewLook look;

    @Autowired
    private Restorations restorations;

    @Autowired
    private Restrictions restrictions;

    @Autowired
    private JdbcClient sql;

    private final UUID basis = UUID.randomUUID();

    private ReviewDesk desk;
    private String number;
    private String review;
    private LocalDate newDay;

    @BeforeEach
    void aWholePlatformIsRestrictedAndComesToItsReview() {
        casework.clock.backToStart();
        desk = new ReviewDesk(casework, look, restorations, sql);
        newDay = desk.today().plusMonths(6);
        var address = Casework.siteAddress();
        number = sought(address);
        var whole = Casework.withoutHearing(new HashMap<>(Map.of(
                "decisionForAll",
                "APPROVE",
                "reasons",
                "Prohibited by law",
                "reviewDate",
                desk.today().plusDays(5).toString(),
                "endDate",
                desk.today().plusMonths(10).toString(),
                "wider",
                true,
                "platformTargets",
                List.of("1"),
                "widerGround",
                "WHOLE_OBJECT_FOR_OFFENCE",
                "widerWords",
                "1: All that is there are tables of stakes",
                "widerObjects",
                "1: " + address.replace("/play", "/"))));
        casework.complete("body-officer1", "decideRestriction", number, whole);
        casework.complete("body-officer1", "assessCollateral", number, ASSESSMENT);
        casework.complete("body-officer1", "decideRestriction", number, whole);
        casework.complete("body-head1", "approveRestriction", number, Map.of("decision", "APPROVE"));
        casework.decidesMeasures(number, "operatorTargets");
        casework.runJobs();
        desk.carriedOut(number);
        review = desk.review(number);
    }

    /** Nobody else finds the provision, and it stands, so that what rests on it goes on. */
    @AfterEach
    void backToMonday() {
        casework.clock.backToStart();
        recorded("REGISTER_TEST", null);
    }

    /** The same provision, recorded anew. */
    private void recorded(String category, String validTo) {
        sql.sql(
                        """
                        insert into legal_basis (id, code, purpose, act_ru, act_kk, act_en, article, paragraph, summary_ru, summary_kk,
                            summary_en, categories, needs_act, widest_measure, source, verified, valid_from, valid_to)
                        select gen_random_uuid(), code, purpose, act_ru, act_kk, act_en, article, paragraph, summary_ru, summary_kk,
                            summary_en, array[:category], needs_act, widest_measure, source, verified, valid_from, :to::date
                        from legal_basis where id = :basis
                        """)
                .param("category", category)
                .param("to", validTo)
                .param("basis", basis)
                .update();
    }

    /** A case on a basis that a law of the tests gives: the register knows none that reaches a platform. */
    private String sought(String address) {
        sql.sql(
                        """
                        insert into legal_basis (id, code, purpose, act_ru, act_kk, act_en, article, paragraph, summary_ru, summary_kk,
                            summary_en, categories, needs_act, widest_measure, source, verified, valid_from)
                        select ?, 'renewed-platform-' || ?, purpose, act_ru, act_kk, act_en, article, paragraph, summary_ru, summary_kk,
                            summary_en, array['ILLEGAL_GAMBLING'], false, 'PLATFORM', 'test', false, valid_from
                        from legal_basis where code = 'restriction-law' order by recorded_at limit 1
                        """)
                .params(basis, basis.toString())
                .update();
        var found = casework.detection("ILLEGAL_GAMBLING", address);
        casework.captureEvidence(found);
        var input = casework.measures("ILLEGAL_GAMBLING", "NONE", true);
        input.put("restrictionBasis", basis.toString());
        casework.complete("caseworker1", "prepareQualification", found, input);
        casework.approve(found);
        casework.notifyBody(found);
        return found;
    }

    private Map<String, Object> renewing() {
        var input = new HashMap<>(desk.renewing(newDay));
        input.put("endDate", desk.today().plusMonths(11).toString());
        return input;
    }

    /** The reviewer renews, on an assessment of today; it waits for the head. */
    private void submitted() {
        desk.decides("body-officer2", review, renewing());
        casework.complete("body-officer2", "assessCollateral", review, ASSESSMENT);
        desk.decides("body-officer2", review, renewing());
        assertThat(casework.open(review)).containsExactly("approveRestriction");
        assertThat(desk.outcomes(review)).isEmpty();
        assertThat(desk.measures(number)).containsExactly("PENDING_REVIEW");
    }

    @Test
    void aRenewalOfAWholePlatformNeedsAnEndAnAssessmentOfTodayAndTheHead() {
        assertThatThrownBy(() -> desk.decides("body-officer2", review, desk.renewing(newDay)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("always has an end");
        submitted();

        casework.complete("body-head1", "approveRestriction", review, Map.of("decision", "APPROVE"));
        casework.runJobs();

        assertThat(desk.outcomes(review)).containsExactly("RENEWED");
        assertThat(desk.measures(number)).containsExactly("ACTIVE");
        assertThat(casework.open(review)).isEmpty();
        assertThat(restrictions.approvals(restrictions.of(desk.caseId(number)).id()))
                .singleElement()
                .satisfies(approval -> {
                    assertThat(approval.scope()).isEqualTo(Scope.PLATFORM);
                    assertThat(approval.approvedBy()).isEqualTo("body-head1");
                    assertThat(approval.endsOn()).isEqualTo(desk.today().plusMonths(11));
                });
        assertThat(sql.sql("select m.due_on from restriction_measure m join case_target t on t.id = m.case_target_id "
                                + "where t.case_id = ?")
                        .param(desk.caseId(number))
                        .query(LocalDate.class)
                        .single())
                .isEqualTo(newDay);
        desk.look();
        assertThat(desk.reviews(number)).hasSize(1);
    }

    @Test
    void aHeadWhoIsSilentRenewsNothingAndThePlatformIsLiftedOnItsDay() {
        submitted();
        casework.clock.pass(Duration.ofDays(6));
        casework.runJobs();
        desk.look();

        assertThat(desk.outcomes(review)).containsExactly("LAPSED");
        assertThat(casework.open(review)).containsExactly("reviewLapse");
        assertThat(casework.dispositions(number)).containsOnly(Disposition.BEING_RESTORED);
    }

    @Test
    void nothingIsApprovedByTheHeadOnAProvisionThatFellMeanwhile() {
        submitted();
        recorded("ILLEGAL_GAMBLING", "2026-11-01");
        assertThatThrownBy(() ->
                        casework.complete("body-head1", "approveRestriction", review, Map.of("decision", "APPROVE")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("2026-11-02");
        assertThat(desk.outcomes(review)).isEmpty();
        casework.complete(
                "body-head1",
                "approveRestriction",
                review,
                Map.of("decision", "RETURN", "remarks", "The provision was repealed"));
        casework.runJobs();
        desk.decides("body-officer2", review, Map.of("reviewForAll", "LIFT", "reasons", "The provision was repealed"));
        assertThat(desk.outcomes(review)).containsExactly("LIFTED");
    }
}
