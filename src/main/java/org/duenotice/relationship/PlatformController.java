package org.duenotice.relationship;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.platform.Contact;
import org.duenotice.platform.Platform;
import org.duenotice.platform.Platforms;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.duenotice.target.TargetIdentities;
import org.duenotice.web.Page;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Platforms over HTTP: what is known of each today, how fast it answers, and its relationship file. */
@Tag(name = "Platforms")
@RestController
@RequestMapping(path = "/api/v1/platforms", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class PlatformController {

    private static final int LARGEST_PAGE = 200;
    private static final Duration USUAL_PERIOD = Duration.ofDays(90);

    private final Platforms platforms;
    private final TargetIdentities identities;
    private final Relations relations;
    private final Responsiveness responsiveness;
    private final CurrentPerson person;
    private final Clock clock;

    record PlatformLine(String code, String name, boolean underLaw, boolean verified) {}

    record ContactResponse(
            int position, String name, String channel, String address, String language, boolean verified) {}

    /** {@code abroad}: letters to the representative cross the border. */
    record RepresentativeResponse(String name, String address, String country, boolean abroad) {}

    /** The relationship file in one line; whose entries are disputed or told by one side only. */
    record RelationshipLine(long entries, LocalDate lastOn, long disputed, long oneSided) {}

    record PlatformResponse(
            String code,
            String name,
            boolean underLaw,
            boolean verified,
            String source,
            List<String> hosts,
            List<String> languages,
            List<String> channels,
            List<ContactResponse> contacts,
            RepresentativeResponse representative,
            Responsiveness.Measured responsiveness,
            RelationshipLine relationship) {}

    record RelationRequest(
            UUID about,
            @NotNull Relation.Kind kind,
            @NotNull LocalDate happenedOn,
            @NotBlank @Size(max = 4_000) String summary,
            @NotNull Relation.Confirmation confirmedBy,
            @Size(max = 20_000) String notes) {}

    record AttachmentResponse(UUID id, String name, String mediaType, long size, String sha256, String recordedBy) {}

    /** An entry; {@code standing} is the last word on whether it is so, {@code about} the entry it is a word on. */
    record RelationResponse(
            UUID id,
            UUID about,
            Relation.Kind kind,
            LocalDate happenedOn,
            String summary,
            Relation.Confirmation confirmedBy,
            Relation.Confirmation standing,
            String notes,
            String recordedBy,
            Instant recordedAt,
            List<AttachmentResponse> attachments) {}

    @Operation(summary = "All platforms by name")
    @GetMapping
    List<PlatformLine> all() {
        return platforms.all(LawDay.of(clock.instant())).stream()
                .map(one -> new PlatformLine(one.code(), one.name(), one.underLaw(), one.verified()))
                .toList();
    }

    @Operation(
            summary =
                    "One platform today, or as it was `on` a day: contacts in order, representative; with the hosts its addresses are"
                            + " known by, its relationship file, and how fast it answered notices that left between `from` and `to` (the last 90 days unless said)")
    @GetMapping("/{code}")
    PlatformResponse detail(
            @PathVariable String code,
            @RequestParam(required = false) LocalDate on,
            @RequestParam(required = false) Instant from,
            @RequestParam(required = false) Instant to) {
        var today = on == null ? LawDay.of(clock.instant()) : on;
        var platform = platforms.get(code, today);
        var until = to == null ? clock.instant() : to;
        var since = from == null ? until.minus(USUAL_PERIOD) : from;
        if (!since.isBefore(until)) {
            throw Problem.invalid("platform.period");
        }
        return response(platform, platforms.contacts(code, today), responsiveness.of(code, since, until));
    }

    private PlatformResponse response(Platform platform, List<Contact> contacts, Responsiveness.Measured measured) {
        return new PlatformResponse(
                platform.code(),
                platform.name(),
                platform.underLaw(),
                platform.verified(),
                platform.source(),
                identities.hosts(platform.code()),
                platform.languages(),
                contacts.stream().map(Contact::channel).distinct().toList(),
                contacts.stream()
                        .map(one -> new ContactResponse(
                                one.position(),
                                one.name(),
                                one.channel(),
                                one.address(),
                                one.language(),
                                one.verified()))
                        .toList(),
                platform.representative().isEmpty()
                        ? null
                        : new RepresentativeResponse(
                                platform.representative(),
                                platform.representativeAddress(),
                                platform.representativeCountry(),
                                platform.isAbroad()),
                measured,
                relations
                        .summary(platform.code())
                        .map(file ->
                                new RelationshipLine(file.entries(), file.lastOn(), file.disputed(), file.oneSided()))
                        .orElse(null));
    }

    @Operation(
            summary = "The relationship file, the latest day first; `next` of a page is `after` of the following one")
    @GetMapping("/{code}/relationship")
    Page<RelationResponse> file(
            @PathVariable String code,
            @RequestParam(required = false) UUID after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        var page = Page.of(
                relations.of(code, after, limit + 1), limit, entry -> entry.id().toString());
        var attached = relations
                .attachments(page.items().stream().map(Relation::id).toList())
                .stream()
                .collect(Collectors.groupingBy(Relations.Attachment::relationId));
        return page.map(entry -> response(entry, attached));
    }

    @Operation(summary = "Add a contact, an agreement or a statement, or a later word `about` an entry")
    @PostMapping(path = "/{code}/relationship", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RelationResponse> add(@PathVariable String code, @Valid @RequestBody RelationRequest request) {
        person.requireAny(Groups.LIAISONS, Groups.REGISTRARS, Groups.MANAGERS);
        var entry = relations.add(
                code,
                new Relations.Entry(
                        request.about(),
                        request.kind(),
                        request.happenedOn(),
                        request.summary(),
                        request.confirmedBy(),
                        request.notes()),
                person.id());
        return ResponseEntity.created(URI.create("/api/v1/platforms/%s/relationship".formatted(code)))
                .body(response(entry, Map.of()));
    }

    @Operation(summary = "Attach a file to an entry; it is kept by its SHA-256")
    @PostMapping(path = "/{code}/relationship/{id}/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    AttachmentResponse attach(@PathVariable String code, @PathVariable UUID id, @RequestPart MultipartFile file)
            throws IOException {
        person.requireAny(Groups.LIAISONS, Groups.REGISTRARS, Groups.MANAGERS);
        var type = file.getContentType() == null ? MediaType.APPLICATION_OCTET_STREAM_VALUE : file.getContentType();
        try (var content = file.getInputStream()) {
            return response(relations.attach(code, id, file.getOriginalFilename(), type, content, person.id()));
        }
    }

    @Operation(summary = "An attachment as it was stored, always as a download")
    @GetMapping(
            path = "/{code}/relationship/{id}/attachments/{attachment}/content",
            produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<Resource> content(@PathVariable String code, @PathVariable UUID id, @PathVariable UUID attachment) {
        var found = relations.attachment(code, id, attachment);
        var name = ContentDisposition.attachment()
                .filename(found.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Content-SHA256", found.sha256())
                .contentLength(found.size())
                .body(new InputStreamResource(relations.open(found)));
    }

    private static RelationResponse response(Relation entry, Map<UUID, List<Relations.Attachment>> attached) {
        return new RelationResponse(
                entry.id(),
                entry.about(),
                entry.kind(),
                entry.happenedOn(),
                entry.summary(),
                entry.confirmedBy(),
                entry.standing(),
                entry.notes(),
                entry.recordedBy(),
                entry.recordedAt(),
                attached.getOrDefault(entry.id(), List.of()).stream()
                        .map(PlatformController::response)
                        .toList());
    }

    private static AttachmentResponse response(Relations.Attachment file) {
        return new AttachmentResponse(
                file.id(), file.name(), file.mediaType(), file.size(), file.sha256(), file.recordedBy());
    }
}
