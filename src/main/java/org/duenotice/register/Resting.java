package org.duenotice.register;

/**
 * Something that rests on a provision or a judicial act.
 *
 * @param number the number people speak; of a qualification that of its case with what it is
 * @param state how it stands now
 */
public record Resting(Kind kind, String number, String caseNumber, String state) {

    /** In the order of lists. */
    public enum Kind {
        NOTICE,
        ORDER,
        QUALIFICATION,
        REFERRAL,
        RESTRICTION,
        RIGHTS_REVIEW
    }

    String place() {
        return kind + ":" + number;
    }
}
