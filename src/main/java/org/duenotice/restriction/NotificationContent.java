package org.duenotice.restriction;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Everything the unit's notification to the authorised body says, as the other system reads it and as the paper prints it. Its
 * SHA-256 over the JSON is the digest whose beginning is the check code on the paper.
 *
 * @param earlier the number of the notification this one follows in the same matter; empty in a first one
 */
public record NotificationContent(
        String number,
        Instant composedAt,
        String caseNumber,
        String earlier,
        Text unit,
        Text addressee,
        List<Basis> legalBasis,
        List<Act> judicialActs,
        Text reasons,
        List<Target> targets,
        List<Failure> failures,
        List<Exhibit> evidence,
        String preparedBy,
        String approvedBy) {

    /** The same words in the two languages of the document. */
    public record Text(String ru, String kk) {}

    /** @param verified false marks on paper that nobody compared the provision with the wording in force */
    public record Basis(Text citation, Text summary, boolean verified) {}

    public record Act(String number, LocalDate date, String court) {}

    /** @param reasons of this target; empty where the reasons of the notification hold alone */
    public record Target(int no, String address, String key, String reasons) {}

    /** A narrower measure that was taken and did not work. */
    public record Failure(int no, String scope, String notice, String outcome) {}

    public record Exhibit(String name, String sha256, Instant capturedAt, boolean screenshot) {}
}
