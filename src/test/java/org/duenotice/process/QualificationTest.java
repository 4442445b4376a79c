package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.Disposition;
import org.duenotice.intake.Source;
import org.duenotice.law.JudicialActs;
import org.duenotice.law.LegalBases;
import org.duenotice.law.Purpose;
import org.duenotice.problem.Problem;
import org.duenotice.qualification.Decided;
import org.duenotice.qualification.Qualifications;
import org.duenotice.qualification.Recommendations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DueNoticeTest
class QualificationTest {

    private static final String PYRAMID = "FINANCIAL_PYRAMID";

    @Autowired
    private Casework casework;

    @Autowired
    private Qualifications qualifications;

    @Autowired
    private Recommendations recommendations;

    @Autowired
    private JudicialActs judicialActs;

    @Autowired
    private LegalBases legalBases;

    @Autowired
    private JdbcClient sql;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private String captured() {
        var number = casework.detection(PYRAMID, Casework.address());
        casework.captureEvidence(number);
        return number;
    }

    private String prepared() {
        var number = captured();
        casework.complete("caseworker1", "prepareQualification", number, casework.measures(PYRAMID, "CRIMINAL", true));
        return number;
    }

    @Test
    void withoutEvidenceTheTaskDoesNotEnd() {
        var number = casework.detection(PYRAMID, Casework.address());
        assertThatThrownBy(() -> casework.complete(
                        "caseworker1", "captureEvidence", number, Map.of("captureOutcome", "CAPTURED")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(number);
        assertThat(casework.open(number)).containsExactly("captureEvidence");
    }

    @Test
    void whereNothingCanBeCapturedThereIsNoRouteOnlyAClosing() {
        var number = casework.detection(PYRAMID, Casework.address());
        casework.complete(
                "caseworker1",
                "captureEvidence",
                number,
                Map.of("captureOutcome", "NOT_OBTAINABLE", "captureRemarks", "The page is gone"));
        assertThatThrownBy(() -> casework.complete(
                        "caseworker1", "prepareQualification", number, casework.measures(PYRAMID, "CRIMINAL", true)))
                .isInstanceOf(Refusal.class);
        casework.complete("caseworker1", "prepareQualification", number, Casework.closing("ALREADY_UNAVAILABLE"));
        casework.approve(number);
        assertThat(casework.isOver(number)).isTrue();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.ALREADY_UNAVAILABLE);
    }

    @Test
    void theTableRecommendsAndSaysWhyAndDecidesNothing() {
        var number = captured();
        var recommended =
                recommendations.last(casework.cases.byNumber(number).id()).orElseThrow();
        assertThat(recommended.proposal()).isEqualTo("MEASURES");
        assertThat(recommended.offenceRoute()).isEqualTo("CRIMINAL");
        assertThat(List.of(recommended.whyRu(), recommended.whyKk(), recommended.whyEn()))
                .allSatisfy(why -> assertThat(why).hasSizeGreaterThan(20));
        assertThat(casework.open(number)).containsExactly("prepareQualification");
        assertThat(casework.dispositions(number)).containsOnly(Disposition.IN_QUALIFICATION);
    }

    @Test
    void thePreparerCannotTakeTheSecondPersonsTask() {
        var number = prepared();
        var task = casework.task("approveQualification", number);
        assertThatThrownBy(() -> casework.tasks.claim(task.getId(), "caseworker1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("caseworker1");
        assertThatThrownBy(() -> casework.tasks.setAssignee(task.getId(), "caseworker1"))
                .isInstanceOf(Refusal.class);
        assertThat(casework.task("approveQualification", number).getAssignee()).isNull();
    }

    @Test
    void thePreparerIsRefusedByTheServiceToo() {
        var number = prepared();
        assertThatThrownBy(() -> qualifications.decide(number, Decided.Outcome.APPROVED, "", null, "caseworker1"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getCode()).isEqualTo("qualification.four-eyes"));
    }

    @Test
    void theSecondPersonMaySendItBackWithRemarksAndThePreparerPreparesAgain() {
        var number = prepared();
        assertThatThrownBy(() -> casework.complete(
                        "approver1", "approveQualification", number, Map.of("decision", "RETURN", "remarks", " ")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "approver1",
                "approveQualification",
                number,
                Map.of("decision", "RETURN", "remarks", "Say which page shows the promise"));
        assertThat(casework.open(number)).containsExactly("prepareQualification");
        var second = new HashMap<>(casework.measures(PYRAMID, "CRIMINAL", false));
        second.put("reasons", "Page 2 shows the promise of 30 % a month");
        casework.complete("caseworker2", "prepareQualification", number, second);
        casework.approve(number);
        assertThat(casework.open(number)).containsExactly("prepareCriminalReferral");
        assertThat(casework.dispositions(number)).containsOnly(Disposition.REFERRED);
    }

    @Test
    void theSecondPersonMayCancelAndNothingHappensToTheTargets() {
        var number = prepared();
        casework.complete(
                "approver1",
                "approveQualification",
                number,
                Map.of("decision", "CANCEL", "remarks", "Opened by mistake"));
        assertThat(casework.isOver(number)).isTrue();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.RESCINDED);
        assertThat(casework.cases.byNumber(number).closeReason()).isEqualTo("RESCINDED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_VIOLATION", "ALREADY_UNAVAILABLE", "OUT_OF_COMPETENCE", "DUPLICATE"})
    void aCaseMayEndWithoutAnyMeasure(String closing) {
        var number = captured();
        casework.complete("caseworker1", "prepareQualification", number, Casework.closing(closing));
        casework.approve(number);
        if (closing.equals("OUT_OF_COMPETENCE")) {
            casework.complete(
                    "liaison1",
                    "forwardDetection",
                    number,
                    Map.of("outcome", "NOBODY_COMPETENT", "remarks", "A private quarrel about a name"));
        }
        assertThat(casework.isOver(number)).isTrue();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.valueOf(closing));
        assertThat(casework.cases.byNumber(number).closeReason()).isEqualTo(closing);
    }

    @Test
    void targetsOfOneCaseMayBeDecidedDifferently() {
        var number = casework.detection(PYRAMID, Casework.address(), Casework.address(), Casework.address());
        casework.captureEvidence(number);
        var input = new HashMap<>(casework.measures(PYRAMID, "CRIMINAL", false));
        input.put("noViolationTargets", List.of("2"));
        input.put("unavailableTargets", List.of("3"));
        casework.complete("caseworker1", "prepareQualification", number, input);
        casework.approve(number);
        assertThat(casework.dispositions(number))
                .containsExactly(Disposition.REFERRED, Disposition.NO_VIOLATION, Disposition.ALREADY_UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "proposal, not-an-option",
        "proposal, ",
        "offenceRoute, RESTRICTION",
        "offenceBasis, ",
        "offenceBasis, not-an-id",
        "reasons, ",
        "restriction, maybe",
        "protectedExpression, WEATHER",
        "noViolationTargets, not-a-list"
    })
    void whatTheBrowserWouldHaveRefusedIsRefusedHereToo(String field, String value) {
        var number = captured();
        var input = new HashMap<>(casework.measures(PYRAMID, "CRIMINAL", false));
        input.put(field, value);
        assertThatThrownBy(() -> casework.complete("caseworker1", "prepareQualification", number, input))
                .isInstanceOf(Refusal.class);
        assertThat(casework.open(number)).containsExactly("prepareQualification");
    }

    @Test
    void aFormCannotWriteTheVariablesThatGatewaysRead() {
        var number = prepared();
        casework.complete(
                "approver1",
                "approveQualification",
                number,
                Map.of("decision", "RETURN", "remarks", "No", "qualificationOutcome", "APPROVED", "input", "x"));
        assertThat(casework.open(number)).containsExactly("prepareQualification");
    }

    @Test
    void noRouteRestsOnABasisThatIsNotValidToday() {
        var number = captured();
        var repealed = sql.sql("select id from legal_basis where code = 'restriction-mass-media-1999'")
                .query(String.class)
                .single();
        var input = new HashMap<>(casework.measures(PYRAMID, "NONE", true));
        input.put("restrictionBasis", repealed);
        assertThatThrownBy(() -> casework.complete("caseworker1", "prepareQualification", number, input))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void anOffenceBasisOfTheOtherRouteIsRefused() {
        var number = captured();
        var input = new HashMap<>(casework.measures(PYRAMID, "CRIMINAL", false));
        input.put("offenceBasis", casework.basis(Purpose.ADMINISTRATIVE, "PYRAMID_ADVERTISING"));
        assertThatThrownBy(() -> casework.complete("caseworker1", "prepareQualification", number, input))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void outsideCompetenceACaseCanOnlyBeClosedAsThat() {
        var number = casework.detection("OTHER", Casework.address());
        casework.captureEvidence(number);
        var input = new HashMap<>(casework.measures(PYRAMID, "CRIMINAL", true));
        assertThatThrownBy(() -> casework.complete("caseworker1", "prepareQualification", number, input))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> casework.complete(
                        "caseworker1", "prepareQualification", number, Casework.closing("NO_VIOLATION")))
                .isInstanceOf(Refusal.class);
        casework.complete("caseworker1", "prepareQualification", number, Casework.closing("OUT_OF_COMPETENCE"));
        casework.approve(number);
        assertThat(casework.dispositions(number)).containsOnly(Disposition.OUT_OF_COMPETENCE);
    }

    @Test
    void anAnonymousTipIsRecommendedNoOffenceRoute() {
        var number = casework.detection(PYRAMID, Source.ANONYMOUS, Casework.address());
        casework.captureEvidence(number);
        assertThat(recommendations
                        .last(casework.cases.byNumber(number).id())
                        .orElseThrow()
                        .offenceRoute())
                .isEqualTo("NONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRESS", "POLITICAL", "RELIGIOUS", "SCIENTIFIC", "ARTISTIC"})
    void protectedExpressionCanOnlyBeClosedAsOutOfCompetence(String kind) {
        var number = captured();
        var measures = new HashMap<>(casework.measures(PYRAMID, "NONE", true));
        measures.put("protectedExpression", kind);
        assertThatThrownBy(() -> casework.complete("caseworker1", "prepareQualification", number, measures))
                .isInstanceOf(Refusal.class);
        var noViolation = new HashMap<>(Casework.closing("NO_VIOLATION"));
        noViolation.put("protectedExpression", kind);
        assertThatThrownBy(() -> casework.complete("caseworker1", "prepareQualification", number, noViolation))
                .isInstanceOf(Refusal.class);
        var outOfCompetence = new HashMap<>(Casework.closing("OUT_OF_COMPETENCE"));
        outOfCompetence.put("protectedExpression", kind);
        outOfCompetence.put("noViolationTargets", List.of("1"));
        assertThatThrownBy(() -> casework.complete("caseworker1", "prepareQualification", number, outOfCompetence))
                .as("one target closed otherwise")
                .isInstanceOf(Refusal.class);
        outOfCompetence.remove("noViolationTargets");
        casework.complete("caseworker1", "prepareQualification", number, outOfCompetence);
        casework.approve(number);
        assertThat(casework.isOver(number))
                .as("protected expression is forwarded to nobody")
                .isTrue();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.OUT_OF_COMPETENCE);
    }

    @Test
    void theSecondPersonsTickStopsAnApprovalToo() {
        var number = prepared();
        assertThatThrownBy(() -> casework.complete(
                        "approver1",
                        "approveQualification",
                        number,
                        Map.of("decision", "APPROVE", "protectedExpression", "PRESS")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "approver1",
                "approveQualification",
                number,
                Map.of("decision", "RETURN", "remarks", "This is journalism", "protectedExpression", "PRESS"));
        assertThatThrownBy(() -> casework.complete(
                        "caseworker1", "prepareQualification", number, casework.measures(PYRAMID, "CRIMINAL", true)))
                .isInstanceOf(Refusal.class);
    }

    private String underRightsReview(String address) {
        var number = casework.detection(PYRAMID, address);
        casework.captureEvidence(number);
        casework.complete(
                "caseworker1",
                "prepareQualification",
                number,
                Map.of("proposal", "RIGHTS_REVIEW", "protectedExpression", "PRESS", "reasons", "A named act"));
        assertThat(casework.open(number)).containsExactly("reviewRights");
        return number;
    }

    private String actNaming(String key) {
        return judicialActs
                .naming(List.of(key), LawDay.of(casework.clock.instant()))
                .get(0)
                .id()
                .toString();
    }

    @Test
    void theLawyersRefusalIsFinal() {
        var number = underRightsReview(Casework.address());
        casework.complete(
                "lawyer1", "reviewRights", number, Map.of("decision", "REFUSE", "reasons", "This is journalism"));
        assertThat(casework.isOver(number)).isTrue();
        assertThat(casework.cases.byNumber(number).state()).isEqualTo(CaseState.CLOSED);
        assertThat(casework.dispositions(number)).containsOnly(Disposition.OUT_OF_COMPETENCE);
    }

    @Test
    void theLawyerTakesBackATickMadeByMistakeWithReasons() {
        var number = underRightsReview(Casework.address());
        assertThatThrownBy(() -> casework.complete(
                        "lawyer1", "reviewRights", number, Map.of("decision", "TAKE_BACK_TICK", "reasons", "")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "lawyer1",
                "reviewRights",
                number,
                Map.of("decision", "TAKE_BACK_TICK", "reasons", "An advertisement, not journalism"));
        casework.complete("caseworker1", "prepareQualification", number, casework.measures(PYRAMID, "CRIMINAL", false));
        casework.approve(number);
        assertThat(casework.dispositions(number)).containsOnly(Disposition.REFERRED);
    }

    @Test
    void theLawyerPermitsOnlyWhereAnActInForceNamesThatVeryTarget() {
        var unnamed = underRightsReview(Casework.address());
        var act = actNaming("tg:channel:demo_pyramid_court");
        assertThatThrownBy(() -> casework.complete(
                        "lawyer1",
                        "reviewRights",
                        unnamed,
                        Map.of("decision", "PERMIT", "judicialAct", act, "reasons", "The act names it")))
                .isInstanceOf(Refusal.class);

        var named = underRightsReview(casework.addressNamedByCourt("tg:channel:demo_pyramid_court"));
        casework.complete(
                "lawyer1",
                "reviewRights",
                named,
                Map.of("decision", "PERMIT", "judicialAct", act, "reasons", "The act names it"));
        assertThatThrownBy(() -> casework.complete(
                        "caseworker1", "prepareQualification", named, casework.measures(PYRAMID, "NONE", true)))
                .as("without the permitted act")
                .isInstanceOf(Refusal.class);
        var bound = new HashMap<>(casework.measures(PYRAMID, "NONE", true));
        bound.put("judicialAct", act);
        casework.complete("caseworker1", "prepareQualification", named, bound);
        casework.approve(named);
        assertThat(casework.open(named)).containsExactly("prepareNotification");
    }

    @Test
    void aCaseworkerOfTheUnitCannotBeTheLawyerOfTheCase() {
        var number = underRightsReview(Casework.address());
        var task = casework.task("reviewRights", number);
        casework.tasks.claim(task.getId(), "caseworker1");
        assertThatThrownBy(() -> casework.as("caseworker1", () -> {
                    casework.tasks.complete(task.getId(), Map.of("decision", "REFUSE", "reasons", "x"));
                    return null;
                }))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("caseworker1");
    }
}
