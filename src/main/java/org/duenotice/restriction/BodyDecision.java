package org.duenotice.restriction;

/** The authorised body's word on a target. */
public enum BodyDecision {
    APPROVED,
    RETURNED,
    REFUSED,
    /** The officer approved a whole platform; the head of the body has not spoken yet. */
    SUBMITTED,
    /** The head of the body did not approve; the officer decides anew. */
    SENT_BACK,
    /** A review does not let the measure stand any longer. */
    LIFTED;

    /** Whether the officer still owes a decision after this word; null means no word yet. */
    static boolean leavesOpen(BodyDecision word) {
        return word == null || word == RETURNED || word == SENT_BACK;
    }
}
