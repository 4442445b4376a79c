package org.duenotice.referral;

/** What the body did with the material. */
public enum ReferralOutcome {
    /** Registered in the Unified Register of Pre-trial Investigations (ЕРДР). */
    REGISTERED,
    /** Taken on for administrative proceedings. */
    ACCEPTED,
    RETURNED,
    REFUSED;

    boolean isTakenOn() {
        return this == REGISTERED || this == ACCEPTED;
    }
}
