package org.duenotice.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.Cases;
import org.duenotice.channel.Callbacks;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** Where platforms answer by themselves: no login, a signature instead. What they send is stored first, whatever waits for it. */
@Tag(name = "Callbacks")
@RestController
@RequestMapping(path = "/api/v1/callbacks", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class CallbackController {

    private static final int LONGEST = 1024 * 1024;

    private final ApplicationEventPublisher events;
    private final Callbacks callbacks;
    private final Answers answers;
    private final Notices notices;
    private final ObjectMapper json;
    private final Validator validator;
    private final TransactionTemplate transaction;
    private final Clock clock;

    record CallbackItem(@NotNull Integer no, @NotNull ItemOutcome outcome, RefusalGround ground) {}

    /**
     * An answer to the notice, or with {@code letterNumber} and {@code confirmation} the word on a letter that takes it back, suspends
     * it or lets it stand again.
     */
    record Callback(
            @NotBlank @Size(max = 50) String noticeNumber,
            Answers.Kind kind,
            @Size(max = 200) String reference,
            Instant answeredAt,
            @Size(max = Cases.MOST_TARGETS) List<@Valid @NotNull CallbackItem> items,
            @Size(max = 20_000) String remarks,
            @Size(max = 60) String letterNumber,
            LetterAnswered.Word confirmation) {}

    @Operation(
            summary = "A platform's answer, signed",
            description =
                    "`X-DueNotice-Timestamp`: seconds since 1970, at most five minutes off. `X-DueNotice-Signature`: `sha256=` and the"
                            + " HMAC-SHA256 of timestamp, a point and the body, in hexadecimal digits; each signature is taken once.")
    @PostMapping("/{platformCode}")
    ResponseEntity<Void> receive(
            @PathVariable String platformCode,
            @RequestHeader(name = "X-DueNotice-Timestamp", required = false) String timestamp,
            @RequestHeader(name = "X-DueNotice-Signature", required = false) String signature,
            HttpServletRequest request)
            throws IOException {
        var body = body(request);
        transaction.executeWithoutResult(status -> {
            callbacks.take(platformCode, timestamp, signature, body);
            store(platformCode.toUpperCase(Locale.ROOT), read(body));
        });
        return ResponseEntity.accepted().build();
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LONGEST) {
            throw new MaxUploadSizeExceededException(LONGEST);
        }
        var body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw new MaxUploadSizeExceededException(LONGEST);
        }
        return body;
    }

    private Callback read(byte[] body) {
        try {
            var callback = json.readValue(body, Callback.class);
            if (callback != null && validator.validate(callback).isEmpty()) {
                return callback;
            }
        } catch (IOException e) {
            // told below; the body is nobody's business in a log
        }
        throw Problem.invalid("callback.unreadable");
    }

    private void store(String platformCode, Callback callback) {
        var notice = notices.byNumber(callback.noticeNumber());
        if (!notice.platformCode().equals(platformCode)) {
            throw Problem.notFound("notice.unknown", callback.noticeNumber());
        }
        if (callback.confirmation() != null) {
            confirm(notice, callback);
            return;
        }
        answers.receive(new Answers.NewAnswer(
                notice.number(),
                Answers.Channel.WEBHOOK,
                Objects.requireNonNullElse(callback.kind(), Answers.Kind.OUTCOME),
                text(callback.reference()),
                Objects.requireNonNullElse(callback.items(), List.<CallbackItem>of()).stream()
                        .map(item -> new Answers.ItemAnswer(item.no(), item.outcome(), item.ground()))
                        .toList(),
                Objects.requireNonNullElseGet(callback.answeredAt(), clock::instant),
                text(callback.remarks()),
                "platform:" + platformCode));
    }

    private void confirm(Notice notice, Callback callback) {
        var letter = text(callback.letterNumber());
        if (!letter.startsWith(notice.number() + "/")) {
            throw Problem.notFound("letter.unknown", letter);
        }
        events.publishEvent(new LetterAnswered(
                letter,
                callback.confirmation(),
                text(callback.reference()),
                Objects.requireNonNullElseGet(callback.answeredAt(), clock::instant),
                text(callback.remarks()),
                "platform:" + notice.platformCode()));
    }

    private static String text(String given) {
        return Objects.requireNonNullElse(given, "").strip();
    }
}
