package org.duenotice.law;

/** The ladder of measures, the narrowest first: each step reaches what the one before it reaches, and more. */
public enum Scope {
    /** One published thing. */
    ITEM,
    /** One published thing, hidden from one country only where the addressee can do that. */
    GEO_RESTRICTION,
    /** Everything one account, channel or community publishes. */
    ACCOUNT,
    /** A part of a site. */
    PATH,
    /** A whole registered domain. */
    DOMAIN,
    /** A service with everything on it. */
    SERVICE,
    /** A platform as a whole. */
    PLATFORM;

    /** Whether a measure that may at most be that wide may be this wide. */
    public boolean within(Measure widest) {
        return Measure.valueOf(name()).compareTo(widest) <= 0;
    }

    /** Whether others live there who have nothing to do with the matter, so that somebody must look first. */
    public boolean needsAssessment() {
        return compareTo(DOMAIN) >= 0;
    }
}
