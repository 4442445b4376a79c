package org.duenotice.referral;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A referral as it stands: handed over when it has a number and date, answered when it has an outcome.
 *
 * @param bodyVersion the row of the register that named the body on the day of the hand-over
 */
public record Referral(
        UUID id,
        UUID caseId,
        ReferralKind kind,
        UUID legalBasis,
        Instant openedAt,
        String bodyCode,
        UUID bodyVersion,
        String handOverNumber,
        LocalDate handedOverOn,
        ReferralOutcome outcome,
        String outcomeNumber,
        LocalDate outcomeOn) {}
