package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Disposition;
import org.duenotice.notice.NoticeState;
import org.duenotice.problem.Problem;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Measures are suspended and stand again; what asks for the same joins; over-blocking has the fast lane. */
@DueNoticeTest
class SuspensionTest {

    @Autowired
    private Casework casework;

    @Autowired
    private RestorationDesk desk;

    @Autowired
    private Restorations restorations;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private FormService forms;

    @LocalServerPort
    private int port;

    @BeforeEach
    @AfterEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    @Test
    void anAppealTakenBackBeforeAnybodyWasToldLeavesTheMeasureAsItWas() {
        var number = desk.restricted(1, 1);
        var notice = casework.onlyNotice(number).number();
        var before = desk.dispositions(number);
        desk.decided(number, RestorationKind.SUSPENSION, "RV-2026-000911", 1, 2);
        desk.decided(number, RestorationKind.RESUMPTION, "RV-2026-000911", 1, 2);
        casework.runJobs();

        assertThat(desk.dispositions(number)).isEqualTo(before);
        assertThat(desk.lettersOf(notice, "SUSPENSION")).isEmpty();
        assertThat(restorations.following("RV-2026-000911"))
                .allSatisfy(one -> assertThat(one.endedAs()).isEqualTo("CONFIRMED"));
    }

    @Test
    void anAdmittedAppealSuspendsAndADismissedOneLetsTheMeasureStandAgain() {
        var number = desk.restricted(1, 1);
        var notice = casework.onlyNotice(number).number();
        var suspension = desk.ordered(number, RestorationKind.SUSPENSION, "RV-2026-000977", 1, 2);
        assertThat(desk.dispositions(number))
                .containsOnly(Map.entry(1, Disposition.SUSPENDED), Map.entry(2, Disposition.SUSPENDED));
        assertThat(desk.measure(number, 1)).isEqualTo("SUSPENDED");
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.SUSPENDED);
        assertThat(desk.lettersOf(notice, "SUSPENSION")).hasSize(1);
        desk.everyoneConfirms(suspension);
        desk.looks(suspension, Map.of("foundForAll", "AS_WANTED"));
        assertThat(restorations.byNumber(suspension).endedAs()).isEqualTo("CONFIRMED");
        assertThat(desk.dispositions(number)).containsEntry(1, Disposition.SUSPENDED);

