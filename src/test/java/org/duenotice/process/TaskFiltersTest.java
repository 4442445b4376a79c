package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.duenotice.DueNoticeTest;
import org.duenotice.security.Caller;
import org.duenotice.security.Groups;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@DueNoticeTest
@Import(Casework.class)
class TaskFiltersTest {

    @Autowired
    private Casework casework;

    @Autowired
    private TaskFilters ready;

    @Autowired
    private FilterService filters;

    @Autowired
    private AuthorizationService authorizations;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    @Test
    void aSecondStartMakesNoFilterTwice() {
        var before = filters.createFilterQuery().count();
        var rightsBefore = authorizations
                .createAuthorizationQuery()
                .resourceType(Resources.FILTER)
                .count();

        ready.run(null);

        assertThat(filters.createFilterQuery().count()).isEqualTo(before);
        assertThat(authorizations
                        .createAuthorizationQuery()
                        .resourceType(Resources.FILTER)
                        .count())
                .isEqualTo(rightsBefore);
    }

    @Test
    void aStartBringsAFilterBackToWhatItIs() {
        var filter = filter("To approve");
        filter.setProperties(Map.of("color", "#000000"));
        filters.saveFilter(filter);

        ready.run(null);

        var properties = filters.getFilter(filter.getId()).getProperties();
        assertThat(properties).containsEntry("color", "#5f6b7a").containsEntry("refresh", true);
    }

    @Test
    void everyoneSeesTheFiltersOfTheirGroupOnly() {
        assertThat(names("caseworker1"))
                .containsExactlyInAnyOrder(
                        "My group",
                        "My tasks",
                        "Overdue",
                        "Capture evidence",
                        "Qualification",
                        "Verify outcome",
                        "Verify restoration",
                        "Look again",
                        "Copies");
        assertThat(names("approver1")).containsExactlyInAnyOrder("My group", "My tasks", "Overdue", "To approve");
        assertThat(names("lawyer1")).containsExactlyInAnyOrder("My group", "My tasks", "Overdue", "Rights review");
        assertThat(names("body-officer1"))
                .containsExactlyInAnyOrder(
                        "My group",
                        "My tasks",
                        "Overdue",
                        "Restriction",
                        "Addressees and orders",
                        "Appeals with the body");
        assertThat(names("appeals1"))
                .containsExactlyInAnyOrder("My group", "My tasks", "Overdue", "Appeals", "Appeal overdue");
        assertThat(names("liaison1"))
                .containsExactlyInAnyOrder(
                        "My group", "My tasks", "Overdue", "Referrals", "Letters and answers", "Escalation gates");
        assertThat(names("body-head1"))
                .containsExactlyInAnyOrder("My group", "My tasks", "Overdue", "Head's approval", "Recusals");
        assertThat(names("registrar1"))
                .containsExactlyInAnyOrder(
                        "My group", "My tasks", "Overdue", "Calendar not loaded", "Register changes");
        assertThat(names("sealed1")).containsExactlyInAnyOrder("My group", "My tasks", "Overdue", "Sealed material");
        assertThat(names("manager1")).hasSize(31);
    }

    @Test
    void everyTaskOfEveryDiagramStandsInAFilterOfItsGroup() throws Exception {
        for (var task : userTasks()) {
            for (var group : groups(task)) {
                assertThat(keysByGroup().get(group)).as("filters of %s", group).contains(task.getId());
            }
        }
    }

    @Test
    void aTaskMovesFromTheGroupToMineWhenITakeIt() {
        var number = casework.detection("FINANCIAL_PYRAMID", Casework.address());
        var task = casework.task("captureEvidence", number);

        assertThat(tasks("caseworker1", "My group")).contains(task.getId());
        assertThat(tasks("caseworker1", "My tasks")).doesNotContain(task.getId());

        casework.as("caseworker1", () -> {
            casework.tasks.claim(task.getId(), "caseworker1");
            return null;
        });

        assertThat(tasks("caseworker1", "My group")).doesNotContain(task.getId());
        assertThat(tasks("caseworker1", "My tasks")).contains(task.getId());
        assertThat(tasks("caseworker1", "Capture evidence")).contains(task.getId());
    }

    @Test
    void aTaskIsOverdueWhenItsTermHasRunOut() {
        var task = casework.task("recordAnswer", casework.noticeSent(Casework.address()));

        assertThat(tasks("liaison1", "Overdue")).doesNotContain(task.getId());
        casework.clock.pass(Duration.ofHours(25));
        assertThat(tasks("liaison1", "Overdue")).contains(task.getId());
    }

    @Test
    void aManagerSeesATermBeforeItRunsOutAndWhenItHasRunOutWhateverTheJobsDo() {
        var notice = casework.noticeSent(Casework.address());
        var task = casework.task("recordAnswer", notice);
        assertThat(tasks("manager1", "Answer term ending")).doesNotContain(task.getId());

        casework.clock.pass(Duration.ofHours(20));
        casework.runJobs();
        assertThat(tasks("manager1", "Answer term ending")).contains(task.getId());
        assertThat(tasks("manager1", "Answer overdue")).doesNotContain(task.getId());

        casework.clock.pass(Duration.ofHours(5));
        assertThat(tasks("manager1", "Answer overdue"))
                .as("before any job has run")
                .contains(task.getId());
        assertThat(tasks("manager1", "Answer term ending")).doesNotContain(task.getId());

        casework.runJobs();
        assertThat(tasks("manager1", "Answer overdue"))
                .contains(casework.task("decideEscalation", notice).getId());
    }

    private static List<UserTask> userTasks() throws Exception {
        try (var models = Files.list(Path.of("processes"))) {
            return models.filter(file -> file.toString().endsWith(".bpmn"))
                    .flatMap(file ->
                            Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(UserTask.class).stream())
                    .toList();
        }
    }

    /** The kinds of task that the filters of each group name. */
    /** Who decides on a recusal depends on who is to be recused. */
    private static List<String> groups(UserTask task) {
        return task.getId().equals("decideRecusal")
                ? List.of(Groups.MANAGERS, Groups.BODY_HEADS)
                : List.of(task.getCamundaCandidateGroups());
    }

    private Map<String, List<String>> keysByGroup() {
        var keys = new HashMap<String, List<String>>();
        for (var filter : filters.createFilterQuery().list()) {
            TaskQueryImpl query = filter.getQuery();
            var named =
                    query.getTaskDefinitionKeys() == null ? List.<String>of() : List.of(query.getTaskDefinitionKeys());
            authorizations
                    .createAuthorizationQuery()
                    .resourceType(Resources.FILTER)
                    .resourceId(filter.getId())
                    .list()
                    .forEach(right -> keys.merge(
                            right.getGroupId(), named, (some, more) -> Stream.concat(some.stream(), more.stream())
                                    .toList()));
        }
        return keys;
    }

    private List<String> names(String login) {
        return strings(get(login, "/engine-rest/filter"), "name").stream()
                .map(name -> name.substring(name.lastIndexOf('·') + 1).strip())
                .toList();
    }

    private List<String> tasks(String login, String name) {
        return casework.as(login, () -> {
            return filters.<Task>list(filter(name).getId()).stream()
                    .map(Task::getId)
                    .toList();
        });
    }

    /** The filter whose name ends with these English words. */
    private Filter filter(String name) {
        return filters.createFilterQuery().filterNameLike("%· " + name).singleResult();
    }

    private JsonNode get(String login, String path) {
        var answer = Caller.of(port, login).get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    private static List<String> strings(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> one.path(field).asText())
                .toList();
    }
}
