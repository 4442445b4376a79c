package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Disposition;
import org.duenotice.evidence.Evidence;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.intake.Source;
import org.duenotice.qualification.ProtectedExpressions;
import org.duenotice.qualification.ProtectedKind;
import org.duenotice.qualification.Recommendations;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cases are split and merged by hand as long as nobody approved what becomes of them; no target is lost or counted twice. */
@DueNoticeTest
class RegroupingTest {

    private static final String PYRAMID = "FINANCIAL_PYRAMID";

    @Autowired
    private Casework casework;

    @Autowired
    private EvidenceFiles evidence;

    @Autowired
    private ProtectedExpressions protectedExpressions;

    @Autowired
    private Recommendations recommendations;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private HttpResponse<String> post(String login, String path, String body) {
        return Caller.of(port, login).act("/api/v1/cases/" + path, body);
    }

    private HttpResponse<String> split(String number, String targets) {
        return post(
                "caseworker1",
                number + "/splits",
                "{\"targets\": %s, \"reason\": \"Another operator\"}".formatted(targets));
    }

    private HttpResponse<String> merge(String number, String into) {
        return post(
                "caseworker1",
                number + "/merges",
                "{\"into\": \"%s\", \"reason\": \"The same scheme\"}".formatted(into));
    }

    private static String numberIn(HttpResponse<String> answer) {
        return Caller.json(answer).path("caseNumber").asText();
    }

