package org.duenotice.referral;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A package as it was composed.
 *
 * @param number such as RF-2026-000001/1
 * @param template the folder of wording and look that was valid on that day
 * @param digest SHA-256 of the content; its first sixteen digits are printed
 */
public record ReferralPackage(
        UUID id,
        UUID draftId,
        UUID referralId,
        String number,
        String bodyCode,
        String bodyGround,
        String template,
        String content,
        String digest,
        Instant composedAt) {

    /** Where it can be read. */
    public String place() {
        return "/api/v1/referrals/" + number.replaceFirst("/", "/packages/");
    }

    /** What is printed for whoever compares the paper with this register: four groups of four. */
    public String checkCode() {
        return String.join(" ", digest.substring(0, 16).toUpperCase(Locale.ROOT).split("(?<=\\G.{4})"));
    }
}
