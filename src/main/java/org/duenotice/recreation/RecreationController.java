package org.duenotice.recreation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseRelations;
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
    private final Mirrors mirrors;
    private final CaseRelations relations;
    private final Probe probe;
    private final CurrentPerson person;
    private final Cases cases;
    private final Mapping mapping;

    /** How a case belongs to another one: by a target of both, by a copy that was confirmed, or as a whole. */
    enum LinkKind {
        RECREATION,
        MIRROR,
        SIBLING,
        SPLIT,
        MERGE
    }

    /**
     * @param canonicalKey the target that came back or that was copied; absent for cases that belong together as wholes
     * @param earlierDisposition what became of it in the earlier case
     * @param reasons of the person who said so; absent for what the software saw
     */
    record LinkResponse(
            LinkKind kind,
            String caseNumber,
            String earlierCase,
            String canonicalKey,
            Disposition earlierDisposition,
            String reasons,
            Instant at) {}

    record FigureResponse(int targets, int cases) {}

    record LookRequest(@NotEmpty @Size(max = MOST_LOOKS) List<@NotNull Integer> targets) {}

    /** What the probe suggests about one target; a person says what is so. */
    record LookResponse(int no, Probe.Suggestion suggestion) {}

    @Mapper
    interface Mapping {
        @org.mapstruct.Mapping(target = "kind", constant = "RECREATION")
        @org.mapstruct.Mapping(target = "reasons", ignore = true)
        LinkResponse link(Recreations.Link link);

        @org.mapstruct.Mapping(target = "kind", constant = "MIRROR")
        @org.mapstruct.Mapping(target = "earlierCase", source = "ofCase")
        @org.mapstruct.Mapping(target = "canonicalKey", source = "ofKey")
        @org.mapstruct.Mapping(target = "earlierDisposition", source = "ofDisposition")
        @org.mapstruct.Mapping(target = "at", source = "decidedAt")
        LinkResponse mirror(Mirror mirror);

        @org.mapstruct.Mapping(target = "earlierCase", source = "otherCase")
        @org.mapstruct.Mapping(target = "canonicalKey", ignore = true)
        @org.mapstruct.Mapping(target = "earlierDisposition", ignore = true)
        @org.mapstruct.Mapping(target = "at", source = "recordedAt")
        LinkResponse relation(CaseRelations.Relation relation);

        FigureResponse figure(Recreations.Figure figure);
    }

    @Operation(summary = "The cases that this one belongs to: what came back, copies, siblings, splits and merges")
    @GetMapping("/cases/{number}/links")
    List<LinkResponse> links(@PathVariable String number) {
        var found = cases.byNumber(number);
        var back = recreations.links(found.number()).stream().map(mapping::link);
        var copies = mirrors.of(found.number()).stream()
                .filter(mirror -> mirror.state() == Mirror.State.CONFIRMED)
                .map(mapping::mirror);
        var wholes = relations.of(found.id()).stream().map(mapping::relation);
        return Stream.of(back, copies, wholes)
                .flatMap(Function.identity())
                .sorted(Comparator.comparing(LinkResponse::at))
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
