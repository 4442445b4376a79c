package org.duenotice.notice;

import java.util.UUID;

/** One target of a notice: what the platform says it did, and whether a person found that true (null while nobody looked). */
public record NoticeItem(
        UUID caseTargetId,
        UUID targetId,
        int no,
        String address,
        String canonicalKey,
        ItemOutcome outcome,
        RefusalGround ground,
        Boolean verified) {

    /** Nothing is left to ask of the platform for this target. */
    public boolean isSettled() {
        return outcome.needsVerification() ? Boolean.TRUE.equals(verified) : outcome.isCompliance();
    }

    public boolean awaitsVerification() {
        return outcome.needsVerification() && verified == null;
    }
}