    private static void refused(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Caller.json(answer).path("type").asText()).isEqualTo("urn:duenotice:problem:" + type);
    }

    private List<CaseTarget> targets(String number) {
        return casework.cases.targets(casework.cases.byNumber(number).id());
    }

    private List<String> addresses(String... numbers) {
        return Stream.of(numbers)
                .flatMap(number -> targets(number).stream())
                .map(CaseTarget::originalAddress)
                .toList();
    }

    private List<String> hashes(String number) {
        return evidence.of(casework.cases.byNumber(number).id()).stream()
                .map(Evidence::sha256)
                .toList();
    }

    @Test
    void aSplitOffCaseBeginsAnewWithItsTargetsAndTheEvidenceAndBothTellWhy() {
        var all = List.of(Casework.address(), Casework.address(), Casework.address());
        var number = casework.detection(PYRAMID, all.toArray(String[]::new));
        casework.captureEvidence(number);

        var answer = split(number, "[3, 1]");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var opened = numberIn(answer);
        assertThat(addresses(number)).containsExactly(all.get(1));
        assertThat(addresses(opened)).containsExactly(all.get(0), all.get(2));
        assertThat(casework.open(number)).containsExactly("prepareQualification");
        assertThat(casework.open(opened)).containsExactly("captureEvidence");
        assertThat(hashes(opened)).isEqualTo(hashes(number)).hasSize(1);
        assertThat(story(number)).contains("new case " + opened, "Another operator");
        assertThat(story(opened)).contains("split off from case " + number);
        assertThat(Caller.json(Caller.of(port, "auditor1").get("/api/v1/cases/" + number + "/links")))
                .singleElement()
                .satisfies(link -> assertThat(link.path("kind").asText()).isEqualTo("SPLIT"));
    }

    private String story(String number) {
        return Caller.of(port, "auditor1").get("/api/v1/cases/" + number).body();
    }

    /** Also by the table itself: each row of a target that left says so, and each target stands in one case. */
    @Test
    void everyTargetKeepsExactlyOneCurrentDispositionThroughSplitsAndMerges() {
        var all = List.of(Casework.address(), Casework.address(), Casework.address(), Casework.address());
        var number = casework.detection(PYRAMID, all.toArray(String[]::new));
        var second = numberIn(split(number, "[2, 3]"));
        var third = numberIn(split(second, "[2]"));
        merge(third, number);
        merge(second, number);

        assertThat(addresses(number, second, third)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(addresses(number)).hasSize(4);
        assertThat(casework.dispositions(number)).containsOnly(Disposition.IN_QUALIFICATION);
        assertThat(sql.sql(
                                """
                                select count(*) from case_target ct join case_file f on f.id = ct.case_id
                                join current_disposition d on d.case_target_id = ct.id
                                where f.number in (:numbers) and (d.disposition = 'MOVED') = (f.number = :number)
                                """)
                        .param("numbers", List.of(number, second, third))
                        .param("number", number)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(sightings(number)).isEqualTo(4);
    }

    private int sightings(String number) {
        return Caller.json(Caller.of(port, "auditor1").get("/api/v1/cases/" + number + "/sightings"))
                .path("items")
                .size();
    }

    @Test
    void aMergedCaseIsClosedAndItsProcessEndsByItself() {
        var first = casework.detection(PYRAMID, Casework.address());
        var second = casework.detection(PYRAMID, Casework.address());

        assertThat(numberIn(merge(first, second))).isEqualTo(second);

        assertThat(casework.cases.byNumber(first).state()).isEqualTo(CaseState.MERGED);
        assertThat(casework.cases.byNumber(first).closeReason()).isEqualTo("MERGED");
        assertThat(casework.isOver(first)).isTrue();
        assertThat(casework.open(first)).isEmpty();
        assertThat(casework.open(second)).containsExactly("captureEvidence");
        assertThat(targets(second)).extracting(CaseTarget::no).containsExactly(1, 2);
        assertThat(story(first)).contains("All targets went over to case " + second);
        assertThat(story(second)).contains("The targets of case " + first);
    }

    @Test
    void aMergedCaseWhoseQualificationIsBeingPreparedBringsItsEvidence() {
        var first = casework.detection(PYRAMID, Casework.address());
        var second = casework.detection(PYRAMID, Casework.address());
        casework.captureEvidence(first);
        refused(merge(second, first), 409, "case.merge-evidence");
        casework.captureEvidence(second);
        var mine = hashes(first);

        assertThat(merge(first, second).statusCode()).isEqualTo(200);

        assertThat(casework.isOver(first)).isTrue();
        assertThat(hashes(second)).hasSize(2).containsAll(mine);
        casework.complete("caseworker1", "prepareQualification", second, Casework.closing("NO_VIOLATION"));
        casework.approve(second);
        assertThat(casework.dispositions(second)).containsExactly(Disposition.NO_VIOLATION, Disposition.NO_VIOLATION);
    }

    @Test
    void nothingIsRegroupedOnceTheQualificationIsApprovedAndNothingMergedOnceItIsPrepared() {
        var number = casework.preparedCase();
        var other = casework.detection(PYRAMID, Casework.address(), Casework.address());
        refused(merge(number, other), 409, "case.regroup-state");
        refused(merge(other, number), 409, "case.regroup-state");
        casework.approve(number);
        refused(split(number, "[1]"), 409, "case.regroup-state");
        assertThat(targets(other)).hasSize(2);
    }

    @Test
    void aPreparedCaseMayBeSplitAsLongAsItsMeasuresKeepATarget() {
        var number = casework.detection(PYRAMID, Casework.address(), Casework.address(), Casework.address());
        casework.captureEvidence(number);
        var input = new java.util.HashMap<>(casework.measures(PYRAMID, "CRIMINAL", false));
        input.put("noViolationTargets", List.of("2"));
        casework.complete("caseworker1", "prepareQualification", number, input);

        refused(split(number, "[1, 3]"), 409, "qualification.nothing-left");
        assertThat(targets(number)).hasSize(3);
        var opened = numberIn(split(number, "[3]"));
        casework.approve(number);

        assertThat(casework.dispositions(number)).containsExactly(Disposition.REFERRED, Disposition.NO_VIOLATION);
        assertThat(casework.dispositions(opened)).containsExactly(Disposition.IN_QUALIFICATION);
    }

    @Test
    void numbersThatWereLeftByASplitAreStillTheNumbersOfTheForm() {
        var number = casework.detection(PYRAMID, Casework.address(), Casework.address(), Casework.address());
        split(number, "[1]");
        casework.captureEvidence(number);
        var input = new java.util.HashMap<>(casework.measures(PYRAMID, "CRIMINAL", false));
        input.put("unavailableTargets", List.of("3"));
        casework.complete("caseworker1", "prepareQualification", number, input);
        casework.approve(number);

        assertThat(casework.dispositions(number))
                .containsExactly(Disposition.REFERRED, Disposition.ALREADY_UNAVAILABLE);
    }

    @Test
    void protectedExpressionAndAnonymousLeadsStayWhatTheyAreInTheOtherCase() {
        var ticked = casework.detection(PYRAMID, Casework.address(), Casework.address());
        protectedExpressions.tick(casework.cases.byNumber(ticked).id(), ProtectedKind.PRESS, "caseworker1");
        var opened = numberIn(split(ticked, "[2]"));
        var plain = casework.detection(PYRAMID, Source.ANONYMOUS, Casework.address());
        assertThat(recommendations.facts(plain).anonymousOnly()).isTrue();

        merge(ticked, plain);

        assertThat(recommendations.facts(opened).protectedExpression()).isTrue();
        assertThat(recommendations.facts(plain).protectedExpression()).isTrue();
        assertThat(recommendations.facts(plain).anonymousOnly()).isFalse();
    }

    @Test
    void aNewReportOfAMovedTargetGoesToTheCaseThatHasItNow() {
        var moved = Casework.address();
        var number = casework.detection(PYRAMID, Casework.address(), moved);
        var opened = numberIn(split(number, "[2]"));

        assertThat(casework.detection(PYRAMID, moved)).isEqualTo(opened);
    }

    @Test
    void onlyACaseworkerRegroupsAndOnlyWhatFitsTogether() {
        var number = casework.detection(PYRAMID, Casework.address(), Casework.address());
        var casino = casework.detection("ILLEGAL_GAMBLING", Casework.address());
        assertThat(post("liaison1", number + "/splits", "{\"targets\": [1], \"reason\": \"x\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("manager1", number + "/merges", "{\"into\": \"%s\", \"reason\": \"x\"}".formatted(casino))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("caseworker1", number + "/splits", "{\"targets\": [1], \"reason\": \" \"}")
                        .statusCode())
                .isEqualTo(400);
        for (var targets : List.of("[1, 2]", "[7]", "[1, 7]")) {
            refused(split(number, targets), 400, "case.split-targets");
        }
        refused(merge(number, number), 400, "case.merge-itself");
        refused(merge(number, casino), 409, "case.merge-category");
        assertThat(casework.dispositions(number)).hasSize(2);
        assertThat(Map.of(number, casework.open(number))).containsEntry(number, List.of("captureEvidence"));
    }
}
