package org.duenotice.process.registerchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.TaskService;
import org.duenotice.problem.Problem;
import org.duenotice.process.EngineCalls;
import org.duenotice.register.ChangeResponse;
import org.duenotice.register.ChangeViews;
import org.duenotice.register.Changes;
import org.duenotice.register.Register;
import org.duenotice.security.CurrentPerson;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Preparing and deciding a change over HTTP. Both complete the task that waits, as in Tasklist: the engine says who may, and what is
 * entered is checked in one place.
 */
@Tag(name = "Registers")
@RestController
@RequestMapping(path = "/api/v1/register-changes/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class RegisterChangeController {

    private static final int LONGEST_TEXT = 4_000;

    private final TaskService tasks;
    private final EngineCalls engine;
    private final Changes changes;
    private final ChangeViews views;
    private final CurrentPerson person;

    /** Rows as they are to read, one or a list. */
    record DraftRequest(@NotNull JsonNode rows, @NotBlank @Size(max = LONGEST_TEXT) String reasons) {}

    record WithdrawalRequest(@NotBlank @Size(max = LONGEST_TEXT) String reasons) {}

    /** Remarks are needed where the change is returned. */
    record DecisionRequest(@NotNull RegisterChangeTasks.Word decision, @Size(max = LONGEST_TEXT) String remarks) {}

    @Operation(summary = "Prepare a change that was opened or came back; it then waits for the second person")
    @PostMapping(path = "/drafts", consumes = MediaType.APPLICATION_JSON_VALUE)
    ChangeResponse prepare(@PathVariable String number, @Valid @RequestBody DraftRequest request) {
        var input = new HashMap<String, Object>();
        input.put("preparation", RegisterChangeTasks.Preparation.SUBMIT.name());
        input.put("reasons", request.reasons());
        if (preparation(number).equals("loadCalendar")) {
            var year = request.rows().isArray() ? request.rows().path(0) : request.rows();
            input.put("source", year.path("source").asText());
            input.put("verified", year.path("verified").asBoolean());
            input.put("days", year.path("days").toString());
        } else {
            input.put("content", request.rows().toString());
        }
        return complete(preparation(number), number, input);
    }

    @Operation(summary = "Withdraw a change that is in preparation")
    @PostMapping(path = "/withdrawal", consumes = MediaType.APPLICATION_JSON_VALUE)
    ChangeResponse withdraw(@PathVariable String number, @Valid @RequestBody WithdrawalRequest request) {
        return complete(
                preparation(number),
                number,
                Map.of(
                        "preparation", RegisterChangeTasks.Preparation.WITHDRAW.name(),
                        "reasons", request.reasons()));
    }

    @Operation(summary = "Approve a change as the second person, which records it, or return it")
    @PostMapping(path = "/decision", consumes = MediaType.APPLICATION_JSON_VALUE)
    ChangeResponse decide(@PathVariable String number, @Valid @RequestBody DecisionRequest request) {
        var input = new HashMap<String, Object>();
        input.put("decision", request.decision().name());
        input.put("remarks", request.remarks());
        changes.hold(number);
        changes.get(number);
        if (engine.task("approveChange", number).isEmpty()) {
            throw Problem.conflict("register.not-waiting", number);
        }
        return complete("approveChange", number, input);
    }

    private String preparation(String number) {
        var change = changes.get(number);
        return change.register() == Register.CALENDAR_YEAR && !change.rowKey().isEmpty()
                ? "loadCalendar"
                : "prepareChange";
    }

    /** Holds the change first, so that of two people at one step the second is told that it is done. */
    private ChangeResponse complete(String key, String number, Map<String, Object> input) {
        changes.hold(number);
        var task = engine.task(key, number).orElseThrow(() -> Problem.conflict("register.not-in-preparation", number));
        if (task.getAssignee() == null) {
            tasks.claim(task.getId(), person.id());
        }
        tasks.complete(task.getId(), input);
        return views.response(number);
    }
}
