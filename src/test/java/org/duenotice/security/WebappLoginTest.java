package org.duenotice.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.IdentityService;
import org.duenotice.DueNoticeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DueNoticeTest
class WebappLoginTest {

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identities;

    @Test
    void whoIsLoggedInToTasklistReadsTheApiWithoutASecondLogin() {
        var session = WebappSession.of(port, "lawyer1");

        var read = session.get("/api/v1/test-effects/person");
        assertThat(read.body()).isEqualTo("lawyer1 [lawyers]");
        assertThat(read.headers().map()).doesNotContainKey("set-cookie");
        var description = session.get("/v3/api-docs");
        assertThat(description.statusCode()).as(description.body()).isEqualTo(200);
    }

    @Test
    void aChangeByTheSessionNeedsItsToken() {
        var session = WebappSession.of(port, "lawyer1");
        var bare = Caller.nobody(port);

        assertThat(bare.post("/api/v1/test-effects", "{}", "Cookie", session.cookie(), "Idempotency-Key", "token-1")
                        .statusCode())
                .isEqualTo(403);
        assertThat(bare.post(
                                "/api/v1/test-effects",
                                "{}",
                                "Cookie",
                                session.cookie(),
                                "Idempotency-Key",
                                "token-2",
                                "X-XSRF-TOKEN",
                                "wrong")
                        .statusCode())
                .isEqualTo(403);
        assertThat(session.post("/api/v1/test-effects", "{\"text\":\"by session\"}", "Idempotency-Key", "token-3")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void theTokenMayComeInAFormField() {
        var session = WebappSession.of(port, "lawyer1");

        var answer = session.caller()
                .post(
                        "/test-form",
                        "_csrf=" + session.token(),
                        "Cookie",
                        session.cookie(),
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(answer.body()).isEqualTo("received");
    }

    @Test
    void aPageOfAnotherSiteChangesNothingThroughABrowserThatKnowsThePassword() {
        var manager = Caller.of(port, "manager1");
        var path = "/engine-rest/user/manager1/profile";
        var body = "{\"id\":\"manager1\",\"firstName\":\"Manager\",\"lastName\":\"One\"}";

        assertThat(manager.send("PUT", path, body, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(manager.send("PUT", path, body, "Origin", "http://elsewhere.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(manager.send("PUT", path, body, "Origin", "http://localhost:" + port)
                        .statusCode())
                .isEqualTo(204);
        assertThat(manager.send("PUT", path, body).statusCode()).isEqualTo(204);
    }

    @Test
    void whoIsRemovedIsOutWithTheNextRequest() {
        var user = identities.newUser("leaver1");
        user.setPassword("leaver1");
        identities.saveUser(user);
        identities.createMembership("leaver1", Groups.CASEWORKERS);
        var session = WebappSession.of(port, "leaver1");
        var caller = Caller.of(port, "leaver1");
        assertThat(caller.get("/engine-rest/task").statusCode()).isEqualTo(200);

        identities.deleteUser("leaver1");

        assertThat(caller.get("/engine-rest/task").statusCode()).isEqualTo(401);
        assertThat(session.get("/v3/api-docs").statusCode()).isEqualTo(401);
        assertThat(session.get("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
    }
}
