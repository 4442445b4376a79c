package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.notice.ItemOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the probe suggests stands in the form of whoever verifies, target by target and with its time. */
@DueNoticeTest
class ProbeFactsTest {

    @Autowired
    private Casework casework;

    @Autowired
    private FormService forms;

    @Autowired
    private JdbcClient sql;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private void probed(CaseTarget target, String suggestion) {
        sql.sql("insert into probe_look (target_id, suggestion, looked_at) values (?, ?, ?)")
                .params(target.targetId(), suggestion, casework.clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
    }

    private String facts(String task, String number) {
        return casework.as("caseworker1", () -> forms.getTaskFormVariables(
                        casework.task(task, number).getId())
                .getValueTyped("facts")
                .getValue()
                .toString());
    }

    @Test
    void aSuggestionStandsBesideTheClaimAndLeavesTheDecisionToThePerson() {
        var notice = casework.noticeSent(Casework.address(), Casework.address());
        var targets = casework.cases.targets(casework.notices.byNumber(notice).caseId());
        casework.answers(notice, ItemOutcome.REMOVED, null);
        assertThat(facts("verifyOutcome", notice)).doesNotContain("\"probe\"");

        probed(targets.get(0), "AVAILABLE");
        probed(targets.get(1), "GONE");

        assertThat(facts("verifyOutcome", notice))
                .contains("no longer there: 2 (02.11.2026", "still answers: 1 (02.11.2026");
        casework.complete("caseworker1", "verifyOutcome", notice, Map.of("verifyForAll", "CONFIRMED"));
        assertThat(casework.notices.items(casework.notices.byNumber(notice).id()))
                .allSatisfy(item -> assertThat(item.verified()).isTrue());

        casework.runJobs();
        var number = casework.caseOf(notice);
        casework.clock.pass(Duration.ofDays(7).plusMinutes(1));
        casework.runJobs();
        assertThat(facts("recheckTarget", number)).contains("still answers: 1");
    }
}
