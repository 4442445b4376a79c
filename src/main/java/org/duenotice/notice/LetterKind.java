package org.duenotice.notice;

/** What a letter to a platform is for; every kind has its own wording and refers to the same notice number. */
public enum LetterKind {
    NOTICE,
    REMINDER,
    SECOND_CONTACT,
    FORMAL_ORDER,
    WITHDRAWAL,
    /** Access is to be open while an appeal is looked into. */
    SUSPENSION,
    /** The appeal was dismissed: the notice stands again. */
    RESUMPTION;

    /** Asks for a measure within a term; a reminder only recalls one, a withdrawal ends it. */
    boolean isAsking() {
        return this == NOTICE || this == SECOND_CONTACT || this == FORMAL_ORDER;
    }

    /** Asks to open access again, for good or for a time. */
    public boolean isUndoing() {
        return this == WITHDRAWAL || this == SUSPENSION;
    }
}
