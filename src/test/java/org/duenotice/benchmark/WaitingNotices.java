package org.duenotice.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notices that wait for an answer, in numbers that nobody could write letters for: their rows are inserted in bulk and each process
 * is started where the letter has just left.
 */
@RequiredArgsConstructor
final class WaitingNotices {

    private static final String START = "awaitAnswer";

    private final JdbcClient sql;
    private final RuntimeService runtime;
    private final ExecutorService threads;

    /** Rows of that many cases with one notice each and so many targets in it; numbers begin with the mark. */
    void insert(String mark, int notices, int targets) {
        sql.sql(
                        """
                        with cases as (
                            insert into case_file (id, number, category, description, source, reported_by, state, opened_at)
                            select gen_random_uuid(), 'DN-' || :mark || '-' || n, 'FINANCIAL_PYRAMID', '', 'OWN_MONITORING',
                                   'caseworker1', 'DETECTED', now()
                            from generate_series(1, :notices) n returning id, number
                        ), restrictions as (
                            insert into restriction (id, number, case_id, legal_basis, reasons, proposed_by, proposed_at)
                            select gen_random_uuid(), 'R-' || number, id,
                                   (select id from current_legal_basis where purpose = 'RESTRICTION' and not needs_act
                                    and 'FINANCIAL_PYRAMID' = any (categories) order by code limit 1),
                                   'Promises 30 % a month', 'caseworker1', now()
                            from cases returning id, case_id, number
                        )
                        insert into notice (id, number, case_id, restriction_id, platform_code, state, created_at)
                        select gen_random_uuid(), 'N-' || :mark || '-' || split_part(number, '-', 4), case_id, id, 'TELEGRAM',
                               'DRAFT', now()
                        from restrictions
                        """)
                .param("mark", mark)
                .param("notices", notices)
                .update();
        sql.sql(
                        """
                        with found as (
                            insert into target (id, canonical_key, kind, platform_code, unresolved, rule_version, first_seen_at)
                            select gen_random_uuid(), 'benchmark:' || n.number || '/' || t, 'POST', 'TELEGRAM', false, 1, now()
                            from notice n, generate_series(1, :targets) t where n.number like 'N-' || :mark || '-%'
                            returning id, canonical_key
                        ), taken as (
                            insert into case_target (id, case_id, target_id, no, original_address)
                            select gen_random_uuid(), n.case_id, f.id, split_part(f.canonical_key, '/', 2)::int,
                                   'https://t.me/demo_pyramid_benchmark/' || f.canonical_key
                            from found f join notice n on n.number = split_part(split_part(f.canonical_key, ':', 2), '/', 1)
                            returning id, case_id, target_id
                        ), stands as (
                            insert into state_move (machine, subject, from_state, to_state, reason, actor, effective_at)
                            select 'TARGET', id, '', 'IN_QUALIFICATION', '', 'duenotice', now() from taken
                        )
                        insert into notice_item (notice_id, case_target_id, target_id)
                        select n.id, t.id, t.target_id from taken t join notice n on n.case_id = t.case_id
                        """)
                .param("mark", mark)
                .param("targets", targets)
                .update();
        for (var state : List.of("RESTRICTION_SOUGHT", "UNDER_NOTICE")) {
            sql.sql(
                            """
                            insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
                            select 'TARGET', d.case_target_id, d.id, d.disposition, d.effective_at, :state, '', 'duenotice', now()
                            from notice n join notice_item i on i.notice_id = n.id
                            join current_disposition d on d.case_target_id = i.case_target_id
                            where n.number like 'N-' || :mark || '-%'
                            """)
                    .param("mark", mark)
                    .param("state", state)
                    .update();
        }
    }

    /** Starts the process of each notice, or of its namesake in the bare engine, at the wait for the answer. */
    void start(String process, String mark, int notices) throws Exception {
        var left = new AtomicInteger(notices);
        Callable<Void> starter = () -> {
            for (var n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) {
                runtime.createProcessInstanceByKey(process)
                        .businessKey("N-" + mark + "-" + n)
                        .startBeforeActivity(START)
                        .execute();
            }
            return null;
        };
        for (var done : threads.invokeAll(List.of(starter, starter, starter, starter))) {
            done.get();
        }
    }

    /** Lets the terms of all these notices end at one instant, in tables, timers and tasks alike. */
    void fallDue(String process, String mark, Instant at) {
        sql.sql(
                        """
                        insert into clock_event (clock_id, state, due_at, words, effective_at)
                        select s.clock_id, s.state, :at, 'all at one instant', :at from clock_state s join clock c on c.id = s.clock_id
                        where c.subject like 'N-' || :mark || '-%' and s.state = 'RUNNING'
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("mark", mark)
                .update();
        sql.sql(
                        """
                        update act_ru_job j set duedate_ = case d.act_id_ when 'answerOverdue' then :at else :later end
                        from act_ru_jobdef d, act_ru_execution e
                        where d.id_ = j.job_def_id_ and d.proc_def_key_ = :process and e.id_ = j.process_instance_id_
                          and e.business_key_ like 'N-' || :mark || '-%'
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC).toLocalDateTime())
                .param(
                        "later",
                        at.plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC).toLocalDateTime())
                .param("process", process)
                .param("mark", mark)
                .update();
        sql.sql("analyze act_ru_job").update();
    }

    /** How many of these notices have come to their gate. */
    int atTheGate(String process, String mark) {
        return sql.sql(
                        """
                        select count(*) from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
                        join act_re_procdef p on p.id_ = t.proc_def_id_
                        where t.task_def_key_ = 'decideEscalation' and p.key_ = :process
                          and e.business_key_ like 'N-' || :mark || '-%'
                        """)
                .param("process", process)
                .param("mark", mark)
                .query(Integer.class)
                .single();
    }

    /** How many of these clocks are marked as breached. */
    int breached(String mark) {
        return sql.sql("select count(*) from current_clock where subject like 'N-' || ? || '-%' and state = 'BREACHED'")
                .param(mark)
                .query(Integer.class)
                .single();
    }
}
