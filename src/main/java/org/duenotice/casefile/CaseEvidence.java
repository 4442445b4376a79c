package org.duenotice.casefile;

import static org.duenotice.security.Groups.CASEWORKERS;
import static org.duenotice.security.Groups.LIAISONS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import org.duenotice.audit.Timeline;
import org.duenotice.evidence.Evidence;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.security.CurrentPerson;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;

/** The evidence of a case as people add it, on the page or through the API: who may, and to which cases. */
@Component
class CaseEvidence {

    private final Cases cases;
    private final CaseReaders readers;
    private final EvidenceFiles evidence;
    private final Timeline timeline;
    private final CurrentPerson person;
    private final Clock clock;
    private final DataSize largest;

    CaseEvidence(
            Cases cases,
            CaseReaders readers,
            EvidenceFiles evidence,
            Timeline timeline,
            CurrentPerson person,
            Clock clock,
            @Value("${duenotice.evidence.largest-file}") DataSize largest) {
        this.cases = cases;
        this.readers = readers;
        this.evidence = evidence;
        this.timeline = timeline;
        this.person = person;
        this.clock = clock;
        this.largest = largest;
    }

    boolean mayAdd() {
        return person.isIn(CASEWORKERS) || person.isIn(LIAISONS);
    }

    /** Adds the file; {@code capturedAt} null means now. */
    @Transactional
    public Evidence add(String number, MultipartFile file, Instant capturedAt) {
        person.requireAny(CASEWORKERS, LIAISONS);
        if (file.getSize() > largest.toBytes()) {
            throw new MaxUploadSizeExceededException(largest.toBytes());
        }
        var found = cases.byNumber(number);
        // no upload and no preview of sealed material, whatever the intention
        readers.requireOrdinary(found.id());
        cases.require(found, EnumSet.complementOf(EnumSet.of(CaseState.CLOSED)));
        var name = file.getOriginalFilename() == null ? "evidence" : file.getOriginalFilename();
        var type = file.getContentType() == null ? MediaType.APPLICATION_OCTET_STREAM_VALUE : file.getContentType();
        try (var content = file.getInputStream()) {
            var added = evidence.add(
                    found.id(), name, type, content, capturedAt == null ? clock.instant() : capturedAt, person.id());
            timeline.record(found.id(), "EVIDENCE_ADDED", person.id(), added.name(), added.sha256());
            return added;
        } catch (IOException e) {
            throw new UncheckedIOException("The upload cannot be read", e);
        }
    }
}
