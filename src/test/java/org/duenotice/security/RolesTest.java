package org.duenotice.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.duenotice.DueNoticeTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a group may not, it may not by the engine's REST either. */
@DueNoticeTest
class RolesTest {

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    String deployment;
    String instance;
    String approversTask;

    @BeforeEach
    void oneTaskForApproversAndOneForCaseworkers() {
        var model = Bpmn.createExecutableProcess("access-test")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .parallelGateway()
                .userTask("forApprovers")
                .camundaCandidateGroups(Groups.APPROVERS)
                .endEvent()
                .moveToLastGateway()
                .userTask("forCaseworkers")
                .camundaCandidateGroups(Groups.CASEWORKERS)
                .endEvent()
                .done();
        deployment = repository
                .createDeployment()
                .addModelInstance("access-test.bpmn", model)
                .deploy()
                .getId();
        instance = runtime.startProcessInstanceByKey("access-test").getId();
        approversTask = task("forApprovers");
    }

    @AfterEach
    void removeThem() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void aCaseworkerSeesAndCompletesOnlyTheTasksOfCaseworkers() {
        var caseworker = Caller.of(port, "caseworker1");

        assertThat(Caller.json(caseworker.get("/engine-rest/task?processInstanceId=" + instance)))
                .hasSize(1);
        for (var path : List.of("", "/form-variables", "/variables", "/form", "/identity-links", "/comment")) {
            refused(caseworker.get("/engine-rest/task/" + approversTask + path).statusCode());
        }
        for (var action : List.of("claim", "complete", "submit-form", "resolve", "bpmnError", "delegate", "assignee")) {
            var body = "{\"userId\":\"caseworker1\",\"variables\":{},\"errorCode\":\"x\"}";
            refused(caseworker
                    .post("/engine-rest/task/" + approversTask + "/" + action, body)
                    .statusCode());
        }
        assertThat(caseworker
                        .post("/engine-rest/task/" + task("forCaseworkers") + "/claim", "{\"userId\":\"caseworker1\"}")
                        .statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "caseworker1",
                "approver1",
                "body-officer1",
                "body-head1",
                "liaison1",
                "lawyer1",
                "appeals1",
                "registrar1",
                "manager1",
                "modeler1",
                "auditor1"
            })
    void nobodyButAnAdministratorDeploysMakesFiltersOrChangesAProcess(String login) {
        var person = Caller.of(port, login);

        refused(person.post(
                        "/engine-rest/deployment/create",
                        "--b\r\nContent-Disposition: form-data; name=\"x.bpmn\"; filename=\"x.bpmn\"\r\n\r\n<x/>\r\n--b--\r\n",
                        "Content-Type",
                        "multipart/form-data; boundary=b")
                .statusCode());
        refused(person.post(
                        "/engine-rest/filter/create",
                        "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":{},\"properties\":{}}")
                .statusCode());
        refused(person.send(
                        "PUT",
                        "/engine-rest/process-instance/" + instance + "/variables/proposal",
                        "{\"value\":\"MEASURES\",\"type\":\"String\"}")
                .statusCode());
        refused(person.send(
                        "PUT",
                        "/engine-rest/task/" + task("forCaseworkers") + "/variables/proposal",
                        "{\"value\":\"MEASURES\",\"type\":\"String\"}")
                .statusCode());
        refused(person.send(
                        "PUT",
                        "/engine-rest/task/" + task("forCaseworkers") + "/localVariables/proposal",
                        "{\"value\":\"MEASURES\",\"type\":\"String\"}")
                .statusCode());
        refused(person.send("DELETE", "/engine-rest/process-instance/" + instance, null)
                .statusCode());
        refused(person.post(
                        "/engine-rest/process-instance/" + instance + "/modification",
                        "{\"instructions\":[{\"type\":\"cancel\",\"activityId\":\"forApprovers\"}]}")
                .statusCode());
        refused(person.post("/engine-rest/process-definition/key/access-test/start", "{}")
                .statusCode());
        refused(person.post(
                        "/engine-rest/authorization/create",
                        "{\"type\":0,\"permissions\":[\"ALL\"],\"resourceType\":0,\"resourceId\":\"*\"}")
                .statusCode());
        refused(person.send("PUT", "/engine-rest/group/camunda-admin/members/" + login, null)
                .statusCode());
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count())
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"manager1", "auditor1"})
    void managersAndAuditorsSeeEveryTaskInstanceAndHistoryButDoNotWorkOnThem(String login) {
        var person = Caller.of(port, login);

        assertThat(Caller.json(person.get("/engine-rest/task?processInstanceId=" + instance)))
                .hasSize(2);
        assertThat(person.get("/engine-rest/process-instance/" + instance).statusCode())
                .isEqualTo(200);
        assertThat(Caller.json(person.get("/engine-rest/history/activity-instance?processInstanceId=" + instance)))
                .isNotEmpty();
        refused(person.post("/engine-rest/task/" + approversTask + "/complete", "{}")
                .statusCode());
    }

    @Test
    void eachGroupSeesItsOwnTaskFilters() {
        assertThat(Caller.of(port, "lawyer1").get("/engine-rest/filter").body())
                .contains("My tasks", "Rights review")
                .doesNotContain("To approve");
        assertThat(Caller.of(port, "approver1").get("/engine-rest/filter").body())
                .contains("My tasks", "To approve")
                .doesNotContain("Rights review");
    }

    @Test
    void aTaskSearchWithAnExpressionIsRefused() {
        var answer = Caller.of(port, "caseworker1").post("/engine-rest/task", "{\"assigneeExpression\":\"${1+1}\"}");

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
    }

    private String task(String key) {
        return tasks.createTaskQuery()
                .processInstanceId(instance)
                .taskDefinitionKey(key)
                .singleResult()
                .getId();
    }

    private static void refused(int status) {
        assertThat(status).isIn(401, 403, 404);
    }
}
