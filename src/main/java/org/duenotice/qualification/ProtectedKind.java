package org.duenotice.qualification;

/** Expression that this service keeps its hands off. */
public enum ProtectedKind {
    PRESS,
    POLITICAL,
    RELIGIOUS,
    SCIENTIFIC,
    ARTISTIC
}
