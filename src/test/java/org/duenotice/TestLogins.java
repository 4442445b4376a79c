package org.duenotice;

import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The people of the tests: one login per role (two caseworkers), password = login. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class TestLogins implements ApplicationRunner {

    private static final Map<String, String> GROUP_BY_LOGIN = Map.ofEntries(
            Map.entry("caseworker1", "caseworkers"),
            Map.entry("caseworker2", "caseworkers"),
            Map.entry("approver1", "approvers"),
            Map.entry("body-officer1", "authorised-body"),
            Map.entry("body-officer2", "authorised-body"),
            Map.entry("body-head1", "body-heads"),
            Map.entry("liaison1", "liaisons"),
            Map.entry("lawyer1", "lawyers"),
            Map.entry("appeals1", "appeals"),
            Map.entry("appeals2", "appeals"),
            Map.entry("registrar1", "registrars"),
            Map.entry("sealed1", "sealed-material"),
            Map.entry("manager1", "managers"),
            Map.entry("modeler1", "modelers"),
            Map.entry("auditor1", "auditors"));

    private final IdentityService identities;

    TestLogins(IdentityService identities) {
        this.identities = identities;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        GROUP_BY_LOGIN.forEach((login, group) -> {
            if (identities.createUserQuery().userId(login).count() > 0) {
                return;
            }
            var user = identities.newUser(login);
            user.setPassword(login);
            user.setFirstName(login);
            user.setLastName("Test");
            identities.saveUser(user);
            if (identities.createGroupQuery().groupId(group).count() == 0) {
                identities.saveGroup(identities.newGroup(group));
            }
            identities.createMembership(login, group);
        });
    }
}
