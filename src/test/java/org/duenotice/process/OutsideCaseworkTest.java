package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.duenotice.DueNoticeTest;
import org.duenotice.security.Caller;
import org.duenotice.security.Groups;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever has no part in casework reads nothing of a case, at whatever address it is asked for by its number. */
@DueNoticeTest
class OutsideCaseworkTest {

    @Autowired
    private Casework casework;

    @Autowired
    private IdentityService identities;

    @LocalServerPort
    private int port;

    private final String administrator =
            "administrator-" + UUID.randomUUID().toString().substring(0, 8);
    private final String newcomer = "newcomer-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void twoLogins() {
        casework.clock.backToStart();
        for (var login : List.of(administrator, newcomer)) {
            var user = identities.newUser(login);
            user.setPassword(login);
            identities.saveUser(user);
        }
        identities.createMembership(administrator, Groups.ADMINISTRATORS);
    }

    @AfterEach
    void removeThem() {
        identities.deleteUser(administrator);
        identities.deleteUser(newcomer);
    }

    @Test
    void anAdministratorAndALoginOfNoGroupReadNothingOfACase() {
        var notice = casework.noticeSent(Casework.address());
        var number = casework.caseOf(notice);
        var addresses = List.of(
                "/api/v1/cases/" + number,
                "/api/v1/cases/" + number + "/targets",
                "/api/v1/cases/" + number + "/evidence",
                "/api/v1/cases/" + number + "/custody",
                "/api/v1/cases/" + number + "/custody/verify",
                "/api/v1/cases/" + number + "/referrals",
                "/api/v1/cases/" + number + "/comments",
                "/api/v1/notices/" + notice,
                "/cases/" + number,
                "/cases/" + number + "/evidence");

        for (var address : addresses) {
            for (var login : List.of(administrator, newcomer)) {
                assertThat(Caller.of(port, login).get(address).statusCode())
                        .as(login + " " + address)
                        .isEqualTo(403);
            }
            assertThat(Caller.of(port, "auditor1").get(address).statusCode())
                    .as(address)
                    .isEqualTo(200);
        }
    }
}
