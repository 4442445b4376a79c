package org.duenotice.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.duenotice.access.Views;
import org.duenotice.search.Asked;
import org.duenotice.search.CaseSearch;
import org.duenotice.security.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Searching among many cases: each kind of condition over values of very different frequency, a page of 50 a search. */
@RequiredArgsConstructor
final class ManyCases {

    private static final int PAGE = 51;
    private static final int WARM_UP = 30;
    private static final int SEARCHES = 200;
    private static final List<String> READER = List.of("caseworkers");

    /** From in every case to in one of thousands. */
    private static final List<String> WORDS = List.of(
            "обещает", "казино", "пирамида", "доход", "ставки", "ойындар", "bonus", "редкий", "кошелек", "telegram");

    private final JdbcClient sql;
    private final HikariDataSource database;
    private final CaseSearch search;
    private final Views views;
    private final int port;
    private final int cases;

    void run() throws SQLException {
        insert();
        var random = new Random(329);
        System.out.printf("%nsearch among %d cases, milliseconds%n", cases);
        kinds(random).forEach(this::measure);
        views();
        export("csv");
        export("xlsx");
    }

    private Map<String, IntFunction<String>> kinds(Random random) {
        IntFunction<String> word = n -> WORDS.get(random.nextInt(WORDS.size()));
        IntFunction<String> rare = n -> "w" + random.nextInt(20_000);
        var kinds = new LinkedHashMap<String, IntFunction<String>>();
        kinds.put("nothing", n -> "");
        kinds.put("number", n -> "number=DN-2026-B" + random.nextInt(cases));
        kinds.put("one word", n -> "text=" + word.apply(n));
        kinds.put("rare word", n -> "text=" + rare.apply(n));
        kinds.put("three words", n -> "text=" + word.apply(n) + "+" + word.apply(n) + "+" + word.apply(n));
        kinds.put("word and rare", n -> "text=" + word.apply(n) + "+" + rare.apply(n));
        kinds.put("phrase", n -> "text=%22обещает+" + WORDS.get(1 + random.nextInt(4)) + "%22");
        kinds.put("word without", n -> "text=" + word.apply(n) + "+-" + word.apply(n));
        kinds.put("kazakh", n -> "text=ойындарының");
        kinds.put("address", n -> "address=https://casino-" + random.nextInt(cases) + ".example/play");
        kinds.put("part of a host", n -> "host=no-" + random.nextInt(cases));
        kinds.put("common host", n -> "host=.example");
        kinds.put(
                "platform", n -> "platform=" + List.of("WEB", "TELEGRAM", "VK").get(random.nextInt(3)));
        kinds.put("category", n -> "category=" + (random.nextBoolean() ? "DRUG_SALE" : "ILLEGAL_GAMBLING"));
        kinds.put("state", n -> "state=" + (random.nextBoolean() ? "CLOSED" : "QUALIFICATION"));
        kinds.put("route", n -> "route=" + (random.nextBoolean() ? "CRIMINAL" : "RESTRICTION"));
        kinds.put("due", n -> "dueTo=" + LocalDate.parse("2026-11-01").plusDays(random.nextInt(60)));
        kinds.put("due long ago", n -> "dueTo=2026-01-01");
        kinds.put("participant", n -> "participant=person" + random.nextInt(40));
        kinds.put("court act", n -> "courtAct=2-" + random.nextInt(200) + "/2026");
        kinds.put(
                "five together",
                n -> "text=" + word.apply(n)
                        + "&platform=WEB&state=QUALIFICATION&category=ILLEGAL_GAMBLING&participant=person"
                        + random.nextInt(40));
        kinds.put("none fits", n -> "state=CLOSED&platform=VK&dueTo=2027-01-01&text=" + word.apply(n));
        return kinds;
    }

    private void measure(String kind, IntFunction<String> query) {
        print(kind, times(n -> search.find(Asked.of(query.apply(n)), READER, false, null, PAGE)));
        if (kind.contains("word")) {
            print(kind + ", best first", times(n -> search.find(Asked.of(query.apply(n)), READER, true, null, PAGE)));
        }
    }

    private static double[] times(IntFunction<?> work) {
        IntStream.range(0, WARM_UP).forEach(work::apply);
        return IntStream.range(0, SEARCHES)
                .mapToDouble(n -> {
                    var from = System.nanoTime();
                    work.apply(n);
                    return (System.nanoTime() - from) / 1e6;
                })
                .sorted()
                .toArray();
    }

    private static void print(String kind, double[] sorted) {
        System.out.printf(
                "  %-28s p50 %7.1f   p95 %7.1f   worst %7.1f%n",
                kind, sorted[sorted.length / 2], sorted[sorted.length * 95 / 100], sorted[sorted.length - 1]);
    }

