package org.duenotice.qualification;

import java.time.Instant;
import java.util.UUID;
import org.duenotice.casefile.Disposition;

/** A qualification as its preparer left it. */
public record Prepared(
        UUID id,
        UUID caseId,
        int round,
        Proposal proposal,
        OffenceRoute offenceRoute,
        UUID offenceBasis,
        boolean restriction,
        UUID restrictionBasis,
        UUID judicialAct,
        Disposition closing,
        String reasons,
        String preparedBy,
        Instant preparedAt) {}
