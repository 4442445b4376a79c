package org.duenotice.recreation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.mapstruct.Mapper;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Content that came back, over HTTP: the links of a case, and the figure for reports. */
@Tag(name = "Re-creations")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class RecreationController {

    private static final int MOST_LOOKS = 5;

    private final Recreations recreations;
    private final Probe probe;
    private final CurrentPerson person;
    private final Cases cases;
    private final Mapping mapping;

    /** A target that was in both cases, and what became of it in the earlier one. */
    record LinkResponse(
            String caseNumber, String earlierCase, String canonicalKey, Disposition earlierDisposition, Instant at) {}

    record FigureResponse(int targets, int cases) {}

    record LookRequest(@NotEmpty @Size(max = MOST_LOOKS) List<@NotNull Integer> targets) {}

    /** What the probe suggests about one target; a person says what is so. */
    record LookResponse(int no, Probe.Suggestion suggestion) {}

    @Mapper
    interface Mapping {
        LinkResponse link(Recreations.Link link);

        FigureResponse figure(Recreations.Figure figure);
    }

    @Operation(summary = "The earlier and later cases of what came back")
    @GetMapping("/cases/{number}/links")
    List<LinkResponse> links(@PathVariable String number) {
        return recreations.links(cases.byNumber(number).number()).stream()
                .map(mapping::link)
                .toList();
    }

    @Operation(summary = "Look whether up to 5 targets answer now; the answer suggests and changes nothing")
    @PostMapping(path = "/cases/{number}/looks", consumes = MediaType.APPLICATION_JSON_VALUE)
    List<LookResponse> look(@PathVariable String number, @Valid @RequestBody LookRequest request) {
        person.requireAny(Groups.CASEWORKERS);
        if (probe.isOff()) {
            throw Problem.conflict("probe.off");
        }
        return cases.targets(cases.byNumber(number).id()).stream()
                .filter(target -> request.targets().contains(target.no()))
                .map(target -> new LookResponse(target.no(), probe.look(target.originalAddress())))
                .toList();
    }

    @Operation(summary = "How many targets were seen again after the end of their case, and in how many cases")
    @GetMapping("/recreations")
    FigureResponse figure() {
        return mapping.figure(recreations.count());
    }
}
