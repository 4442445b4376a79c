package org.duenotice.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.duenotice.database.Moment;
import org.duenotice.database.Turns;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** The evidence of a case. Rows are append-only; the same file in the same case is the same evidence. */
@Component
@RequiredArgsConstructor
public class EvidenceFiles {

    private final JdbcClient sql;
    private final EvidenceRows rows;
    private final ContentStore store;
    private final ContentTypes types;
    private final WebArchives archives;
    private final Thumbnails thumbnails;
    private final WorkingCopies copies;
    private final TimeStamps timeStamps;
    private final CustodyLog custody;
    private final Turns turns;
    private final EvidenceSettings settings;
    private final Clock clock;

    /** Adds a file that the software itself received, whatever its size. */
    @Transactional
    public Evidence add(
            UUID caseId, String name, String mediaType, InputStream content, Instant capturedAt, String capturedBy) {
        var capture = Capture.builder()
                .name(name)
                .mediaType(mediaType)
                .capturedAt(capturedAt)
                .capturedBy(capturedBy)
                .build();
        return add(caseId, capture, content, Set.of(), capturedBy, Long.MAX_VALUE);
    }

    /**
     * Stores the stream and records it with what was found about it; an empty file is refused, and one that is too large is let go
     * as soon as it shows.
     *
     * @param caseTargets which targets of the case it shows
     * @param person who brings it
     */
    @Transactional
    public Evidence add(
            UUID caseId, Capture capture, InputStream content, Collection<UUID> caseTargets, String person) {
        return add(
                caseId,
                capture,
                content,
                caseTargets,
                person,
                settings.largestFile().toBytes());
    }

    private Evidence add(
            UUID caseId,
            Capture capture,
            InputStream content,
            Collection<UUID> caseTargets,
            String person,
            long longest) {
        var received = clock.instant();
        refuseTheFuture(capture, received);
        try (var arrived = HashedCopy.of(content, null, longest)) {
            if (arrived.size() == 0) {
                throw Problem.invalid("evidence.empty");
            }
            turns.take(Disposals.TURN + arrived.sha256());
            refuseDisposed(caseId, arrived.sha256());
            var type = types.of(arrived.file());
            try (var file = Files.newInputStream(arrived.file())) {
                store.store(file);
            }
            var isNew = rows.insert(UUID.randomUUID(), caseId, capture, arrived, type, received);
            var evidence = rows.byContent(caseId, arrived.sha256()).orElseThrow();
            if (isNew) {
                acquired(evidence, person, Map.of());
                look(evidence, arrived, person);
                timeStamps.wantFor(evidence);
            }
            rows.link(evidence.id(), caseTargets, person, received);
            return evidence;
        } catch (HashedCopy.TooLong e) {
            throw new MaxUploadSizeExceededException(longest, e);
        } catch (IOException e) {
            throw new UncheckedIOException("The evidence could not be stored", e);
        }
    }

    /** Its record stays what it is: content that was taken away for good does not come back under it. */
    private void refuseDisposed(UUID caseId, String sha256) {
        rows.byContent(caseId, sha256)
                .filter(file -> disposed(caseId).contains(file.id()))
                .ifPresent(file -> {
                    throw Problem.conflict("evidence.disposed", file.name());
                });
    }

    /** By the capturer's clock, put right by how far that was off when the file was sent. */
    private static void refuseTheFuture(Capture capture, Instant now) {
        var ahead = capture.clientClock() == null ? Duration.ZERO : Duration.between(now, capture.clientClock());
        if (capture.capturedAt().minus(ahead).isAfter(now)) {
            throw Problem.invalid("evidence.captured-in-the-future");
        }
    }

    private void acquired(Evidence evidence, String person, Map<String, String> more) {
        var details = new java.util.HashMap<>(more);
        details.put("record", evidence.recordDigest());
        custody.append(evidence.caseId(), CustodyEvent.ACQUIRED, evidence.id(), evidence.sha256(), person, details);
    }

