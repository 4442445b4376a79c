package org.duenotice.evidence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.custody.Break;
import org.duenotice.custody.CustodyChain;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Checks the custody of a case from end to end: the chain, the anchors, the records of the evidence, and every file. */
@Component
@RequiredArgsConstructor
public class CaseCustody {

    private final CustodyChain chain;
    private final CustodyLog log;
    private final EvidenceFiles evidence;
    private final TimeStamps timeStamps;
    private final ContentCheck check;

    /**
     * @param length entries before this verification wrote its own
     * @param head hash of the last of them
     * @param anchored how many of them an anchor vouches for
     * @param files how many files were hashed
     * @param broken the first break; empty when all is as it was written
     */
    public record Verified(long length, String head, long anchored, int files, Optional<Break> broken) {}

    /** Checks and writes down that it was checked, with what came of it. */
    @Transactional
    public Verified verify(UUID caseId, String person) {
        var logged = new Logged(log);
        var walked = chain.walk(caseId, logged::take);
        var files = evidence.of(caseId);
        var kept = files.stream()
                .filter(file -> !logged.disposed().contains(file.id()))
                .toList();
        var broken = walked.broken()
                .or(logged::wordsMissing)
                .or(() -> disposals(caseId, logged))
                .or(() -> logged.differs(files))
                .or(() -> contents(caseId, kept));
        log.append(
                caseId,
                CustodyEvent.VERIFIED,
                null,
                null,
                person,
                Map.of("outcome", broken.map(one -> one.kind().name()).orElse("WHOLE")));
        return new Verified(walked.head().length(), walked.head().hash(), walked.anchored(), kept.size(), broken);
    }

    private Optional<Break> disposals(UUID caseId, Logged logged) {
        return evidence.recordedAsDisposed(caseId).stream()
                .filter(id -> !logged.disposed().contains(id))
                .findFirst()
                .map(id -> Break.ofEvidence(Break.Kind.DISPOSAL_NOT_LOGGED, id, "no entry tells of its disposal"));
    }

    private Optional<Break> contents(UUID caseId, List<Evidence> kept) {
        var stamps = new HashMap<UUID, TimeStamps.Kept>();
        timeStamps.of(caseId).forEach(stamp -> stamps.put(stamp.evidenceId(), stamp));
        return kept.stream()
                .flatMap(file -> content(file, stamps.get(file.id())).stream())
                .findFirst();
    }

    private Optional<Break> content(Evidence file, TimeStamps.Kept stamp) {
        var result = check.of(file.sha256());
        if (result != ContentCheck.Result.SOUND) {
            return Optional.of(Break.ofEvidence(Break.Kind.valueOf("FILE_" + result), file.id(), file.sha256()));
        }
        return Optional.ofNullable(stamp)
                .flatMap(kept -> timeStamps.wrong(kept, file))
                .map(why -> Break.ofEvidence(Break.Kind.TIME_STAMP_WRONG, file.id(), why));
    }
}
