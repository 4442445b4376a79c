package org.duenotice.judicialact;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Regroupings;
import org.duenotice.intake.DetectionReported;
import org.duenotice.qualification.ProtectedExpressions;
import org.duenotice.qualification.ProtectedKind;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What was opened for an act and does not go on with it is not lost: it goes on by hand, step by step, as every detection does. Some
 * targets of a case are split off for that.
 */
@Component
@RequiredArgsConstructor
class ReleasedCases {

    private final ActRows rows;
    private final Cases cases;
    private final CaseReaders readers;
    private final Regroupings regroupings;
    private final ProtectedExpressions protectedExpressions;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    /** A whole case. */
    void release(UUID caseId, String reasons, String person) {
        readers.requireOrdinary(caseId);
        var caseFile = cases.byId(caseId);
        rows.release(caseId, reasons, person);
        timeline.record(caseId, "ACT_LEFT", person, caseFile.number(), reasons);
        events.publishEvent(new DetectionReported(caseFile.number()));
    }

    /** The targets that the act does not name. */
    void releaseUnnamed(UUID caseId, Set<String> named, String act, String person) {
        var unnamed = cases.targets(caseId).stream()
                .filter(target -> !named.contains(target.canonicalKey()))
                .toList();
        release(caseId, unnamed, act, person);
    }

    /** What somebody sees as protected expression goes to the rights review, which only the steps by hand have. */
    void releaseProtected(UUID caseId, Set<UUID> caseTargets, ProtectedKind kind, String act, String person) {
        var protectedOnes = cases.targets(caseId).stream()
                .filter(target -> caseTargets.contains(target.id()))
                .toList();
        var goesOn = release(caseId, protectedOnes, act, person);
        if (goesOn != null) {
            protectedExpressions.tick(cases.byNumber(goesOn).id(), kind, person);
        }
    }

    /** The number of the case in which they go on; null where there are none. */
    private String release(UUID caseId, Collection<CaseTarget> targets, String act, String person) {
        if (targets.isEmpty()) {
            return null;
        }
        var number = cases.byId(caseId).number();
        if (targets.size() == cases.targets(caseId).size()) {
            release(caseId, act, person);
            return number;
        }
        var numbers = targets.stream().map(CaseTarget::no).toList();
        return regroupings.split(number, numbers, act, person).number();
    }
}
