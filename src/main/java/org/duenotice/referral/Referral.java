package org.duenotice.referral;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A referral as it stands: handed over when it has a number and date, answered when it has an outcome.
 *
 * @param bodyVersion the row of the register that named the body on the day of the hand-over
 * @param number the number people speak, such as RF-2026-000001
 * @param previous the referral that came back before this one, or null
 * @param packaged whether a package goes with it; false only for referrals from before packages existed
 * @param bodyCode the body that has the material now, after every transfer
 */
public record Referral(
        UUID id,
        String number,
        UUID previous,
        UUID caseId,
        ReferralKind kind,
        UUID legalBasis,
        Instant openedAt,
        boolean packaged,
        String bodyCode,
        UUID bodyVersion,
        String handOverNumber,
        LocalDate handedOverOn,
        ReferralOutcome outcome,
        String outcomeNumber,
        LocalDate outcomeOn,
        String outcomeRemarks) {}
