package org.duenotice.law;

/** What a legal basis is good for: holding someone liable under one of the two offence routes, or restricting access to content. */
public enum Purpose {
    CRIMINAL,
    ADMINISTRATIVE,
    RESTRICTION
}
