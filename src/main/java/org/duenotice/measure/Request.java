package org.duenotice.measure;

/** What an addressee is asked first: what its own rules cover, or at once the narrowest measure of law. */
public enum Request {
    POLICY_FIRST,
    LEGAL
}
