package org.duenotice.referral;

/** What the body did with the material, or what became of it before that. */
public enum ReferralOutcome {
    /** Registered in the Unified Register of Pre-trial Investigations (ЕРДР). */
    REGISTERED,
    /** Taken on for administrative proceedings. */
    ACCEPTED,
    /** Sent back with its reason: the case is qualified again. */
    RETURNED,
    REFUSED,
    /** Taken back by the unit before it was handed over, because what it rested on no longer held: the case is qualified again. */
    TAKEN_BACK,
    /** Not enough data; passed on unregistered to the body that is to check (УПК 181(5)). */
    INSUFFICIENT_DATA;

    boolean isTakenOn() {
        return this == REGISTERED || this == ACCEPTED;
    }
}
