package org.duenotice.appeal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The files of an appeal for the appeals office, and for nobody else: they may name who appeals. */
@Tag(name = "Appeals")
@RestController
@RequestMapping(path = "/api/v1/appeals/{number}/files", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class AttachmentController {

    private final Appeals appeals;
    private final Attachments attachments;
    private final CurrentPerson person;

    /** @param size in bytes */
    record FileResponse(
            int no, String name, String mediaType, long size, String sha256, Instant addedAt, String content) {}

    @Operation(summary = "The files of an appeal")
    @GetMapping
    List<FileResponse> files(@PathVariable String number) {
        person.requireAny(Groups.APPEALS);
        return attachments.of(appeals.byNumber(number)).stream()
                .map(file -> new FileResponse(
                        file.no(),
                        file.name(),
                        file.mediaType(),
                        file.size(),
                        file.sha256(),
                        file.addedAt(),
                        "/api/v1/appeals/%s/files/%d/content".formatted(number, file.no())))
                .toList();
    }

    /** Never shown in place: whoever sends a file may be hostile. */
    @Operation(summary = "Download a file of an appeal; the log of custody says so")
    @GetMapping(path = "/{no}/content", produces = MediaType.ALL_VALUE)
    ResponseEntity<Resource> content(@PathVariable String number, @PathVariable int no) {
        person.requireAny(Groups.APPEALS);
        var content = attachments.take(number, no, person.id());
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(content.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Content-SHA256", content.sha256())
                .contentLength(content.size())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(new InputStreamResource(content.stream()));
    }
}
