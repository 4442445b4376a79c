package org.duenotice.notice;

/** On what a platform rests its refusal. */
public enum RefusalGround {
    PROCEDURE,
    LAW,
    POLICY
}
