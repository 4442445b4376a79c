package org.duenotice.state;

/** What has states; each machine is one enum, and its allowed moves stand a second time in {@code state_allowed_move}. */
public enum Machine {
    CASE,
    TARGET,
    NOTICE,
    RESTRICTION,
    APPEAL
}