    private void views() {
        print("recording a view", times(n -> {
            views.seen("DN-2026-B" + n, Views.Way.API, "/api/v1/cases/{number}");
            return n;
        }));
    }

    private void export(String format) {
        var from = System.nanoTime();
        var answer = Caller.of(port, "manager1").get("/api/v1/cases." + format + "?state=QUALIFICATION");
        System.out.printf(
                "  %s of %d cases: %.1f s, %d characters%n",
                format,
                cases / 2,
                (System.nanoTime() - from) / 1e9,
                answer.body().length());
    }

    private void insert() throws SQLException {
        sql.sql(
                        """
                        insert into case_file (id, number, category, description, source, reported_by, state, opened_at, closed_at,
                                               close_reason)
                        select gen_random_uuid(), 'DN-2026-B' || n,
                               case when n % 20 = 0 then 'DRUG_SALE' when n % 3 = 0 then 'FINANCIAL_PYRAMID' else 'ILLEGAL_GAMBLING' end,
                               'Обещает доход', 'OWN_MONITORING', 'caseworker1', case when n % 2 = 0 then 'QUALIFICATION' else 'CLOSED' end,
                               timestamptz '2026-01-01' + n * interval '1 minute', case when n % 2 = 1 then now() end,
                               case when n % 2 = 1 then 'NO_VIOLATION' end
                        from generate_series(0, :cases - 1) n
                        """)
                .param("cases", cases)
                .update();
        sql.sql(
                        """
                        with kept as (
                            insert into target (id, canonical_key, kind, platform_code, unresolved, rule_version, first_seen_at)
                            select gen_random_uuid(),
                                   case when n % 4 = 0 then 'tg:post:benchmark/' || n when n % 50 = 1 then 'vk:post:' || n
                                   else 'web:casino-' || n || '.example|/play|' end, 'ITEM',
                                   case when n % 4 = 0 then 'TELEGRAM' when n % 50 = 1 then 'VK' else 'WEB' end, false, 2, now()
                            from generate_series(0, :cases - 1) n returning id, canonical_key
                        )
                        insert into case_target (id, case_id, target_id, no, original_address)
                        select gen_random_uuid(), f.id, k.id, 1, 'https://t.me/benchmark/' || k.canonical_key
                        from kept k join case_file f on f.number = 'DN-2026-B' || substring(k.canonical_key from '(\\d+)[^\\d]*$')
                        """)
                .param("cases", cases)
                .update();
        sql.sql(
                        """
                        insert into case_event (case_id, kind, actor, subject, words, happened_at)
                        select f.id, 'CASE_OPENED', 'caseworker1', f.number,
                               'Обещает доход ' || case when n % 2 = 0 then 'казино ' else 'пирамида обещает ставки ' end
                               || case when n % 7 = 0 then 'жасырын ойындарды bonus ' else 'деньги ' end
                               || case when n % 500 = 0 then 'редкий кошелек telegram ' else '' end
                               || 'w' || (n::bigint * 7919 % 20000) || ' w' || (n::bigint * 104729 % 20000) || ' на странице просят приводить друзей', now()
                        from case_file f cross join lateral (select substring(f.number from 10)::int) number(n)
                        where f.number like 'DN-2026-B%'
                        """)
                .update();
        sql.sql(
                        """
                        insert into participation (case_id, person, side)
                        select id, 'person' || (substring(number from 10)::int % 40), 'UNIT' from case_file where number like 'DN-2026-B%'
                        """)
                .update();
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
        sql.sql(
                        """
                        with started as (
                            insert into clock (id, case_id, subject, rule_code, citation_ru, citation_kk, citation_en, started_at, amount,
                                               unit)
                            select gen_random_uuid(), id, number, 'recusal-3wd', '', '', '', now(), 3, 'WORKING_DAYS'
                            from case_file where number like 'DN-2026-B%' and substring(number from 10)::int % 2 = 0
                            returning id, subject
                        )
                        insert into clock_event (clock_id, state, due_at, words, effective_at, started_at, length)
                        select id, 'RUNNING', timestamptz '2026-11-01' + substring(subject from 10)::int % 60 * interval '1 day', '',
                               now(), now(), interval '3 days'
                        from started
                        """)
                .update();
        analyse();
    }

    /** What autovacuum does a minute later; the tables are the owner's. */
    private void analyse() throws SQLException {
        var superuser = new Properties();
        superuser.setProperty("user", "postgres");
        try (var connection = DriverManager.getConnection(database.getJdbcUrl(), superuser);
                var statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }
}
