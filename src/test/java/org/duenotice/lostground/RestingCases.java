package org.duenotice.lostground;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cases in the tables of a running copy, each with one site that operators restrict, all resting on one provision. */
record RestingCases(JdbcClient sql, String provision) {

    static final int ALL = 160;

    /** Everything that people would have done, as its rows. */
    void insert(Instant now) {
        sql.sql(
                        "create table seeded (n int, no text, case_id uuid, restriction_id uuid, round_id uuid, hearing_id uuid, "
                                + "target_id uuid, case_target_id uuid, measure_id uuid, at timestamptz)")
                .update();
        sql.sql(
                        """
                        insert into seeded
                        select n, lpad(n::text, 6, '0'), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
                               gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), :at::timestamptz - interval '1 day'
                        from generate_series(1, :all) n
                        """)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("all", ALL)
                .update();
        for (var statement : STATEMENTS.split(";\n")) {
            var known = sql.sql(statement);
            (statement.contains(":provision") ? known.param("provision", provision) : known).update();
        }
        move("TARGET", "case_target_id", "", "IN_QUALIFICATION");
        move("TARGET", "case_target_id", "IN_QUALIFICATION", "RESTRICTION_SOUGHT");
        move("TARGET", "case_target_id", "RESTRICTION_SOUGHT", "UNDER_ORDER");
        move("TARGET", "case_target_id", "UNDER_ORDER", "RESTRICTED_BY_OPERATOR");
        move("RESTRICTION", "measure_id", "PROPOSED", "PROPORTIONALITY_CHECKED");
        move("RESTRICTION", "measure_id", "PROPORTIONALITY_CHECKED", "APPROVED");
        move("RESTRICTION", "measure_id", "APPROVED", "PENDING_ACTIVATION");
        move("RESTRICTION", "measure_id", "PENDING_ACTIVATION", "ACTIVE");
    }

    private void move(String machine, String subject, String from, String to) {
        var first = from.isEmpty()
                ? "insert into state_move (machine, subject, from_state, to_state, reason, actor, effective_at) "
                        + "select :machine, %1$s, :from, :to, '', 'seeded', at from seeded"
                : """
                insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
                select m.machine, m.subject, m.id, m.to_state, m.effective_at, :to, '', 'seeded', m.effective_at
                from state_move m join seeded s on s.%1$s = m.subject where m.machine = :machine and m.to_state = :from
                """;
        sql.sql(first.formatted(subject))
                .param("machine", machine)
                .param("from", from)
                .param("to", to)
                .update();
    }

    private static final String STATEMENTS =
            """
            insert into target (id, canonical_key, kind, platform_code, unresolved, rule_version, first_seen_at)
            select target_id, 'web:resting-' || n || '.example|/|', 'ITEM', 'WEB', false, 2, at from seeded;
            insert into case_file (id, number, category, description, source, reported_by, state, opened_at)
            select case_id, 'DN-2019-' || no, 'FINANCIAL_PYRAMID', 'seeded', 'OWN_MONITORING', 'caseworker1', 'DETECTED', at from seeded;
            insert into case_target (id, case_id, target_id, no, original_address)
            select case_target_id, case_id, target_id, 1, 'https://resting-' || n || '.example/' from seeded;
            insert into restriction (id, number, case_id, legal_basis, reasons, proposed_by, proposed_at)
            select restriction_id, 'R-2019-' || no, case_id, (select id from current_legal_basis where code = :provision),
                   'seeded', 'caseworker1', at from seeded;
            insert into restriction_target select restriction_id, case_target_id from seeded;
            insert into restriction_round (id, restriction_id, no, kind, subject, opened_at)
            select round_id, restriction_id, 1, 'FIRST', 'DN-2019-' || no, at from seeded;
            insert into restriction_round_target select round_id, case_target_id from seeded;
            insert into restriction_measure (id, round_id, case_target_id, state, proposed_at)
            select measure_id, round_id, case_target_id, 'PROPOSED', at from seeded;
            insert into hearing (id, round_id, ground, reasons, preliminary, recorded_by, recorded_at)
            select hearing_id, round_id, 'IMMEDIATE_ACT_NEEDED', 'seeded', '', 'body-officer1', at from seeded;
            insert into restriction_decision (restriction_id, case_target_id, decision, reasons, review_on, decided_by, decided_at,
                                              round_id, scope, hearing_id)
            select restriction_id, case_target_id, 'APPROVED', 'seeded', at::date + 300, 'body-officer1', at, round_id, 'ITEM', hearing_id
            from seeded""";
}
