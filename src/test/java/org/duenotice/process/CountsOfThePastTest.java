package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.duenotice.DueNoticeTest;
import org.duenotice.accounting.PastCounts;
import org.duenotice.database.KnownMoments;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What was counted once for a past moment, as it was known at a past moment, is counted so for ever. */
@DueNoticeTest
class CountsOfThePastTest {

    /** After whatever any test does: tests put the clock back, and what others did stands ahead of it. */
    private static final Instant BEYOND = Instant.parse("2090-01-01T00:00:00Z");

    @LocalServerPort
    private int port;

    @Autowired
    private Casework casework;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private KnownMoments moments;

    @Autowired
    private PlatformTransactionManager transactions;

    @BeforeEach
    @AfterEach
    void backToStart() {
        casework.clock.backToStart();
    }

    private JsonNode get(String path) {
        var answer = Caller.of(port, "auditor1").get("/api/v1/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    private Instant databaseTime() {
        return sql.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Of all that is written, whatever the clock of the test that wrote it said. */
    private PastCounts.Counts beyond(Instant known) {
        return new PastCounts(sql, moments, Clock.fixed(BEYOND, ZoneOffset.UTC)).at(BEYOND, known);
    }

    private String seal(String number) {
        var answer = Caller.of(port, "caseworker2").act("/api/v1/cases/" + number + "/seal", "{\"reasons\": \"Seen\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body();
    }

    @Test
    void whatWasKnownThenIsCountedTheSameAfterCasesWereMergedSealedReopenedAndDecided() {
        var merged = casework.detection("FRAUD_PHISHING", Casework.address());
        var into = casework.detection("FRAUD_PHISHING", Casework.address());
        var sealed = casework.restrictionSought("https://t.me/demo_sealed_" + System.nanoTime() + "/1");
        var closed = casework.detection("FRAUD_PHISHING", Casework.address());
        var decided = casework.preparedCase();
        var asked = casework.clock.instant();
        var known = databaseTime();
        var question = "counts?asOf=" + asked + "&knownAt=" + known;
        var first = get(question);
        var all = beyond(known);

        casework.clock.pass(Duration.ofMinutes(1));
        casework.approve(decided);
        casework.closedWithout(closed, "NO_VIOLATION");
        var answer = Caller.of(port, "caseworker1")
                .act(
                        "/api/v1/cases/" + merged + "/merges",
                        "{\"into\": \"%s\", \"reason\": \"The same\"}".formatted(into));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        seal(sealed);
        sql.sql("update target set canonical_key = ?, platform_code = 'WEB', keyed_at = ? where id = ?")
                .params(
                        "web:" + UUID.randomUUID(),
                        casework.clock.instant().atOffset(ZoneOffset.UTC),
                        casework.cases
                                .targets(casework.cases.byNumber(decided).id())
                                .get(0)
                                .targetId())
                .update();

        assertThat(get(question)).isEqualTo(first);
        assertThat(beyond(known)).isEqualTo(all);
    }

    @Test
    void theDayBeforeACaseWasSealedItsTargetsAreCountedOnThePlatformTheyWereOn() {
        var number = casework.restrictionSought("https://t.me/demo_sealed_" + System.nanoTime() + "/1");
        var before = casework.clock.instant();
        var counted = get("counts?asOf=" + before);
        casework.clock.pass(Duration.ofDays(1));
        seal(number);

        var then = get("counts?asOf=" + before);

        assertThat(then.path("targetsByPlatform")).isEqualTo(counted.path("targetsByPlatform"));
        assertThat(then.path("casesByPlatform")).isEqualTo(counted.path("casesByPlatform"));
        assertThat(then.path("casesByCategory")).isEqualTo(counted.path("casesByCategory"));
    }

    /** From the tables that hold the present, beside the histories that the counts are made of. */
    private Map<String, Long> present(String statement) {
        var counts = new TreeMap<String, Long>();
        sql.sql(statement).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    @Test
    void theHistoriesReadToTheirEndGiveWhatStandsToday() {
        casework.noticeSent(Casework.address(), Casework.address());

        for (var known : new Instant[] {null, databaseTime()}) {
            var counted = beyond(known);
            assertThat(counted.casesByState()).isEqualTo(present("select state, count(*) from case_file group by 1"));
            assertThat(counted.casesByCategory())
                    .isEqualTo(present("select category, count(*) from case_file group by 1"));
            assertThat(counted.targetsByDisposition())
                    .isEqualTo(
                            present(
                                    "select disposition, count(*) from current_disposition where disposition <> 'MOVED' group by 1"));
            assertThat(counted.casesByPlatform())
                    .isEqualTo(
                            present(
                                    """
                                    select t.platform_code, count(distinct ct.case_id) from case_target ct
                                    join target t on t.id = ct.target_id group by 1
                                    """));
            assertThat(counted.measuresByState())
                    .isEqualTo(present("select state, count(*) from restriction_measure group by 1"));
            assertThat(counted.noticesByState()).isEqualTo(present("select state, count(*) from notice group by 1"));
            assertThat(counted.appealsByState()).isEqualTo(present("select state, count(*) from appeal group by 1"));
        }
    }

    @Test
    void whatIsNotWrittenForGoodYetIsNotCountedAsKnown() throws Exception {
        var number = casework.preparedCase();
        var reader = Caller.of(port, "auditor1");
        var person = Executors.newSingleThreadExecutor();
        try {
            var refused = new TransactionTemplate(transactions).execute(status -> {
                sql.sql(
                                "insert into case_view (case_id, person, way, what, seen_at) select id, 'auditor1', 'API', 'x', now() "
                                        + "from case_file where number = ?")
                        .param(number)
                        .update();
                var known = databaseTime();
                try {
                    return person.submit(() -> reader.get("/api/v1/counts?knownAt=" + known))
                            .get();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("as-of.not-settled");
        } finally {
            person.shutdownNow();
        }
        var ahead = reader.get("/api/v1/counts?knownAt=" + databaseTime().plusSeconds(60));
        assertThat(ahead.statusCode()).isEqualTo(400);
        assertThat(ahead.body()).contains("as-of.range");
    }
}
