package org.duenotice.casefile;

import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.custody.Break;
import org.duenotice.evidence.EvidenceDamaged;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was found wrong with the custody of a case stands in its story, and somebody has to say in words what became of it. Nothing is
 * repaired here: the log goes on saying what it says.
 */
@Component
@RequiredArgsConstructor
public class CustodyDamages {

    private final Cases cases;
    private final CaseReaders readers;
    private final Participations participations;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    /** A check of the log found this first. */
    @Transactional
    public void found(UUID caseId, Break first, String person) {
        timeline.record(caseId, "CUSTODY_BROKEN", person, first.kind().name(), first.detail());
        tell(caseId);
    }

    @EventListener
    void found(EvidenceDamaged damaged) {
        timeline.record(
                damaged.caseId(),
                switch (damaged.found()) {
                    case MISSING -> "EVIDENCE_MISSING";
                    case UNREADABLE -> "EVIDENCE_UNREADABLE";
                    default -> "EVIDENCE_DAMAGED";
                },
                Timeline.SOFTWARE,
                damaged.name(),
                damaged.evidenceId().toString());
        tell(damaged.caseId());
    }

    private void tell(UUID caseId) {
        if (readers.mayRead(caseId)) {
            events.publishEvent(new CustodyDamaged(cases.byId(caseId).number()));
        }
    }

    /**
     * Somebody says what it was and what was done.
     *
     * @throws Problem {@code remarks-missing}
     */
    @Transactional
    public void settle(String caseNumber, String words, String person) {
        if (words.isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        var caseFile = cases.byNumber(caseNumber);
        participations.join(caseFile.id(), person, Side.UNIT);
        timeline.record(caseFile.id(), "CUSTODY_SETTLED", person, caseNumber, words.strip());
    }
}
