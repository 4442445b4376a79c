package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.notice.Answers;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.Notice;
import org.duenotice.notice.RefusalGround;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is told of a period is counted from what happened in it, on days before any other test. */
@DueNoticeTest
class PeriodReportTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Casework casework;

    @Autowired
    private Restorations restorations;

    @AfterEach
    void backToStart() {
        casework.clock.backToStart();
    }

    /** No term of these days runs out in the middle of another test. */
    private void settle(Notice... notices) {
        for (var notice : notices) {
            while (casework.open(notice.number()).contains("decideEscalation")) {
                casework.complete(
                        "liaison1",
                        "decideEscalation",
                        notice.number(),
                        Map.of("choice", "ACCEPT_ARGUMENT", "reasons", "It stays as it is"));
                casework.runJobs();
            }
            assertThat(casework.open(notice.number())).isEmpty();
        }
    }

    private JsonNode get(String path) {
        var answer = Caller.of(port, "manager1").get("/api/v1/reports/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    private void removed(Notice notice, List<Integer> numbers) {
        casework.receives(
                notice.number(),
                numbers.stream()
                        .map(no -> new Answers.ItemAnswer(no, ItemOutcome.REMOVED, null))
                        .toList());
        casework.runJobs();
        casework.complete("caseworker2", "verifyOutcome", notice.number(), Map.of("verifyForAll", "CONFIRMED"));
        casework.runJobs();
    }

    private Map<String, Notice> noticesByPlatform(String caseNumber) {
        return casework.notices.of(casework.cases.byNumber(caseNumber).id()).stream()
                .collect(Collectors.toMap(Notice::platformCode, Function.identity()));
    }

    private List<Integer> numbers(Notice notice, int most) {
        return casework.notices.items(notice.id()).stream()
                .map(item -> item.no())
                .sorted()
                .limit(most)
                .toList();
    }

    @Test
    void asOfAPastDayTheSentenceTellsWhatHadBeenRemovedByThenWhateverHappenedSince() {
        casework.clock.moveTo(Instant.parse("2026-07-24T05:00:00Z"));
        var addresses = Stream.concat(
                        IntStream.range(0, 200).mapToObj(n -> "https://t.me/demo_as_of/" + (n + 1)),
                        IntStream.range(0, 129).mapToObj(n -> "https://www.instagram.com/p/demoasof%03d/".formatted(n)))
                .toList();
        var number = casework.restrictionSought("FINANCIAL_PYRAMID", addresses);
        casework.bodyApproves(number);
        casework.runJobs();
        var notices = noticesByPlatform(number);
        casework.clock.moveTo(Instant.parse("2026-07-24T09:00:00Z"));
        removed(notices.get("TELEGRAM"), numbers(notices.get("TELEGRAM"), 40));
        casework.clock.moveTo(Instant.parse("2026-07-24T11:00:00Z"));
        removed(notices.get("INSTAGRAM"), numbers(notices.get("INSTAGRAM"), 21));
        // a day later ten more are gone
        casework.clock.moveTo(Instant.parse("2026-07-27T19:30:00Z"));
        casework.complete(
                "liaison1",
                "decideEscalation",
                notices.get("TELEGRAM").number(),
                Map.of("choice", "NEW_TERM", "newTermHours", 24, "reasons", "They are at it"));
        removed(notices.get("TELEGRAM"), numbers(notices.get("TELEGRAM"), 50).subList(40, 50));

        var told = get("as-of?at=2026-07-27&lang=en");

        assertThat(told.path("found").asInt()).isEqualTo(329);
        assertThat(told.path("removed").asInt()).isEqualTo(61);
        assertThat(told.at("/text/0").asText()).isEqualTo("As of July 27, 2026: 61 of 329 removed (18.5\u00A0%).");
        assertThat(told.at("/text").toString()).contains("Instagram: 21 of 129", "Telegram: 40 of 200");
        assertThat(get("as-of?at=2026-07-27&lang=ru").at("/text/0").asText())
                .isEqualTo("По состоянию на 27 июля 2026 г.: удалено 61 из 329 (18,5\u00A0%).");
        assertThat(Caller.of(port, "auditor1")
                        .get("/api/v1/reports/as-of.txt?at=2026-07-27&lang=kk")
                        .body())
                .contains("анықталғаны 329, жойылғаны 61 (18,5\u00A0%)");
        assertThat(get("as-of?at=2026-07-23").path("found").asInt()).isZero();
        assertThat(get("as-of?at=2026-07-28").path("removed").asInt()).isEqualTo(71);
        // answered in two parts, each target stands by the last word on it
        var telegram = get("period?from=2026-07-24&to=2026-07-28").at("/figures/platforms/1");
        assertThat(telegram.path("platform").asText() + counts(telegram, "items", "removed", "unanswered", "partial"))
                .isEqualTo("TELEGRAM[200, 50, 150, 1]");
        assertThat(Caller.of(port, "manager1")
                        .get("/api/v1/reports/as-of?at=2026-07-30")
                        .statusCode())
                .isEqualTo(400);
        settle(notices.values().toArray(Notice[]::new));
    }

    @Test
    void aPeriodIsToldByTheFactsThatTookEffectInIt() {
        casework.clock.moveTo(Instant.parse("2026-08-10T05:00:00Z"));
        casework.closedWithout(casework.detection("ILLEGAL_GAMBLING", vk()), "NO_VIOLATION");
        var number = casework.restrictionSought("FINANCIAL_PYRAMID", List.of(vk(), vk(), vk()));
        var silent = casework.restrictionSought("FINANCIAL_PYRAMID", List.of(vk()));
        casework.bodyApproves(number);
        casework.bodyApproves(silent);
        casework.runJobs();
        var notice = noticesByPlatform(number).get("VK");
        var nos = numbers(notice, 3);
        casework.clock.pass(Duration.ofHours(4));
        casework.receives(
                notice.number(),
                List.of(
                        new Answers.ItemAnswer(nos.get(0), ItemOutcome.REMOVED, null),
                        new Answers.ItemAnswer(nos.get(1), ItemOutcome.REFUSED, RefusalGround.LAW),
                        new Answers.ItemAnswer(nos.get(2), ItemOutcome.GEO_RESTRICTED, null)));
        casework.runJobs();
        // people look a day later, which is not the platform's time
        casework.clock.pass(Duration.ofHours(24));
        casework.complete("caseworker2", "verifyOutcome", notice.number(), Map.of("verifyForAll", "CONFIRMED"));
        casework.clock.pass(Duration.ofHours(24));
        casework.runJobs();
        casework.clock.moveTo(Instant.parse("2026-08-13T05:00:00Z"));
        var target = casework.cases.targets(casework.cases.byNumber(number).id()).stream()
                .filter(one -> one.no() == nos.get(2))
                .map(CaseTarget::id)
                .toList();
        casework.as(
                "body-officer1",
                () -> restorations.order(
                        new Restorations.Wanted(
                                casework.cases.byNumber(number).id(),
                                target,
                                RestorationKind.RESTORATION,
                                RestorationGround.OVER_BLOCKING,
                                "",
                                "A school shares the page"),
                        "body-officer1"));
        casework.clock.moveTo(Instant.parse("2026-08-17T05:00:00Z"));
        // what came later is not of the period
        casework.detection("FINANCIAL_PYRAMID", vk());

        var told = get("period?from=2026-08-10&to=2026-08-14&lang=en");
        var report = told.path("figures");

        assertThat(report.at("/detections/total").asInt()).isEqualTo(5);
        assertThat(report.at("/detections/byCategory/ILLEGAL_GAMBLING/OWN_MONITORING")
                        .asInt())
                .isEqualTo(1);
        assertThat(report.at("/dispositions/conserved").asBoolean()).isTrue();
        assertThat(report.at("/dispositions/sum").asInt()).isEqualTo(5);
        assertThat(report.at("/dispositions/byDisposition/NO_VIOLATION").asInt())
                .isEqualTo(1);
        assertThat(told.path("conservation").asText()).startsWith("5 = 4 (").endsWith("exactly one disposition.");
        assertThat(report.at("/routes/approved/RESTRICTION").asInt()).isEqualTo(2);
        assertThat(report.at("/routes/approved/NO_VIOLATION").asInt()).isEqualTo(1);
        assertThat(report.at("/routes/decided/APPROVED").asInt()).isEqualTo(4);
        assertThat(report.at("/notices/notices").asInt()).isEqualTo(2);
        assertThat(report.at("/notices/items").asInt()).isEqualTo(4);
        var line = report.at("/platforms/0");
        assertThat(line.path("platform").asText()).isEqualTo("VK");
        assertThat(counts(line, "notices", "answered", "silent", "breached", "partial"))
                .containsExactly(2, 1, 1, 1, 1);
        assertThat(counts(line, "items", "removed", "geoRestricted", "unanswered", "noAction"))
                .containsExactly(4, 1, 1, 1, 0);
        assertThat(line.at("/refused/LAW").asInt()).isEqualTo(1);
        assertThat(line.path("medianHoursToEffect").asDouble()).isBetween(3.9, 4.2);
        assertThat(line.path("medianHoursToAcknowledge").asDouble()).isBetween(3.9, 4.2);
        assertThat(report.at("/undone/overBlocked").asInt()).isEqualTo(1);
        assertThat(report.at("/undone/errorRate").asDouble()).isEqualTo(0.25);
        assertThat(report.at("/undone/noViolationRate").asDouble()).isEqualTo(0.2);
        assertThat(report.at("/openWork/byAge/UNDER_7").asInt()).isEqualTo(2);
        // on the day before, the same period stood otherwise
        var early = get("period?from=2026-08-10&to=2026-08-10").path("figures").at("/platforms/0");
        assertThat(counts(early, "notices", "answered", "removed", "geoRestricted", "silent"))
                .containsExactly(2, 1, 0, 1, 0);
        settle(notice, noticesByPlatform(silent).get("VK"));
    }

    private static List<Integer> counts(JsonNode line, String... names) {
        return Stream.of(names).map(name -> line.path(name).asInt()).toList();
    }

    private static final AtomicInteger NEXT = new AtomicInteger();

    private static String vk() {
        return "https://vk.com/wall-9100000_" + NEXT.incrementAndGet();
    }

    @Test
    void onlyThoseWhoAnswerForTheWorkReadReports() {
        for (var path : List.of(
                "period?from=2026-08-10&to=2026-08-14",
                "period.csv?from=2026-08-10&to=2026-08-14",
                "period.pdf?from=2026-08-10&to=2026-08-14",
                "period.xlsx?from=2026-08-10&to=2026-08-14",
                "as-of?at=2026-08-10")) {
            assertThat(Caller.of(port, "caseworker1")
                            .get("/api/v1/reports/" + path)
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
            assertThat(Caller.of(port, "auditor1")
                            .get("/api/v1/reports/" + path)
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        for (var period : List.of("from=2026-08-14&to=2026-08-10", "from=2024-08-14&to=2026-08-10")) {
            var refused = Caller.of(port, "manager1").get("/api/v1/reports/period?" + period);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("report.period");
        }
    }
}
