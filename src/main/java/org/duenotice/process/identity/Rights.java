package org.duenotice.process.identity;

import static org.duenotice.security.Groups.ADMINISTRATORS;
import static org.duenotice.security.Groups.ALL;
import static org.duenotice.security.Groups.AUDITORS;
import static org.duenotice.security.Groups.CASEWORKERS;
import static org.duenotice.security.Groups.MANAGERS;
import static org.duenotice.security.Groups.MODELERS;
import static org.duenotice.security.Groups.REGISTRARS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.duenotice.security.Groups;
import org.springframework.stereotype.Component;

/**
 * What each group may in the engine. A person sees a task, and works on it, because it is offered to one of their groups; what
 * is here comes on top of that. Deployments and filters can carry code, so only administrators make them.
 */
@Component
@RequiredArgsConstructor
class Rights {

    private static final String ANY = Authorization.ANY;
    private static final List<String> OVERSEERS = List.of(MANAGERS, AUDITORS);
    /** Everybody who works on cases: they are recused, hand over and go on leave. */
    private static final List<String> STAFF = List.of(
            CASEWORKERS,
            Groups.APPROVERS,
            Groups.AUTHORISED_BODY,
            Groups.BODY_HEADS,
            Groups.LIAISONS,
            Groups.LAWYERS,
            Groups.APPEALS,
            REGISTRARS,
            MANAGERS);

    private static final List<String> COCKPIT_READERS = List.of(MANAGERS, MODELERS, AUDITORS);

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry(Groups.CASEWORKERS, "Caseworkers"),
            Map.entry(Groups.APPROVERS, "Approvers"),
            Map.entry(Groups.AUTHORISED_BODY, "Authorised body"),
            Map.entry(Groups.BODY_HEADS, "Heads of the authorised body"),
            Map.entry(Groups.LIAISONS, "Liaison officers"),
            Map.entry(Groups.LAWYERS, "Lawyers"),
            Map.entry(Groups.APPEALS, "Appeals"),
            Map.entry(Groups.REGISTRARS, "Registrars"),
            Map.entry(Groups.SEALED_MATERIAL, "Sealed material"),
            Map.entry(Groups.MANAGERS, "Managers"),
            Map.entry(Groups.MODELERS, "Process modellers"),
            Map.entry(Groups.AUDITORS, "Auditors"),
            Map.entry(Groups.ADMINISTRATORS, "Administrators"));

    private final IdentityService identities;
    private final AuthorizationService authorizations;

    private record Right(String group, Resource resource, String id, Permission... permissions) {}

    /** Creates the groups and rights that are missing; what an administrator changed stays changed. */
    void grantMissing() {
        NAMES.forEach(this::group);
        rights().forEach(this::grant);
    }

    private static List<Right> rights() {
        var rights = new ArrayList<Right>();
        for (var group : ALL) {
            rights.add(new Right(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS));
            // names of groups on task cards; the diagram beside a task
            rights.add(new Right(group, Resources.GROUP, ANY, Permissions.READ));
            rights.add(new Right(group, Resources.PROCESS_DEFINITION, ANY, definitionPermissions(group)));
        }
        for (var group : STAFF) {
            for (var form : List.of("recusal-motion", "hand-over", "absence-notice")) {
                rights.add(new Right(
                        group, Resources.PROCESS_DEFINITION, form, Permissions.READ, Permissions.CREATE_INSTANCE));
            }
            rights.add(new Right(group, Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE));
        }
        rights.add(new Right(
                CASEWORKERS,
                Resources.PROCESS_DEFINITION,
                "report-detection",
                Permissions.READ,
                Permissions.CREATE_INSTANCE));
        for (var form : List.of("judicial-act", "mirror-request", "regrouping")) {
            rights.add(new Right(
                    CASEWORKERS, Resources.PROCESS_DEFINITION, form, Permissions.READ, Permissions.CREATE_INSTANCE));
        }
        for (var group : List.of(Groups.APPEALS, CASEWORKERS, Groups.LIAISONS)) {
            rights.add(new Right(
                    group,
                    Resources.PROCESS_DEFINITION,
                    "appeal-registration",
                    Permissions.READ,
                    Permissions.CREATE_INSTANCE));
        }
        for (var form : List.of("court-claim", "term-extension", "appellant-letter")) {
            rights.add(new Right(
                    Groups.APPEALS, Resources.PROCESS_DEFINITION, form, Permissions.READ, Permissions.CREATE_INSTANCE));
        }
        for (var group : List.of(CASEWORKERS, Groups.LIAISONS, Groups.AUTHORISED_BODY)) {
            rights.add(new Right(
                    group,
                    Resources.PROCESS_DEFINITION,
                    "over-blocking",
                    Permissions.READ,
                    Permissions.CREATE_INSTANCE));
        }
        rights.add(new Right(
                REGISTRARS,
                Resources.PROCESS_DEFINITION,
                "change-request",
                Permissions.READ,
                Permissions.CREATE_INSTANCE));
        for (var group : COCKPIT_READERS) {
            rights.add(new Right(group, Resources.APPLICATION, "cockpit", Permissions.ACCESS));
            rights.add(
                    new Right(group, Resources.DECISION_DEFINITION, ANY, Permissions.READ, Permissions.READ_HISTORY));
            rights.add(new Right(group, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ));
            rights.add(new Right(group, Resources.DEPLOYMENT, ANY, Permissions.READ));
        }
        for (var group : OVERSEERS) {
            rights.add(new Right(group, Resources.USER, ANY, Permissions.READ));
        }
        for (var resource : Resources.values()) {
            rights.add(new Right(ADMINISTRATORS, resource, ANY, Permissions.ALL));
        }
        return rights;
    }

    private static Permission[] definitionPermissions(String group) {
        if (OVERSEERS.contains(group)) {
            return new Permission[] {
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.READ_HISTORY
            };
        }
        return MODELERS.equals(group)
                ? new Permission[] {ProcessDefinitionPermissions.READ, ProcessDefinitionPermissions.READ_HISTORY}
                : new Permission[] {ProcessDefinitionPermissions.READ};
    }

    private void group(String id, String name) {
        if (identities.createGroupQuery().groupId(id).count() == 0) {
            var group = identities.newGroup(id);
            group.setName(name);
            group.setType(
                    ADMINISTRATORS.equals(id)
                            ? org.camunda.bpm.engine.authorization.Groups.GROUP_TYPE_SYSTEM
                            : org.camunda.bpm.engine.authorization.Groups.GROUP_TYPE_WORKFLOW);
            identities.saveGroup(group);
        }
    }

    private void grant(Right right) {
        var known = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(right.group())
                .resourceType(right.resource())
                .resourceId(right.id())
                .count();
        if (known == 0) {
            var authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(right.group());
            authorization.setResource(right.resource());
            authorization.setResourceId(right.id());
            Arrays.stream(right.permissions()).forEach(authorization::addPermission);
            authorizations.saveAuthorization(authorization);
        }
    }
}
