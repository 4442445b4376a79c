package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.FormService;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Disposition;
import org.duenotice.intake.Detections;
import org.duenotice.intake.Source;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.problem.Problem;
import org.duenotice.qualification.Recommendations;
import org.duenotice.recreation.Mirror;
import org.duenotice.recreation.Mirrors;
import org.duenotice.recreation.Mirrors.Place;
import org.duenotice.recreation.Recreations;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is known of a target is asked before any case is opened. */
@DueNoticeTest
class KnownTargetTest {

    private static final String PYRAMID = "FINANCIAL_PYRAMID";

    @Autowired
    private Casework casework;

    @Autowired
    private Detections detections;

    @Autowired
    private Recreations recreations;

    @Autowired
    private Recommendations recommendations;

    @Autowired
    private Mirrors mirrors;

    @Autowired
    private FormService forms;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private String removed(String address) {
        var notice = casework.noticeSent(address);
        casework.answers(notice, ItemOutcome.REMOVED, null);
        casework.complete("caseworker2", "verifyOutcome", notice, Map.of("verifyForAll", "CONFIRMED"));
        casework.runJobs();
        return casework.caseOf(notice);
    }

    private JsonNode sightings(String number) {
        return Caller.json(Caller.of(port, "auditor1").get("/api/v1/cases/" + number + "/sightings"))
                .path("items");
    }

    private String firstScreen(String number) {
        return casework.as("caseworker1", () -> forms.getTaskFormVariables(
                        casework.task("captureEvidence", number).getId())
                .getValueTyped("facts")
                .getValue()
                .toString());
    }

    @Test
    void aTargetUnderWorkIsAttachedToItsCaseAndOpensNone() {
        var address = Casework.address();
        var number = casework.detection(PYRAMID, address);

        var again = Caller.of(port, "caseworker2")
                .act(
                        "/api/v1/detections",
                        """
                        {"category": "FINANCIAL_PYRAMID", "description": "Seen too", "source": "OTHER_BODY",
                         "sourceReference": "%s", "addresses": ["%s?single"]}
                        """
                                .formatted(UUID.randomUUID(), address));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(Caller.json(again).path("caseNumber").asText()).isEqualTo(number);
        assertThat(Caller.json(again).path("sightings").path(0).path("no").asInt())
                .isOne();
        assertThat(sightings(number))
                .extracting(one -> one.path("source").asText() + " " + one.path("again"))
                .containsExactly("OWN_MONITORING false", "OTHER_BODY true");
        assertThat(casework.dispositions(number)).containsExactly(Disposition.IN_QUALIFICATION);
        assertThat(firstScreen(number)).contains("reported again");
    }

    @Test
    void ofAReportOnlyWhatIsNotUnderWorkBecomesANewCase() {
        var known = Casework.address();
        var fresh = Casework.address();
        var number = casework.detection(PYRAMID, known);

        var reported = casework.as(
                "caseworker1",
                () -> detections.report(new Detections.Report(
                        PYRAMID, "Both", Source.CITIZEN, null, List.of(fresh, known, fresh), "caseworker1")));

        assertThat(reported.opened()).isTrue();
        assertThat(reported.number()).isNotEqualTo(number);
        assertThat(reported.sightings()).singleElement().satisfies(sighting -> assertThat(sighting.caseNumber())
                .isEqualTo(number));
        assertThat(casework.dispositions(reported.number())).hasSize(1);
        assertThat(sightings(reported.number())).hasSize(2);
    }

    @Test
    void aTargetThatWasRemovedOpensALinkedCaseWithItsHistoryOnTheFirstScreenWhoeverReportsIt() {
        var address = Casework.address();
        var first = removed(address);

        var second = casework.detection(PYRAMID, Source.CITIZEN, address);

        assertThat(second).isNotEqualTo(first);
        assertThat(recreations.links(second)).singleElement().satisfies(link -> assertThat(link.earlierCase())
                .isEqualTo(first));
        assertThat(recreations.watched(first)).isEmpty();
        assertThat(firstScreen(second)).contains(first, "Removed");
    }

    @Test
    void whatComesBackAgainAndAgainShowsAllOfItsHistory() {
        var address = Casework.address();
        var first = removed(address);
        var second = removed(address);
        var third = casework.detection(PYRAMID, address);

        assertThat(recreations.history(casework.cases.byNumber(third).id()))
                .extracting(Recreations.Before::caseNumber)
                .containsExactly(second, first);
        assertThat(recreations.links(third)).hasSize(1);
    }

