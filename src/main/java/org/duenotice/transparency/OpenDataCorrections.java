package org.duenotice.transparency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.database.Turns;
import org.duenotice.evidence.ContentStore;
import org.duenotice.evidence.Disposals;
import org.duenotice.transparency.OpenDataFiles.DataFile;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the records of a case that was sealed out of the files of earlier days. The file keeps its name, the list says that it was
 * corrected, and the bytes that had the records are disposed of with both hashes in the log. File by file, so that what is broken off
 * goes on where it was.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class OpenDataCorrections {

    private final JdbcClient sql;
    private final OpenDataFiles files;
    private final DataRewriting rewriting;
    private final ContentStore contents;
    private final Disposals disposals;
    private final Turns turns;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** A decision in a sealed case whose files were not looked through. */
    private record Sealed(UUID caseId, String decision, Instant since) {}

    /**
     * Looks through all files that may name what was sealed since the last look.
     *
     * @return how many were replaced
     */
    public int correct() {
        var sealed = sealed();
        if (sealed.isEmpty() || filesAreBeingMade()) {
            return 0;
        }
        var decisions = new HashSet<String>();
        sealed.forEach(one -> decisions.add(one.decision()));
        var since = sealed.stream().map(Sealed::since).min(Instant::compareTo).orElseThrow();
        var replaced = 0;
        for (var file : files.madeSince(since)) {
            replaced += replace(file, decisions) ? 1 : 0;
        }
        sealed.stream().map(Sealed::caseId).distinct().forEach(this::cleared);
        if (replaced > 0) {
            log.info("Open data: {} files of earlier days were corrected", replaced);
        }
        return replaced;
    }

    /** Out of a snapshot that may be from before the seal; they are looked through when they are there. */
    private boolean filesAreBeingMade() {
        return !Boolean.TRUE.equals(transaction.execute(moment -> turns.takeIfFree(OpenData.TURN)));
    }

    private List<Sealed> sealed() {
        return sql.sql(
                        """
                        select s.case_id, r.number as decision, min(d.decided_at) as since
                        from sealed_case s join restriction r on r.case_id = s.case_id
                        join restriction_decision d on d.restriction_id = r.id and d.decision = 'APPROVED'
                        where not exists (select from open_data_cleared c where c.case_id = s.case_id)
                        group by s.case_id, r.number
                        """)
                .query(Sealed.class)
                .list();
    }

    private boolean replace(DataFile file, Set<String> decisions) {
        try (var written = rewriting.without(file, decisions)) {
            return written.leftOut() > 0 && Boolean.TRUE.equals(transaction.execute(together -> store(file, written)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean store(DataFile file, DataRewriting.Rewritten written) {
        try (var content = Files.newInputStream(written.path())) {
            var stored = contents.store(content);
            var replaced = sql.sql("select correct_open_data(?, ?, ?, ?, ?, ?)")
                    .params(
                            file.name(),
                            file.sha256(),
                            stored.sha256(),
                            stored.size(),
                            written.leftOut(),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .query(Boolean.class)
                    .single();
            if (replaced) {
                disposals.deleteAfterCommit(List.of(file.sha256()));
            }
            return replaced;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cleared(UUID caseId) {
        sql.sql("insert into open_data_cleared (case_id, cleared_at) values (?, ?) on conflict do nothing")
                .params(caseId, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Soon after a case was sealed, on the nodes that also work jobs. */
    @Component
    @RequiredArgsConstructor
    @ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
    static class Watch {

        private final OpenDataCorrections corrections;

        @Scheduled(fixedDelayString = "PT1M")
        void look() {
            corrections.correct();
        }
    }
}
