package org.duenotice.process.escalation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.duenotice.casefile.Cases;
import org.duenotice.notice.Gates;
import org.duenotice.notice.Notices;
import org.duenotice.problem.Problem;
import org.duenotice.process.EngineCalls;
import org.duenotice.security.CurrentPerson;
import org.duenotice.web.Page;
import org.mapstruct.Mapper;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Escalation gates over HTTP. A gate is decided by completing the task that waits at it, as in Tasklist: the engine says who may,
 * and what is entered is checked in one place.
 */
@Tag(name = "Gates")
@RestController
@RequestMapping(path = "/api/v1/gates", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class GateController {

    private static final int LARGEST_PAGE = 200;
    private static final int LONGEST_TEXT = 20_000;
    private static final String DECISION = "decideEscalation";
    private static final String APPROVAL = "approveEscalation";

    private final TaskService tasks;
    private final EngineCalls engine;
    private final Gates gates;
    private final Notices notices;
    private final Cases cases;
    private final CurrentPerson person;
    private final Mapping mapping;

    /** A person's choice; a formal order carries the second person's word once it is given. */
    record DecisionResponse(
            Gates.Choice choice,
            Integer newTermHours,
            String reasons,
            String decidedBy,
            Instant decidedAt,
            Gates.Approval approval,
            String approvalRemarks,
            String approvedBy) {}

    /** An open gate; {@code waitingFor} is the task at it, {@code decision} the last choice made at this gate, if any. */
    record GateResponse(
            String noticeNumber,
            String caseNumber,
            String platformCode,
            Gates.Cause cause,
            Gates.Choice proposedStep,
            String why,
            Instant openedAt,
            String waitingFor,
            String assignee,
            DecisionResponse decision) {}

    /** Hours belong to a new term, and only to it. */
    record DecisionRequest(
            @NotNull Gates.Choice choice, Integer newTermHours, @NotBlank @Size(max = LONGEST_TEXT) String reasons) {}

    /** Remarks are needed where the order is returned. */
    record ApprovalRequest(@NotNull EscalationTasks.Word decision, @Size(max = LONGEST_TEXT) String remarks) {}

    @Mapper
    interface Mapping {
        DecisionResponse decision(Gates.Decision decision);
    }

    @Operation(
            summary = "Open gates that you may see, by notice number; `next` of a page is `after` of the following one")
    @GetMapping
    Page<GateResponse> open(
            @RequestParam(required = false) String after, @RequestParam(defaultValue = "50") int limit, Locale locale) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        var waiting = waiting();
        var numbers = waiting.keySet().stream()
                .filter(number -> after == null || number.compareTo(after) > 0)
                .sorted(Comparator.naturalOrder())
                .limit(limit + 1L)
                .toList();
        return Page.of(numbers, limit, number -> number).map(number -> gate(number, waiting.get(number), locale));
    }

    /** The tasks at gates that the engine shows this person, by notice number. */
    private Map<String, Task> waiting() {
        var open =
                tasks.createTaskQuery().taskDefinitionKeyIn(DECISION, APPROVAL).list();
        var numbers = engine.businessKeys(
                open.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet()));
        return open.stream().collect(Collectors.toMap(task -> numbers.get(task.getProcessInstanceId()), task -> task));
    }

    private GateResponse gate(String number, Task task, Locale locale) {
        var notice = notices.byNumber(number);
        var gate = gates.last(notice.id()).orElseThrow();
        var decision =
                gates.lastDecision(notice.id()).filter(last -> last.gateId().equals(gate.id()));
        return new GateResponse(
                number,
                cases.byId(notice.caseId()).number(),
                notice.platformCode(),
                gate.cause(),
                gate.step(),
                gate.why(locale),
                gate.openedAt(),
                task.getTaskDefinitionKey(),
                task.getAssignee(),
                decision.map(mapping::decision).orElse(null));
    }

    @Operation(summary = "Choose the step at an open gate")
    @PostMapping(path = "/{noticeNumber}/decision", consumes = MediaType.APPLICATION_JSON_VALUE)
    DecisionResponse decide(@PathVariable String noticeNumber, @Valid @RequestBody DecisionRequest request) {
        var input = new HashMap<String, Object>();
        input.put("choice", request.choice().name());
        input.put("newTermHours", request.newTermHours());
        input.put("reasons", request.reasons());
        return complete(DECISION, noticeNumber, input);
    }

    @Operation(summary = "Approve or return a formal order as the second person")
    @PostMapping(path = "/{noticeNumber}/approval", consumes = MediaType.APPLICATION_JSON_VALUE)
    DecisionResponse approve(@PathVariable String noticeNumber, @Valid @RequestBody ApprovalRequest request) {
        var input = new HashMap<String, Object>();
        input.put("decision", request.decision().name());
        input.put("remarks", request.remarks());
        return complete(APPROVAL, noticeNumber, input);
    }

    /** Holds the notice first, so that of two people at one gate the second is told that it is decided. */
    private DecisionResponse complete(String key, String noticeNumber, Map<String, Object> input) {
        var notice = notices.locked(noticeNumber);
        var task = engine.task(key, noticeNumber).orElseThrow(() -> Problem.conflict("gate.not-open", noticeNumber));
        if (task.getAssignee() == null) {
            tasks.claim(task.getId(), person.id());
        }
        tasks.complete(task.getId(), input);
        return mapping.decision(gates.lastDecision(notice.id()).orElseThrow());
    }
}
