package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duenotice.DueNoticeTest;
import org.duenotice.intake.Source;
import org.duenotice.priority.Priorities;
import org.duenotice.priority.Priority;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What comes first is reckoned from visible parts, and nobody is given what another has. */
@DueNoticeTest
class QueueTest {

    private static final String CAPTURES = "{\"tasks\": [\"captureEvidence\"]}";

    @Autowired
    private Casework casework;

    @Autowired
    private Priorities priorities;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    @BeforeEach
    void nothingElseIsOpen() {
        casework.clock.backToStart();
        casework.tasks
                .createTaskQuery()
                .taskDefinitionKey("captureEvidence")
                .taskUnassigned()
                .list()
                .forEach(task -> casework.as("caseworker2", () -> {
                    casework.tasks.claim(task.getId(), "caseworker2");
                    return null;
                }));
    }

    private JsonNode next(String person, String wanted) {
        var answer = Caller.of(port, person).act("/api/v1/queue/next", wanted);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 204);
        return answer.statusCode() == 204 ? null : Caller.json(answer);
    }

    @Test
    void theMostUrgentCaseComesFirstAndItsPartsAreSeen() {
        var lottery = casework.detection("LOTTERY_BY_NON_OPERATOR", Source.ANONYMOUS, Casework.address());
        var drugs = casework.detection("DRUG_SALE", Source.OTHER_BODY, Casework.address());
        var pyramid = casework.detection("FINANCIAL_PYRAMID", Source.CITIZEN, Casework.address());

        assertThat(Stream.generate(() -> next("caseworker1", CAPTURES)).limit(3))
                .extracting(given -> given.path("number").asText())
                .containsExactly(drugs, pyramid, lottery);
        assertThat(next("caseworker1", CAPTURES)).isNull();

        var seen = Caller.json(Caller.of(port, "manager1").get("/api/v1/cases/" + drugs + "/priority"));
        assertThat(seen.path("score").asInt()).isEqualTo(5 * (9 + 7));
        assertThat(seen.path("parts").toString()).contains("DRUG_SALE", "OTHER_BODY");
    }

    @Test
    void everyCategoryOfTheCompetenceHasPointsAndTheGravestHasMost() {
        assertThat(sql.sql("select distinct category from current_competence where category not in "
                                + "(select code from priority_points where part = 'CATEGORY')")
                        .query(String.class)
                        .list())
                .isEmpty();
        assertThat(sql.sql("select code from priority_points where part = 'CATEGORY' order by points desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("CHILD_SEXUAL_ABUSE_MATERIAL");
    }

    @Test
    void evidenceMakesACaseMoreUrgentAndItsLaterTasksAsUrgentAsTheCase() {
        var number = casework.detection("FINANCIAL_PYRAMID", Casework.address());
        var before = priorities.last(number).orElseThrow();
        casework.captureEvidence(number);
        var after = priorities.last(number).orElseThrow();
        assertThat(after.score()).isGreaterThan(before.score());
        assertThat(after.parts()).contains(new Priority.Part("EVIDENCE", "CAPTURED", 2));
        assertThat(casework.task("prepareQualification", number).getPriority()).isEqualTo(after.score());
    }

    @Test
    void whoeverAskAtTheSameMomentGetDifferentTasks() throws Exception {
        var numbers = IntStream.range(0, 8)
                .mapToObj(no -> casework.detection("ILLEGAL_GAMBLING", Casework.address()))
                .toList();
        var people = Executors.newFixedThreadPool(4);
        try {
            Callable<List<String>> two = () -> Stream.generate(() -> next("caseworker1", CAPTURES))
                    .limit(2)
                    .map(given -> given.path("number").asText())
                    .toList();
            var given = people.invokeAll(List.of(two, two, two, two)).stream()
                    .flatMap(done -> {
                        try {
                            return done.get().stream();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
            assertThat(given).containsExactlyInAnyOrderElementsOf(numbers);
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void nobodyIsGivenTheSecondStepAfterTheirOwnFirst() {
        var number = casework.detection("ILLEGAL_GAMBLING", Casework.address());
        casework.captureEvidence(number);
        casework.complete("caseworker1", "prepareQualification", number, Casework.closing("NO_VIOLATION"));
        var approvals = "{\"tasks\": [\"approveQualification\"]}";
        assertThat(next("caseworker1", approvals)).isNull();
        for (JsonNode given; (given = next("approver1", approvals)) != null; ) {
            if (given.path("number").asText().equals(number)) {
                casework.complete("approver1", "approveQualification", number, Map.of("decision", "APPROVE"));
                return;
            }
        }
        throw new AssertionError("The approver was never given " + number);
    }
}
