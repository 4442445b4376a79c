package org.duenotice.seal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.audit.Timeline;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.duenotice.database.Turns;
import org.duenotice.evidence.Disposals;
import org.duenotice.evidence.EvidenceFiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is kept of a sealed case outside the database goes from the store: it is described and hashed at most. Each disposal is in the
 * log of custody by its digest. Where somebody holds the case, its evidence stays, read by nobody, until that is lifted.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class SealedContents {

    private static final String TURN = "sealed contents";
    private static final String REASON = "Sealed material is not kept";

    /** So many cases are cleared in one go. */
    private static final int HANDFUL = 50;

    private final JdbcClient sql;
    private final EvidenceFiles evidence;
    private final Disposals disposals;
    private final CustodyLog custody;
    private final Turns turns;
    private final Clock clock;

    /** A content of the case; {@code isFile} when it is the file of an import. */
    record Content(String sha256, boolean isFile) {}

    /** What is stored of the case, by the tables before it is sealed, and afterwards by what was kept of them. */
    List<Content> of(UUID caseId) {
        return sql.sql(
                        """
                        with recursive here as (
                            select id from case_target where case_id = :case
                            union select m.from_case_target from here h join target_move m on m.to_case_target = h.id)
                        select e.sha256, false as is_file from evidence e where e.case_id = :case
                        union select w.sha256, false from working_copy w join evidence e on e.id = w.evidence_id where e.case_id = :case
                        union select p.sha256, false from referral_paper p join referral_package k on k.id = p.package_id
                            join referral_draft d on d.id = k.draft_id join referral r on r.id = d.referral_id where r.case_id = :case
                        union select r.content ->> 'sha256', false from sealed_record r
                            where r.case_id = :case and r.from_table in ('working_copy', 'referral_paper')
                        union select i.sha256, true from here h join detection d on d.case_target_id = h.id
                            join detection_import i on i.id = d.import_id where i.file_kept
                        union select i.sha256, true from here h join detection d on d.case_target_id = h.id
                            join import_repetition r on r.source = d.source and r.source_reference = d.source_reference
                            join detection_import i on i.id = r.import_id where i.file_kept
                        """)
                .param("case", caseId)
                .query(Content.class)
                .list();
    }

    /** Takes it away once the case is sealed; a file that is still worked off goes when it is done. */
    @Transactional
    public void dispose(UUID caseId, Collection<Content> contents, String person) {
        contents.stream()
                .filter(Content::isFile)
                .map(Content::sha256)
                .filter(this::isGone)
                .forEach(sha256 -> fileDisposed(caseId, sha256, person));
        var held = isHeld(caseId);
        if (!held) {
            var gone = evidence.disposed(caseId);
            evidence.of(caseId).stream()
                    .filter(file -> !gone.contains(file.id()))
                    .forEach(file -> disposals.dispose(file, REASON, person));
            contents.stream().filter(content -> !content.isFile()).forEach(content -> note(caseId, content.sha256()));
        }
        disposals.deleteAfterCommit(contents.stream()
                .filter(content -> content.isFile() || !held)
                .map(Content::sha256)
                .distinct()
                .toList());
    }

    /** An import is done: its file goes when one of its rows is sealed, whether it came so or was found to be. */
    @Transactional
    public void importDone(UUID importId) {
        // whatever else brought the same file, such as an import that failed
        var gone = sql.sql(
                        """
                        update detection_import i set file_kept = false from detection_import done
                        where done.id = :id and i.sha256 = done.sha256 and i.file_kept and i.state <> 'RUNNING'
                        and (done.names_sealed or exists (
                            select from detection d join case_target ct on ct.id = d.case_target_id
                            join sealed_case s on s.case_id = ct.case_id where d.import_id = done.id))
                        returning i.sha256
                        """)
                .param("id", importId)
                .query(String.class)
                .set();
        gone.forEach(sha256 -> {
            sealedOf(importId).forEach(caseId -> fileDisposed(caseId, sha256, Timeline.SOFTWARE));
            disposals.deleteAfterCommit(List.of(sha256));
            log.info("The file {} of import {} has sealed rows and is not kept", sha256, importId);
        });
    }

    private List<UUID> sealedOf(UUID importId) {
        return sql.sql(
                        """
                        select distinct ct.case_id from detection d join case_target ct on ct.id = d.case_target_id
                        join sealed_case s on s.case_id = ct.case_id where d.import_id = ?
                        """)
                .param(importId)
                .query(UUID.class)
                .list();
    }

    private boolean isGone(String sha256) {
        return sql.sql("select not exists (select from detection_import where sha256 = ? and file_kept)")
                .param(sha256)
                .query(Boolean.class)
                .single();
    }

    private boolean isHeld(UUID caseId) {
        return sql.sql("select exists (select from held_case where case_id = ?)")
                .param(caseId)
                .query(Boolean.class)
                .single();
    }

    private void fileDisposed(UUID caseId, String sha256, String person) {
        if (note(caseId, sha256)) {
            custody.append(caseId, CustodyEvent.DISPOSED, null, sha256, person, Map.of("file", "import"));
        }
    }

    /** Kept, so that a later pass over the store finds what could not be deleted at once. */
    private boolean note(UUID caseId, String sha256) {
        return sql.sql("insert into sealed_content values (?, ?, ?) on conflict do nothing")
                        .params(sha256, caseId, clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /**
     * Some of the cases that were sealed by an earlier version, or held when they were sealed and not any more.
     *
     * @return true when there may be more; what another node is at is left to it
     */
    @Transactional
    public boolean disposeOfWhatWasLeft() {
        if (!turns.takeIfFree(TURN)) {
            return false;
        }
        var left = sql.sql(
                        """
                        select distinct e.case_id from sealed_case s join evidence e on e.case_id = s.case_id
                        where not exists (select from disposed_evidence d where d.evidence_id = e.id)
                        and not exists (select from held_case h where h.case_id = e.case_id) limit ?
                        """)
                .param(HANDFUL)
                .query(UUID.class)
                .list();
        left.forEach(caseId -> dispose(caseId, of(caseId), Timeline.SOFTWARE));
        return left.size() == HANDFUL;
    }
}