    private void look(Evidence evidence, HashedCopy file, String person) throws IOException {
        var claimed = evidence.kind();
        var archive = archives.look(file.file(), claimed, evidence.detectedType());
        archive.forEach(finding -> found(evidence, finding));
        if (!claimed.fits(evidence.detectedType()) && archive.isEmpty()) {
            found(evidence, new Finding(Finding.Code.TYPE_DIFFERS, evidence.detectedType()));
        }
        var thumbnail = thumbnails.of(file.file(), evidence.detectedType());
        if (thumbnail.finding() != null) {
            found(evidence, thumbnail.finding());
        } else if (thumbnail.jpeg() != null) {
            copies.addThumbnail(evidence, thumbnail.jpeg(), person);
        }
    }

    private void found(Evidence evidence, Finding finding) {
        rows.found(evidence.id(), finding, clock.instant());
    }

    /** Gives the other case what this one has, as it was captured; the files themselves are there once. */
    @Transactional
    public void copy(UUID from, UUID to, String person) {
        var copied = rows.copy(from, to, clock.instant());
        for (var original : of(from)) {
            if (copied.containsKey(original.sha256())) {
                custody.append(
                        from,
                        CustodyEvent.COPIED,
                        original.id(),
                        original.sha256(),
                        person,
                        Map.of("toEvidence", copied.get(original.sha256()).toString()));
                acquired(
                        get(to, copied.get(original.sha256())),
                        person,
                        Map.of("fromEvidence", original.id().toString()));
            }
        }
        copies.entered(to, copied.values(), person);
    }

    /** All evidence of a case with its hashes, also what was disposed of. */
    public List<Evidence> of(UUID caseId) {
        return rows.of(caseId, Moment.PRESENT);
    }

    /** What was in the file of the case at that moment. */
    public List<Evidence> of(UUID caseId, Moment moment) {
        return rows.of(caseId, moment);
    }

    /** What was found about each piece of evidence of the case; nothing for most. */
    public Map<UUID, List<Finding>> findings(UUID caseId, Moment moment) {
        return rows.findings(caseId, moment);
    }

    /** The numbers of the targets that each piece of evidence shows. */
    public Map<UUID, List<Integer>> targets(UUID caseId, Moment moment) {
        return rows.targets(caseId, moment);
    }

    List<UUID> recordedAsDisposed(UUID caseId) {
        return rows.recordedAsDisposed(caseId);
    }

    /** What was disposed of, as the log of custody tells: the record stays, the content is gone. */
    public Set<UUID> disposed(UUID caseId) {
        return disposed(caseId, Moment.PRESENT);
    }

    public Set<UUID> disposed(UUID caseId, Moment moment) {
        return rows.disposed(caseId, moment);
    }

    /** Something was captured and is kept, or the case goes on with a judicial act, whose text then is enough. */
    public boolean isThere(UUID caseId) {
        return sql.sql(
                        """
                        select exists (select from evidence e where e.case_id = ? and (e.kind <> 'JUDICIAL_ACT' or exists (
                            select from incoming_act_case c where c.case_id = e.case_id
                              and not exists (select from incoming_act_release r where r.case_id = c.case_id)))
                          and not exists (select from disposed_evidence d where d.evidence_id = e.id))
                        """)
                .param(caseId)
                .query(Boolean.class)
                .single();
    }

    /** The evidence of the case whose content is kept: none that was disposed of. */
    public List<Evidence> kept(UUID caseId) {
        var gone = disposed(caseId);
        return of(caseId).stream().filter(file -> !gone.contains(file.id())).toList();
    }

    /** The evidence of the case with that content, unless it is disposed of. */
    public Optional<Evidence> kept(UUID caseId, String sha256) {
        return rows.byContent(caseId, sha256).filter(file -> !disposed(caseId).contains(file.id()));
    }

    public Evidence get(UUID caseId, UUID id) {
        return rows.find(caseId, id).orElseThrow(() -> Problem.notFound("evidence.unknown", id));
    }
}
