package org.duenotice.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.duenotice.database.OwnTransaction;
import org.duenotice.database.Turns;
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
@Slf4j
@Component
@RequiredArgsConstructor
public class Disposals {

    /** With its hash: whoever stores a content or deletes it has its turn until that is committed. */
    static final String TURN = "content ";

    private final JdbcClient sql;
    private final EvidenceRows rows;
    private final WorkingCopies copies;
    private final ContentStore store;
    private final CustodyLog custody;
    private final Turns turns;
    private final OwnTransaction own;
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
        deleteAfterCommit(contents(evidence));
    }

    private Set<String> contents(Evidence evidence) {
        var contents = new HashSet<String>();
        contents.add(evidence.sha256());
        copies.of(evidence.caseId()).stream()
                .filter(copy -> copy.evidenceId().equals(evidence.id()))
                .map(WorkingCopy::sha256)
                .forEach(contents::add);
        return contents;
    }

    /** What cannot be deleted then is deleted by the next pass over the store. */
    public void deleteAfterCommit(Collection<String> contents) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                contents.forEach(Disposals.this::delete);
            }
        });
    }

    /** What others still need stays: the same file can be evidence of two cases. Nobody begins to need it meanwhile. */
    private void delete(String sha256) {
        try {
            own.run(() -> {
                turns.take(TURN + sha256);
                if (rows.unused(sha256)) {
                    deleteNow(sha256);
                }
                return null;
            });
        } catch (RuntimeException e) {
            log.error("Content {} is disposed of and could not be deleted", sha256, e);
        }
    }

    private void deleteNow(String sha256) {
        try {
            store.delete(sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