    @Test
    void aTargetThatWasFoundLawfulOpensACaseWithoutALink() {
        var address = Casework.address();
        var first = casework.detection(PYRAMID, address);
        casework.captureEvidence(first);
        casework.complete("caseworker1", "prepareQualification", first, Casework.closing("NO_VIOLATION"));
        casework.approve(first);

        var second = casework.detection(PYRAMID, address);

        assertThat(second).isNotEqualTo(first);
        assertThat(recreations.links(second)).isEmpty();
    }

    @Test
    void aTargetThatManyReportAtTheSameMomentHasOneCase() throws Exception {
        var address = Casework.address();
        var people = Executors.newFixedThreadPool(6);
        try {
            var reports = IntStream.range(0, 12)
                    .mapToObj(i -> (Callable<String>) () -> casework.detection(PYRAMID, address))
                    .toList();
            var numbers = people.invokeAll(reports).stream()
                    .map(report -> {
                        try {
                            return report.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .distinct()
                    .toList();
            assertThat(numbers).hasSize(1);
            assertThat(sightings(numbers.get(0))).hasSize(12);
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void anAnonymousLeadIsNoLongerOneWhenTheUnitFindsTheSame() {
        var address = Casework.address();
        var number = casework.detection(PYRAMID, Source.ANONYMOUS, address);
        assertThat(recommendations.facts(number).anonymousOnly()).isTrue();

        casework.detection(PYRAMID, Source.OWN_MONITORING, address);

        assertThat(recommendations.facts(number).anonymousOnly()).isFalse();
    }

    @Test
    void aMirrorIsALinkThatOnePersonProposesAndAnotherConfirms() {
        var original = removed(Casework.address());
        var copy = casework.detection(PYRAMID, Casework.siteAddress());
        var body = "{\"target\": 1, \"ofCase\": \"%s\", \"ofTarget\": 1, \"reasons\": \"The same page on a new host\"}"
                .formatted(original);
        var proposed = Caller.of(port, "caseworker1").act("/api/v1/cases/" + copy + "/mirrors", body);
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(201);
        assertThat(firstScreen(copy)).doesNotContain("Copy: Removed");
        var decision = proposed.headers().firstValue("Location").orElseThrow() + "/decision";

        assertThat(decide("caseworker1", decision, "CONFIRM").statusCode()).isEqualTo(403);
        assertThat(decide("liaison1", decision, "CONFIRM").statusCode()).isEqualTo(403);
        assertThat(decide("caseworker2", decision, "REJECT").statusCode()).isEqualTo(400);
        assertThat(decide("caseworker2", decision, "CONFIRM").statusCode()).isEqualTo(200);
        assertThat(decide("approver1", decision, "CONFIRM").statusCode()).isEqualTo(409);

        assertThat(firstScreen(copy)).contains(original, "Copy: Removed");
        var links = Caller.json(Caller.of(port, "manager1").get("/api/v1/cases/" + copy + "/links"));
        assertThat(links).singleElement().satisfies(link -> {
            assertThat(link.path("kind").asText()).isEqualTo("MIRROR");
            assertThat(link.path("earlierCase").asText()).isEqualTo(original);
        });
    }

    private java.net.http.HttpResponse<String> decide(String login, String decision, String what) {
        return Caller.of(port, login).act(decision, "{\"decision\": \"%s\"}".formatted(what));
    }

    @Test
    void aRejectedMirrorIsNoLinkAndTheSameThingIsNoMirror() {
        var address = Casework.address();
        var original = removed(address);
        var copy = casework.detection(PYRAMID, Casework.siteAddress());
        var same = casework.detection(PYRAMID, address);

        var proposed = mirrors.propose(new Place(copy, 1), new Place(original, 1), "Looks alike", "caseworker1");
        var rejected = mirrors.decide(proposed.id(), false, "Another operator", "caseworker2");

        assertThat(rejected.state()).isEqualTo(Mirror.State.REJECTED);
        assertThat(Caller.json(Caller.of(port, "manager1").get("/api/v1/cases/" + copy + "/links")))
                .isEmpty();
        assertThatThrownBy(
                        () -> mirrors.propose(new Place(copy, 1), new Place(original, 1), "Looks alike", "caseworker1"))
                .isInstanceOf(Problem.class)
                .hasMessage("mirror.known");
        assertThatThrownBy(() -> mirrors.propose(new Place(same, 1), new Place(original, 1), "Same", "caseworker1"))
                .isInstanceOf(Problem.class)
                .hasMessage("mirror.same-target");
    }
}
