package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.AppealState;
import org.duenotice.appeal.Appeals;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which duties one person never has together, whoever writes them and by what way. */
@DueNoticeTest
class DutiesTest {

    private static final String TAKE_PART =
            "insert into participation (case_id, person, side, role, decision) select ?, ?, side, role, ? from duty where role = ?";

    @Autowired
    private Casework casework;

    @Autowired
    private Appeals appeals;

    @Autowired
    private JdbcClient sql;

    private UUID newCase() {
        return casework.cases
                .byNumber(casework.detection("FINANCIAL_PYRAMID", Casework.address()))
                .id();
    }

    private void takePart(UUID caseId, String person, UUID decision, String role) {
        sql.sql(TAKE_PART).params(caseId, person, decision, role).update();
    }

    @ParameterizedTest
    @CsvSource({
        "PREPARER, APPROVER, false, true",
        "PREPARER, APPROVER, true, false",
        "BODY_OFFICER, HEAD_OF_BODY, false, true",
        "BODY_OFFICER, HEAD_OF_BODY, true, false",
        "PREPARER, BODY_OFFICER, true, false",
        "APPROVER, BODY_OFFICER, true, false",
        "VERIFIER, BODY_OFFICER, true, false",
        "PREPARER, RIGHTS_LAWYER, true, false",
        "PREPARER, APPEAL_OFFICER, false, false",
        "APPROVER, APPEAL_OFFICER, false, false",
        "BODY_OFFICER, APPEAL_OFFICER, false, false",
        "VERIFIER, APPEAL_OFFICER, false, false",
        "RIGHTS_LAWYER, APPEAL_OFFICER, false, false",
        "UNIT_MEMBER, APPEAL_OFFICER, false, false",
        "PREPARER, VERIFIER, true, true",
        "APPROVER, VERIFIER, true, true"
    })
    void whatOnePersonMayBeInOneCaseIsSaidByTheTable(String one, String other, boolean sameDecision, boolean allowed) {
        var decision = UUID.randomUUID();
        for (var pair : List.of(List.of(one, other), List.of(other, one))) {
            var caseId = newCase();
            takePart(caseId, "person1", decision, pair.get(0));
            Runnable second =
                    () -> takePart(caseId, "person1", sameDecision ? decision : UUID.randomUUID(), pair.get(1));
            if (allowed) {
                second.run();
            } else {
                assertThatThrownBy(second::run).rootCause().hasMessageContaining("separation_of_duties");
            }
            takePart(caseId, "person2", decision, pair.get(1));
        }
    }

    @Test
    void aDecisionWrittenPastTheCodeIsATakingPartAllTheSame() {
        var number = casework.restrictionSought(Casework.address());
        casework.bodyApproves(number);
        var caseId = casework.cases.byNumber(number).id();
        assertThatThrownBy(() -> sql.sql(
                                """
                                insert into qualification (id, case_id, round, proposal, offence_route, restriction, closing, reasons,
                                                           prepared_by, prepared_at)
                                select gen_random_uuid(), case_id, 99, 'CLOSE', 'NONE', false, 'NO_VIOLATION', 'By hand',
                                       (select person from participation p where p.case_id = q.case_id and role = 'BODY_OFFICER' limit 1),
                                       now()
                                from qualification q where case_id = ? limit 1
                                """)
                        .param(caseId)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .rootCause()
                .hasMessageContaining("separation_of_duties");
    }

    @Test
    void whoeverDidWhatStandsInTheTableOfParticipations() {
        var notice = casework.noticeSent(Casework.address());
        casework.answers(notice, ItemOutcome.REMOVED, null);
        casework.runJobs();
        assertThat(sql.sql(
                                "select distinct role from participation where case_id = (select case_id from notice where number = ?)")
                        .param(notice)
                        .query(String.class)
                        .list())
                .contains("PREPARER", "APPROVER", "BODY_OFFICER");
    }

    @Test
    void anAppealIsReviewedByWhoeverTookPartInNothing() {
        var caseFile = casework.cases.byNumber(casework.preparedCase());
        var appeal = appeals.receive(
                caseFile, null, Appeals.Appellant.OWNER, "Not mine", casework.clock.instant(), "liaison1");
        appeals.move(appeal, AppealState.REGISTERED, "", "liaison1");
        appeals.move(appeal, AppealState.ADMISSIBILITY, "", "liaison1");
        assertThatThrownBy(() -> appeals.review(appeal, AppealState.UNDER_REVIEW, "", "caseworker1"))
                .isInstanceOf(Problem.class)
                .hasMessage("case.other-side");
        appeals.review(appeal, AppealState.UNDER_REVIEW, "", "appeal-officer1");
        appeals.review(appeal, AppealState.DISMISSED, "Nothing new", "appeal-officer1");
        assertThat(appeals.byNumber(appeal.number()).state()).isEqualTo(AppealState.DISMISSED);
    }

    @Test
    void whoeverTookPartDecidesNoAppealByWhateverWay() {
        var caseFile = casework.cases.byNumber(casework.preparedCase());
        var appeal = appeals.receive(
                caseFile, null, Appeals.Appellant.OWNER, "Not mine", casework.clock.instant(), "liaison1");
        appeals.move(appeal, AppealState.REGISTERED, "", "liaison1");
        appeals.move(appeal, AppealState.ADMISSIBILITY, "", "liaison1");
        assertThatThrownBy(() -> appeals.move(appeal, AppealState.UNDER_REVIEW, "", "caseworker1"))
                .isInstanceOf(Problem.class)
                .hasMessage("case.other-side");
        assertThatThrownBy(() -> sql.sql(
                                """
                                insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
                                select machine, subject, id, to_state, effective_at, 'UNDER_REVIEW', '', 'caseworker1', effective_at
                                from state_move where subject = ? order by id desc limit 1
                                """)
                        .param(appeal.id())
                        .update())
                .rootCause()
                .hasMessageContaining("separation_of_duties");
        assertThat(appeals.byNumber(appeal.number()).state()).isEqualTo(AppealState.ADMISSIBILITY);
    }

    @Test
    void twoExcludedDutiesTakenAtTheSameMomentAreNeverBothWritten() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var round = 0; round < 10; round++) {
                var caseId = newCase();
                List<Callable<Boolean>> both =
                        List.of(() -> written(caseId, "APPROVER"), () -> written(caseId, "APPEAL_OFFICER"));
                var won = 0;
                for (var one : threads.invokeAll(both)) {
                    won += one.get() ? 1 : 0;
                }
                assertThat(won).isEqualTo(1);
            }
        } finally {
            threads.shutdown();
        }
    }

    private boolean written(UUID caseId, String role) {
        try {
            takePart(caseId, "person1", UUID.randomUUID(), role);
            return true;
        } catch (DataIntegrityViolationException refused) {
            return false;
        }
    }
}
