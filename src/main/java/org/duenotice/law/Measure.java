package org.duenotice.law;

/** How far a measure reaches, the narrowest first. */
public enum Measure {
    NONE,
    ITEM,
    GEO_RESTRICTION,
    ACCOUNT,
    PATH,
    DOMAIN,
    SERVICE,
    PLATFORM
}
