package org.duenotice.referral;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Everything a package says, frozen when it is composed: its papers, its lists and its bundle are made of nothing else.
 *
 * @param number of the package: the referral's number and which package of it this is
 * @param earlier the number of the referral that came back, or empty
 */
public record ReferralContent(
        String number,
        String referral,
        String earlier,
        Instant composedAt,
        String caseNumber,
        ReferralKind kind,
        Text unit,
        Text addressee,
        Text facts,
        Basis basis,
        LocalDate detectedOn,
        LocalDate qualifiedOn,
        String qualifiedBy,
        String approvedBy,
        String preparedBy,
        List<Target> targets,
        List<Exhibit> evidence) {

    public record Text(String ru, String kk) {}

    /** The provision in the version that is valid on the day; {@code verified} when somebody compared it with the official text. */
    public record Basis(Text citation, Text wording, LocalDate validFrom, String source, boolean verified) {}

    public record Target(int no, String address, String key, String platform) {}

    /** A file of the evidence by its hash; size in bytes. */
    public record Exhibit(
            int no, String name, String mediaType, long size, String sha256, Instant capturedAt, String capturedBy) {

        /** The same file in the bundle: numbered, in letters that any system can write. */
        public String file() {
            return "evidence/%03d-%s".formatted(no, name.replaceAll("[^\\p{L}\\p{N}._-]", "_"));
        }
    }
}
