package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.recreation.Mirror;
import org.duenotice.recreation.Mirrors;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What caseworkers do with cases by hand, from forms in Tasklist: say that something is a copy, split, merge. */
@DueNoticeTest
class CasesByHandTest {

    private static final String PYRAMID = "FINANCIAL_PYRAMID";

    @Autowired
    private Casework casework;

    @Autowired
    private Mirrors mirrors;

    @Autowired
    private FormService forms;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private void submit(String person, String process, Map<String, Object> input) {
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
        casework.as(person, () -> forms.submitStartForm(definition, input));
    }

    private String copyProposed(String copy, String original) {
        submit(
                "caseworker1",
                "mirror-request",
                Map.of(
                        "caseNumber",
                        copy,
                        "target",
                        1,
                        "ofCase",
                        original,
                        "ofTarget",
                        1,
                        "reasons",
                        "The same page on a new host"));
        var proposed = mirrors.of(copy);
        assertThat(proposed).hasSize(1);
        assertThat(proposed.get(0).number()).isEqualTo(copy + "/M1");
        return proposed.get(0).number();
    }

    @Test
    void aCopyThatIsProposedInAFormWaitsForAnotherPersonWhoSeesBoth() {
        var originalAddress = Casework.address();
        var original = casework.detection(PYRAMID, originalAddress);
        var copyAddress = Casework.siteAddress();
        var copy = casework.detection(PYRAMID, copyAddress);

        var number = copyProposed(copy, original);

        var task = casework.task("decideMirror", number);
        assertThat(task.getName()).contains(number);
        var facts = Caller.json(Caller.of(port, "caseworker2")
                        .get("/engine-rest/task/%s/form-variables".formatted(task.getId()), "Accept-Language", "ru"))
                .path("facts")
                .path("value")
                .asText();
        assertThat(facts).contains(originalAddress, copyAddress, "Оригинал", "The same page on a new host");
        assertThatThrownBy(
                        () -> casework.complete("caseworker1", "decideMirror", number, Map.of("decision", "CONFIRM")))
                .hasMessageContaining("caseworker1");
        assertThatThrownBy(() -> casework.complete("caseworker2", "decideMirror", number, Map.of("decision", "REJECT")))
                .hasMessageMatching("(?s).+");

        casework.complete("caseworker2", "decideMirror", number, Map.of("decision", "CONFIRM"));

        assertThat(mirrors.byNumber(number).state()).isEqualTo(Mirror.State.CONFIRMED);
        assertThat(casework.open(number)).isEmpty();
    }

    @Test
    void aDecisionOverHttpIsTheTasksOwn() {
        var original = casework.detection(PYRAMID, Casework.address());
        var copy = casework.detection(PYRAMID, Casework.siteAddress());
        var number = copyProposed(copy, original);

        var answer = Caller.of(port, "approver1")
                .act(
                        "/api/v1/mirrors/%s/decision"
                                .formatted(mirrors.byNumber(number).id()),
                        "{\"decision\": \"REJECT\", \"remarks\": \"Another operator\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(mirrors.byNumber(number).state()).isEqualTo(Mirror.State.REJECTED);
        assertThat(casework.open(number)).isEmpty();
    }

    @Test
    void aCaseIsSplitAndMergedFromAForm() {
        var number = casework.detection(PYRAMID, Casework.address(), Casework.address(), Casework.address());
        assertThatThrownBy(() -> submit(
                        "caseworker1",
                        "regrouping",
                        Map.of("caseNumber", number, "regrouping", "SPLIT", "targets", "two", "reasons", "x")))
                .hasMessageContaining("two");

        submit(
                "caseworker1",
                "regrouping",
                Map.of("caseNumber", number, "regrouping", "SPLIT", "targets", "2-3", "reasons", "Another operator"));

        assertThat(numbers(number)).containsExactly(1);
        var apart = newestCase();
        assertThat(apart).isNotEqualTo(number);
        assertThat(numbers(apart)).hasSize(2);
        assertThat(casework.open(apart)).containsExactly("captureEvidence");

        submit(
                "caseworker1",
                "regrouping",
                Map.of(
                        "caseNumber",
                        apart,
                        "regrouping",
                        "MERGE",
                        "into",
                        number,
                        "reasons",
                        "One operator after all"));

        assertThat(numbers(number)).hasSize(3);
        assertThat(casework.cases.byNumber(apart).state()).isEqualTo(CaseState.MERGED);
        assertThat(casework.open(apart)).isEmpty();
    }

    private String newestCase() {
        return sql.sql("select number from case_file order by number desc limit 1")
                .query(String.class)
                .single();
    }

    private List<Integer> numbers(String caseNumber) {
        return casework.cases.targets(casework.cases.byNumber(caseNumber).id()).stream()
                .map(CaseTarget::no)
                .toList();
    }

    @Test
    void aCaseOnADiagramThatCannotEndByAMergeIsNotMergedButTakesIn() throws Exception {
        var older = repository
                .createDeployment()
                .name("detection-case of old")
                .addInputStream("detection-case.bpmn", new ByteArrayInputStream(withoutTheEndByAMerge()))
                .deploy();
        String old;
        try {
            old = casework.detection(PYRAMID, Casework.address());
        } finally {
            var definition = repository
                    .createProcessDefinitionQuery()
                    .deploymentId(older.getId())
                    .singleResult();
            repository
                    .createDeployment()
                    .name("detection-case of today")
                    .addInputStream(
                            "detection-case.bpmn", Files.newInputStream(Path.of("processes/detection-case.bpmn")))
                    .deploy();
            assertThat(definition).isNotNull();
        }
        var recent = casework.detection(PYRAMID, Casework.address());

        assertThatThrownBy(() -> submit(
                        "caseworker1",
                        "regrouping",
                        Map.of("caseNumber", old, "regrouping", "MERGE", "into", recent, "reasons", "One scheme")))
                .hasMessageContaining(recent);
        assertThat(numbers(old)).hasSize(1);
        assertThat(casework.open(old)).containsExactly("captureEvidence");

        submit(
                "caseworker1",
                "regrouping",
                Map.of("caseNumber", recent, "regrouping", "MERGE", "into", old, "reasons", "One scheme"));
        assertThat(numbers(old)).hasSize(2);
        assertThat(casework.open(recent)).isEmpty();
    }

    /** The message that ends the case is another one, as if nobody had drawn it. */
    private static byte[] withoutTheEndByAMerge() throws Exception {
        var diagram = Files.readString(Path.of("processes/detection-case.bpmn"));
        var old = diagram.replace("name=\"detection-case.merged\"", "name=\"detection-case.never\"");
        assertThat(old).isNotEqualTo(diagram);
        return old.getBytes(StandardCharsets.UTF_8);
    }
}
