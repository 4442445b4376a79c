package org.duenotice.notice;

/** What a letter to a platform is for; every kind has its own wording and refers to the same notice number. */
public enum LetterKind {
    NOTICE,
    REMINDER,
    SECOND_CONTACT,
    FORMAL_ORDER,
    WITHDRAWAL;

    /** Asks for a measure within a term; a reminder only recalls one, a withdrawal ends it. */
    boolean isAsking() {
        return this == NOTICE || this == SECOND_CONTACT || this == FORMAL_ORDER;
    }
}
