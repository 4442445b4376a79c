package org.duenotice.restriction;

import java.time.Instant;
import java.util.UUID;

/** A notification to the authorised body: on which basis and why access to the targets should be restricted. */
public record Restriction(
        UUID id,
        String number,
        UUID caseId,
        UUID legalBasis,
        UUID judicialAct,
        String reasons,
        String proposedBy,
        Instant proposedAt) {}
