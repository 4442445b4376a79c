package org.duenotice.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes the content of evidence away for good, with the names in its log of custody. The record, the hashes and the chain stay, so
 * that it can still be shown what was there and that it was disposed of.
 */
@Component
@RequiredArgsConstructor
public class Disposals {

    private final JdbcClient sql;
    private final EvidenceRows rows;
    private final WorkingCopies copies;
    private final ContentStore store;
    private final CustodyLog custody;
    private final Clock clock;

    @Transactional
    public void dispose(Evidence evidence, String reasons, String person) {
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        var recorded = sql.sql("insert into evidence_disposal (evidence_id, reasons, disposed_by, disposed_at) "
                        + "values (?, ?, ?, ?) on conflict do nothing")
                .params(evidence.id(), reasons.strip(), person, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (recorded == 0) {
            throw Problem.conflict("evidence.disposed", evidence.name());
        }
        custody.append(
                evidence.caseId(),
                CustodyEvent.DISPOSED,
                evidence.id(),
                evidence.sha256(),
                person,
                Map.of("reasons", reasons.strip()));
        sql.sql("select dispose_custody_details(?)")
                .param(evidence.id())
                .query(Integer.class)
                .single();
        deleteAfterCommit(evidence);
    }

    /** What others still need stays: the same file can be evidence of two cases. */
    private void deleteAfterCommit(Evidence evidence) {
        var contents = new HashSet<String>();
        contents.add(evidence.sha256());
        copies.of(evidence.caseId()).stream()
                .filter(copy -> copy.evidenceId().equals(evidence.id()))
                .map(WorkingCopy::sha256)
                .forEach(contents::add);
        contents.removeIf(content -> !rows.unused(content));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                contents.forEach(Disposals.this::delete);
            }
        });
    }

    private void delete(String sha256) {
        try {
            store.delete(sha256);
        } catch (IOException e) {
            throw new UncheckedIOException("The content of disposed evidence could not be deleted", e);
        }
    }
}
