package org.duenotice.register;

/**
 * Something that rests on a provision or a judicial act, or went to a body or platform under a name.
 *
 * @param number the number people speak; of a qualification that of its case with what it is, of a competence its category, route
 *     and first day
 * @param caseNumber empty of a competence
 * @param state how it stands now
 */
public record Resting(Kind kind, String number, String caseNumber, String state) {

    /** In the order of lists. */
    public enum Kind {
        COMPETENCE,
        FORWARDING,
        NOTICE,
        NOTIFICATION,
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
