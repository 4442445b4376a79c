package org.duenotice.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.duenotice.database.Turns;
import org.duenotice.security.Groups;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The filters people find ready in Tasklist. They are looked up by name and brought up to date at every start. */
@Component
@RequiredArgsConstructor
class TaskFilters implements ApplicationRunner {

    /** The priority of a task whose term is about to run out; usual is 50. */
    static final int WARNED = 75;

    private static final String[] REFERRAL_STEPS = {
        "prepareAdministrativeReferral",
        "handOverAdministrativeReferral",
        "recordRegistration",
        "recordProsecutorNotice",
        "recordPassingOn",
        "recordTransfer",
        "prepareRequalification",
        "approveRequalification"
    };

    private static final String[] APPEAL_STEPS = {
        "decideAdmissibility",
        "reconsiderMeasure",
        "reviewAppeal",
        "holdHearing",
        "decideAppeal",
        "fulfilDecision",
        "grantFileAccess"
    };

    private static final List<String> MANAGEMENT = List.of(Groups.MANAGERS, Groups.AUDITORS);

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;
    private final Turns turns;

    /** A filter: its name in the three languages, who sees it, and what it asks for. */
    private record Ready(String name, String description, String color, List<String> groups, TaskQuery query) {}

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        turns.take("task-filters");
        var priority = 0;
        for (var ready : ready()) {
            save(ready, priority);
            priority += 10;
        }
    }

    private List<Ready> ready() {
        return List.of(
                new Ready(
                        "Моей группы · Тобымдікі · My group",
                        "Tasks that anyone of my group can claim, the most urgent first",
                        "#2e7d32",
                        Groups.ALL,
                        tasks.createTaskQuery()
                                .taskCandidateGroupInExpression("${currentUserGroups()}")
                                .taskUnassigned()
                                .orderByTaskPriority()
                                .desc()
                                .orderByDueDate()
                                .asc()),
                new Ready(
                        "Мои · Менікі · My tasks",
                        "Tasks I have claimed",
                        "#0b57d0",
                        Groups.ALL,
                        tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}")),
                new Ready(
                        "Просрочено · Мерзімі өткен · Overdue",
                        "Tasks past their due date",
                        "#b3261e",
                        Groups.ALL,
                        tasks.createTaskQuery().dueBeforeExpression("${now()}")),
                new Ready(
                        "Срок ответа истекает · Жауап мерзімі бітіп барады · Answer term ending",
                        "Notices whose platform was warned about by its clock and has not answered",
                        "#e37400",
                        MANAGEMENT,
                        tasks.createTaskQuery()
                                .taskDefinitionKey("recordAnswer")
                                .taskMinPriority(WARNED)
                                .dueAfterExpression("${now()}")),
                new Ready(
                        "Срок ответа истёк · Жауап мерзімі бітті · Answer overdue",
                        "Notices whose answer term has run out, and gates that stand open",
                        "#b3261e",
                        MANAGEMENT,
                        tasks.createTaskQuery()
                                .taskDefinitionKeyIn("recordAnswer", "decideEscalation")
                                .or()
                                .taskDefinitionKey("decideEscalation")
                                .dueBeforeExpression("${now()}")
                                .endOr()),
                steps(
                        "Фиксация · Бекіту · Capture evidence",
                        Groups.CASEWORKERS,
                        "captureEvidence",
                        "supplementEvidence"),
                steps(
                        "Квалификация · Саралау · Qualification",
                        Groups.CASEWORKERS,
                        "prepareQualification",
                        "prepareNotification",
                        "correctAct",
                        "prepareCriminalReferral",
                        "prepareAdministrativeReferral",
                        "prepareRequalification"),
                steps("Проверка удаления · Жоюды тексеру · Verify outcome", Groups.CASEWORKERS, "verifyOutcome"),
                steps(
                        "Проверка восстановления · Қалпына келтіруді тексеру · Verify restoration",
                        Groups.CASEWORKERS,
                        "verifyRestoration"),
                steps("Повторная проверка · Қайта тексеру · Look again", Groups.CASEWORKERS, "recheckTarget"),
                steps("Копии · Көшірмелер · Copies", Groups.CASEWORKERS, "decideMirror"),
                steps(
                        "На утверждение · Бекітуге · To approve",
                        Groups.APPROVERS,
                        "approveQualification",
                        "approveRequalification",
                        "approveNotification",
                        "approveAct",
                        "approveEscalation"),
                steps(
                        "Решения об ограничении · Шектеу шешімдері · Restriction",
                        Groups.AUTHORISED_BODY,
                        "decideRestriction",
                        "reviewRestriction",
                        "assessCollateral",
                        "tellParticipants",
                        "recordHearing"),
                steps(
                        "Утверждение руководителем · Басшының бекітуі · Head's approval",
                        Groups.BODY_HEADS,
                        "approveRestriction"),
                steps(
                        "Адресаты и предписания · Адресаттар мен нұсқамалар · Addressees and orders",
                        Groups.AUTHORISED_BODY,
                        "orderRestoration",
                        "decideMeasures",
                        "recordConfirmation",
                        "decideFailure"),
                new Ready(
                        "Восстановление доступа · Қолжетімділікті қалпына келтіру · Restorations",
                        "Measures that are being undone, those that hit too much first",
                        "#b3261e",
                        MANAGEMENT,
                        tasks.createTaskQuery()
                                .taskDefinitionKeyIn(
                                        "orderRestoration", "recordRestorationConfirmation", "verifyRestoration")
                                .orderByTaskPriority()
                                .desc()
                                .orderByDueDate()
                                .asc()),
                new Ready(
                        "Срок восстановления истёк · Қалпына келтіру мерзімі бітті · Restoration overdue",
                        "Restorations one of whose terms has run out: the officer's word, an addressee's, the look whether access is back",
                        "#b3261e",
                        MANAGEMENT,
                        tasks.createTaskQuery()
                                .taskDefinitionKeyIn(
                                        "orderRestoration", "recordRestorationConfirmation", "verifyRestoration")
                                .dueBeforeExpression("${now()}")),
                steps("Защищаемое выражение · Қорғалатын пікір · Rights review", Groups.LAWYERS, "reviewRights"),
                steps(
                        "Передача материалов · Материалдарды беру · Referrals",
                        Groups.LIAISONS,
                        "handOverCriminalReferral",
                        "recordRegistration",
                        "recordProsecutorNotice",
                        "recordPassingOn",
                        "recordTransfer",
                        "handOverAdministrativeReferral",
                        "recordAdministrativeOutcome",
                        "forwardDetection",
                        "tellSender"),
                new Ready(
                        "Срок передачи истёк · Беру мерзімі бітті · Referral overdue",
                        "Referrals one of whose terms has run out: hand-over, registration, prosecutor, transfer, passing on, after a return",
                        "#b3261e",
                        MANAGEMENT,
                        tasks.createTaskQuery()
                                .taskDefinitionKeyIn(REFERRAL_STEPS)
                                .dueBeforeExpression("${now()}")),
                steps(
                        "Опечатанные материалы · Мөрленген материалдар · Sealed material",
                        Groups.SEALED_MATERIAL,
                        "handOverSealedMaterial",
                        "recordAcknowledgement",
                        "reviewLateHandOver",
                        "reviewSealedMeasures",
                        "openSealedAccess"),
                steps(
                        "Письма и ответы · Хаттар мен жауаптар · Letters and answers",
                        Groups.LIAISONS,
                        "recordRestorationConfirmation",
                        "recordAnswer",
                        "answerClarification",
                        "matchMail",
                        "postLetter",
                        "submitWebForm",
                        "completeLetter",
                        "correctContact",
                        "settleDelivery",
                        "settleNotification"),
                new Ready(
                        "Календарь не загружен · Күнтізбе жүктелмеген · Calendar not loaded",
                        "Years whose days off nobody has loaded",
                        "#b3261e",
                        List.of(Groups.REGISTRARS, Groups.MANAGERS, Groups.AUDITORS),
                        tasks.createTaskQuery().taskDefinitionKeyIn("loadCalendar")),
                steps(
                        "Пропущенные пересмотры · Өткізіліп алған қайта қараулар · Missed reviews",
                        Groups.MANAGERS,
                        "reviewLapse"),
                steps(
                        "Изменения реестров · Тізілім өзгерістері · Register changes",
                        Groups.REGISTRARS,
                        "prepareChange",
                        "approveChange"),
                new Ready(
                        "Отводы · Шеттету · Recusals",
                        "Recusals that wait for the head",
                        "#5f6b7a",
                        List.of(Groups.MANAGERS, Groups.BODY_HEADS, Groups.AUDITORS),
                        tasks.createTaskQuery().taskDefinitionKeyIn("decideRecusal")),
                steps(
                        "Жалобы · Шағымдар · Appeals",
                        Groups.APPEALS,
                        "decideAdmissibility",
                        "reviewAppeal",
                        "holdHearing",
                        "decideAppeal",
                        "grantFileAccess",
                        "tellAppellant",
                        "recordCourt"),
                steps(
                        "Жалобы в органе · Органдағы шағымдар · Appeals with the body",
                        Groups.AUTHORISED_BODY,
                        "reconsiderMeasure",
                        "fulfilDecision"),
                new Ready(
                        "Срок жалобы истёк · Шағым мерзімі бітті · Appeal overdue",
                        "Appeals one of whose terms has run out without a word: silence is a breach",
                        "#b3261e",
                        List.of(Groups.APPEALS, Groups.MANAGERS, Groups.AUDITORS),
                        tasks.createTaskQuery()
                                .taskDefinitionKeyIn(APPEAL_STEPS)
                                .dueBeforeExpression("${now()}")),
                new Ready(
                        "Нарушения хранения · Сақтау тізбегінің бұзылуы · Custody damaged",
                        "Damages of the custody of evidence that nobody has settled yet",
                        "#b3261e",
                        MANAGEMENT,
                        tasks.createTaskQuery().taskDefinitionKeyIn("settleDamage")),
                steps("Эскалация · Эскалация · Escalation gates", Groups.LIAISONS, "decideEscalation"));
    }

    private Ready steps(String name, String group, String... keys) {
        return new Ready(
                name,
                "Open tasks of this kind, the oldest first",
                "#5f6b7a",
                List.of(group, Groups.MANAGERS, Groups.AUDITORS),
                tasks.createTaskQuery()
                        .taskDefinitionKeyIn(keys)
                        .orderByTaskCreateTime()
                        .asc());
    }

    private void save(Ready ready, int priority) {
        var filter =
                filters.createFilterQuery().filterName(ready.name()).orderByFilterId().asc().listPage(0, 1).stream()
                        .findFirst()
                        .orElseGet(() -> filters.newTaskFilter(ready.name()));
        filter.setQuery(ready.query());
        filter.setProperties(properties(ready, priority));
        filters.saveFilter(filter);
        ready.groups().forEach(group -> allow(filter, group));
    }

    private static Map<String, Object> properties(Ready ready, int priority) {
        var properties = new HashMap<String, Object>();
        properties.put("description", ready.description());
        properties.put("color", ready.color());
        properties.put("priority", priority);
        properties.put("refresh", true);
        properties.put("showUndefinedVariable", false);
        return properties;
    }

    private void allow(Filter filter, String group) {
        var there = authorizations
                .createAuthorizationQuery()
                .resourceType(Resources.FILTER)
                .resourceId(filter.getId())
                .groupIdIn(group)
                .count();
        if (there > 0) {
            return;
        }
        var right = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        right.setGroupId(group);
        right.setResource(Resources.FILTER);
        right.setResourceId(filter.getId());
        right.addPermission(Permissions.READ);
        authorizations.saveAuthorization(right);
    }
}
