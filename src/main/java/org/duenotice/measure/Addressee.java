package org.duenotice.measure;

/** Who is asked or ordered to act on a target. */
public enum Addressee {
    PLATFORM,
    SITE_OWNER,
    OPERATORS
}
