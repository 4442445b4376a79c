package org.duenotice.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.transparency.OpenData;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long the public register takes to answer, page and all, with that many entries: decisions on twenty addresses each, two
 * thirds of them on sites, the others on one platform. And how long the files of a day take.
 */
@RequiredArgsConstructor
final class PublishedEntries {

    private static final int TARGETS = 20;
    private static final int PART = 500;
    private static final int ASKED = 40;
    private static final int WARM_UP = 20;
    private static final long ANALYSED_WITHIN = 120_000;

    private final JdbcClient sql;
    private final OpenData data;
    private final int port;
    private final int entries;

    void run() throws IOException, InterruptedException {
        System.out.printf("%nregister: %,d entries%n", entries);
        seed();
        awaitStatistics();
        var asked = new LinkedHashMap<String, String>();
        asked.put("first page", "/register?x=");
        asked.put("a page in the middle", "/register?before=" + middle());
        asked.put("an address", search("https://www.bench-777.example/page/3?utm_source=x"));
        asked.put("a host", search("bench-777.example"));
        asked.put("a host with a third of all", search("crowded.example"));
        asked.put("a platform with a third of all", search("t.me"));
        asked.put("a decision", search("R-2020-000777"));
        asked.put("an entry's page", "/register/R-2020-000777-3");
        asked.put("a notice", search("N-2020-000777"));
        asked.put("nothing", search("nobody-knows.example"));
        for (var question : asked.entrySet()) {
            measure(question);
        }
        var start = System.nanoTime();
        data.make();
        System.out.printf("  %-34s %.1f s%n", "the files of a day", (System.nanoTime() - start) / 1e9);
    }

    private static String search(String text) {
        return "/register?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private long middle() {
        return sql.sql("select (min(id) + max(id)) / 2 from restriction_decision")
                .query(Long.class)
                .single();
    }

