package org.duenotice.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.SpinValues;
import org.duenotice.access.Views;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.notice.Notices;
import org.duenotice.recreation.Recreations;
import org.duenotice.restriction.Round;
import org.duenotice.restriction.Rounds;
import org.duenotice.staffing.Recusal;
import org.duenotice.staffing.Recusals;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What a form shows: the facts of the case as they are at this moment, in the person's language, the choices its selects offer and
 * the rows its lists begin with.
 */
@Component
@RequiredArgsConstructor
class FormFacts {

    private static final Set<String> ABOUT_A_NOTICE = Set.of("platform-notice", "platform-answer", "escalation");
    private static final String ABOUT_A_LETTER = "letter-delivery";
    private static final String ABOUT_AN_ORDER = "operator-execution";
    private static final Set<String> ABOUT_A_ROUND =
            Set.of("restriction", "body-decision", "body-notification", "restriction-review");
    private static final String ABOUT_A_MAIL = "inbound-mail";
    private static final Set<String> ABOUT_SEALED_MATERIAL = Set.of("sealed-forwarding", "sealed-review");
    private static final String ABOUT_A_CHANGE = "register-change";
    private static final String ABOUT_AN_ACT = "judicial-act";
    private static final String ABOUT_A_COPY = "mirror";
    private static final String ABOUT_A_RECUSAL = "recusal";
    private static final Set<String> ABOUT_A_RESTORATION = Set.of("restoration", "withdrawal");
    private static final Set<String> ABOUT_AN_APPEAL = Set.of("appeal", "appeal-review", "appeal-court", "file-access");
    private static final String ABOUT_A_MESSAGE = "appellant-message";

    private final TaskService tasks;
    private final EngineCalls engine;
    private final Cases cases;
    private final Notices notices;
    private final CaseFacts caseFacts;
    private final ProbeFacts probeFacts;
    private final Recreations recreations;
    private final NoticeFacts noticeFacts;
    private final OrderFacts orderFacts;
    private final RestorationFacts restorationFacts;
    private final LetterFacts letterFacts;
    private final Rounds rounds;
    private final BodyFacts bodyFacts;
    private final ReviewFacts reviewFacts;
    private final MailFacts mailFacts;
    private final ChangeFacts changeFacts;
    private final ActFacts actFacts;
    private final MirrorFacts mirrorFacts;
    private final SealedFacts sealedFacts;
    private final AppealFacts appealFacts;
    private final FormChoices choices;
    private final Recusals recusals;
    private final Views views;
    private final Shown shown;
    private final ObjectMapper json;

    Map<String, TypedValue> of(String taskId) {
        var task = tasks.createTaskQuery().taskId(taskId).singleResult();
        if (task == null) {
            return Map.of();
        }
        var process = task.getProcessDefinitionId()
                .substring(0, task.getProcessDefinitionId().indexOf(':'));
        var number = engine.businessKey(task.getProcessInstanceId());
        views.seen(number, Views.Way.FORM, task.getTaskDefinitionKey());
        var variables = new LinkedHashMap<String, Object>();
        if (process.equals(ABOUT_A_MAIL)) {
            variables.put("facts", mailFacts.of(number));
        } else if (process.equals(ABOUT_A_CHANGE)) {
            variables.putAll(changeFacts.of(task.getTaskDefinitionKey(), number, LocaleContextHolder.getLocale()));
        } else if (process.equals(ABOUT_AN_ACT)) {
            variables.putAll(actFacts.of(task.getTaskDefinitionKey(), number, LocaleContextHolder.getLocale()));
        } else if (process.equals(ABOUT_A_COPY)) {
            variables.put("facts", mirrorFacts.of(number, LocaleContextHolder.getLocale()));
        } else if (ABOUT_SEALED_MATERIAL.contains(process)) {
            variables.putAll(sealedFacts.of(task.getTaskDefinitionKey(), number, LocaleContextHolder.getLocale()));
        } else if (ABOUT_AN_APPEAL.contains(process)) {
            variables.putAll(appealFacts.of(task.getTaskDefinitionKey(), number, LocaleContextHolder.getLocale()));
        } else if (process.equals(ABOUT_A_MESSAGE)) {
            variables.putAll(appealFacts.message(number, task.getAssignee(), LocaleContextHolder.getLocale()));
        } else if (process.equals(ABOUT_A_LETTER)) {
            aboutNotice(variables, task, number.substring(0, number.indexOf('/')));
            aboutLetter(variables, number);
        } else if (ABOUT_A_NOTICE.contains(process)) {
            aboutNotice(variables, task, number);
        } else if (process.equals(ABOUT_AN_ORDER)) {
            aboutOrder(variables, number);
        } else if (ABOUT_A_RESTORATION.contains(process)) {
            aboutRestoration(variables, task, number);
        } else if (process.equals(ABOUT_A_RECUSAL)) {
            aboutRecusal(variables, recusals.get(number));
        } else if (ABOUT_A_ROUND.contains(process)) {
            aboutRound(variables, task, rounds.of(number));
        } else {
            aboutCase(variables, task, cases.byNumber(number));
        }
        var typed = new LinkedHashMap<String, TypedValue>();
        variables.forEach((name, value) -> typed.put(name, json(value)));
        return typed;
    }

