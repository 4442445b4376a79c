package org.duenotice.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.duenotice.casefile.Cases;
import org.duenotice.intake.Detections;
import org.duenotice.security.Caller;
import org.duenotice.security.Groups;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Targets with older keys, and rekeyings over them. */
abstract class RekeyedTargetsDesk {

    @LocalServerPort
    int port;

    @Autowired
    Detections detections;

    @Autowired
    Cases cases;

    @Autowired
    Rekeyings rekeyings;

    @Autowired
    Targets targets;

    @Autowired
    IdentityService people;

    final String mark = UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void anAdministrator() {
        var admin = people.newUser("administrator-" + mark);
        admin.setPassword(admin.getId());
        people.saveUser(admin);
        people.createMembership(admin.getId(), Groups.ADMINISTRATORS);
    }

    @AfterEach
    void removeTheAdministrator() {
        people.deleteUser("administrator-" + mark);
        finish();
    }

    Rekeying.Finding finding(Rekeying rekeying, UUID target) {
        return rekeyings.findings(rekeying.id(), null, null, 10_000).stream()
                .filter(found -> found.targetId().equals(target))
                .findFirst()
                .orElse(null);
    }

    void finish() {
        while (rekeyings.advance()) {
            // the next chunk
        }
    }

    JsonNode post(String login, String path, String body) {
        return Caller.json(Caller.of(port, login).act(path, body));
    }

    List<String> found(String address) {
        var items = Caller.json(Caller.of(port, "auditor1").get("/api/v1/cases?address=" + address));
        return items.get("items").findValuesAsText("number");
    }
}
