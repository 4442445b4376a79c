package org.duenotice.process.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.duenotice.security.Groups;
import org.springframework.stereotype.Component;

/** The logins of the demo, each with its login as password; a production system refuses to start with any of them. */
@Component
@RequiredArgsConstructor
public class DemoLogins {

    /** Login and group, in the order in which a case meets them. */
    public static final Map<String, String> GROUP_BY_LOGIN = new LinkedHashMap<>();

    static {
        GROUP_BY_LOGIN.put("caseworker1", Groups.CASEWORKERS);
        GROUP_BY_LOGIN.put("caseworker2", Groups.CASEWORKERS);
        GROUP_BY_LOGIN.put("approver1", Groups.APPROVERS);
        GROUP_BY_LOGIN.put("body-officer1", Groups.AUTHORISED_BODY);
        GROUP_BY_LOGIN.put("body-officer2", Groups.AUTHORISED_BODY);
        GROUP_BY_LOGIN.put("body-head1", Groups.BODY_HEADS);
        GROUP_BY_LOGIN.put("liaison1", Groups.LIAISONS);
        GROUP_BY_LOGIN.put("lawyer1", Groups.LAWYERS);
        GROUP_BY_LOGIN.put("appeals1", Groups.APPEALS);
        GROUP_BY_LOGIN.put("appeals2", Groups.APPEALS);
        GROUP_BY_LOGIN.put("registrar1", Groups.REGISTRARS);
        GROUP_BY_LOGIN.put("sealed1", Groups.SEALED_MATERIAL);
        GROUP_BY_LOGIN.put("manager1", Groups.MANAGERS);
        GROUP_BY_LOGIN.put("modeler1", Groups.MODELERS);
        GROUP_BY_LOGIN.put("auditor1", Groups.AUDITORS);
    }

    /** Holds the place of an administrator in the demo; its password is random and known to nobody. */
    static final String PLACEHOLDER_ADMINISTRATOR = "demo-administrator";

    private final IdentityService identities;

    /** Makes those that are missing; one that was removed from its group is left as it is. */
    void make() {
        GROUP_BY_LOGIN.forEach((login, group) -> {
            if (identities.createUserQuery().userId(login).count() == 0) {
                var user = identities.newUser(login);
                user.setPassword(login);
                user.setFirstName(firstName(login));
                user.setLastName(login.substring(login.length() - 1));
                identities.saveUser(user);
                identities.createMembership(login, group);
            }
        });
    }

    List<String> present() {
        var logins = Stream.concat(GROUP_BY_LOGIN.keySet().stream(), Stream.of(PLACEHOLDER_ADMINISTRATOR));
        return identities.createUserQuery().userIdIn(logins.toArray(String[]::new)).list().stream()
                .map(User::getId)
                .sorted()
                .toList();
    }

    private static String firstName(String login) {
        var words = login.substring(0, login.length() - 1).replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
