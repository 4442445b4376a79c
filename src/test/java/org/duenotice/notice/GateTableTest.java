package org.duenotice.notice;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.duenotice.DueNoticeTest;
import org.duenotice.process.Casework;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;

@DueNoticeTest
class GateTableTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Notices notices;

    @Autowired
    private Gates gates;

    @Test
    void theTableRefusesWhoChoseTheFormalOrderAsItsSecondPersonWhateverTheCodeSays() {
        var notice = casework.formalOrderChosen();
        var decided = gates.lastDecision(notices.byNumber(notice).id()).orElseThrow();
        assertThatThrownBy(() -> gates.record(decided, Gates.Approval.APPROVED, "", decided.decidedBy()))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("two_people");
    }
}
