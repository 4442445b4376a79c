package org.duenotice.target;

/** Why only the network could tell whether two keys are one thing. */
public enum Unresolved {
    /** A short link; where it leads is known to the shortener alone. */
    SHORT_LINK,
    /** A link made for sharing, new with each person who shares. */
    SHARE_LINK,
    /** An invitation; what it invites to is known to the platform alone. */
    INVITATION,
    /** A name that stands for a number, or a number that stands for a name. */
    NAME,
    /** A post's number that is written in a secret way, and differently from reader to reader. */
    OPAQUE_NUMBER
}
