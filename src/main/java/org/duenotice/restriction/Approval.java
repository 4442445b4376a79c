package org.duenotice.restriction;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.duenotice.law.Scope;

/**
 * What the body approved last for a target, in force only with all that its scope needs.
 *
 * @param object the wider object that the measure is for, an address; empty where it is the target itself
 * @param reviewOn or {@code endsOn} is there, or both
 * @param approvedBy the head of the body, where a whole platform is meant
 */
public record Approval(
        UUID caseTargetId,
        Scope scope,
        String object,
        LocalDate reviewOn,
        LocalDate endsOn,
        String reasons,
        String officerName,
        String officerFunction,
        String approvedBy,
        Instant decidedAt) {}
