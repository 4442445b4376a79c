package org.duenotice.notice;

import java.util.UUID;

/**
 * One target of a notice: what the platform says it did, and whether a person found that true (null while nobody looked).
 *
 * @param undone taken back, or suspended: nobody is asked for it
 */
public record NoticeItem(
        UUID caseTargetId,
        UUID targetId,
        int no,
        String address,
        String canonicalKey,
        ItemOutcome outcome,
        RefusalGround ground,
        Boolean verified,
        boolean undone) {

    /** Nothing is left to ask of the platform for this target. */
    public boolean isSettled() {
        return undone || isCarriedOut();
    }

    /** The platform did what was asked, and where that has to be seen a person saw it. */
    boolean isCarriedOut() {
        return outcome.needsVerification() ? Boolean.TRUE.equals(verified) : outcome.isCompliance();
    }

    public boolean awaitsVerification() {
        return !undone && outcome.needsVerification() && verified == null;
    }
}
