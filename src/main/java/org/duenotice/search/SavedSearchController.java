package org.duenotice.search;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Searches that are kept, over HTTP. */
@Tag(name = "Saved searches")
@RestController
@RequestMapping(path = "/api/v1/saved-searches", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class SavedSearchController {

    private final SavedSearches saved;

    record SaveRequest(@NotBlank @Size(max = 100) String name, @NotNull Asked query, String group) {}

    /**
     * @param cases the address that finds them
     * @param count how many fit now; 1000 stands for 1000 and more; absent when it can no longer be searched
     */
    record SavedResponse(
            UUID id,
            String name,
            Map<String, String> query,
            String owner,
            String group,
            Instant savedAt,
            String cases,
            Integer count) {}

    @Operation(summary = "Your own saved searches and those shared with your groups, each with how many cases fit now")
    @GetMapping
    List<SavedResponse> mine() {
        return saved.mine().stream().map(this::response).toList();
    }

    @Operation(summary = "Keep a search under a name, for yourself or shared with one of your groups")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SavedResponse> save(@Valid @RequestBody SaveRequest request) {
        var kept = response(saved.save(request.name(), request.query(), request.group()));
        return ResponseEntity.created(URI.create("/api/v1/saved-searches/" + kept.id()))
                .body(kept);
    }

    @Operation(summary = "Remove a saved search of your own")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        saved.remove(id);
    }

    private SavedResponse response(SavedSearches.Saved one) {
        var asked = Asked.of(one.query());
        return new SavedResponse(
                one.id(),
                one.name(),
                asked.given(),
                one.owner(),
                one.groupId(),
                one.savedAt(),
                "/api/v1/cases" + (one.query().isEmpty() ? "" : "?" + one.query()),
                saved.count(one).orElse(null));
    }
}
