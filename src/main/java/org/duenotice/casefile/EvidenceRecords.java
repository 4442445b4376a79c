package org.duenotice.casefile;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.database.Moment;
import org.duenotice.evidence.Evidence;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.evidence.EvidenceKind;
import org.duenotice.evidence.Finding;
import org.duenotice.evidence.WorkingCopies;
import org.duenotice.evidence.WorkingCopy;
import org.springframework.stereotype.Component;

/** The evidence of a case as it is shown, with what was found about it and made of it; its content is not read. */
@Component
@RequiredArgsConstructor
class EvidenceRecords {

    private final EvidenceFiles evidence;
    private final WorkingCopies copies;

    /**
     * @param clockOffsetMs how far the capturer's clock was ahead of ours, in milliseconds; absent when not known
     * @param targets numbers of the targets that it shows
     * @param thumbnail absent when there is none
     */
    record Shown(
            UUID id,
            EvidenceKind kind,
            String name,
            String mediaType,
            String detectedType,
            long size,
            String sha256,
            Instant capturedAt,
            Instant receivedAt,
            Long clockOffsetMs,
            String capturedBy,
            String tool,
            String toolVersion,
            String requestedAddress,
            String reachedAddress,
            List<String> redirects,
            Integer httpStatus,
            String vantage,
            List<Integer> targets,
            List<Finding> findings,
            boolean disposed,
            String content,
            String thumbnail,
            List<CopyShown> copies) {}

    /** A working copy; the thumbnail is none of these. */
    record CopyShown(
            UUID id,
            WorkingCopy.Kind kind,
            String whatDone,
            String name,
            String mediaType,
            long size,
            String sha256,
            String madeBy,
            Instant madeAt,
            String content) {}

    /** What the case had at that moment, and what was known and made of it by then. */
    List<Shown> of(CaseFile found, Moment moment) {
        var around = new Around(
                found.number(),
                evidence.findings(found.id(), moment),
                evidence.targets(found.id(), moment),
                evidence.disposed(found.id(), moment),
                copies.of(found.id(), moment).stream().collect(Collectors.groupingBy(WorkingCopy::evidenceId)));
        return evidence.of(found.id(), moment).stream().map(around::shown).toList();
    }

    List<Shown> of(CaseFile found) {
        return of(found, Moment.PRESENT);
    }

    Shown of(CaseFile found, UUID id) {
        return of(found).stream()
                .filter(file -> file.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static CopyShown shown(WorkingCopy copy, String number) {
        return new CopyShown(
                copy.id(),
                copy.kind(),
                copy.whatDone(),
                copy.name(),
                copy.mediaType(),
                copy.size(),
                copy.sha256(),
                copy.madeBy(),
                copy.madeAt(),
                "/api/v1/cases/%s/evidence/copies/%s/content".formatted(number, copy.id()));
    }

    /** What belongs to the evidence of one case, read once. */
    private record Around(
            String number,
            Map<UUID, List<Finding>> findings,
            Map<UUID, List<Integer>> targets,
            Set<UUID> disposed,
            Map<UUID, List<WorkingCopy>> copies) {

        Shown shown(Evidence file) {
            var path = "/api/v1/cases/%s/evidence/%s".formatted(number, file.id());
            var made = copies.getOrDefault(file.id(), List.of());
            var pictured = made.stream().anyMatch(copy -> copy.kind() == WorkingCopy.Kind.THUMBNAIL);
            return new Shown(
                    file.id(),
                    file.kind(),
                    file.name(),
                    file.mediaType(),
                    file.detectedType(),
                    file.size(),
                    file.sha256(),
                    file.capturedAt(),
                    file.receivedAt(),
                    file.clockOffsetMs(),
                    file.capturedBy(),
                    file.tool(),
                    file.toolVersion(),
                    file.requestedAddress(),
                    file.reachedAddress(),
                    file.redirectChain(),
                    file.httpStatus(),
                    file.vantage(),
                    targets.getOrDefault(file.id(), List.of()),
                    findings.getOrDefault(file.id(), List.of()),
                    disposed.contains(file.id()),
                    path + "/content",
                    pictured && !disposed.contains(file.id()) ? path + "/thumbnail" : null,
                    made.stream()
                            .filter(copy -> copy.kind() != WorkingCopy.Kind.THUMBNAIL)
                            .map(copy -> EvidenceRecords.shown(copy, number))
                            .toList());
        }
    }
}
