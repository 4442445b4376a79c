package org.duenotice.casefile;

/** For whom a person acts in a case; nobody acts for two sides of one case. */
public enum Side {
    /** The monitoring unit: captures, prepares, approves. */
    UNIT,
    /** The authorised body, another organisation: decides on restriction. */
    AUTHORISED_BODY,
    /** A lawyer from outside the unit: reviews rights. */
    RIGHTS_LAWYER
}
