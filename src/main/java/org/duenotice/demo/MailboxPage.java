package org.duenotice.demo;

import java.nio.charset.StandardCharsets;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.WallTime;
import org.duenotice.problem.Problem;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** What platforms would have received, with the letters to open. */
@DemoOnly
@ConditionalOnExpression(DemoMail.NONE_CONFIGURED)
@Controller
@RequestMapping("/demo/mailbox")
@RequiredArgsConstructor
class MailboxPage {

    private final Mailbox mailbox;

    /** A mail as the page shows it. */
    record Line(Mailbox.Mail mail, String sentAt) {}

    @GetMapping
    String mails(Model page) {
        page.addAttribute(
                "lines",
                mailbox.mails().stream()
                        .map(mail -> new Line(mail, WallTime.shown(mail.sentAt())))
                        .toList());
        return "mailbox";
    }

    /** A letter opens in place; whatever else somebody may have sent here is only downloaded. */
    @GetMapping("/{mail}/{place}")
    ResponseEntity<byte[]> file(@PathVariable String mail, @PathVariable int place) {
        var file = mailbox.attachment(mail, Math.max(place, 1)).orElseThrow(() -> Problem.notFound("mailbox.unknown"));
        var shown = file.pdf() ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        shown.filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentType(file.pdf() ? MediaType.APPLICATION_PDF : MediaType.APPLICATION_OCTET_STREAM)
                .body(file.content());
    }
}
