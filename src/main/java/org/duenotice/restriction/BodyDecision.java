package org.duenotice.restriction;

/** The authorised body's word on a target, and on the whole once every target has one. */
public enum BodyDecision {
    APPROVED,
    RETURNED,
    REFUSED
}
