package org.duenotice.casefile;

import static org.duenotice.security.Groups.ADMINISTRATORS;
import static org.duenotice.security.Groups.AUDITORS;
import static org.duenotice.security.Groups.MANAGERS;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.custody.Anchor;
import org.duenotice.custody.Anchors;
import org.duenotice.custody.Break;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.duenotice.evidence.IntegrityChecks;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The log of custody over HTTP, whether it is whole, its anchors, and the state of the store. */
@Tag(name = "Custody")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class CustodyController {

    private static final int LARGEST_PAGE = 200;

    private final CaseEvidence caseEvidence;
    private final CustodyLog log;
    private final Anchors anchors;
    private final IntegrityChecks integrity;
    private final CurrentPerson person;

    /** @param detail names and words; absent once retention took them away */
    record EntryResponse(
            long no,
            CustodyEvent event,
            UUID evidenceId,
            String contentSha256,
            Instant happenedAt,
            String personal,
            String previousHash,
            String hash,
            String salt,
            @JsonRawValue String detail) {}

    /**
     * @param anchored how many of the entries a signed anchor vouches for
     * @param files how many files were hashed
     * @param firstBreak absent when all is as it was written
     */
    record VerifiedResponse(boolean whole, long length, String head, long anchored, int files, Break firstBreak) {}

    /** @param statement the line that was signed */
    record AnchorResponse(Anchor anchor, String statement, String publicKey) {}

    @Operation(summary = "The log of custody of a case, in its order; `next` of a page is `after` of the following one")
    @GetMapping("/cases/{number}/custody")
    Page<EntryResponse> custody(
            @PathVariable String number,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "50") int limit) {
        var found = caseEvidence.readable(number);
        return Page.of(
                        log.after(found.id(), after, checked(limit) + 1),
                        limit,
                        told -> told.entry().no() + "")
                .map(CustodyController::entry);
    }

    private static EntryResponse entry(CustodyLog.Told told) {
        var entry = told.entry();
        return new EntryResponse(
                entry.no(),
                entry.event(),
                entry.evidenceId(),
                entry.contentSha256(),
                entry.happenedAt(),
                entry.personal(),
                entry.previousHash(),
                entry.hash(),
                told.salt(),
                told.detail());
    }

    @Operation(summary = "Check the chain, the anchors, the records and every file; names the first break")
    @GetMapping("/cases/{number}/custody/verify")
    VerifiedResponse verify(@PathVariable String number) {
        var verified = caseEvidence.verify(number);
        return new VerifiedResponse(
                verified.broken().isEmpty(),
                verified.length(),
                verified.head(),
                verified.anchored(),
                verified.files(),
                verified.broken().orElse(null));
    }

    @Operation(summary = "The signed anchors of all logs, oldest first, to be kept elsewhere")
    @GetMapping("/custody/anchors")
    Page<AnchorResponse> anchors(
            @RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "50") int limit) {
        return Page.of(anchors.after(after, checked(limit) + 1), limit, anchor -> anchor.no() + "")
                .map(anchor -> new AnchorResponse(anchor, anchor.canonical(), anchors.publicKey(anchor.keyId())));
    }

    @Operation(summary = "How the newest pass over the whole store stands and what it found")
    @GetMapping("/evidence/integrity")
    IntegrityChecks.Report integrity() {
        person.requireAny(MANAGERS, AUDITORS, ADMINISTRATORS);
        return integrity.report().orElseThrow(() -> Problem.notFound("evidence.never-checked"));
    }

    @Operation(summary = "Start a pass over the whole store, unless one is under way")
    @PostMapping("/evidence/integrity")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void startIntegrity() {
        person.requireAny(MANAGERS, AUDITORS, ADMINISTRATORS);
        integrity.start(person.id());
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        return limit;
    }
}
