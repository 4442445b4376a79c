package org.duenotice.target;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.duenotice.web.Words;
import org.mapstruct.Mapper;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Identity of targets over HTTP: how an address became a key, and the rules behind it. */
@Tag(name = "Targets")
@RestController
@RequestMapping(path = "/api/v1/targets", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class TargetController {

    private static final int LONGEST_RULES = 200_000;
    private static final int LONGEST_NOTE = 2_000;

    private final TargetIdentities identities;
    private final RecordedRules rules;
    private final Targets targets;
    private final CurrentPerson person;
    private final Words words;
    private final Mapping mapping;

    /** One thing that was done to the address, with its words. */
    record StepResponse(String step, String text) {}

    /**
     * @param address the one address written for the thing
     * @param site the registered domain of the host, under which others may have pages too
     * @param unresolvedBecause a code; absent when the key is all there is to know
     */
    record IdentityResponse(
            String entered,
            String address,
            String canonicalKey,
            TargetKind kind,
            String platform,
            String site,
            boolean unresolved,
            Unresolved unresolvedBecause,
            int ruleVersion,
            List<StepResponse> steps) {}

    record RulesRequest(
            @NotBlank @Size(max = LONGEST_RULES) String rules, @NotBlank @Size(max = LONGEST_NOTE) String note) {}

    record VersionResponse(
            String platform, int version, boolean released, String note, String recordedBy, Instant recordedAt) {}

    record RulesResponse(String platform, int version, String rules, List<VersionResponse> versions) {}

    record KeyChange(String oldKey, int oldVersion, String newKey, int newVersion, Instant changedAt) {}

    /** A target; {@code mergedInto} is the one that is the same thing, as a person said. */
    record TargetResponse(
            UUID id,
            String canonicalKey,
            String kind,
            String platform,
            boolean unresolved,
            int ruleVersion,
            Instant firstSeenAt,
            UUID mergedInto,
            List<KeyChange> history) {}

    @Mapper
    interface Mapping {

        @org.mapstruct.Mapping(source = "platformCode", target = "platform")
        VersionResponse version(RecordedRules.Recorded recorded);

        @org.mapstruct.Mapping(source = "stored.platformCode", target = "platform")
        TargetResponse target(Targets.Target stored, List<Targets.KeyChange> history);
    }

    @Operation(summary = "Which thing an address names, and step by step why")
    @GetMapping("/identify")
    IdentityResponse identify(@RequestParam String address, Locale language) {
        try {
            return response(identities.explain(address), language);
        } catch (IllegalAddress refused) {
            throw Problem.invalid(refused.code());
        }
    }

    private IdentityResponse response(TargetIdentities.Explanation explained, Locale language) {
        var identity = explained.identity();
        return new IdentityResponse(
                identity.original(),
                identity.address(),
                identity.canonicalKey(),
                identity.kind(),
                identity.platform(),
                explained.site().orElse(null),
                identity.unresolved(),
                explained.because().orElse(null),
                identity.ruleVersion(),
                explained.steps().all().stream()
                        .map(step -> new StepResponse(step.kind().name(), text(step, language)))
                        .toList());
    }

    private String text(Steps.Step step, Locale language) {
        var facts = step.facts().stream().map(fact -> shown(fact, language)).toArray();
        return words.text("identify." + step.kind(), language, facts);
    }

    private Object shown(Object fact, Locale language) {
        if (fact instanceof Unresolved because) {
            return words.text("unresolved." + because, language);
        }
        return fact instanceof TargetKind kind ? words.text("kind." + kind, language) : fact;
    }

    @Operation(summary = "One target with all keys it has had")
    @GetMapping("/{id}")
    TargetResponse target(@PathVariable UUID id) {
        return mapping.target(targets.get(id), targets.history(id));
    }

    @Operation(summary = "The rules in force, by platform")
    @GetMapping("/rules")
    List<VersionResponse> rules() {
        return rules.all().stream().map(mapping::version).toList();
    }

    @Operation(summary = "A platform's rules as they are in force, and their versions")
    @GetMapping("/rules/{platform}")
    RulesResponse rules(@PathVariable String platform) {
        var versions = rules.of(platform);
        if (versions.isEmpty()) {
            throw Problem.notFound("target-rules.unknown", platform);
        }
        var newest = versions.get(0);
        return new RulesResponse(
                platform,
                newest.version(),
                newest.rules(),
                versions.stream().map(mapping::version).toList());
    }

    @Operation(
            summary =
                    "Record new rules of a platform; they must fit their own examples and those of all other platforms")
    @PostMapping(path = "/rules", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RulesResponse> record(@Valid @RequestBody RulesRequest request) {
        person.requireAny(Groups.ADMINISTRATORS);
        var platform = rules.record(request.rules(), request.note().strip(), person.id());
        return ResponseEntity.created(URI.create("/api/v1/targets/rules/" + platform))
                .body(rules(platform));
    }
}
