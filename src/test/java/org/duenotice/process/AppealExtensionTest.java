package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.AppealState;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockChanges;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.LawDay;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The term of the decision is extended once, by a person, with reasons, and no longer than the law allows. */
@DueNoticeTest
class AppealExtensionTest extends AppealDesk {

    /** Within two months of the second of November, after twenty working days of it. */
    private static final LocalDate UNTIL = LocalDate.parse("2026-12-25");

    @Autowired
    private Clocks clocks;

    @Autowired
    private ClockChanges changes;

    @Autowired
    private Timeline timeline;

    private HttpResponse<String> extend(String person, Receipt receipt, LocalDate until) {
        return Caller.of(port, person)
                .act(
                        "/api/v1/appeals/" + receipt.number() + "/extension",
                        json(Map.of("until", until.toString(), "reasons", "An expert looks at the licence")));
    }

    @Test
    void theOfficerExtendsTheTermOnceAndEverybodyWhoWaitsSeesIt() {
        var entry = entry();
        var receipt = appealAgainst(entry);
        casework.runJobs();
        confirmByMail(receipt);
        assertThat(extend(OFFICER, receipt, UNTIL).body()).contains("not under review");
        casework.complete(OFFICER, "decideAdmissibility", receipt.number(), admission("SUSPEND"));
        upheld(receipt);

        var filed = LawDay.of(appeals.byNumber(receipt.number()).receivedAt());
        assertThat(extend("caseworker1", receipt, UNTIL).statusCode()).isEqualTo(403);
        assertThat(extend(OFFICER, receipt, filed.plusMonths(2).plusDays(7)).body())
                .contains("two months");
        assertThat(extend(OFFICER, receipt, filed.plusDays(20)).body()).contains("two months");
        var extended = extend(OFFICER, receipt, UNTIL);
        assertThat(extended.statusCode()).as(extended.body()).isEqualTo(204);
        assertThat(extend(OFFICER, receipt, UNTIL.plusDays(1)).body()).contains("once only", "25.12.2026");

        var clock = clocks.running(receipt.number() + "/DECISION").orElseThrow();
        assertThat(clock.dueAt()).isEqualTo(LawDay.endOf(UNTIL));
        // a calendar that is loaded later does not take the extension back
        assertThat(changes.recalculate(clock.id(), "A new calendar")).isEmpty();
        assertThat(casework.task("reviewAppeal", receipt.number()).getDueDate())
                .isEqualTo(Date.from(LawDay.endOf(UNTIL)));
        assertThat(timeline.of(appeals.byNumber(receipt.number()).caseId()))
                .extracting(Timeline.Entry::kind)
                .contains("APPEAL_TERM_EXTENDED");
        assertThat(status(receipt).at("/extension/reasons").asText()).contains("An expert");
        assertThat(Caller.nobody(port).get("/register/" + entry + "?lang=en").body())
                .contains("The term of the decision on the appeal was extended", "25.12.2026")
                .doesNotContain("An expert");
        casework.runJobs();
        assertThat(Arrays.stream(mailServer.getReceivedMessages())
                        .map(com.icegreen.greenmail.util.GreenMailUtil::getWholeMessage))
                .anySatisfy(mail -> assertThat(mail).contains(receipt.number(), "25.12.2026"));

        casework.clock.pass(Duration.ofDays(40));
        casework.runJobs();
        assertThat(state(receipt)).isEqualTo(AppealState.UNDER_REVIEW);
        casework.clock.pass(Duration.ofDays(15));
        casework.runJobs();
        assertThat(state(receipt)).isEqualTo(AppealState.SILENT);
    }

    @Test
    void inTasklistTooAndWhatIsLateIsNotExtended() {
        var receipt = readyToDecide(entry());
        submits(
                OFFICER,
                "term-extension",
                Map.of("appealNumber", receipt.number(), "newTermEnd", UNTIL.toString(), "reasons", "An expert"));
        assertThat(casework.task("decideAppeal", receipt.number()).getDueDate())
                .isEqualTo(Date.from(LawDay.endOf(UNTIL)));
        var late = readyToDecide(entry());
        casework.clock.pass(Duration.ofDays(40));
        casework.runJobs();
        assertThat(state(receipt)).isEqualTo(AppealState.UNDER_REVIEW);
        assertThat(state(late)).isEqualTo(AppealState.SILENT);
        assertThat(extend(OFFICER, late, UNTIL).body()).contains("late and cannot be extended");
        assertThatThrownBy(() -> submits(
                        OFFICER,
                        "term-extension",
                        Map.of("appealNumber", late.number(), "newTermEnd", UNTIL.toString(), "reasons", "Too late")))
                .isInstanceOf(Refusal.class);
    }
}
