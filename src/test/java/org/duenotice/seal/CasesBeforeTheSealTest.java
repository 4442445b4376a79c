package org.duenotice.seal;

import static org.assertj.core.api.Assertions.assertThat;

import org.duenotice.DueNoticeTest;
import org.duenotice.process.Casework;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DueNoticeTest
class CasesBeforeTheSealTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Flyway flyway;

    @Autowired
    private CasesBeforeTheSeal beforehand;

    @Test
    void aCaseOfAnEarlierVersionIsSealedAtTheNextStart() throws Exception {
        casework.clock.backToStart();
        var number = casework.preparedCase();
        try (var owner = flyway.getConfiguration().getDataSource().getConnection();
                var statement = owner.createStatement()) {
            statement.execute("alter table case_file disable trigger guard_stub");
            statement.execute("update case_file set category = 'CHILD_SEXUAL_ABUSE_MATERIAL' where number = '%s'"
                    .formatted(number));
            statement.execute("alter table case_file enable trigger guard_stub");
        }

        beforehand.seal();

        assertThat(casework.cases.byNumber(number).category()).isEqualTo("SEALED_MATERIAL");
        assertThat(casework.cases.byNumber(number).description()).isEmpty();
    }
}
