package org.duenotice.referral;

/** The terms that run over the referrals of a case, each on a subject of its own. */
public enum ReferralTerm {
    /** УПК 179(4): signs of an administrative offence are passed on within three days. */
    HAND_OVER("ADMINISTRATIVE", "admin-hand-over-3d"),
    /** Order 89 (unverified): registration within 24 hours of the message. */
    REGISTRATION("CRIMINAL", "registration-24h"),
    /** Working order of the unit: what was taken back before its hand-over is qualified again. */
    REQUALIFICATION("CRIMINAL", "requalification-3wd"),
    /** УПК 179(1): the prosecutor is notified within a day. */
    PROSECUTOR("PROSECUTOR", "prosecutor-notified-1d"),
    /** УПК 186(3): after urgent acts the material goes to the prosecutor within five days. */
    TRANSFER("TRANSFER", "jurisdiction-transfer-5d"),
    /** УПК 181(5): without enough data it goes on, unregistered, within three days. */
    PASSING_ON("PASSING_ON", "insufficient-data-hand-over-3d");

    private final String subject;
    private final String rule;

    ReferralTerm(String subject, String rule) {
        this.subject = subject;
        this.rule = rule;
    }

    static ReferralTerm of(ReferralKind kind) {
        return kind == ReferralKind.CRIMINAL ? REGISTRATION : HAND_OVER;
    }

    String rule() {
        return rule;
    }

    String subject(String caseNumber) {
        return caseNumber + "/" + subject;
    }
}
