package org.duenotice.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import org.duenotice.DueNoticeTest;
import org.duenotice.process.Casework;
import org.duenotice.security.Caller;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@DueNoticeTest
class CasesBeforeTheSealTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Flyway flyway;

    @Autowired
    private CasesBeforeTheSeal beforehand;

    @Autowired
    private Sealing sealing;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    @Test
    void aCaseOfAnEarlierVersionIsSealedAtTheNextStart() throws Exception {
        casework.clock.backToStart();
        var number = caseOfAnEarlierVersion();

        beforehand.start();

        assertThat(casework.cases.byNumber(number).category()).isEqualTo("SEALED_MATERIAL");
        assertThat(casework.cases.byNumber(number).description()).isEmpty();
    }

    @Test
    void whatCannotBeSealedIsReadByNobodyAndKeepsNothingElseFromBeingSealed() throws Exception {
        var broken = caseOfAnEarlierVersion();
        var sound = caseOfAnEarlierVersion();
        var failing = mock(Sealing.class, delegatesTo(sealing));
        doThrow(new IllegalStateException("disk full")).when(failing).seal(eq(broken), any(), any(), any());

        new CasesBeforeTheSeal(sql, failing).start();

        assertThat(casework.cases.byNumber(sound).category()).isEqualTo("SEALED_MATERIAL");
        var reader = Caller.of(port, "caseworker1");
        assertThat(Caller.json(reader.get("/api/v1/cases/" + broken)).path("targets"))
                .isEmpty();
        assertThat(reader.get("/api/v1/cases/" + broken + "/targets").statusCode())
                .isEqualTo(403);
        assertThat(reader.get("/api/v1/cases?limit=200").body()).doesNotContain(broken);
        beforehand.start();
        assertThat(casework.cases.byNumber(broken).category()).isEqualTo("SEALED_MATERIAL");
    }

    private String caseOfAnEarlierVersion() throws Exception {
        var number = casework.preparedCase();
        try (var owner = flyway.getConfiguration().getDataSource().getConnection();
                var statement = owner.createStatement()) {
            statement.execute("alter table case_file disable trigger guard_stub");
            statement.execute("update case_file set category = 'CHILD_SEXUAL_ABUSE_MATERIAL' where number = '%s'"
                    .formatted(number));
            statement.execute("alter table case_file enable trigger guard_stub");
        }
        return number;
    }
}
