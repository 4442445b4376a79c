package org.duenotice.calendar;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The clocks that run over a case, its referrals, notices and letters; the subject is the number people speak. What
 * happens to a clock is only ever added, so that it can be told how it stood on any day. A clock that has ended stays
 * as it ended: meeting, breaching or cancelling it again changes nothing.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class Clocks {

    private final JdbcClient jdbc;
    private final Clock clock;

    public UUID start(UUID caseId, String subject, Deadline deadline) {
        var id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into clock (id, case_id, subject, rule_code, citation_ru, citation_kk, citation_en,
                                           started_at)
                        values (:id, :case, :subject, :rule, :ru, :kk, :en, :start)
                        """)
                .param("id", id)
                .param("case", caseId)
                .param("subject", subject)
                .param("rule", deadline.rule())
                .param("ru", deadline.citation().ru())
                .param("kk", deadline.citation().kk())
                .param("en", deadline.citation().en())
                .param("start", deadline.start().atOffset(UTC))
                .update();
        jdbc.sql(
                        """
                        insert into clock_event (clock_id, state, due_at, words, effective_at)
                        values (:id, 'RUNNING', :due, '', :start)
                        """)
                .param("id", id)
                .param("due", deadline.due().atOffset(UTC))
                .param("start", deadline.start().atOffset(UTC))
                .update();
        return id;
    }

    public void meet(String subject, String rule) {
        end(subject, rule, "MET");
    }

    public void breach(String subject, String rule) {
        end(subject, rule, "BREACHED");
    }

    /** Ends every running clock of the subject. */
    public void cancel(String subject) {
        end(subject, null, "CANCELLED");
    }

    /** The running clock of the subject, the one started last when there are several. */
    @Transactional(readOnly = true)
    public Optional<ClockView> running(String subject) {
        return jdbc.sql(
                        """
                        select * from current_clock where subject = :subject and state = 'RUNNING'
                        order by started_at desc, due_at desc limit 1
                        """)
                .param("subject", subject)
                .query(Clocks::view)
                .optional();
    }

    /** All clocks of the case in the order they were started. */
    @Transactional(readOnly = true)
    public List<ClockView> of(UUID caseId) {
        return jdbc.sql("select * from current_clock where case_id = :case order by started_at, due_at, id")
                .param("case", caseId)
                .query(Clocks::view)
                .list();
    }

    /** When two end a clock at the same time, the index one_end_per_clock lets the first one stand. */
    private void end(String subject, String rule, String state) {
        jdbc.sql(
                        """
                        insert into clock_event (clock_id, state, due_at, words, effective_at)
                        select id, :state, due_at, '', :now from current_clock
                        where subject = :subject and state = 'RUNNING' and (:rule::text is null or rule_code = :rule)
                        on conflict do nothing
                        """)
                .param("state", state)
                .param("now", clock.instant().atOffset(UTC))
                .param("subject", subject)
                .param("rule", rule)
                .update();
    }

    private static ClockView view(ResultSet row, int no) throws SQLException {
        return new ClockView(
                row.getObject("id", UUID.class),
                row.getString("subject"),
                row.getString("rule_code"),
                new Citation(row.getString("citation_ru"), row.getString("citation_kk"), row.getString("citation_en")),
                row.getString("state"),
                instant(row, "started_at"),
                instant(row, "due_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
