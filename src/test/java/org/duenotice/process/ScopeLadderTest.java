package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duenotice.process.Casework.withoutHearing;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.duenotice.DueNoticeTest;
import org.duenotice.law.Scope;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.RefusalGround;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.Approval;
import org.duenotice.restriction.BodyDecision;
import org.duenotice.restriction.DecisionState;
import org.duenotice.restriction.HeadApprovals;
import org.duenotice.restriction.Hearings;
import org.duenotice.restriction.Officer;
import org.duenotice.restriction.Restrictions;
import org.duenotice.restriction.Round;
import org.duenotice.restriction.Rounds;
import org.duenotice.restriction.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No measure is wider than it has to be, and each step up is earned. */
@DueNoticeTest
class ScopeLadderTest {

    private static final String REVIEW = "2027-03-01";
    private static final String SHOWN = "The site is a casino from its front page on: registration, deposits, play";

    @Autowired
    private Casework casework;

    @Autowired
    private Restrictions restrictions;

    @Autowired
    private Rounds rounds;

    @Autowired
    private HeadApprovals heads;

    @Autowired
    private JdbcClient sql;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private static Map<String, Object> approving(String field, Object... more) {
        var input = new HashMap<String, Object>();
        input.put("decisionForAll", "APPROVE");
        input.put("reasons", "Prohibited by law");
        input.put("reviewDate", REVIEW);
        if (!field.isEmpty()) {
            input.put(field, List.of("1"));
        }
        for (var i = 0; i < more.length; i += 2) {
            input.put((String) more[i], more[i + 1]);
        }
        return withoutHearing(input);
    }

    private void decides(String number, Map<String, Object> input) {
        casework.complete("body-officer1", "decideRestriction", number, input);
    }

    private Approval approval(String number) {
        var restriction = restrictions.of(casework.cases.byNumber(number).id());
        assertThat(restrictions.approvals(restriction.id())).hasSize(1);
        return restrictions.approvals(restriction.id()).get(0);
    }

    private static void refused(ThrowingCallable decision, String words) {
        assertThatThrownBy(decision).isInstanceOf(Refusal.class).hasMessageContaining(words);
    }

