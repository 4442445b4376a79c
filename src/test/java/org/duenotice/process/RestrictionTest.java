package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Placements;
import org.duenotice.casefile.Placements.Placement;
import org.duenotice.notice.Notice;
import org.duenotice.target.TargetIdentities;
import org.duenotice.target.Targets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@DueNoticeTest
class RestrictionTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Placements placements;

    @Autowired
    private Targets targets;

    @Autowired
    private TargetIdentities identities;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private void decides(String number, String forAll, String reasons) {
        casework.complete(
                "body-officer1",
                "decideRestriction",
                number,
                Casework.withoutHearing(
                        Map.of("decisionForAll", forAll, "reasons", reasons, "reviewDate", "2027-03-01")));
    }

    @Test
    void theBodySendsBackForEvidenceAndTheUnitAddsIt() {
        var number = casework.restrictionSought(Casework.address());
        decides(number, "RETURN", "The screenshot shows no date");
        assertThat(casework.open(number)).containsExactly("supplementEvidence");
        assertThatThrownBy(() ->
                        casework.complete("caseworker1", "supplementEvidence", number, Map.of("supplementRemarks", "")))
                .isInstanceOf(Refusal.class);
        casework.addEvidence(number);
        casework.complete(
                "caseworker1", "supplementEvidence", number, Map.of("supplementRemarks", "A new one with its date"));
        casework.notifyBody(number);
        assertThat(casework.open(number)).containsExactly("decideRestriction");
        decides(number, "APPROVE", "Now it does");
        casework.decidesMeasures(number);
        casework.runJobs();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.UNDER_NOTICE);
    }

    @Test
    void aRefusalWithReasonsEndsTheMatterForItsTargets() {
        var number = casework.restrictionSought(Casework.address());
        decides(number, "REFUSE", "Not prohibited by law");
        assertThat(casework.isOver(number)).isTrue();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.RESTRICTION_REFUSED);
        assertThat(casework.cases.byNumber(number).closeReason()).isEqualTo("RESTRICTION_REFUSED");
    }

    @Test
    void theBodyDecidesOnEachTargetAndOnlyApprovedOnesAreAskedFor() {
        var number = casework.restrictionSought(
                Casework.address(), "https://youtu.be/demoPyram01", Casework.siteAddress(), Casework.address());
        casework.complete(
                "body-officer1",
                "decideRestriction",
                number,
                Casework.withoutHearing(Map.of(
                        "decisionForAll", "APPROVE",
                        "reasons", "Prohibited by law",
                        "reviewDate", "2027-03-01",
                        "refusedTargets", List.of("4"),
                        "exceptionReasons", "A personal page")));
        casework.decidesMeasures(number);
        assertThat(casework.dispositions(number))
                .containsExactly(
                        Disposition.UNDER_NOTICE,
                        Disposition.UNDER_NOTICE,
                        Disposition.UNDER_NOTICE,
                        Disposition.RESTRICTION_REFUSED);
        assertThat(casework.notices.of(casework.cases.byNumber(number).id()))
                .extracting(Notice::platformCode)
                .containsExactlyInAnyOrder("TELEGRAM", "WEB", "YOUTUBE");
    }

    @Test
    void aTargetDecidedOtherwiseNeedsItsOwnReasonsAndOneDecision() {
        var number = casework.restrictionSought(Casework.address(), Casework.address());
        for (var otherwise : List.<Map<String, Object>>of(
                Map.of("refusedTargets", List.of("1")),
                Map.of("refusedTargets", List.of("7"), "exceptionReasons", "x"),
                Map.of("refusedTargets", List.of("1"), "returnedTargets", List.of("1"), "exceptionReasons", "x"))) {
            var input = new HashMap<String, Object>(Casework.withoutHearing(otherwise));
            input.putAll(Map.of("decisionForAll", "APPROVE", "reasons", "x", "reviewDate", "2027-03-01"));
            assertThatThrownBy(() -> casework.complete("body-officer1", "decideRestriction", number, input))
                    .isInstanceOf(Refusal.class);
        }
        assertThat(casework.open(number)).containsExactly("decideRestriction");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-11-01", "2030-01-01"})
    void anApprovedRestrictionHasADayOfReviewWithinAYear(String reviewDate) {
        var number = casework.restrictionSought(Casework.address());
        assertThatThrownBy(() -> casework.complete(
                        "body-officer1",
                        "decideRestriction",
                        number,
                        Casework.withoutHearing(
                                Map.of("decisionForAll", "APPROVE", "reasons", "x", "reviewDate", reviewDate))))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void whoTookPartInTheQualificationCannotDecideForTheBody() {
        var number = casework.restrictionSought(Casework.address());
        var task = casework.task("decideRestriction", number);
        casework.tasks.claim(task.getId(), "approver1");
        assertThatThrownBy(() -> casework.as("approver1", () -> {
                    casework.tasks.complete(
                            task.getId(),
                            Casework.withoutHearing(
                                    Map.of("decisionForAll", "APPROVE", "reasons", "x", "reviewDate", "2027-03-01")));
                    return null;
                }))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("approver1");
    }

    @Test
    void theOfficersTickOfProtectedExpressionStopsAnApproval() {
        var number = casework.restrictionSought(Casework.address());
        assertThatThrownBy(() -> casework.complete(
                        "body-officer1",
                        "decideRestriction",
                        number,
                        Casework.withoutHearing(Map.of(
                                "decisionForAll", "APPROVE",
                                "reasons", "x",
                                "reviewDate", "2027-03-01",
                                "protectedExpression", "ARTISTIC"))))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "body-officer1",
                "decideRestriction",
                number,
                Map.of("decisionForAll", "REFUSE", "reasons", "A work of art", "protectedExpression", "ARTISTIC"));
        assertThat(casework.isOver(number)).isTrue();
    }

    @Test
    void aTargetThatAnotherNoticeAsksForIsNotAskedForTwice() {
        var address = Casework.address();
        casework.noticeSent(address);
        var second = secondCase(address);
        casework.seekRestriction(second, "FINANCIAL_PYRAMID");
        casework.bodyApproves(second);
        casework.runJobs();
        assertThat(casework.isOver(second)).isTrue();
        assertThat(casework.dispositions(second)).containsOnly(Disposition.DUPLICATE);
        assertThat(casework.cases.byNumber(second).closeReason()).isEqualTo("DUPLICATE");
    }

    /** A second case of a target that is under work, as there were before known targets were looked for first. */
    private String secondCase(String address) {
        var target = identities.identify(address);
        var opened = casework.cases.open("FINANCIAL_PYRAMID", "Opened before", "OWN_MONITORING", "caseworker1");
        var id = targets.register(List.of(target)).get(target.canonicalKey());
        placements.put(List.of(new Placement(UUID.randomUUID(), opened.id(), id, 1, address)), "caseworker1");
        casework.runtime
                .createMessageCorrelation("detection-case.reported")
                .processInstanceBusinessKey(opened.number())
                .correlateStartMessage();
        return opened.number();
    }
}
