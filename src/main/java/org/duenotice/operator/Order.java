package org.duenotice.operator;

import java.time.Instant;
import java.util.UUID;

/**
 * An order to operators, or the order that cancels one; its number, such as {@code O-2026-000001}, stands on the paper.
 *
 * @param restorationId what it is issued for where it carries out a restoration, else null
 */
public record Order(
        UUID id,
        String number,
        OrderKind kind,
        UUID cancels,
        UUID caseId,
        UUID restrictionId,
        UUID noticeId,
        UUID legalBasis,
        String reasons,
        String issuedBy,
        Instant issuedAt,
        String pdfSha256,
        Instant closedAt,
        UUID restorationId,
        Integer restorationRound) {}
