package org.duenotice.restriction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import lombok.RequiredArgsConstructor;
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

/** The unit's notifications to the authorised body, as they were composed. */
@RestController
@RequestMapping("/api/v1/body-notifications")
@Tag(name = "Notifications to the authorised body")
@RequiredArgsConstructor
class NotificationController {

    private final Notifications notifications;

    @Operation(summary = "The content of a notification, exactly as its digest was taken")
    @GetMapping(path = "/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> content(@PathVariable String number) {
        var notification = notifications.byNumber(number);
        return ResponseEntity.ok()
                .header("X-Content-SHA256", notification.digest())
                .body(notification.content());
    }

    @Operation(summary = "The notification on paper, in Russian and Kazakh")
    @GetMapping(path = "/{number}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<Resource> pdf(@PathVariable String number) {
        var notification = notifications.byNumber(number);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(number + ".pdf", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-SHA256", notification.pdfSha256())
                .body(new InputStreamResource(notifications.pdf(notification)));
    }
}
