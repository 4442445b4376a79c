package org.duenotice.restriction;

/** Where a round stands after the officer has spoken: what it needs next, or how it ended. */
public enum DecisionState {
    /** The body wants more evidence for a target. */
    RETURNED,
    /** A wide measure was asked for and nobody has assessed yet whom it hurts. */
    ASSESSMENT,
    /** The decision is preliminary; those it concerns are heard first. */
    HEARING,
    /** A whole platform waits for the head of the body. */
    SUBMITTED,
    /** The head sent a decision back to the officer. */
    SENT_BACK,
    APPROVED,
    /** Nothing was approved: refused, or in a review lifted. */
    REFUSED
}
