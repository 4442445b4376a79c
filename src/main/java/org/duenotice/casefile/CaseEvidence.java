package org.duenotice.casefile;

import static org.duenotice.security.Groups.APPROVERS;
import static org.duenotice.security.Groups.AUDITORS;
import static org.duenotice.security.Groups.CASEWORKERS;
import static org.duenotice.security.Groups.LIAISONS;
import static org.duenotice.security.Groups.MANAGERS;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.evidence.CaseCustody;
import org.duenotice.evidence.Disposals;
import org.duenotice.evidence.Evidence;
import org.duenotice.evidence.EvidenceBundles;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.evidence.EvidenceReadings;
import org.duenotice.evidence.WorkingCopies;
import org.duenotice.evidence.WorkingCopy;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** The evidence of a case as people work with it, on the page or through the API: who may, and in which cases. */
@Component
@RequiredArgsConstructor
class CaseEvidence {

    private final Cases cases;
    private final CaseReaders readers;
    private final Recused recused;
    private final CaseRelations relations;
    private final EvidenceFiles evidence;
    private final EvidenceReadings readings;
    private final WorkingCopies copies;
    private final Disposals disposals;
    private final EvidenceBundles bundles;
    private final CaseCustody custody;
    private final CustodyDamages damages;
    private final Timeline timeline;
    private final CurrentPerson person;
    private final Clock clock;

    /** The case as far as this person may read it: every look at evidence and its custody comes through here. */
    CaseFile readable(String number) {
        var found = cases.byNumber(number);
        readers.requireOrdinary(found.id());
        return found;
    }

    boolean mayAdd() {
        return person.isIn(CASEWORKERS) || person.isIn(LIAISONS);
    }

    /** Adds the file; {@code capturedAt} null means now, by the capturer's clock. */
    @Transactional
    public Evidence add(String number, MultipartFile file, Instant capturedAt, CaptureFields fields) {
        var found = changeable(number);
        var now = clock.instant();
        var then = fields.clientClock() == null ? now : fields.clientClock();
        var capture = fields.of(file, capturedAt == null ? then : capturedAt, person.id(), now);
        try (var content = file.getInputStream()) {
            var added = evidence.add(
                    found.id(), capture, content, caseTargets(found, Set.copyOf(fields.targets())), person.id());
            timeline.record(found.id(), "EVIDENCE_ADDED", person.id(), added.name(), added.sha256());
            return added;
        } catch (IOException e) {
            throw new UncheckedIOException("The upload cannot be read", e);
        }
    }

    private CaseFile changeable(String number) {
        person.requireAny(CASEWORKERS, LIAISONS);
        var found = readable(number);
        recused.refuse(found.id(), person.id());
        cases.require(found, EnumSet.complementOf(EnumSet.of(CaseState.CLOSED, CaseState.MERGED)));
        return found;
    }

    private List<UUID> caseTargets(CaseFile found, Set<Integer> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        var known = cases.targets(found.id()).stream()
                .filter(target -> numbers.contains(target.no()))
                .collect(Collectors.toMap(CaseTarget::no, CaseTarget::id));
        if (known.size() < numbers.size()) {
            throw Problem.invalid("evidence.unknown-target", found.number());
        }
        return List.copyOf(known.values());
    }

    /** Keeps what was made of a piece of evidence, such as one with faces covered. */
    @Transactional
    public WorkingCopy addCopy(String number, UUID id, WorkingCopy.Kind kind, String whatDone, MultipartFile file) {
        var found = changeable(number);
        try (var content = file.getInputStream()) {
            return copies.add(
                    evidence.get(found.id(), id), kind, whatDone, file.getOriginalFilename(), content, person.id());
        } catch (IOException e) {
            throw new UncheckedIOException("The upload cannot be read", e);
        }
    }

    EvidenceReadings.Content download(String number, UUID id) {
        return readings.download(readable(number).id(), id, person.id());
    }

    EvidenceReadings.Content downloadCopy(String number, UUID copy) {
        return readings.downloadCopy(readable(number).id(), copy, person.id());
    }

    EvidenceReadings.Content thumbnail(String number, UUID id) {
        return readings.view(readable(number).id(), id, person.id());
    }

    /** The case whose bundle this person may take away. */
    CaseFile exportable(String number) {
        person.requireAny(CASEWORKERS, APPROVERS, MANAGERS, AUDITORS);
        return readable(number);
    }

    void export(CaseFile found, OutputStream out) throws IOException {
        bundles.write(found.id(), found.number(), person.id(), out);
    }

    /** Checks the custody of the case; what is broken is told in its story and to those who settle it. */
    @Transactional
    public CaseCustody.Verified verify(String number) {
        var found = readable(number);
        var verified = custody.verify(found.id(), person.id());
        verified.broken().ifPresent(first -> damages.found(found.id(), first, person.id()));
        return verified;
    }

    /** Takes content away for good, once the case is closed; what cases merged into it have of it goes along. */
    @Transactional
    public void dispose(String number, UUID id, String reasons) {
        person.requireAny(MANAGERS);
        var found = readable(number);
        cases.require(found, EnumSet.of(CaseState.CLOSED, CaseState.MERGED));
        var file = evidence.get(found.id(), id);
        dispose(file, reasons);
        relations.mergedInto(found.id()).stream()
                .filter(readers::mayRead)
                .flatMap(merged -> evidence.kept(merged, file.sha256()).stream())
                .forEach(same -> dispose(same, reasons));
    }

    private void dispose(Evidence file, String reasons) {
        disposals.dispose(file, reasons, person.id());
        timeline.record(file.caseId(), "EVIDENCE_DISPOSED", person.id(), file.sha256(), reasons);
    }
}
