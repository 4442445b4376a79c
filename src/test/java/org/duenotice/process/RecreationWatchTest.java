package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.CaseState;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.recreation.Recreations;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DueNoticeTest
class RecreationWatchTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Recreations recreations;

    @Autowired
    private FormService forms;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private String removed(String... addresses) {
        var notice = casework.noticeSent(addresses);
        casework.answers(notice, ItemOutcome.REMOVED, null);
        casework.complete("caseworker2", "verifyOutcome", notice, Map.of("verifyForAll", "CONFIRMED"));
        casework.runJobs();
        return casework.caseOf(notice);
    }

    private void passDays(int days) {
        casework.clock.pass(Duration.ofDays(days).plusMinutes(1));
        casework.runJobs();
    }

    @Test
    void theWatchDoesNotKeepTheCaseOpenAndLooksAtGrowingIntervals() {
        var number = removed(Casework.address());
        assertThat(casework.isOver(number)).isTrue();
        assertThat(casework.cases.byNumber(number).state()).isEqualTo(CaseState.CLOSED);
        assertThat(casework.open(number)).isEmpty();
        for (var days : List.of(7, 14, 30)) {
            passDays(days - 1);
            assertThat(casework.open(number)).isEmpty();
            passDays(1);
            assertThat(casework.open(number)).containsExactly("recheckTarget");
            casework.complete("caseworker1", "recheckTarget", number, Map.of("recheckForAll", "GONE"));
        }
    }

    @Test
    void afterTheLastLookTheWatchEnds() {
        var number = removed(Casework.address());
        for (var days : List.of(7, 14, 30, 90, 180)) {
            passDays(days);
            casework.complete("caseworker1", "recheckTarget", number, Map.of("recheckForAll", "GONE"));
        }
        assertThat(casework.runtime
                        .createProcessInstanceQuery()
                        .processDefinitionKey("recreation-watch")
                        .processInstanceBusinessKey(number)
                        .count())
                .isZero();
    }

    @Test
    void aTargetSeenAgainOpensALinkedCaseWithItsHistoryOnTheFirstScreen() {
        var back = Casework.address();
        var number = removed(back, Casework.address());
        var before = recreations.count();
        passDays(7);
        assertThatThrownBy(() -> casework.complete(
                        "caseworker1",
                        "recheckTarget",
                        number,
                        Map.of("recheckForAll", "GONE", "exceptTargets", List.of("9"))))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "caseworker1",
                "recheckTarget",
                number,
                Map.of("recheckForAll", "GONE", "exceptTargets", List.of("1"), "remarks", "The same post is back"));

        var link = recreations.links(number).get(0);
        assertThat(link.earlierCase()).isEqualTo(number);
        assertThat(casework.open(link.caseNumber())).containsExactly("captureEvidence");
        assertThat(casework.cases.targets(
                        casework.cases.byNumber(link.caseNumber()).id()))
                .singleElement()
                .satisfies(target -> assertThat(target.originalAddress()).isEqualTo(back));
        var facts = casework.as("caseworker1", () -> forms.getTaskFormVariables(
                        casework.task("captureEvidence", link.caseNumber()).getId())
                .getValueTyped("facts")
                .getValue()
                .toString());
        assertThat(facts).contains(number, "Removed");
        assertThat(recreations.count().targets()).isEqualTo(before.targets() + 1);
        assertThat(recreations.watched(number))
                .extracting(target -> target.no())
                .containsExactly(2);

        var manager = Caller.of(port, "manager1");
        assertThat(manager.get("/api/v1/cases/" + link.caseNumber() + "/links").body())
                .contains(number, "REMOVED");
        assertThat(Caller.json(manager.get("/api/v1/recreations"))
                        .path("targets")
                        .asInt())
                .isEqualTo(recreations.count().targets());
    }

    @Test
    void aCaseThatTookNothingAwayIsNotWatched() {
        var number = casework.detection("FINANCIAL_PYRAMID", Casework.address());
        casework.captureEvidence(number);
        casework.complete("caseworker1", "prepareQualification", number, Casework.closing("NO_VIOLATION"));
        casework.approve(number);
        assertThat(casework.isOver(number)).isTrue();
        assertThat(casework.runtime
                        .createProcessInstanceQuery()
                        .processDefinitionKey("recreation-watch")
                        .processInstanceBusinessKey(number)
                        .count())
                .isZero();
    }
}