        var resumption = desk.ordered(number, RestorationKind.RESUMPTION, "RV-2026-000977", 1, 2);
        assertThat(desk.dispositions(number))
                .containsOnly(Map.entry(1, Disposition.UNDER_NOTICE), Map.entry(2, Disposition.UNDER_ORDER));
        assertThat(desk.lettersOf(notice, "RESUMPTION")).hasSize(1);
        desk.everyoneConfirms(resumption);
        assertThat(desk.dispositions(number)).containsEntry(2, Disposition.RESTRICTED_BY_OPERATOR);
        desk.looks(resumption, Map.of("foundForAll", "AS_WANTED"));
        assertThat(desk.dispositions(number)).containsEntry(1, Disposition.REMOVED);
        assertThat(desk.measure(number, 1)).isEqualTo("ACTIVE");
        assertThat(desk.measure(number, 2)).isEqualTo("ACTIVE");
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.FULLY_COMPLIED);
        assertThat(restorations.following("RV-2026-000977")).hasSize(2);
        assertThat(desk.publicHistory(number, 1))
                .containsSubsequence(
                        "SUSPENSION_ORDERED",
                        "SUSPENSION",
                        "RESTORATION_ANSWERED",
                        "SEEN_BACK",
                        "RESUMPTION_ORDERED",
                        "RESUMPTION",
                        "SEEN_RESTRICTED_AGAIN");
    }

    @Test
    void aMeasureThatIsSuspendedBeforeAnybodyWasAskedIsAskedForWhenTheAppealIsDismissed() {
        var number = casework.restrictionSought(Casework.address(), Casework.siteAddress());
        casework.bodyDecides(number);
        var suspension = desk.ordered(number, RestorationKind.SUSPENSION, "RV-2026-000902", 1, 2);
        assertThat(restorations.byNumber(suspension).endedAs()).isEqualTo("CONFIRMED");
        casework.decidesMeasures(number, "operatorTargets");
        casework.runJobs();
        assertThat(desk.dispositions(number))
                .containsOnly(Map.entry(1, Disposition.SUSPENDED), Map.entry(2, Disposition.SUSPENDED));
        var resumption = desk.ordered(number, RestorationKind.RESUMPTION, "RV-2026-000902", 1, 2);
        assertThat(desk.told(resumption)).hasSize(4);
        desk.everyoneConfirms(resumption);
        desk.looks(resumption, Map.of("foundForAll", "NOT_YET"));
        assertThat(desk.dispositions(number))
                .containsOnly(Map.entry(1, Disposition.NOT_COMPLIED), Map.entry(2, Disposition.RESTRICTED_BY_OPERATOR));
    }

    @Test
    void aSuccessfulAppealLiftsWhatWasSuspended() {
        var number = desk.restricted(1, 0);
        var suspension = desk.ordered(number, RestorationKind.SUSPENSION, "RV-2026-000903", 1);
        var restoration = desk.ordered(number, RestorationKind.RESTORATION, "RV-2026-000903", 1);
        assertThat(desk.dispositions(number)).containsValue(Disposition.BEING_RESTORED);
        desk.everyoneConfirms(suspension);
        desk.everyoneConfirms(restoration);
        desk.looks(restoration, Map.of("foundForAll", "AS_WANTED"));
        assertThat(desk.dispositions(number)).containsValue(Disposition.RESTRICTION_LIFTED);
    }

    @Test
    void whoAsksForTheSameJoinsAndWhatIsUndoneIsNotUndoneAgain() {
        var number = desk.restricted(1, 0);
        var wanted =
                desk.wanted(number, RestorationKind.RESTORATION, RestorationGround.BASIS_FELL, "RV-2026-000901", 1);
        var first = restorations.propose(wanted, "registrar1");
        var second =
                desk.wanted(number, RestorationKind.RESTORATION, RestorationGround.END_REACHED, "RV-2026-000901", 1);
        assertThat(restorations.order(second, "duenotice")).isEqualTo(first);
        casework.runJobs();
        assertThat(casework.open(first)).isEmpty();
        assertThat(desk.told(first)).hasSize(1);
        assertThat(restorations.following("RV-2026-000901")).hasSize(1);
        var again = RestorationDesk.post(
                port,
                "body-officer1",
                "/api/v1/cases/" + number + "/restorations",
                "{\"targets\": [1], \"ground\": \"COURT\", \"reasons\": \"Court\"}");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains(first);
        desk.everyoneConfirms(first);
        desk.looks(first, Map.of("foundForAll", "AS_WANTED"));
        assertThatThrownBy(() -> restorations.order(wanted, "registrar1"))
                .isInstanceOf(Problem.class)
                .hasMessage("restoration.nothing-to-undo");
    }

    @Test
    void whatIsOrderedForOneTargetLeavesAProposalAboutOthersWaitingForAPerson() {
        var number = desk.restricted(2, 0);
        var proposal = restorations.propose(
                desk.wanted(number, RestorationKind.RESTORATION, RestorationGround.OVER_BLOCKING, "", 1, 2),
                "manager1");
        var ordered = restorations.order(
                desk.wanted(number, RestorationKind.RESTORATION, RestorationGround.END_REACHED, "RV-2026-000906", 1),
                "duenotice");
        casework.runJobs();

        assertThat(ordered).isNotEqualTo(proposal);
        assertThat(casework.open(proposal)).containsExactly("orderRestoration");
        assertThat(desk.dispositions(number))
                .containsOnly(Map.entry(1, Disposition.BEING_RESTORED), Map.entry(2, Disposition.REMOVED));
        assertThat(restorations.targets(restorations.byNumber(proposal)))
                .extracting(target -> target.no())
                .containsExactly(2);

        casework.complete(
                "body-officer1",
                "orderRestoration",
                proposal,
                Map.of("orderChoice", "ORDER", "reasons", "It hit a neighbour"));
        casework.runJobs();
        desk.everyoneConfirms(proposal);
        desk.looks(proposal, Map.of("foundForAll", "AS_WANTED"));
        assertThat(desk.dispositions(number))
                .as("the other one is still being restored")
                .containsOnly(Map.entry(1, Disposition.BEING_RESTORED), Map.entry(2, Disposition.RESTRICTION_LIFTED));
        desk.everyoneConfirms(ordered);
        desk.looks(ordered, Map.of("foundForAll", "AS_WANTED"));
        assertThat(desk.dispositions(number)).containsValue(Disposition.RESTRICTION_LIFTED);
        assertThat(desk.dispositions(number)).doesNotContainValue(Disposition.BEING_RESTORED);
    }

    @Test
    void aFallenBasisCannotBeKeptAndSilenceDecidesNothing() {
        var number = desk.restricted(1, 0);
        var restoration = restorations.propose(
                desk.wanted(number, RestorationKind.RESTORATION, RestorationGround.BASIS_FELL, "RV-2026-000902", 1),
                "registrar1");
        assertThatThrownBy(() -> casework.complete(
                        "body-officer1",
                        "orderRestoration",
                        restoration,
                        Map.of("orderChoice", "KEEP", "reasons", "We like it")))
                .hasMessageContaining("leaves no choice");
        casework.clock.pass(Duration.ofHours(2));
        casework.runJobs();
        assertThat(casework.open(restoration)).containsExactly("orderRestoration");
        assertThat(desk.dispositions(number)).containsValue(Disposition.REMOVED);
        assertThat(Caller.of(port, "auditor1").get("/api/v1/cases/" + number).body())
                .contains("TERM_BREACHED", restoration);
        casework.complete(
                "body-officer1", "orderRestoration", restoration, Map.of("orderChoice", "ORDER", "reasons", "It fell"));
        casework.runJobs();
        assertThat(desk.dispositions(number)).containsValue(Disposition.BEING_RESTORED);
    }

    @Test
    void overBlockingIsDecidedOnWithinHoursBeforeEverythingElse() {
        var number = desk.restricted(0, 1);
        var answer = RestorationDesk.post(
                port,
                "liaison1",
                "/api/v1/cases/" + number + "/over-blocking-reports",
                "{\"targets\": [1], \"reporter\": \"OPERATOR\", \"whatIsHit\": \"A school is on the same host\"}");
        RestorationDesk.isCreated(answer);
        String restoration = JsonPath.read(answer.body(), "$.summary.number");
        String dueAt = JsonPath.read(answer.body(), "$.dueAt");
        assertThat(Duration.between(casework.clock.instant(), java.time.Instant.parse(dueAt)))
                .isCloseTo(Duration.ofHours(4), Duration.ofSeconds(30));
        assertThat(casework.task("orderRestoration", restoration).getPriority()).isEqualTo(100);
        var kept = RestorationDesk.post(
                port,
                "body-officer1",
                "/api/v1/restorations/" + restoration + "/order",
                "{\"choice\": \"KEEP\", \"reasons\": \"The school has a host of its own\"}");
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(204);
        assertThat(restorations.byNumber(restoration).endedAs()).isEqualTo("KEPT");
        assertThat(desk.dispositions(number)).containsValue(Disposition.RESTRICTED_BY_OPERATOR);
    }

    @Test
    void aHoldOfTheCaseDoesNotKeepAccessClosed() {
        var number = desk.asked(0, 1);
        var held = RestorationDesk.post(
                port,
                "approver1",
                "/api/v1/cases/" + number + "/holds",
                "{\"ground\":\"APPEAL\",\"reason\":\"Admitted\"}");
        assertThat(held.statusCode()).as(held.body()).isEqualTo(200);
        var restoration = desk.ordered(number, RestorationKind.RESTORATION, "RV-2026-000904", 1);
        desk.everyoneConfirms(restoration);
        desk.looks(restoration, Map.of("foundForAll", "AS_WANTED"));
        assertThat(desk.dispositions(number)).containsValue(Disposition.RESTRICTION_LIFTED);
    }

    @Test
    void theFormInTasklistOpensTheSameRestoration() {
        var number = desk.restricted(1, 0);
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("over-blocking")
                .latestVersion()
                .singleResult();
        casework.as(
                "caseworker1",
                () -> forms.submitStartForm(
                        definition.getId(),
                        Map.of(
                                "caseNumber", number,
                                "targets", "1",
                                "reporter", "CASEWORKER",
                                "whatIsHit", "The page of a news site")));
        var opened = restorations.of(casework.cases.byNumber(number).id());
        assertThat(opened).hasSize(1);
        assertThat(opened.get(0).ground()).isEqualTo(RestorationGround.OVER_BLOCKING);
    }
}
