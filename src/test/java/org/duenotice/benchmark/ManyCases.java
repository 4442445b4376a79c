package org.duenotice.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        new SearchedCases(sql, database, cases).load();
        var random = new Random(329);
        System.out.printf("%nsearch among %d cases, milliseconds%n", cases);
        kinds(random).forEach(this::measure);
        views();
        writing();
        export("csv");
        export("xlsx");
    }

    private Map<String, IntFunction<String>> kinds(Random random) {
        IntFunction<String> word = n -> WORDS.get(random.nextInt(WORDS.size()));
        IntFunction<String> rare = n -> "w" + random.nextInt(20_000);
        IntFunction<String> number = n -> SearchedCases.NUMBER.formatted(random.nextInt(cases));
        var kinds = new LinkedHashMap<String, IntFunction<String>>();
        kinds.put("nothing", n -> "");
        kinds.put("number", n -> "number=" + number.apply(n));
        kinds.put("one word", n -> "text=" + word.apply(n));
        kinds.put("rare word", n -> "text=" + rare.apply(n));
        kinds.put("three words", n -> "text=" + word.apply(n) + "+" + word.apply(n) + "+" + word.apply(n));
        kinds.put("two words that never meet", n -> "text=" + (n % 2 == 0 ? "казино+пирамида" : "ставки+казино"));
        kinds.put("words of two pieces", n -> "text=" + word.apply(n) + "+" + SearchedCases.common(random.nextInt(50)));
        kinds.put("word and rare", n -> "text=" + word.apply(n) + "+" + rare.apply(n));
        kinds.put("phrase of words", n -> "text=%22обещает+" + WORDS.get(1 + random.nextInt(4)) + "%22");
        kinds.put(
                "phrase of words nobody wrote",
                n -> "text=%22" + (n % 2 == 0 ? "деньги+доход" : "приводить+деньги") + "%22");
        kinds.put("phrase of three words", n -> "text=%22на+странице+просят%22");
        kinds.put("word without", n -> "text=" + word.apply(n) + "+-" + word.apply(n));
        kinds.put(
                "word begins",
                n -> "text=" + List.of("каз*", "дох*", "пир*", "tel*", "w1*").get(random.nextInt(5)));
        kinds.put("word in kazakh", n -> "text=ойындарының");
        kinds.put("word or word", n -> "text=" + word.apply(n) + "+OR+" + rare.apply(n));
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
        kinds.put("word and state", n -> "state=CLOSED&text=" + word.apply(n));
        kinds.put("word, state that never meet", n -> "state=CLOSED&text=казино");
        kinds.put("word and court act", n -> "courtAct=2-" + random.nextInt(200) + "/2026&text=" + word.apply(n));
        kinds.put("word, host and due", n -> "host=no-1&dueTo=2026-12-01&text=" + word.apply(n));
        kinds.put("host and state", n -> "state=CLOSED&host=no-" + random.nextInt(1000));
        kinds.put("participant and due", n -> "dueTo=2026-11-05&participant=person" + random.nextInt(40));
        kinds.put(
                "five together",
                n -> "text=" + word.apply(n)
                        + "&platform=WEB&state=QUALIFICATION&category=ILLEGAL_GAMBLING&participant=person"
                        + random.nextInt(40));
        kinds.put("none fits, words", n -> "state=CLOSED&platform=VK&dueTo=2027-01-01&text=" + word.apply(n));
        return kinds;
    }

    private void measure(String kind, IntFunction<String> query) {
        print(kind, times(n -> search.find(Asked.of(query.apply(n)), READER, false, null, PAGE)));
        if (kind.contains("word")) {
            print(kind + ", best first", times(n -> search.find(Asked.of(query.apply(n)), READER, true, null, PAGE)));
        }
        print(kind + ", counted", times(n -> search.count(Asked.of(query.apply(n)), READER)));
        var reader = Caller.of(port, "manager1");
        print(kind + ", over HTTP", times(n -> {
            var answer = reader.get("/api/v1/cases?"
                    + URI.create("?" + query.apply(n)).toASCIIString().substring(1));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
            return answer;
        }));
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
                "  %-42s p50 %7.1f   p95 %7.1f   worst %7.1f%n",
                kind, sorted[sorted.length / 2], sorted[sorted.length * 95 / 100], sorted[sorted.length - 1]);
    }

    private void views() {
        print("recording a view", times(n -> {
            views.seen(SearchedCases.NUMBER.formatted(n), Views.Way.API, "/api/v1/cases/{number}");
            return n;
        }));
    }

    /** What a person's words cost whoever writes them, and what it costs to gather them, in a case with a long story. */
    private void writing() {
        IntFunction<Integer> write = n -> sql.sql(
                        """
                        insert into case_event (case_id, kind, actor, subject, words, happened_at)
                        select f.id, 'CASE_OPENED', 'caseworker1', f.number,
                               (select string_agg('сл' || translate((:n * 31 + k * 7907)::text, '0123456789', 'абвгдежзик'), ' ')
                                from generate_series(1, 60) k), now()
                        from case_file f where f.number = :number
                        """)
                .param("n", n)
                .param("number", SearchedCases.NUMBER.formatted(7))
                .update();
        for (var n = 0; n < 300; n++) {
            write.apply(1_000 + n);
        }
        sql.sql("select gather_words(1000)").query().singleRow();
        print("writing 60 words", times(write));
        sql.sql("select gather_words(1000)").query().singleRow();
        print("writing and gathering 60 words", times(n -> {
            write.apply(10_000 + n);
            return sql.sql("select gather_words(1000)").query(Integer.class).single();
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
}
