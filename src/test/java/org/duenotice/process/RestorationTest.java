package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.jayway.jsonpath.JsonPath;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Disposition;
import org.duenotice.notice.NoticeState;
import org.duenotice.restoration.Restorations;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Measures that were carried out are undone over the channels over which they came. */
@DueNoticeTest
class RestorationTest {

    @Autowired
    private Casework casework;

    @Autowired
    private RestorationDesk desk;

    @Autowired
    private Restorations restorations;

    @Autowired
    private GreenMail mailServer;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private List<String> subjects() {
        return Arrays.stream(mailServer.getReceivedMessages())
                .map(mail -> {
                    try {
                        return mail.getSubject();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    @Test
    void everyoneWhoGotTheMeasureGetsItsReverseForTheseTargetsOnlyAndPeopleSeeThatAccessIsBack() {
        var number = desk.restricted(2, 2);
        assertThat(casework.isOver(number)).isTrue();
        var notice = casework.onlyNotice(number).number();
        var order = desk.order(number);
        var answer = RestorationDesk.post(
                port,
                "body-officer1",
                "/api/v1/cases/" + number + "/restorations",
                """
                {"targets": [1, 3], "ground": "SELF_CORRECTION", "reasons": "These two sell flowers"}
                """);
        RestorationDesk.isCreated(answer);
        String restoration = JsonPath.read(answer.body(), "$.summary.number");
        assertThat(restoration).matches("RS-2026-\\d{6}");
        casework.runJobs();
        assertThat(desk.dispositions(number))
                .isEqualTo(Map.of(
                        1, Disposition.BEING_RESTORED,
                        2, Disposition.REMOVED,
                        3, Disposition.BEING_RESTORED,
                        4, Disposition.RESTRICTED_BY_OPERATOR));
        var told = desk.told(restoration);
        assertThat(told).hasSize(4).allSatisfy(one -> assertThat(one.state()).hasToString("TOLD"));
        var letter = told.get(0).number();
        assertThat(letter).startsWith(notice + "/");
        assertThat(desk.named(letter)).containsExactly(1);
        assertThat(subjects())
                .anyMatch(subject -> subject.startsWith(letter + ": ") && subject.contains("withdrawal of a notice"));
        var cancelling = told.get(1).number().substring(0, told.get(1).number().indexOf('/'));
        assertThat(subjects().stream().filter(subject -> subject.startsWith(cancelling + "/")))
                .hasSize(RestorationDesk.OPERATORS.size());
        assertThat(Caller.of(port, "auditor1")
                        .get("/api/v1/orders/" + order.number())
                        .body())
                .doesNotContain("cancelledBy")
                .contains("\"cancellations\":[\"" + cancelling + "\"]");

        desk.everyoneConfirms(restoration);
        desk.looks(
                restoration,
                Map.of("foundForAll", "AS_WANTED", "notYetTargets", List.of("3"), "remarks", "From two networks"));
        assertThat(desk.told(restoration)).filteredOn(one -> one.round() == 2).hasSize(3);
        desk.everyoneConfirms(restoration);
        desk.looks(restoration, Map.of("foundForAll", "AS_WANTED"));

        assertThat(desk.dispositions(number))
                .isEqualTo(Map.of(
                        1, Disposition.RESTRICTION_LIFTED,
                        2, Disposition.REMOVED,
                        3, Disposition.RESTRICTION_LIFTED,
                        4, Disposition.RESTRICTED_BY_OPERATOR));
        assertThat(desk.publicStatus(number, 1)).isEqualTo("LIFTED");
        assertThat(desk.publicHistory(number, 3))
                .containsSubsequence(
                        "RESTORATION_ORDERED",
                        "ORDER_CANCELLED",
                        "CONFIRMED",
                        "SEEN_STILL_RESTRICTED",
                        "ORDER_CANCELLED",
                        "SEEN_BACK",
                        "RESTRICTION_LIFTED");
        assertThat(desk.measure(number, 1)).isEqualTo("REMOVED");
        assertThat(desk.measure(number, 2)).isEqualTo("ACTIVE");
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.FULLY_COMPLIED);
        var shown = Caller.of(port, "auditor1")
                .get("/api/v1/restorations/" + restoration)
                .body();
        assertThat(JsonPath.<String>read(shown, "$.summary.state")).isEqualTo("CONFIRMED");
        assertThat(JsonPath.<List<String>>read(shown, "$.looks[*].found"))
                .containsExactly("BACK", "STILL_RESTRICTED", "BACK");
        assertThat(Caller.of(port, "auditor1")
                        .get("/api/v1/cases/" + number + "/restorations")
                        .body())
                .contains(restoration);
        assertThat(restorations.byNumber(restoration).endedAs()).isEqualTo("CONFIRMED");
    }

    @Test
    void aSilentPlatformIsABreachThatEndsNothing() {
        var number = desk.restricted(1, 0);
        var restoration = desk.ordered(number, org.duenotice.restoration.RestorationKind.RESTORATION, "RC-1", 1);
        var letter = desk.told(restoration).get(0).number();
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        assertThat(desk.told(restoration).get(0).state()).hasToString("SILENT");
        assertThat(casework.task("recordRestorationConfirmation", letter).getPriority())
                .isEqualTo(95);
        var answer = RestorationDesk.post(
                port,
                "liaison1",
                "/api/v1/restorations/" + restoration + "/confirmations",
                """
                {"letter": "%s", "outcome": "CARRIED_OUT", "reference": "late", "confirmedAt": "%s"}
                """
                        .formatted(letter, casework.clock.instant()));
        RestorationDesk.isCreated(answer);
        casework.runJobs();
        assertThat(casework.open(letter)).isEmpty();
        assertThat(casework.open(restoration)).containsExactly("verifyRestoration");
        desk.looks(restoration, Map.of("foundForAll", "CONTENT_NOT_THERE"));
        assertThat(casework.notices
                        .byNumber(letter.substring(0, letter.indexOf('/')))
                        .state())
                .isEqualTo(NoticeState.WITHDRAWN);
        assertThat(desk.dispositions(number)).containsValue(Disposition.RESTRICTION_LIFTED);
        casework.clock.backToStart();
    }
}
