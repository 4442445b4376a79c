package org.duenotice.restriction;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.duenotice.law.Scope;

/** What narrower measures came to; told by those who carry measures out. */
public interface MeasuresTaken {

    /** A measure on a target that did not work: how wide it was, the notice that asked for it, and its outcome. */
    record Failure(UUID caseTargetId, Scope scope, String noticeNumber, String outcome, Instant at) {}

    /** The targets that a number people speak, of a case or of a notice, still has to settle. */
    record Remaining(UUID caseId, List<UUID> caseTargets) {}

    List<Failure> failures(Collection<UUID> caseTargets);

    Remaining remaining(String number);
}
