package org.duenotice.staffing;

import static org.duenotice.security.Groups.ALL;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseAccess;
import org.duenotice.casefile.Cases;
import org.duenotice.security.CurrentPerson;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Recusals, changes of hands and absences over HTTP. */
@Tag(name = "Who works on what")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class StaffingController {

    private static final int MOST_ABSENCES = 200;

    private final Recusals recusals;
    private final TaskHandOvers handOvers;
    private final Absences absences;
    private final Cases cases;
    private final CaseAccess access;
    private final CurrentPerson person;

    /**
     * @param person whom it is about; the one who asks, when nobody is named
     * @param mover the participant of the case who asks for it; absent for self-recusal
     */
    record RecusalRequest(
            String person,
            @NotNull Recusal.Ground ground,
            @Size(max = 500) String mover,
            @NotBlank @Size(max = 4000) String reasons) {}

    /** @param person who will be away; the one who asks, when nobody is named */
    record AbsenceRequest(
            String person,
            @NotBlank String deputy,
            @NotNull Instant beginsAt,
            @NotNull Instant endsAt,
            @NotBlank @Size(max = 4000) String reasons) {}

    @Operation(summary = "Ask for a recusal from a case: your own, or on a participant's motion")
    @PostMapping(path = "/cases/{number}/recusals", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Recusal> recuse(@PathVariable String number, @Valid @RequestBody RecusalRequest request) {
        person.requireAny(ALL.toArray(String[]::new));
        var opened = recusals.open(
                new Recusals.Motion(
                        number,
                        request.person() == null ? person.id() : request.person(),
                        request.ground(),
                        request.mover(),
                        request.reasons()),
                person.id());
        return ResponseEntity.created(URI.create("/api/v1/recusals/" + opened.number()))
                .body(opened);
    }

    @Operation(summary = "The recusals asked for in a case, with what became of them")
    @GetMapping("/cases/{number}/recusals")
    List<Recusal> recusals(@PathVariable String number) {
        return recusals.of(access.require(cases.byNumber(number)).id());
    }

    @Operation(summary = "One recusal")
    @GetMapping("/recusals/{number}")
    Recusal recusal(@PathVariable String number) {
        var found = recusals.get(number);
        access.require(cases.byId(found.caseId()));
        return found;
    }

    @Operation(summary = "The tasks of a case that changed hands, with reasons")
    @GetMapping("/cases/{number}/hand-overs")
    List<TaskHandOvers.HandOver> handOvers(@PathVariable String number) {
        var found = access.require(cases.byNumber(number));
        return handOvers.of(found.id(), found.number());
    }

    @Operation(summary = "Say that you will be away, and who stands in; managers for others too")
    @PostMapping(path = "/absences", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Absence> away(@Valid @RequestBody AbsenceRequest request) {
        person.requireAny(ALL.toArray(String[]::new));
        var recorded = absences.record(
                request.person() == null ? person.id() : request.person(),
                request.deputy(),
                request.beginsAt(),
                request.endsAt(),
                request.reasons());
        return ResponseEntity.created(URI.create("/api/v1/absences/" + recorded.number()))
                .body(recorded);
    }

    @Operation(summary = "Who is or will be away, and who stands in")
    @GetMapping("/absences")
    List<Absence> away() {
        return absences.notOver(MOST_ABSENCES);
    }

    @Operation(summary = "One absence")
    @GetMapping("/absences/{number}")
    Absence absence(@PathVariable String number) {
        return absences.get(number);
    }
}
