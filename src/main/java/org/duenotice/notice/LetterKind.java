package org.duenotice.notice;

/** What a letter to a platform is for; every kind has its own wording and refers to the same notice number. */
public enum LetterKind {
    NOTICE,
    REMINDER,
    SECOND_CONTACT,
    FORMAL_ORDER,
    WITHDRAWAL
}
