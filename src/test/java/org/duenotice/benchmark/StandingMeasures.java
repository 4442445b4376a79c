package org.duenotice.benchmark;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import lombok.RequiredArgsConstructor;
import org.duenotice.TestClock;
import org.duenotice.lostground.FallenBases;
import org.duenotice.review.ReviewLook;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the look costs with that many measures standing: when nothing falls due, and when two thousand of them do; and the search for
 * what rests on fallen law.
 */
@RequiredArgsConstructor
final class StandingMeasures {

    private static final int TARGETS = 20;
    private static final int LOOKS = 11;
    private static final int DUE_RESTRICTIONS = 100;

    private final JdbcClient sql;
    private final ReviewLook look;
    private final FallenBases bases;
    private final TransactionTemplate transaction;
    private final TestClock clock;
    private final int measures;

    void run() {
        System.out.printf("%nreviews: %,d measures standing%n", measures);
        transaction.executeWithoutResult(status -> seed());
        print("look, nothing falls due", look::look);
        print("look for fallen law, nothing fell", bases::look);
        clock.pass(Duration.ofDays(200));
        var start = System.nanoTime();
        var opened = look.look();
        System.out.printf(
                "  %-36s %d reviews of %d measures in %.1f s%n",
                "look, some fall due", opened, opened * TARGETS, (System.nanoTime() - start) / 1e9);
        print("look, after that", look::look);
        clock.backToStart();
    }

    private static void print(String what, Runnable work) {
        var times = new double[LOOKS];
        for (var n = 0; n < LOOKS; n++) {
            var start = System.nanoTime();
            work.run();
            times[n] = (System.nanoTime() - start) / 1e6;
        }
        System.out.printf("  %-36s first %.1f ms", what, times[0]);
        Arrays.sort(times);
        System.out.printf(", median of %d %.1f ms%n", LOOKS, times[LOOKS / 2]);
    }

    /** Each restriction on twenty sites, active since, to be reviewed in a year; the first hundred after 210 days. */
    private void seed() {
        sql.sql(
                        """
                        create temp table bench as
                        select n, k, r.case_id, r.restriction_id, r.round_id, r.hearing_id, gen_random_uuid() as target_id,
                               gen_random_uuid() as case_target_id, gen_random_uuid() as measure_id, lpad(n::text, 6, '0') as no,
                               :now::timestamptz - interval '1 day' as at
                        from (select n, gen_random_uuid() as case_id, gen_random_uuid() as restriction_id, gen_random_uuid() as round_id,
                                     gen_random_uuid() as hearing_id from generate_series(1, :restrictions) n) r
                        cross join generate_series(1, :targets) k
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("restrictions", measures / TARGETS)
                .param("targets", TARGETS)
                .update();
        for (var statement : STATEMENTS.split(";\n")) {
            sql.sql(statement.replace(":due", String.valueOf(DUE_RESTRICTIONS))).update();
        }
        for (var step : new String[][] {
            {"PROPOSED", "PROPORTIONALITY_CHECKED"},
            {"PROPORTIONALITY_CHECKED", "APPROVED"},
            {"APPROVED", "PENDING_ACTIVATION"},
            {"PENDING_ACTIVATION", "ACTIVE"}
        }) {
            sql.sql(
                            """
                            insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
                            select 'RESTRICTION', m.subject, m.id, m.to_state, m.effective_at, ?, '', 'bench', m.effective_at
                            from state_move m join bench b on b.measure_id = m.subject where m.to_state = ?
                            """)
                    .params(step[1], step[0])
                    .update();
        }
    }

    private static final String STATEMENTS =
            """
            insert into target (id, canonical_key, kind, platform_code, unresolved, rule_version, first_seen_at)
            select target_id, 'web:standing-' || n || '.example|/page/' || k || '|', 'ITEM', 'WEB', false, 2, at from bench;
            insert into case_file (id, number, category, description, source, reported_by, state, opened_at)
            select distinct case_id, 'DN-2019-' || no, 'FINANCIAL_PYRAMID', 'bench', 'OWN_MONITORING', 'bench', 'DETECTED', at from bench;
            insert into case_target (id, case_id, target_id, no, original_address)
            select case_target_id, case_id, target_id, k, 'https://standing-' || n || '.example/page/' || k from bench;
            insert into state_move (machine, subject, from_state, to_state, reason, actor, effective_at)
            select 'TARGET', case_target_id, '', 'IN_QUALIFICATION', '', 'bench', at from bench;
            insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
            select 'TARGET', m.subject, m.id, m.to_state, m.effective_at, 'RESTRICTION_SOUGHT', '', 'bench', m.effective_at
            from state_move m join bench b on b.case_target_id = m.subject;
            insert into restriction (id, number, case_id, legal_basis, reasons, proposed_by, proposed_at)
            select distinct restriction_id, 'R-2019-' || no, case_id,
                   (select id from current_legal_basis where code = 'restriction-law' limit 1), 'bench', 'bench', at from bench;
            insert into restriction_target select restriction_id, case_target_id from bench;
            insert into restriction_round (id, restriction_id, no, kind, subject, opened_at)
            select distinct round_id, restriction_id, 1, 'FIRST', 'DN-2019-' || no, at from bench;
            insert into restriction_round_target select round_id, case_target_id from bench;
            insert into restriction_measure (id, round_id, case_target_id, state, proposed_at)
            select measure_id, round_id, case_target_id, 'PROPOSED', at from bench;
            insert into hearing (id, round_id, ground, reasons, preliminary, recorded_by, recorded_at)
            select distinct hearing_id, round_id, 'IMMEDIATE_ACT_NEEDED', 'bench', '', 'bench', at from bench;
            insert into restriction_decision (restriction_id, case_target_id, decision, reasons, review_on, decided_by, decided_at,
                                              round_id, scope, hearing_id)
            select restriction_id, case_target_id, 'APPROVED', 'bench', at::date + case when n <= :due then 210 else 364 end, 'bench', at,
                   round_id, 'ITEM', hearing_id from bench""";
}
