package org.duenotice.notice;

import java.time.Clock;
import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.audit.Timeline;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Marks every running clock whose term has run out, and its notice, in one statement, whatever the jobs are busy with. It records
 * what is true and decides nothing: the gate behind a breach is opened by the process. A term that nobody owes anything by, such as that
 * of a right, ends without a breach ({@code unowed_term}).
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class Breaches {

    /**
     * A notice is held before its clock, as everybody does who changes either; one that somebody holds is left for the next time, so
     * that an answer being stored comes first. Several nodes may ask at once.
     */
    private static final String MARK =
            """
            with of_notices as (
                select s.clock_id, s.due_at, c.case_id, c.subject, c.rule_code, n.id as notice_id
                from clock_state s join clock c on c.id = s.clock_id join notice n on n.number = c.subject
                where s.state = 'RUNNING' and s.due_at <= :now for update of n, s skip locked
            ), others as (
                select s.clock_id, s.due_at, c.case_id, c.subject, c.rule_code, null::uuid as notice_id
                from clock_state s join clock c on c.id = s.clock_id
                where s.state = 'RUNNING' and s.due_at <= :now
                  and not exists (select from notice n where n.number = c.subject) for update of s skip locked
            ), overdue as (
                select *, rule_code in (select rule_code from unowed_term) as unowed
                from (select * from of_notices union all select * from others) due
            ), kept as (
                insert into clock_event (clock_id, state, due_at, words, effective_at)
                select clock_id, case when unowed then 'ENDED' else 'BREACHED' end, due_at, '', :now from overdue
            ), marked as (
                insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
                select 'NOTICE', n.id, m.id, m.to_state, m.effective_at, 'BREACHED', '', :actor, greatest(:now, m.effective_at)
                from notice n cross join lateral (
                    select id, to_state, effective_at from state_move where subject = n.id order by id desc limit 1) m
                where n.id in (select notice_id from overdue where not unowed) and n.closed_at is null and m.to_state <> 'BREACHED'
            )
            insert into case_event (case_id, kind, actor, subject, words, happened_at)
            select case_id, case when unowed then 'TERM_ENDED' else 'TERM_BREACHED' end, :actor, subject, rule_code, due_at from overdue order by due_at, subject
            """;

    private final JdbcClient sql;
    private final Clock clock;

    /** @return how many clocks were marked */
    @Transactional
    public int mark() {
        return sql.sql(MARK)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actor", Timeline.SOFTWARE)
                .update();
    }

    /** Marks every few seconds, on the nodes that also work jobs. */
    @Component
    @RequiredArgsConstructor
    @ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
    static class Watch {

        private final Breaches breaches;

        @Scheduled(fixedDelayString = "${duenotice.notice.breaches-every}")
        void look() {
            var marked = breaches.mark();
            if (marked > 0) {
                log.info("{} term(s) ran out", marked);
            }
        }
    }
}