    private void aboutCase(Map<String, Object> variables, Task task, CaseFile caseFile) {
        var locale = LocaleContextHolder.getLocale();
        var facts = caseFacts.of(caseFile, locale);
        if (task.getTaskDefinitionKey().equals("recheckTarget")) {
            var watched = recreations.watched(caseFile.number()).stream()
                    .collect(Collectors.toMap(CaseTarget::no, CaseTarget::targetId));
            probeFacts.of(watched, locale).ifPresent(suggested -> facts.put("probe", suggested));
        }
        variables.put("facts", facts);
        variables.putAll(choices.of(task.getTaskDefinitionKey(), caseFile, locale));
    }

    private void aboutRound(Map<String, Object> variables, Task task, Round round) {
        var locale = LocaleContextHolder.getLocale();
        var facts = caseFacts.of(rounds.caseOf(round), locale);
        facts.put("body", bodyFacts.of(round, locale));
        if (round.kind() == Round.Kind.REVIEW) {
            facts.put("review", reviewFacts.of(round, locale));
        }
        variables.put("facts", facts);
        variables.putAll(choices.of(task.getTaskDefinitionKey(), round));
    }

    private void aboutNotice(Map<String, Object> variables, Task task, String noticeNumber) {
        var locale = LocaleContextHolder.getLocale();
        var notice = notices.byNumber(noticeNumber);
        var facts = caseFacts.of(cases.byId(notice.caseId()), locale);
        facts.putAll(noticeFacts.of(notice, locale));
        variables.put("facts", facts);
        variables.putAll(choices.of(task.getTaskDefinitionKey(), notice));
    }

    private void aboutOrder(Map<String, Object> variables, String execution) {
        var locale = LocaleContextHolder.getLocale();
        var facts = caseFacts.of(cases.byId(orderFacts.caseOf(execution)), locale);
        facts.putAll(orderFacts.of(execution, locale));
        variables.put("facts", facts);
    }

    private void aboutRestoration(Map<String, Object> variables, Task task, String key) {
        var locale = LocaleContextHolder.getLocale();
        var facts = caseFacts.of(cases.byId(restorationFacts.caseOf(key)), locale);
        facts.putAll(restorationFacts.of(key, locale));
        variables.put("facts", facts);
        if (task.getTaskDefinitionKey().equals("verifyRestoration")) {
            variables.put("targetChoices", restorationFacts.choices(key));
        } else if (task.getTaskDefinitionKey().equals("recordRestorationConfirmation")) {
            variables.put("mailChoices", restorationFacts.mailChoices(key));
        }
    }

    private void aboutRecusal(Map<String, Object> variables, Recusal recusal) {
        var locale = LocaleContextHolder.getLocale();
        var facts = caseFacts.of(cases.byId(recusal.caseId()), locale);
        facts.put(
                "recusal",
                Map.of(
                        "person", recusal.person(),
                        "ground", shown.code("ground", recusal.ground(), locale),
                        "mover", recusal.mover(),
                        "reasons", recusal.reasons()));
        variables.put("facts", facts);
    }

    private void aboutLetter(Map<String, Object> variables, String number) {
        @SuppressWarnings("unchecked")
        var facts = (Map<String, Object>) variables.get("facts");
        facts.put("letter", letterFacts.of(number, LocaleContextHolder.getLocale()));
    }

    private TypedValue json(Object value) {
        try {
            return SpinValues.jsonValue(json.writeValueAsString(value)).create();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
