package org.duenotice.notice;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.evidence.Evidence;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person saw when confirming that content is gone: captures made after the answer, or the reason why there is none. */
@Component
@RequiredArgsConstructor
public class Captures {

    private final JdbcClient sql;
    private final EvidenceFiles evidence;

    /** The captures that the person relies on, none meaning all that are fresh, and why there is none. */
    public record Chosen(Set<UUID> captures, String noCaptureReason) {}

    /** The evidence of the notice's case that was captured after the platform's last answer. */
    public List<Evidence> fresh(Notice notice) {
        var answered = sql.sql("select max(answered_at) from answer where notice_id = ?")
                .param(notice.id())
                .query(java.time.OffsetDateTime.class)
                .optional();
        return evidence.kept(notice.caseId()).stream()
                .filter(file -> answered.isEmpty()
                        || !file.capturedAt().atOffset(ZoneOffset.UTC).isBefore(answered.get()))
                .toList();
    }

    /**
     * Refuses a confirmation without a fresh capture or a reason.
     *
     * @return the captures that stand for the confirmed targets
     */
    Collection<UUID> standingFor(Notice notice, List<Integer> confirmed, Chosen chosen) {
        var fresh = fresh(notice).stream().map(Evidence::id).toList();
        if (!fresh.containsAll(chosen.captures())) {
            throw Problem.invalid("verification.capture-not-fresh", notice.number());
        }
        var standing = chosen.captures().isEmpty() ? fresh : chosen.captures();
        if (!confirmed.isEmpty()
                && standing.isEmpty()
                && chosen.noCaptureReason().isBlank()) {
            throw Problem.invalid("verification.fresh-capture-missing", confirmed);
        }
        return standing;
    }
}
