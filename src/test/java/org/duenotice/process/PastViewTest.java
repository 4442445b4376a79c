package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.AppealState;
import org.duenotice.appeal.Appeals;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.security.Caller;
import org.duenotice.state.Moves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How everything stood at a past moment. */
@DueNoticeTest
class PastViewTest {

    private static final String[] PAGE = {"Accept", "text/html,*/*;q=0.8"};

    @LocalServerPort
    private int port;

    @Autowired
    private Casework casework;

    @Autowired
    private Appeals appeals;

    @Autowired
    private Moves moves;

    @Autowired
    private JdbcClient sql;

    @AfterEach
    void backToStart() {
        casework.clock.backToStart();
    }

    private JsonNode get(String path) {
        var answer = Caller.of(port, "auditor1").get("/api/v1/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    private static long count(JsonNode counts, String what, String key) {
        return counts.path(what).path(key).asLong();
    }

    @Test
    void theCaseIsSeenAsItStoodLastWeek() {
        var number = casework.preparedCase();
        var lastWeek = casework.clock.instant();
        casework.clock.pass(Duration.ofDays(7));
        casework.approve(number);

        var then = get("cases/" + number + "?asOf=" + lastWeek);
        var now = get("cases/" + number);

        assertThat(then.at("/summary/state").asText()).isEqualTo("LEGAL_REVIEW");
        assertThat(then.at("/targets/0/disposition").asText()).isEqualTo("IN_QUALIFICATION");
        assertThat(then.path("timeline").findValuesAsText("kind"))
                .contains("QUALIFICATION_PREPARED")
                .doesNotContain("QUALIFICATION_APPROVED");
        assertThat(now.at("/summary/state").asText()).isEqualTo("ROUTED");
        assertThat(now.at("/targets/0/disposition").asText()).isEqualTo("RESTRICTION_SOUGHT");
        assertThat(get("cases/" + number + "?asOf=" + casework.clock.instant()).at("/summary/state"))
                .isEqualTo(now.at("/summary/state"));
    }

    @Test
    void thePageOfACaseShowsThePastMomentThatIsAskedFor() {
        var number = casework.preparedCase();
        var lastWeek = LocalDateTime.ofInstant(casework.clock.instant(), ZoneId.of("Asia/Almaty"));
        casework.clock.pass(Duration.ofDays(7));
        casework.approve(number);
        var reader = Caller.of(port, "auditor1");

        var then = reader.get("/cases/" + number + "?at=" + lastWeek, PAGE);
        var now = reader.get("/cases/" + number, PAGE);
        var unreadable = reader.get("/cases/" + number + "?at=lastweek", PAGE);

        assertThat(then.body()).contains("As it stood on 02.11.2026").contains("In qualification");
        assertThat(then.body()).doesNotContain("Restriction proposed").doesNotContain("/comments\"");
        assertThat(now.body()).contains("Restriction proposed").doesNotContain("As it stood on");
        assertThat(unreadable.statusCode()).isEqualTo(400);
        assertThat(unreadable.body()).contains("lastweek");
    }

    @Test
    void aClosedCaseWasOpenBeforeAndIsSeenSo() {
        var number = casework.detection("FINANCIAL_PYRAMID", Casework.address());
        var opened = casework.clock.instant();
        casework.clock.pass(Duration.ofDays(1));
        casework.closedWithout(number, "NO_VIOLATION");

        var then = get("cases/" + number + "?asOf=" + opened);

        assertThat(then.at("/summary/closedAt").isTextual()).isFalse();
        assertThat(then.path("evidence")).isEmpty();
        assertThat(get("cases/" + number).at("/summary/closeReason").asText()).isEqualTo("NO_VIOLATION");
        var early = Caller.of(port, "auditor1")
                .get("/api/v1/cases/" + number + "?asOf=" + opened.minus(Duration.ofDays(9)));
        assertThat(early.statusCode()).isEqualTo(404);
        var late = Caller.of(port, "auditor1")
                .get("/api/v1/cases/" + number + "?asOf="
                        + casework.clock.instant().plus(Duration.ofDays(1)));
        assertThat(late.statusCode()).isEqualTo(400);
    }

    @Test
    void everyCountIsOfThatMomentAndTodayDoesNotChangeIt() {
        // a day that no other test works on
        casework.clock.pass(Duration.ofDays(45));
        // terms of other tests that run out until then
        casework.runJobs();
        casework.clock.pass(Duration.ofMinutes(1));
        var start = casework.clock.instant();
        var before = get("counts?asOf=" + start);
        var notice = casework.noticeSent(Casework.address(), Casework.address());
        var asked = casework.clock.instant();
        var between = get("counts?asOf=" + asked);
        casework.clock.pass(Duration.ofHours(1));
        casework.answers(notice, ItemOutcome.GEO_RESTRICTED, null);
        casework.runJobs();
        var after = get("counts");

        for (var each : List.of(between, get("counts?asOf=" + asked))) {
            assertThat(count(each, "casesByState", "ROUTED") - count(before, "casesByState", "ROUTED"))
                    .isEqualTo(1);
            assertThat(count(each, "targetsByDisposition", "UNDER_NOTICE")
                            - count(before, "targetsByDisposition", "UNDER_NOTICE"))
                    .isEqualTo(2);
            assertThat(count(each, "measuresByState", "PENDING_ACTIVATION")
                            - count(before, "measuresByState", "PENDING_ACTIVATION"))
                    .isEqualTo(2);
            assertThat(count(each, "noticesByState", "SENT") - count(before, "noticesByState", "SENT"))
                    .isEqualTo(1);
            assertThat(count(each, "casesByRoute", "RESTRICTION") - count(before, "casesByRoute", "RESTRICTION"))
                    .isEqualTo(1);
            assertThat(count(each, "casesByPlatform", "TELEGRAM") - count(before, "casesByPlatform", "TELEGRAM"))
                    .isEqualTo(1);
            assertThat(each.at("/targetsByPlatform/TELEGRAM/UNDER_NOTICE").asLong()
                            - before.at("/targetsByPlatform/TELEGRAM/UNDER_NOTICE")
                                    .asLong())
                    .isEqualTo(2);
        }
        assertThat(count(after, "targetsByDisposition", "GEO_RESTRICTED")
                        - count(between, "targetsByDisposition", "GEO_RESTRICTED"))
                .isEqualTo(2);
        assertThat(count(after, "measuresByState", "ACTIVE") - count(between, "measuresByState", "ACTIVE"))
                .isEqualTo(2);
    }

    @Test
    void aFactRecordedLateIsSeenByWhenItWasAndNotByWhatWasKnown() {
        var caseFile = casework.cases.byNumber(casework.preparedCase());
        casework.clock.pass(Duration.ofDays(47));
        var appeal = appeals.receive(
                caseFile, null, Appeals.Appellant.OWNER, "Not mine", casework.clock.instant(), "caseworker1");
        var known = sql.sql("select clock_timestamp()")
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
        casework.clock.pass(Duration.ofDays(5));
        var threeDaysAgo = casework.clock.instant().minus(Duration.ofDays(3));
        moves.move(List.of(appeal.id()), AppealState.REGISTERED, "Found in the post", "caseworker1", threeDaysAgo);

        var moment = threeDaysAgo.plusSeconds(60);
        var byEffect = get("counts?asOf=" + moment);
        var byKnowledge = get("counts?asOf=" + moment + "&knownAt=" + known);

        assertThat(count(byEffect, "appealsByState", "REGISTERED") - count(byKnowledge, "appealsByState", "REGISTERED"))
                .isEqualTo(1);
        assertThat(count(byKnowledge, "appealsByState", "RECEIVED") - count(byEffect, "appealsByState", "RECEIVED"))
                .isEqualTo(1);
    }

    @Test
    void movesUpToADayAreFoundByTheirIndex() {
        var plan = String.join(
                "\n",
                sql.sql("explain select from_state, to_state, count(*) from state_move where machine = 'TARGET' "
                                + "and effective_at <= now() - interval '10 years' group by 1, 2")
                        .query(String.class)
                        .list());
        assertThat(plan).contains("state_move_count").doesNotContain("Nested Loop");
    }
}
