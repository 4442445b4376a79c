package org.duenotice.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Cases to be searched, written through the triggers that keep what is searched; half of them closed. In parts with a commit after each,
 * because who takes part is written under a lock a row. Each has words in two pieces of writing.
 */
@RequiredArgsConstructor
final class SearchedCases {

    static final String NUMBER = "DN-2026-B%06d";

    private static final int PART = 2_000;

    /** The cases of a part with their counts. */
    private static final String THESE =
            "(select f.*, substring(f.number from 10)::int as n from case_file f where f.number between :first and :last) f";

    private final JdbcClient sql;
    private final HikariDataSource database;
    private final int cases;

    /** A word that one in some fifty to one in five thousand cases has in its second piece. */
    static String common(int n) {
        return "сл"
                + String.valueOf(n)
                        .chars()
                        .mapToObj(digit -> "абвгдежзик".substring(digit - '0', digit - '0' + 1))
                        .reduce("", String::concat);
    }

    void load() throws SQLException {
        var start = System.nanoTime();
        for (var from = 0; from < cases; from += PART) {
            part(from, Math.min(from + PART, cases) - 1);
        }
        acts();
        System.out.printf("%n%,d cases loaded in %.0f s%n", cases, (System.nanoTime() - start) / 1e9);
        awaitGathering();
        asOwner("vacuum analyze");
    }

    private void awaitGathering() {
        var start = System.nanoTime();
        while (sql.sql("select exists (select from case_words_waiting)")
                .query(Boolean.class)
                .single()) {
            sql.sql("select gather_words(1000)").query().singleRow();
        }
        System.out.printf("words gathered after another %.0f s%n", (System.nanoTime() - start) / 1e9);
    }

    private void part(int from, int to) {
        opened(from, to);
        moved(from, to, "DETECTED", "QUALIFICATION", 0);
        moved(from, to, "QUALIFICATION", "LEGAL_REVIEW", 1);
        moved(from, to, "LEGAL_REVIEW", "CLOSED", 1);
        run(
                """
                with kept as (
                    insert into target (id, canonical_key, kind, platform_code, unresolved, rule_version, first_seen_at)
                    select gen_random_uuid(),
                           case when n % 4 = 0 then 'tg:post:benchmark/' || n when n % 50 = 1 then 'vk:post:' || n
                           else 'web:casino-' || n || '.example|/play|' end, 'ITEM',
                           case when n % 4 = 0 then 'TELEGRAM' when n % 50 = 1 then 'VK' else 'WEB' end, false, 2, now()
                    from generate_series(:from, :to) n returning id, canonical_key
                )
                insert into case_target (id, case_id, target_id, no, original_address)
                select gen_random_uuid(), f.id, k.id, 1, 'https://t.me/benchmark/' || k.canonical_key
                from kept k join these f on f.n = substring(k.canonical_key from '(\\d+)[^\\d]*$')::int
                """,
                from, to);
        words(from, to);
        run(
                """
                insert into participation (case_id, person, side, role)
                select f.id, 'person' || n % 40, 'UNIT', 'UNIT_MEMBER' from these f
                """,
                from, to);
        run(
                """
                with started as (
                    insert into clock (id, case_id, subject, rule_code, citation_ru, citation_kk, citation_en, started_at, amount, unit)
                    select gen_random_uuid(), f.id, f.number, 'recusal-3wd', '', '', '', now(), 3, 'WORKING_DAYS'
                    from these f where n % 2 = 0
                    returning id, subject
                )
                insert into clock_event (clock_id, state, due_at, words, effective_at, started_at, length)
                select id, 'RUNNING', timestamptz '2026-11-01' + substring(subject from 10)::int % 60 * interval '1 day', '', now(), now(),
                       interval '3 days'
                from started
                """,
                from, to);
    }

    private void opened(int from, int to) {
        run(
                """
                insert into case_file (id, number, category, description, source, reported_by, state, opened_at)
                select gen_random_uuid(), 'DN-2026-B' || lpad(n::text, 6, '0'),
                       case when n % 20 = 0 then 'DRUG_SALE' when n % 3 = 0 then 'FINANCIAL_PYRAMID' else 'ILLEGAL_GAMBLING' end,
                       'Обещает доход', 'OWN_MONITORING', 'caseworker1', 'DETECTED', timestamptz '2026-01-01' + n * interval '1 minute'
                from generate_series(:from, :to) n
                """,
                from, to);
    }

    /** Every {@code 1 + odd}th of them, the odd ones. */
    private void moved(int from, int to, String before, String after, int odd) {
        run(
                """
                insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
                select 'CASE', f.id, m.id, m.to_state, m.effective_at, '%s', '%s', 'caseworker1', m.effective_at
                from these f join state_move m on m.subject = f.id and m.to_state = '%s' where f.n %% %d = %d
                """
                        .formatted(after, after.equals("CLOSED") ? "NO_VIOLATION" : "", before, 1 + odd, odd),
                from,
                to);
    }

    private void words(int from, int to) {
        run(
                """
                insert into case_event (case_id, kind, actor, subject, words, happened_at)
                select f.id, 'CASE_OPENED', 'caseworker1', f.number,
                       'Обещает доход ' || case when n % 2 = 0 then 'казино ' else 'пирамида обещает ставки ' end
                       || case when n % 7 = 0 then 'жасырын ойындарды bonus ' else 'деньги ' end
                       || case when n % 500 = 0 then 'редкий кошелек telegram ' else '' end
                       || 'w' || (n::bigint * 7919 % 20000) || ' w' || (n::bigint * 104729 % 20000)
                       || ' на странице просят приводить друзей', now()
                from these f
                union all
                select f.id, 'CASE_OPENED', 'caseworker2', f.number,
                       (select string_agg('сл' || translate(((n::bigint * 6151 + k * 7907) % 5003 * ((n + k) % 101) / 101)::text,
                                                            '0123456789', 'абвгдежзик'), ' ')
                        from generate_series(1, 40) k), now()
                from these f
                """,
                from, to);
    }

    /** What decisions would leave behind. */
    private void acts() {
        sql.sql(
                        """
                        insert into case_facet (number, case_id, kind, value)
                        select f.number, f.id, 'ROUTE', case when n % 3 = 0 then 'CRIMINAL' else 'RESTRICTION' end
                        from case_file f cross join lateral (select substring(f.number from 10)::int) number(n)
                        where f.number like 'DN-2026-B%' and n % 2 = 0
                        union all
                        select f.number, f.id, 'COURT_ACT', '2-' || (n % 200) || '/2026'
                        from case_file f cross join lateral (select substring(f.number from 10)::int) number(n)
                        where f.number like 'DN-2026-B%' and n % 10 = 0
                        """)
                .update();
    }

    private void run(String statement, int from, int to) {
        sql.sql(statement.replace("these f", THESE))
                .param("first", NUMBER.formatted(from))
                .param("last", NUMBER.formatted(to))
                .param("from", from)
                .param("to", to)
                .update();
    }

    /** What autovacuum does a minute later; the tables are the owner's. */
    private void asOwner(String statement) throws SQLException {
        var superuser = new Properties();
        superuser.setProperty("user", "postgres");
        try (var connection = DriverManager.getConnection(database.getJdbcUrl(), superuser);
                var run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}
