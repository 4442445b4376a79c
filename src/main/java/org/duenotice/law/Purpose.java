package org.duenotice.law;

/** What a legal basis is good for: holding someone liable, or restricting access to content. */
public enum Purpose {
    OFFENCE,
    RESTRICTION
}
