package org.duenotice.referral;

/** Under which procedure the material is handed over. */
public enum ReferralKind {
    /** Report of detection (рапорт, УПК 184); the body registers it in the ЕРДР. */
    CRIMINAL,
    /** Materials with a cover letter within three days (УПК 179(4)). */
    ADMINISTRATIVE
}