    private void assesses(String number) {
        casework.complete(
                "body-officer1",
                "assessCollateral",
                number,
                Map.of(
                        "livesThere", "Nothing else: 14 pages, all of the casino",
                        "whoIsHurt", "Nobody found",
                        "nothingNarrower", "Each page leads to the next within a minute"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://t.me/demo_ladder_item/7, ITEM",
        "https://t.me/demo_ladder_channel, ACCOUNT",
        "https://ladder-page.example/play, ITEM",
        "https://ladder-host.example/, ITEM",
        "https://sub.ladder-host.example/, ITEM"
    })
    void withoutAChoiceAMeasureIsTheNarrowestThatFitsItsTarget(String address, Scope narrowest) {
        var number = casework.restrictionSought(address);
        casework.bodyApproves(number);
        assertThat(approval(number).scope()).isEqualTo(narrowest);
        assertThat(approval(number).reviewOn()).isNotNull();
        assertThat(approval(number).officerName()).isEqualTo("body-officer1");
    }

    @ParameterizedTest
    @CsvSource({
        "https://t.me/demo_ladder_a/1, geoTargets",
        "https://t.me/demo_ladder_a/2, accountTargets",
        "https://page.ladder-a.example/x, pathTargets",
        "https://ladder-a.example/x, domainTargets",
        "https://ladder-a.example/, domainTargets"
    })
    void aWiderStepNeedsTheRecordedFailureOfTheStepBelow(String address, String field) {
        var number = casework.restrictionSought(address);
        refused(() -> decides(number, approving(field, "widerObjects", objects(field))), "needs the recorded failure");
        assertThat(casework.open(number)).containsExactly("decideRestriction");
    }

    private static String objects(String field) {
        return field.equals("accountTargets") ? "1: https://t.me/demo_ladder_a" : "";
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_ACTION", "REFUSED", "SILENCE"})
    void whereTheNarrowerMeasureFailedTheNextStepIsOpenAndNoStepBeyondIt(String failure) {
        var address = "https://t.me/demo_ladder_failed_" + failure.toLowerCase() + "/1";
        var notice = casework.noticeSent(address);
        if (failure.equals("SILENCE")) {
            casework.clock.pass(Duration.ofHours(25));
            casework.runJobs();
        } else {
            casework.answers(
                    notice, ItemOutcome.valueOf(failure), failure.equals("REFUSED") ? RefusalGround.POLICY : null);
        }
        rounds.open(notice, Round.Kind.ESCALATION);

        var account = step(Scope.ACCOUNT, null, "", "https://t.me/demo_ladder_failed_" + failure.toLowerCase());
        assertThatThrownBy(() -> decide(notice, step(Scope.SERVICE, null, "", "https://t.me/")))
                .isInstanceOf(Problem.class);
        assertThat(decide(notice, account)).isEqualTo(DecisionState.APPROVED);

        var approved = approval(casework.caseOf(notice));
        assertThat(approved.scope()).isEqualTo(Scope.ACCOUNT);
        assertThat(approved.object()).startsWith("https://t.me/demo_ladder_failed_");
    }

    private static Step step(Scope scope, Step.Ground ground, String words, String object) {
        return new Step(scope, ground, words, object);
    }

    private DecisionState decide(String number, Step step) {
        var no = rounds.undecided(rounds.of(number)).get(0).no();
        return restrictions.decide(new Restrictions.Decision(
                number,
                List.of(new Restrictions.TargetDecision(no, BodyDecision.APPROVED, "Prohibited by law", step)),
                LocalDate.parse(REVIEW),
                null,
                null,
                new Hearings.Choice(false, Hearings.Ground.IMMEDIATE_ACT_NEEDED, "Money is lost every hour"),
                null,
                new Officer("body-officer1", "A. Officer", "Chief expert")));
    }

    @Test
    void theJudicialActMustNameTheWiderObjectItself() {
        var named = "https://ladder-act.example/play";
        var act = act("web:ladder-act.example|/play|", "web:ladder-act.example|/|");
        var number = restrictionOnAct(act, named);
        refused(
                () -> decides(number, approving("domainTargets", "widerGround", "NARROWER_FAILED")),
                "needs the recorded failure");
        decides(number, approving("domainTargets", "widerGround", "JUDICIAL_ACT_NAMES_WIDER"));
        assertThat(casework.open(number)).containsExactly("assessCollateral");

        var other = restrictionOnAct(act("web:ladder-act-page.example|/play|"), "https://ladder-act-page.example/play");
        refused(
                () -> decides(other, approving("domainTargets", "widerGround", "JUDICIAL_ACT_NAMES_WIDER")),
                "does not name web:ladder-act-page.example|/|");
    }

    private UUID act(String... keys) {
        var id = UUID.randomUUID();
        sql.sql(
                        "insert into judicial_act (id, number, court, act_date, operative_part, source, verified, in_force_since) "
                                + "values (?, ?, 'Court of the tests', '2026-09-01', 'Prohibited', 'test', true, '2026-10-01')")
                .params(id, "T-" + id)
                .update();
        for (var key : keys) {
            sql.sql("insert into judicial_act_target values (?, ?)")
                    .params(id, key)
                    .update();
        }
        return id;
    }

    private String restrictionOnAct(UUID act, String address) {
        var number = casework.detection("ILLEGAL_GAMBLING", address);
        casework.captureEvidence(number);
        var input = casework.measures("ILLEGAL_GAMBLING", "NONE", true);
        input.put("judicialAct", act.toString());
        casework.complete("caseworker1", "prepareQualification", number, input);
        casework.approve(number);
        casework.notifyBody(number);
        return number;
    }

    @Test
    void aWholeObjectIsShownToServeTheOffenceForEachTargetOnItsOwn() {
        var number = casework.restrictionSought("https://ladder-whole.example/a", "https://ladder-whole-two.example/b");
        var both = approving(
                "",
                "domainTargets",
                List.of("1", "2"),
                "widerGround",
                "WHOLE_OBJECT_FOR_OFFENCE",
                "widerWords",
                "1: " + SHOWN);
        refused(() -> decides(number, both), "Target 2");
        refused(() -> decides(number, with(both, "widerWords", SHOWN)), "begins with the number");
        decides(number, with(both, "widerWords", "1: " + SHOWN + "\n2: " + SHOWN));
        assertThat(casework.open(number)).containsExactly("assessCollateral");
    }

    private static Map<String, Object> with(Map<String, Object> input, String field, Object value) {
        var changed = new HashMap<>(input);
        changed.put(field, value);
        return changed;
    }

    @Test
    void aDomainIsDecidedOnlyAfterTheCollateralAssessmentAnsweredItsThreeQuestions() {
        var number = casework.restrictionSought("https://ladder-domain.example/play");
        var wide = approving("domainTargets", "widerGround", "WHOLE_OBJECT_FOR_OFFENCE", "widerWords", "1: " + SHOWN);
        decides(number, wide);
        assertThat(restrictions.approvals(
                        restrictions.of(casework.cases.byNumber(number).id()).id()))
                .isEmpty();
        refused(
                () -> casework.complete(
                        "body-officer1",
                        "assessCollateral",
                        number,
                        Map.of("livesThere", "Nothing", "whoIsHurt", "Nobody")),
                "three questions");
        assesses(number);
        assertThat(casework.open(number)).containsExactly("decideRestriction");
        decides(number, wide);
        assertThat(approval(number).scope()).isEqualTo(Scope.DOMAIN);
        assertThat(approval(number).object()).isEqualTo("https://ladder-domain.example/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://t.me/demo_ladder_fit/1, domainTargets",
        "https://ladder-fit-account.example/x, accountTargets",
        "https://ladder-fit-geo.example/x, geoTargets",
        "https://ladder-fit-path.example/x, pathTargets"
    })
    void aMeasureThatDoesNotExistForTheTargetIsRefused(String address, String field) {
        var number = casework.restrictionSought(address);
        refused(() -> decides(number, approving(field)), "there is no measure");
    }

    @Test
    void noMeasureIsWiderThanTheLegalBasisAllows() {
        var number = casework.restrictionSought("https://ladder-basis.example/x");
        refused(
                () -> decides(
                        number,
                        approving(
                                "serviceTargets",
                                "widerGround",
                                "WHOLE_OBJECT_FOR_OFFENCE",
                                "widerWords",
                                "1: " + SHOWN)),
                "wider than the legal basis");
    }

    @Test
    void aWholePlatformNeedsItsOwnBasisAnEndAnAssessmentAndTheHead() {
        var number = platformSought("https://ladder-platform.example/x");
        var whole = approving(
                "platformTargets",
                "widerGround",
                "WHOLE_OBJECT_FOR_OFFENCE",
                "widerWords",
                "1: " + SHOWN,
                "widerObjects",
                "1: https://ladder-platform.example/");
        refused(() -> decides(number, whole), "always has an end");
        var ending = with(whole, "endDate", "2027-04-01");
        decides(number, ending);
        assesses(number);
        decides(number, ending);
        assertThat(casework.open(number)).containsExactly("approveRestriction");
        assertThat(restrictions.approvals(
                        restrictions.of(casework.cases.byNumber(number).id()).id()))
                .isEmpty();

        casework.complete("body-head1", "approveRestriction", number, Map.of("decision", "APPROVE"));
        assertThat(approval(number).scope()).isEqualTo(Scope.PLATFORM);
        assertThat(approval(number).approvedBy()).isEqualTo("body-head1");
        assertThat(approval(number).endsOn()).isEqualTo("2027-04-01");
    }

    @Test
    void theHeadSendsBackAndTheOfficerDecidesAnew() {
        var number = submitted("https://ladder-sent-back.example/x");
        refused(
                () -> casework.complete("body-head1", "approveRestriction", number, Map.of("decision", "RETURN")),
                "emarks");
        casework.complete(
                "body-head1",
                "approveRestriction",
                number,
                Map.of("decision", "RETURN", "remarks", "The page will do"));
        assertThat(casework.open(number)).containsExactly("decideRestriction");
        casework.bodyApproves(number);
        assertThat(approval(number).scope()).isEqualTo(Scope.ITEM);
    }

    @Test
    void theHeadIsNotTheOfficerByTaskByServiceAndByTable() {
        var number = submitted("https://ladder-four-eyes.example/x");
        var task = casework.task("approveRestriction", number);
        assertThatThrownBy(() -> casework.tasks.claim(task.getId(), "body-officer1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("body-officer1");
        assertThatThrownBy(() -> heads.approve(number, "", "body-officer1"))
                .isInstanceOf(Problem.class)
                .hasMessage("restriction.head-is-officer");
        refusedByTheTable("ends_on", "decided_by", "two_people");
        refusedByTheTable("ends_on", "null", "a_platform_has_the_heads_approval");
        refusedByTheTable("null", "'body-head1'", "a_platform_has_an_end");
    }

    private void refusedByTheTable(String endsOn, String approvedBy, String constraint) {
        assertThatThrownBy(() -> sql.sql(
                                """
                                insert into restriction_decision (restriction_id, round_id, case_target_id, decision, reasons, scope,
                                    review_on, ends_on, wider_ground, wider_words, assessment_id, hearing_id, decided_by, decided_at,
                                    approved_by)
                                select restriction_id, round_id, case_target_id, 'APPROVED', reasons, scope, review_on, %s, wider_ground,
                                    wider_words, assessment_id, hearing_id, decided_by, decided_at, %s
                                from restriction_decision where decision = 'SUBMITTED' and object like '%%ladder-four-eyes%%'
                                """
                                        .formatted(endsOn, approvedBy))
                        .update())
                .rootCause()
                .hasMessageContaining(constraint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scope = 'DOMAIN', wider_ground = 'NARROWER_FAILED' | a_domain_is_assessed_first",
                "scope = 'PATH', wider_ground = null | a_wider_step_has_its_ground",
                "scope = 'PATH', wider_ground = 'WHOLE_OBJECT_FOR_OFFENCE' | a_whole_object_is_shown",
                "scope = null, wider_ground = null | a_measure_has_its_scope"
            })
    void whatAStepNeedsIsAConstraintOfTheTableToo(String row, String constraint) {
        var number = casework.restrictionSought(Casework.address());
        casework.bodyApproves(number);
        var scope = row.replaceAll("scope = (.*?), .*", "$1");
        var ground = row.replaceAll(".*wider_ground = ", "");
        assertThatThrownBy(() -> sql.sql(
                                """
                                insert into restriction_decision (restriction_id, round_id, case_target_id, decision, reasons, scope,
                                    review_on, wider_ground, hearing_id, decided_by, decided_at)
                                select restriction_id, round_id, case_target_id, 'APPROVED', reasons, %s, review_on, %s, hearing_id,
                                    decided_by, decided_at from restriction_decision order by id desc limit 1
                                """
                                        .formatted(scope, ground))
                        .update())
                .rootCause()
                .hasMessageContaining(constraint);
    }

    private String submitted(String address) {
        var number = platformSought(address);
        var whole = approving(
                "platformTargets",
                "widerGround",
                "WHOLE_OBJECT_FOR_OFFENCE",
                "widerWords",
                "1: " + SHOWN,
                "widerObjects",
                "1: " + address.replace("/x", "/"),
                "endDate",
                "2027-04-01");
        decides(number, whole);
        assesses(number);
        decides(number, whole);
        return number;
    }

    /** A case on a basis that a law of the tests gives: the register knows none that reaches a platform. */
    private String platformSought(String address) {
        var id = UUID.randomUUID();
        sql.sql(
                        """
                        insert into legal_basis (id, code, purpose, act_ru, act_kk, act_en, article, paragraph, summary_ru, summary_kk,
                            summary_en, categories, needs_act, widest_measure, source, verified, valid_from)
                        select ?, 'whole-platform-' || ?, purpose, act_ru, act_kk, act_en, article, paragraph, summary_ru, summary_kk,
                            summary_en, array['ILLEGAL_GAMBLING'], false, 'PLATFORM', 'test', false, valid_from
                        from legal_basis where code = 'restriction-law'
                        """)
                .params(id, id.toString())
                .update();
        var number = casework.detection("ILLEGAL_GAMBLING", address);
        casework.captureEvidence(number);
        var input = casework.measures("ILLEGAL_GAMBLING", "NONE", true);
        input.put("restrictionBasis", id.toString());
        casework.complete("caseworker1", "prepareQualification", number, input);
        casework.approve(number);
        casework.notifyBody(number);
        return number;
    }

    @Test
    void aMeasureHasAnEndOrADayOfReviewAndTheEndIsInTheFuture() {
        var number = casework.restrictionSought(Casework.address());
        refused(() -> decides(number, with(approving(""), "reviewDate", "")), "never stands open-ended");
        refused(() -> decides(number, with(approving(""), "endDate", "2026-01-01")), "end date must be");
        decides(number, with(with(approving(""), "reviewDate", ""), "endDate", "2027-01-15"));
        assertThat(approval(number).endsOn()).isEqualTo("2027-01-15");
        assertThat(approval(number).reviewOn()).isNull();
    }
}
