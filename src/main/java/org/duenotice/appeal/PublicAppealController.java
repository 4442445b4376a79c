package org.duenotice.appeal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealCodes.Purpose;
import org.mapstruct.Mapper;
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

/** Appeals of people outside over HTTP, without a login: filed, followed, added to and taken back with number and code. */
@Tag(name = "Appeals")
@RestController
@RequestMapping(path = "/public/v1/appeals", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class PublicAppealController {

    private final Filings filings;
    private final Withdrawals withdrawals;
    private final AppealStatuses statuses;
    private final AppealHearings hearings;
    private final FileAccesses files;
    private final Attachments attachments;
    private final AppealPaper paper;
    private final AppealCodes codes;
    private final AppealLimits limits;
    private final Mapping mapping;

    /** The contents of an appeal; {@code signed} says that the appellant, or who represents them, stands by it. */
    record FilingRequest(
            @NotNull Appeals.Appellant appellant,
            @NotBlank @Size(max = 2000) String contested,
            @NotBlank @Size(max = 5000) String grounds,
            @NotBlank @Size(max = 2000) String demands,
            @Size(max = 5000) String evidence,
            LocalDate learnedOn,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 300) String contact,
            @Size(max = 260) String mail,
            @Size(max = 300) String representative,
            boolean signed,
            @NotBlank String language) {}

    /** @param code absent when this very text was filed before */
    record ReceiptResponse(String number, String code) {}

    record CodeRequest(@NotBlank @Size(max = 60) String code) {}

    record WordsRequest(@NotBlank @Size(max = 60) String code, @NotBlank @Size(max = 5000) String words) {}

    @Mapper
    interface Mapping {
        Filings.Filing filing(FilingRequest request);

        ReceiptResponse receipt(Filings.Receipt receipt);
    }

    @Operation(summary = "File an appeal without a login; number and code of the answer are the only key to it")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ReceiptResponse> file(@Valid @RequestBody FilingRequest request, HttpServletRequest from) {
        var receipt = limits.filing(from.getRemoteAddr(), () -> filings.file(mapping.filing(request), List.of()));
        return ResponseEntity.created(URI.create("/public/v1/appeals/" + receipt.number()))
                .body(mapping.receipt(receipt));
    }

    @Operation(summary = "The same with files: PDF, PNG, JPEG or plain text, a few megabytes each")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ReceiptResponse> file(
            @Valid @RequestPart FilingRequest appeal,
            @RequestPart(required = false) List<MultipartFile> files,
            HttpServletRequest from) {
        var receipt = limits.filing(
                from.getRemoteAddr(), () -> filings.file(mapping.filing(appeal), AppealUploads.sent(files)));
        return ResponseEntity.created(URI.create("/public/v1/appeals/" + receipt.number()))
                .body(mapping.receipt(receipt));
    }

    @Operation(summary = "Add files to an appeal whose mail address is confirmed")
    @PostMapping(path = "/{number}/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Void> addFiles(
            @PathVariable String number,
            @RequestParam @Size(max = 60) String code,
            @RequestPart List<MultipartFile> files,
            HttpServletRequest from) {
        limits.adding(
                from.getRemoteAddr(),
                () -> attachments.add(codes.open(number, code, Purpose.STATUS), AppealUploads.sent(files)));
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "How an appeal stands, for whoever holds its code")
    @GetMapping("/{number}")
    AppealStatuses.Status status(
            @PathVariable String number, @RequestParam @Size(max = 60) String code, Locale language) {
        return statuses.of(number, code, language);
    }

    @Operation(summary = "The decision as PDF, in Kazakh and Russian")
    @GetMapping(path = "/{number}/decision", produces = MediaType.APPLICATION_PDF_VALUE)
    byte[] decision(@PathVariable String number, @RequestParam @Size(max = 60) String code) {
        return paper.decision(codes.open(number, code, Purpose.STATUS));
    }

    @Operation(summary = "Confirm the mail address with the code that was sent to it")
    @PostMapping(path = "/{number}/confirmation", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> confirm(
            @PathVariable String number, @Valid @RequestBody CodeRequest request, HttpServletRequest from) {
        limits.adding(from.getRemoteAddr(), () -> filings.confirm(number, request.code()));
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Take the appeal back")
    @PostMapping(path = "/{number}/withdrawal", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> withdraw(
            @PathVariable String number, @Valid @RequestBody CodeRequest request, HttpServletRequest from) {
        limits.adding(from.getRemoteAddr(), () -> withdrawals.withdraw(number, request.code()));
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Add to the appeal, as an objection to the preliminary decision")
    @PostMapping(path = "/{number}/words", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> say(
            @PathVariable String number, @Valid @RequestBody WordsRequest request, HttpServletRequest from) {
        limits.adding(
                from.getRemoteAddr(),
                () -> hearings.say(codes.open(number, request.code(), Purpose.STATUS), request.words()));
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Ask for access to the file")
    @PostMapping(path = "/{number}/file-requests", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> askForFile(
            @PathVariable String number, @Valid @RequestBody CodeRequest request, HttpServletRequest from) {
        limits.adding(from.getRemoteAddr(), () -> files.ask(codes.open(number, request.code(), Purpose.STATUS)));
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "The file as the appellant may see it: no names of reporters or officers, no other case")
    @GetMapping("/{number}/file")
    FileAccesses.Redacted file(@PathVariable String number, @RequestParam @Size(max = 60) String code) {
        return files.look(codes.open(number, code, Purpose.STATUS));
    }
}
