package org.duenotice.casefile;

/** For whom a person acts in a case; nobody acts for two sides of one case. */
public enum Side {
    /** The monitoring unit: captures, prepares, approves. */
    UNIT,
    /** The authorised body, another organisation: decides on restriction. */
    AUTHORISED_BODY,
    /** A lawyer from outside the unit: reviews rights. */
    RIGHTS_LAWYER,
    /** Decides an appeal, having taken part in nothing before. */
    APPEAL;

    /** What taking part for this side is by itself, before any decision. */
    String role() {
        return switch (this) {
            case UNIT -> "UNIT_MEMBER";
            case AUTHORISED_BODY -> "BODY_OFFICER";
            case RIGHTS_LAWYER -> "RIGHTS_LAWYER";
            case APPEAL -> "APPEAL_OFFICER";
        };
    }
}
