package org.duenotice.referral;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What became of the part of a case that is another body's to deal with; the later parts are null until they have happened.
 *
 * @param no which forwarding of the case it is: what came back can be forwarded again once the case is reopened
 */
public record Forwarding(
        UUID caseId,
        int no,
        Instant openedAt,
        Outcome outcome,
        String bodyCode,
        UUID bodyVersion,
        String number,
        LocalDate forwardedOn,
        String remarks,
        LocalDate toldOn,
        String how) {

    public enum Outcome {
        FORWARDED,
        /** No body deals with it; the reason stands in the remarks. */
        NOBODY_COMPETENT
    }
}
