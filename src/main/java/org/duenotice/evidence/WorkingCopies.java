package org.duenotice.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.duenotice.custody.Digests;
import org.duenotice.database.Moment;
import org.duenotice.database.Turns;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** Copies for work: each names the evidence it was made from and what was done. */
@Component
@RequiredArgsConstructor
public class WorkingCopies {

    private final JdbcClient sql;
    private final ContentStore store;
    private final ContentTypes types;
    private final CustodyLog custody;
    private final Turns turns;
    private final EvidenceSettings settings;
    private final Clock clock;

    /** Keeps what a person made of the evidence. */
    @Transactional
    public WorkingCopy add(
            Evidence evidence,
            WorkingCopy.Kind kind,
            String whatDone,
            String name,
            InputStream content,
            String person) {
        if (whatDone == null || whatDone.isBlank()) {
            throw Problem.invalid("evidence.copy-what-done");
        }
        if (kind == WorkingCopy.Kind.THUMBNAIL) {
            throw Problem.invalid("evidence.copy-kind", kind);
        }
        try (var arrived = HashedCopy.of(content, null, settings.largestFile().toBytes())) {
            if (arrived.size() == 0) {
                throw Problem.invalid("evidence.empty");
            }
            if (arrived.sha256().equals(evidence.sha256())) {
                throw Problem.invalid("evidence.copy-is-the-same");
            }
            turns.take(Disposals.TURN + arrived.sha256());
            var type = types.of(arrived.file());
            try (var file = Files.newInputStream(arrived.file())) {
                store.store(file);
            }
            var plain = Capture.builder().name(name).build().name();
            return insert(evidence, kind, whatDone.strip(), plain, type, arrived.size(), arrived.sha256(), person);
        } catch (HashedCopy.TooLong e) {
            throw new MaxUploadSizeExceededException(settings.largestFile().toBytes(), e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("The working copy could not be stored", e);
        }
    }

    void addThumbnail(Evidence evidence, byte[] jpeg, String person) throws IOException {
        turns.take(Disposals.TURN + Digests.sha256(jpeg));
        var stored = store.store(new ByteArrayInputStream(jpeg));
        insert(
                evidence,
                WorkingCopy.Kind.THUMBNAIL,
                "scaled down",
                "thumbnail.jpg",
                Thumbnails.TYPE,
                stored.size(),
                stored.sha256(),
                person);
    }

    private WorkingCopy insert(
            Evidence evidence,
            WorkingCopy.Kind kind,
            String whatDone,
            String name,
            String mediaType,
            long size,
            String sha256,
            String person) {
        var id = UUID.randomUUID();
        sql.sql(
                        """
                        insert into working_copy (id, evidence_id, kind, what_done, name, media_type, size, sha256, made_by, made_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id,
                        evidence.id(),
                        kind.name(),
                        whatDone,
                        name,
                        mediaType,
                        size,
                        sha256,
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        var copy = get(evidence.caseId(), id);
        enter(evidence.caseId(), copy, person);
        return copy;
    }

    private void enter(UUID caseId, WorkingCopy copy, String person) {
        custody.append(
                caseId,
                CustodyEvent.COPIED,
                copy.evidenceId(),
                copy.sha256(),
                person,
                Map.of("copy", copy.id().toString(), "kind", copy.kind().name(), "whatDone", copy.whatDone()));
    }

    /** Enters the copies that came along with evidence from another case. */
    void entered(UUID caseId, Collection<UUID> cameAlong, String person) {
        of(caseId).stream()
                .filter(copy -> cameAlong.contains(copy.evidenceId()))
                .forEach(copy -> enter(caseId, copy, person));
    }

    public List<WorkingCopy> of(UUID caseId) {
        return of(caseId, Moment.PRESENT);
    }

    /** Those that were made by then. */
    public List<WorkingCopy> of(UUID caseId, Moment moment) {
        return sql.sql(
                        "select w.* from working_copy w join evidence e on e.id = w.evidence_id where e.case_id = :case and"
                                + Moment.covers("w.made_at", "w.recorded_at") + "order by w.made_at, w.id")
                .param("case", caseId)
                .param("at", moment.effective())
                .param("known", moment.recorded())
                .query(WorkingCopy.class)
                .list();
    }

    public WorkingCopy get(UUID caseId, UUID id) {
        return sql.sql("select w.* from working_copy w join evidence e on e.id = w.evidence_id "
                        + "where e.case_id = ? and w.id = ?")
                .params(caseId, id)
                .query(WorkingCopy.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("evidence.unknown", id));
    }

    WorkingCopy thumbnail(Evidence evidence) {
        return sql.sql("select * from working_copy where evidence_id = ? and kind = 'THUMBNAIL'")
                .param(evidence.id())
                .query(WorkingCopy.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("evidence.no-thumbnail", evidence.name()));
    }
}
