package org.duenotice.qualification;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Cases;
import org.duenotice.process.Casework;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;

@DueNoticeTest
class FourEyesTableTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Cases cases;

    @Autowired
    private Qualifications qualifications;

    @Test
    void theTableRefusesThePreparerAsSecondPersonWhateverTheCodeSays() {
        var number = casework.preparedCase();
        var prepared = qualifications.last(cases.byNumber(number).id()).orElseThrow();
        assertThatThrownBy(() -> qualifications.record(prepared, Decided.Outcome.APPROVED, "", prepared.preparedBy()))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("two_people");
    }
}