    private void measure(Map.Entry<String, String> question) throws IOException, InterruptedException {
        var http = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + question.getValue()))
                .build();
        var times = new double[ASKED];
        var status = 0;
        for (var n = -WARM_UP; n < ASKED; n++) {
            var start = System.nanoTime();
            status = http.send(request, BodyHandlers.ofString()).statusCode();
            if (n >= 0) {
                times[n] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(times);
        System.out.printf(
                "  %-34s median %6.1f ms, 9 of 10 within %6.1f ms, status %d%n",
                question.getKey(), times[ASKED / 2], times[ASKED * 9 / 10], status);
    }

    private void awaitStatistics() throws InterruptedException {
        var until = System.nanoTime() + ANALYSED_WITHIN * 1_000_000;
        while (System.nanoTime() < until
                && !sql.sql("select bool_and(last_autoanalyze is not null) from pg_stat_user_tables where relname in "
                                + "('target', 'case_target', 'restriction_decision', 'state_move')")
                        .query(Boolean.class)
                        .single()) {
            Thread.sleep(1000);
        }
    }

    /** With numbers of a year before anything else; in parts, because who takes part is written under a lock a row. */
    private void seed() {
        for (var from = 1; from <= entries / TARGETS; from += PART) {
            seed(from, Math.min(from + PART - 1, entries / TARGETS));
        }
        moved("IN_QUALIFICATION", "RESTRICTION_SOUGHT");
        moved("RESTRICTION_SOUGHT", "UNDER_NOTICE");
    }

    private void moved(String before, String after) {
        sql.sql(
                        """
                        insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
                        select 'TARGET', m.subject, m.id, m.to_state, m.effective_at, :after, '', 'bench', m.effective_at
                        from state_move m where m.machine = 'TARGET' and m.actor = 'bench' and m.to_state = :before
                        """)
                .param("before", before)
                .param("after", after)
                .update();
    }

    private void seed(int from, int to) {
        sql.sql(
                        """
                        with bench as materialized (
                            select n, gen_random_uuid() as case_id, gen_random_uuid() as restriction_id, gen_random_uuid() as round_id,
                                   gen_random_uuid() as hearing_id, gen_random_uuid() as notice_id, gen_random_uuid() as letter_id,
                                   lpad(n::text, 6, '0') as no, timestamptz '2020-01-01' + n * interval '5 minutes' as at
                            from generate_series(:from, :to) n
                        ), item as materialized (
                            select b.*, k, gen_random_uuid() as target_id, gen_random_uuid() as case_target_id,
                                   case n % 3 when 0 then 'web:bench-' || n || '.example|/page/' || k || '|'
                                              when 1 then 'web:crowded.example|/' || n || '/' || k || '|'
                                              else 'tg:post:bench_' || n || '/' || k end as key
                            from bench b cross join generate_series(1, :targets) k
                        ), basis as (
                            select id from current_legal_basis where code = 'restriction-law' limit 1
                        ), a as (
                            insert into target (id, canonical_key, kind, platform_code, unresolved, rule_version, first_seen_at)
                            select target_id, key, 'ITEM', case n % 3 when 2 then 'TELEGRAM' else 'WEB' end, false, 2, at from item
                        ), b as (
                            insert into case_file (id, number, category, description, source, reported_by, state, opened_at)
                            select case_id, 'DN-2020-' || no, 'FINANCIAL_PYRAMID', 'bench', 'OWN_MONITORING', 'bench', 'DETECTED', at
                            from bench
                        ), c as (
                            insert into case_target (id, case_id, target_id, no, original_address)
                            select case_target_id, case_id, target_id, k, key from item
                        ), d as (
                            insert into state_move (machine, subject, from_state, to_state, reason, actor, effective_at)
                            select 'TARGET', case_target_id, '', 'IN_QUALIFICATION', '', 'bench', at from item
                        ), e as (
                            insert into restriction (id, number, case_id, legal_basis, reasons, proposed_by, proposed_at)
                            select restriction_id, 'R-2020-' || no, case_id, (select id from basis), 'bench', 'bench', at from bench
                        ), f as (
                            insert into restriction_target select restriction_id, case_target_id from item
                        ), g as (
                            insert into restriction_round (id, restriction_id, no, kind, subject, opened_at)
                            select round_id, restriction_id, 1, 'FIRST', 'DN-2020-' || no, at from bench
                        ), h as (
                            insert into restriction_round_target select round_id, case_target_id from item
                        ), i as (
                            insert into hearing (id, round_id, ground, reasons, preliminary, recorded_by, recorded_at)
                            select hearing_id, round_id, 'IMMEDIATE_ACT_NEEDED', 'bench', '', 'bench', at from bench
                        ), j as (
                            insert into restriction_decision (restriction_id, case_target_id, decision, reasons, review_on, decided_by,
                                                              decided_at, round_id, scope, hearing_id)
                            select restriction_id, case_target_id, 'APPROVED', 'bench', date '2027-01-01', 'bench', at, round_id, 'ITEM',
                                   hearing_id from item
                        ), l as (
                            insert into notice (id, number, case_id, restriction_id, platform_code, state, created_at)
                            select notice_id, 'N-2020-' || no, case_id, restriction_id,
                                   case n % 3 when 2 then 'TELEGRAM' else 'WEB' end, 'DRAFT', at from bench
                        ), m as (
                            insert into notice_item (notice_id, case_target_id, target_id)
                            select notice_id, case_target_id, target_id from item
                        ), o as (
                            insert into letter (id, number, notice_id, kind, composed_at)
                            select letter_id, 'N-2020-' || no || '/1', notice_id, 'NOTICE', at from bench
                        )
                        insert into delivery_attempt (letter_id, no, address, message_id, state, claimed_at, channel, key)
                        select letter_id, 1, 'bench', 'bench-' || no, 'CLAIMED', at, 'EMAIL', 'bench-' || no from bench
                        """)
                .param("from", from)
                .param("to", to)
                .param("targets", TARGETS)
                .update();
        sql.sql("update delivery_attempt set state = 'SENT', finished_at = claimed_at where state = 'CLAIMED' "
                        + "and message_id like 'bench-%'")
                .update();
    }
}
