package org.duenotice.calendar;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The clocks that run over a case, its referrals, notices and letters; the subject is the number people speak. What
 * happens to a clock is only ever added, so that it can be told how it stood on any day; how it stands now is kept beside it. A
 * clock that has ended stays as it ended: meeting, breaching or cancelling it again changes nothing.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class Clocks {

    private static final String SELECT =
            """
            select id, case_id, subject, rule_code, citation_ru, citation_kk, citation_en, state, started_at, due_at,
                   extract(epoch from length)::bigint as seconds, state_since
            from current_clock
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public UUID start(UUID caseId, String subject, Deadline deadline) {
        var id = UUID.randomUUID();
        jdbc.sql(
                        """
                        with started as (
                            insert into clock (id, case_id, subject, rule_code, amount, unit, citation_ru, citation_kk,
                                               citation_en, started_at)
                            values (:id, :case, :subject, :rule, :amount, :unit, :ru, :kk, :en, :start)
                            returning id, started_at
                        )
                        insert into clock_event (clock_id, state, due_at, words, effective_at, started_at, length)
                        select id, 'RUNNING', :due, '', started_at, started_at, :due - started_at from started
                        """)
                .param("id", id)
                .param("case", caseId)
                .param("subject", subject)
                .param("rule", deadline.rule())
                .param("amount", deadline.term().amount())
                .param("unit", deadline.term().unit().name())
                .param("ru", deadline.citation().ru())
                .param("kk", deadline.citation().kk())
                .param("en", deadline.citation().en())
                .param("start", deadline.start().atOffset(UTC))
                .param("due", deadline.due().atOffset(UTC))
                .update();
        return id;
    }

    /** @return false when there was no open clock of that rule to meet */
    public boolean meet(String subject, String rule) {
        return end(subject, rule, "MET", "RUNNING", "PAUSED");
    }

    /**
     * A term that nobody owes anything by ends without a breach.
     *
     * @return false when no clock of that rule was running any more
     */
    public boolean breach(String subject, String rule) {
        return end(subject, rule, "BREACHED", "RUNNING");
    }

    /** Ends every open clock of the subject. */
    public boolean cancel(String subject) {
        return end(subject, null, "CANCELLED", "RUNNING", "PAUSED");
    }

    /** Ends every open clock of the case; those of other cases that share a subject with it go on. */
    public void cancelOf(UUID caseId) {
        jdbc.sql(
                        """
                        with ended as (
                            select s.clock_id, s.due_at from clock_state s join clock c on c.id = s.clock_id
                            where c.case_id = :case and s.state in ('RUNNING', 'PAUSED') for update of s
                        )
                        insert into clock_event (clock_id, state, due_at, words, effective_at)
                        select clock_id, 'CANCELLED', due_at, '', :now from ended
                        """)
                .param("now", clock.instant().atOffset(UTC))
                .param("case", caseId)
                .update();
    }

    /** The running clock of the subject, the one started last when there are several. */
    @Transactional(readOnly = true)
    public Optional<ClockView> running(String subject) {
        return last(subject, "state = 'RUNNING'");
    }

    /** The clock of the subject that runs or is paused, the one started last when there are several. */
    @Transactional(readOnly = true)
    public Optional<ClockView> open(String subject) {
        return last(subject, "state in ('RUNNING', 'PAUSED')");
    }

    /** The clock of the subject that was started last, however it stands. */
    @Transactional(readOnly = true)
    public Optional<ClockView> last(String subject) {
        return last(subject, "true");
    }

    private Optional<ClockView> last(String subject, String which) {
        return jdbc.sql(SELECT + " where subject = ? and " + which + " order by started_at desc, due_at desc limit 1")
                .param(subject)
                .query(Clocks::view)
                .optional();
    }

    /** All clocks of the case in the order they were started. */
    @Transactional(readOnly = true)
    public List<ClockView> of(UUID caseId) {
        return jdbc.sql(SELECT + " where case_id = ? order by started_at, due_at, id")
                .param(caseId)
                .query(Clocks::view)
                .list();
    }

    /** @throws Problem {@code clock.unknown} */
    @Transactional(readOnly = true)
    public ClockView get(UUID id) {
        return jdbc.sql(SELECT + " where id = ?")
                .param(id)
                .query(Clocks::view)
                .optional()
                .orElseThrow(() -> Problem.notFound("clock.unknown", id));
    }

    /** A place in a list that is ordered by due time: the clock that the page before ended with. */
    public record Place(Instant dueAt, UUID id) {}

    /** What to list; every part is optional but the limit. */
    public record Search(String state, Instant dueBefore, Place after, int limit) {}

    /** Due first, page by page. */
    @Transactional(readOnly = true)
    public List<ClockView> search(Search search) {
        var conditions = new StringBuilder(" where true");
        if (search.state() != null) {
            conditions.append(" and state = :state");
        }
        if (search.dueBefore() != null) {
            conditions.append(" and due_at < :before");
        }
        if (search.after() != null) {
            conditions.append(" and (due_at, id) > (:due, :id)");
        }
        var statement = jdbc.sql(SELECT + conditions + " order by due_at, id limit :limit")
                .param("limit", search.limit());
        if (search.state() != null) {
            statement = statement.param("state", search.state());
        }
        if (search.dueBefore() != null) {
            statement = statement.param("before", search.dueBefore().atOffset(UTC));
        }
        if (search.after() != null) {
            statement = statement
                    .param("due", search.after().dueAt().atOffset(UTC))
                    .param("id", search.after().id());
        }
        return statement.query(Clocks::view).list();
    }

    /** When two end a clock at the same time, the row of its state lets the first one stand. */
    private boolean end(String subject, String rule, String state, String... from) {
        return jdbc.sql(
                                """
                                with ended as (
                                    select s.clock_id, s.due_at, case when :state = 'BREACHED' and c.rule_code in
                                        (select u.rule_code from unowed_term u) then 'ENDED' else :state end as state
                                    from clock_state s join clock c on c.id = s.clock_id
                                    where c.subject = :subject and s.state = any (:from)
                                      and (:rule::text is null or c.rule_code = :rule) for update of s
                                )
                                insert into clock_event (clock_id, state, due_at, words, effective_at)
                                select clock_id, state, due_at, '', :now from ended
                                """)
                        .param("state", state)
                        .param("now", clock.instant().atOffset(UTC))
                        .param("subject", subject)
                        .param("from", from)
                        .param("rule", rule)
                        .update()
                > 0;
    }

    static ClockView view(ResultSet row, int no) throws SQLException {
        return new ClockView(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("subject"),
                row.getString("rule_code"),
                new Citation(row.getString("citation_ru"), row.getString("citation_kk"), row.getString("citation_en")),
                row.getString("state"),
                instant(row, "started_at"),
                instant(row, "due_at"),
                Duration.ofSeconds(row.getLong("seconds")),
                instant(row, "state_since"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
