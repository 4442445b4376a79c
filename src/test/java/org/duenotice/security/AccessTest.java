package org.duenotice.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.webapp.impl.engine.EngineRestApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.duenotice.DueNoticeTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Nothing answers without a login: every endpoint of the running application is asked by nobody. */
@DueNoticeTest
class AccessTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    /** For everybody: whether a letter is genuine, the public register, reports, appeals. Calls of platforms are signed, so that nobody's is refused. */
    private static final Set<String> OPEN = Set.of(
            "GET /check",
            "GET /register",
            "GET /register/1",
            "GET /register/data",
            "GET /register/data/1",
            "GET /register/data/index.json",
            "GET /report",
            "POST /report",
            "GET /report/status",
            "POST /public/v1/reports",
            "GET /public/v1/reports/1",
            "GET /appeals",
            "POST /appeals",
            "GET /appeals/status",
            "POST /appeals/status",
            "GET /appeals/confirm",
            "POST /appeals/confirm",
            "POST /appeals/decision",
            "POST /public/v1/appeals",
            "GET /public/v1/appeals/1",
            "GET /public/v1/appeals/1/decision",
            "POST /public/v1/appeals/1/confirmation",
            "POST /public/v1/appeals/1/withdrawal",
            "POST /public/v1/appeals/1/words",
            "POST /public/v1/appeals/1/file-requests",
            "POST /public/v1/appeals/1/files",
            "GET /public/v1/appeals/1/file");

    @Autowired
    ApplicationContext application;

    @Autowired
    ServletContext servlets;

    @Autowired
    IdentityService identities;

    @LocalServerPort
    int port;

    @Test
    void noControllerOrActuatorEndpointAnswersNobody() {
        var asked = new ArrayList<String>();
        for (var mapping : application
                .getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()) {
            mapping.getHandlerMethods().keySet().forEach(info -> {
                var methods = info.getMethodsCondition().getMethods();
                for (var method : methods.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : methods) {
                    info.getPatternValues().forEach(pattern -> {
                        var path = pattern.replaceAll("\\{[^}]*}", "1").replace("**", "1");
                        if (!OPEN.contains(method.name() + " " + path)) {
                            refused(method.name(), path, Caller.nobody(port).send(method.name(), path, null));
                        }
                        asked.add(path);
                    });
                }
            });
        }
        assertThat(asked)
                .contains(
                        "/actuator/health",
                        "/actuator/metrics/1",
                        "/v3/api-docs",
                        "/error",
                        "/check",
                        "/api/v1/callbacks/1");
    }

    @Test
    void noStaticFileOrServletOfOursAnswersNobody() {
        var patterns = Stream.concat(
                application.getBeansOfType(AbstractUrlHandlerMapping.class).values().stream()
                        .flatMap(mapping -> mapping.getHandlerMap().keySet().stream()),
                servlets.getServletRegistrations().values().stream()
                        .flatMap(servlet -> servlet.getMappings().stream()));
        patterns.distinct()
                .map(pattern -> pattern.replace("**", "1").replace("*", "1"))
                .filter(path -> path.startsWith("/") && !path.equals("/") && !path.startsWith("/camunda/"))
                .forEach(path -> refused("GET", path, Caller.nobody(port).get(path)));
        for (var path :
                List.of("/api/docs", "/swagger-ui/index.html", "/favicon.ico", "/anything", "/api/v1/anything")) {
            refused("GET", path, Caller.nobody(port).get(path));
        }
    }

    @Test
    void theStartPageOnlyLeadsToTheWebapps() {
        var answer = Caller.nobody(port).get("/");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/camunda"));
    }

    @Test
    void noCallOfTheEngineRestAnswersNobody() {
        var calls = JaxRsCalls.of("/engine-rest", CamundaRestResources.getResourceClasses());

        assertThat(calls).hasSizeGreaterThan(350);
        calls.forEach(call -> refused(
                call.method(),
                call.path(),
                Caller.nobody(port)
                        .send(call.method(), call.path(), call.method().equals("GET") ? null : "{}")));
    }

    /** With a session and its token, so that it is the missing login that refuses. */
    @Test
    void noCallOfTheWebappsAnswersNobody() {
        var calls = Stream.of(
                        JaxRsCalls.of("/camunda/api/engine", new EngineRestApplication().getClasses()),
                        JaxRsCalls.of("/camunda/api/cockpit", new CockpitApplication().getClasses()),
                        JaxRsCalls.of("/camunda/api/admin", new AdminApplication().getClasses()),
                        JaxRsCalls.of("/camunda/api/tasklist", new TasklistApplication().getClasses()),
                        JaxRsCalls.of("/camunda/api/welcome", new WelcomeApplication().getClasses()))
                .flatMap(Set::stream)
                .toList();

        assertThat(calls).hasSizeGreaterThan(350).anyMatch(call -> call.path().contains("/setup/"));
        for (var call : calls) {
            var session = WebappSession.ofNobody(port);
            var answer = call.path().contains("/login/")
                    ? session.post(call.path(), "username=no-such-login&password=wrong", "Content-Type", FORM)
                    : session.send(call.method(), call.path(), call.method().equals("GET") ? null : "{}");
            if (call.path().endsWith("/logout")) {
                assertThat(answer.body()).isEmpty();
            } else if (call.path().equals("/camunda/api/engine/engine")) {
                assertThat(call.method()).isEqualTo("GET");
            } else {
                assertThat(answer.statusCode())
                        .as("%s %s: %s", call.method(), call.path(), answer.body())
                        .isIn(401, 403, 404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/setup/default/user/create/",
                "/camunda/api/admin/s%65tup/default/user/create",
                "/camunda/api/admin//setup/default/user/create",
                "/camunda/api/admin/setup;a=b/default/user/create",
                "/camunda/api/admin/./setup/default/user/create",
                "/camunda/api/engine/../admin/setup/default/user/create"
            })
    void theFirstUserSetUpOfTheWebappsIsClosed(String path) {
        var user =
                "{\"profile\":{\"id\":\"intruder\",\"firstName\":\"a\",\"lastName\":\"b\"},\"credentials\":{\"password\":\"c\"}}";

        var answer = WebappSession.ofNobody(port).post(path, user);

        assertThat(answer.statusCode()).as(answer.body()).isGreaterThanOrEqualTo(400);
        assertThat(identities.createUserQuery().userId("intruder").count()).isZero();
    }

    @Test
    void theLoginPageLearnsTheNameOfTheEngineAndNothingElse() {
        var answer = Caller.nobody(port).get("/camunda/api/engine/engine/");

        assertThat(answer.body()).isEqualTo("[{\"name\":\"default\"}]");
    }

    @Test
    void theSetUpPageIsClosedAndTheLoginPageIsOpen() {
        var nobody = Caller.nobody(port);

        assertThat(nobody.get("/camunda/app/admin/default/setup/").statusCode()).isEqualTo(404);
        assertThat(nobody.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordAndAnUnknownLoginAreRefusedAlike() {
        var known = identities.newUser("forgetful1");
        known.setPassword("forgetful1");
        identities.saveUser(known);
        for (var caller :
                List.of(new Caller(port, "forgetful1", "wrong"), new Caller(port, "no-such-login", "wrong"))) {
            for (var path : List.of("/engine-rest/task", "/actuator/health", "/api/v1/cases")) {
                var answer = caller.get(path);
                refused("GET", path, answer);
                assertThat(Caller.json(answer).path("type").asText())
                        .isEqualTo("urn:duenotice:problem:access.wrong-credentials");
            }
        }
        identities.deleteUser("forgetful1");
    }

    @Test
    void aBrowserIsAskedForTheLoginOnlyWhenAPersonNavigates() {
        var nobody = Caller.nobody(port);

        assertThat(nobody.get("/actuator/health", "Sec-Fetch-Mode", "navigate")
                        .headers()
                        .map())
                .containsKey("www-authenticate");
        assertThat(nobody.get("/actuator/health", "Sec-Fetch-Mode", "cors")
                        .headers()
                        .map())
                .doesNotContainKey("www-authenticate");
    }

    @Test
    void aLoginOpensWhatItMay() {
        var caseworker = Caller.of(port, "caseworker1");

        assertThat(caseworker.get("/engine-rest/task").statusCode()).isEqualTo(200);
        assertThat(caseworker.get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(caseworker.get("/v3/api-docs").statusCode()).isEqualTo(200);
        assertThat(caseworker.get("/api/v1/anything").statusCode()).isEqualTo(404);
    }

    private static void refused(String method, String path, HttpResponse<String> answer) {
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isEqualTo(401);
    }
}
