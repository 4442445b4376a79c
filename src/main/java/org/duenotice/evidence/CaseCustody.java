package org.duenotice.evidence;

import java.util.HashMap;
import java.util.HashSet;
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

    private static final int PART = 1000;

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
        var walked = chain.walk(caseId);
        var files = evidence.of(caseId);
        var disposed = evidence.disposed(caseId);
        var broken = walked.broken().or(() -> records(caseId, files)).or(() -> contents(caseId, files));
        log.append(
                caseId,
                CustodyEvent.VERIFIED,
                null,
                null,
                person,
                Map.of("outcome", broken.map(one -> one.kind().name()).orElse("WHOLE")));
        return new Verified(
                walked.head().length(),
                walked.head().hash(),
                walked.anchored(),
                files.size() - disposed.size(),
                broken);
    }

    /** Each record gives the digest that was written when it was acquired; what retention took away is not compared. */
    private Optional<Break> records(UUID caseId, List<Evidence> files) {
        var acquired = new HashMap<UUID, String>();
        var known = new HashSet<UUID>();
        var no = 0L;
        while (true) {
            var part = log.after(caseId, no, PART);
            for (var told : part) {
                no = told.entry().no();
                if (told.entry().event() == CustodyEvent.ACQUIRED) {
                    known.add(told.entry().evidenceId());
                    log.detail(told, "record")
                            .ifPresent(digest -> acquired.put(told.entry().evidenceId(), digest));
                }
            }
            if (part.size() < PART) {
                break;
            }
        }
        return files.stream()
                .flatMap(file -> record(file, known.contains(file.id()), acquired.get(file.id())).stream())
                .findFirst();
    }

    private Optional<Break> record(Evidence file, boolean known, String digest) {
        if (!known) {
            return custodyBegan(file)
                    ? Optional.of(Break.ofEvidence(Break.Kind.EVIDENCE_NOT_LOGGED, file.id(), file.sha256()))
                    : Optional.empty();
        }
        return digest == null || digest.equals(file.recordDigest())
                ? Optional.empty()
                : Optional.of(Break.ofEvidence(
                        Break.Kind.EVIDENCE_CHANGED, file.id(), "the record does not give its digest"));
    }

    /** What was there before logs were kept has no type found by content. */
    private static boolean custodyBegan(Evidence file) {
        return !file.detectedType().isEmpty();
    }

    private Optional<Break> contents(UUID caseId, List<Evidence> files) {
        var disposed = evidence.disposed(caseId);
        var stamps = new HashMap<UUID, TimeStamps.Kept>();
        timeStamps.of(caseId).forEach(stamp -> stamps.put(stamp.evidenceId(), stamp));
        return files.stream()
                .filter(file -> !disposed.contains(file.id()))
                .flatMap(file -> content(file, stamps.get(file.id())).stream())
                .findFirst();
    }

    private Optional<Break> content(Evidence file, TimeStamps.Kept stamp) {
        var result = check.of(file.sha256());
        if (result != ContentCheck.Result.SOUND) {
            var kind = result == ContentCheck.Result.MISSING ? Break.Kind.FILE_MISSING : Break.Kind.FILE_CHANGED;
            return Optional.of(Break.ofEvidence(kind, file.id(), file.sha256()));
        }
        return Optional.ofNullable(stamp)
                .flatMap(kept -> timeStamps.wrong(kept, file))
                .map(why -> Break.ofEvidence(Break.Kind.TIME_STAMP_WRONG, file.id(), why));
    }
}
