package org.duenotice.priority;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.mapstruct.Mapper;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How urgent a case is, and why, over HTTP. */
@Tag(name = "Cases")
@RestController
@RequiredArgsConstructor
class PriorityController {

    private final Priorities priorities;
    private final Cases cases;
    private final Mapping mapping;

    record PartResponse(String part, String code, int points) {}

    record PriorityResponse(
            int score, int severity, int confidence, int urgency, List<PartResponse> parts, Instant reckonedAt) {}

    @Mapper
    interface Mapping {
        @org.mapstruct.Mapping(target = "score", expression = "java(priority.score())")
        PriorityResponse response(Priority priority);
    }

    @Operation(
            summary =
                    "How urgent a case is: severity, confidence and urgency, 0 to 10 each, with the parts they are made of")
    @GetMapping(path = "/api/v1/cases/{number}/priority", produces = MediaType.APPLICATION_JSON_VALUE)
    PriorityResponse priority(@PathVariable String number) {
        var caseFile = cases.byNumber(number);
        return priorities
                .last(caseFile.number())
                .map(mapping::response)
                .orElseThrow(() -> Problem.notFound("priority.not-reckoned", number));
    }
}
