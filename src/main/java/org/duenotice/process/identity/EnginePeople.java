package org.duenotice.process.identity;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.duenotice.security.People;
import org.duenotice.security.Person;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The engine's users and groups, its password check, and the logins and change tokens of its webapps. */
@Component
@RequiredArgsConstructor
class EnginePeople implements People {

    /** Where the webapps keep their logins in the session. */
    private static final String WEBAPP_LOGINS = "authenticatedUser";

    private final ObjectProvider<ProcessEngine> engine;

    @Override
    public Optional<Person> withPassword(String id, String password) {
        return identities().checkPassword(id, password) ? Optional.of(inGroups(id)) : Optional.empty();
    }

    @Override
    public Optional<Person> byId(String id) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> person(id)));
    }

    @Override
    public Optional<Person> loggedIn(HttpSession session) {
        if (!(session.getAttribute(WEBAPP_LOGINS) instanceof Authentications logins)) {
            return Optional.empty();
        }
        var login = logins.getAuthenticationForProcessEngine(engine.getObject().getName());
        return Optional.ofNullable(login).flatMap(known -> person(known.getIdentityId()));
    }

    @Override
    public Optional<String> changeToken(HttpSession session) {
        return Optional.ofNullable((String) session.getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME));
    }

    @Override
    public void actAs(Person person) {
        identities().setAuthentication(person.id(), new ArrayList<>(person.groups()));
    }

    @Override
    public void actAsNobody() {
        identities().clearAuthentication();
    }

    @Override
    public Optional<Person> acting() {
        return Optional.ofNullable(identities().getCurrentAuthentication())
                .map(now -> new Person(
                        now.getUserId(), now.getGroupIds() == null ? Set.of() : new HashSet<>(now.getGroupIds())));
    }

    /** Asked of the database each time, so that a removed person is out with their next request. */
    private Optional<Person> person(String id) {
        return identities().createUserQuery().userId(id).count() == 0 ? Optional.empty() : Optional.of(inGroups(id));
    }

    private Person inGroups(String id) {
        var groups = identities().createGroupQuery().groupMember(id).list();
        return new Person(id, groups.stream().map(Group::getId).collect(Collectors.toSet()));
    }

    private IdentityService identities() {
        return engine.getObject().getIdentityService();
    }
}
