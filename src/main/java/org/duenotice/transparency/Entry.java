package org.duenotice.transparency;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One restricted address as everybody may see it.
 *
 * @param seq grows with each entry; pages of the register are asked for by it
 * @param number its own number, such as R-2026-000123-4: the decision and the address in it
 * @param shown ADDRESS, HOST or NOTHING of the address is shown
 * @param host null when it is not shown or there is none
 * @param address null when it is not shown
 * @param outcome the disposition of the target behind the status
 * @param verified whether the wording of the provision was compared with the official text in force
 */
record Entry(
        long seq,
        String number,
        String restrictionNumber,
        String category,
        String platform,
        String platformName,
        String shown,
        String host,
        String address,
        Status status,
        String scope,
        Instant decidedAt,
        Instant changedAt,
        Instant detectedAt,
        LocalDate reviewOn,
        LocalDate endsOn,
        String actRu,
        String actKk,
        String actEn,
        String article,
        String paragraph,
        String summaryRu,
        String summaryKk,
        String summaryEn,
        boolean verified,
        String court,
        String courtActNumber,
        LocalDate courtActDate,
        String bodyRu,
        String bodyKk,
        String bodyEn,
        String outcome) {

    /** What has become of the decision. */
    enum Status {
        DECIDED,
        BEING_CARRIED_OUT,
        IN_FORCE,
        NOT_CARRIED_OUT,
        CONTENT_GONE,
        SUSPENDED,
        BEING_RESTORED,
        LIFTED,
        WITHDRAWN
    }

    /** Something that happened to an entry; what does not apply is null. */
    record Event(long seq, Instant happenedAt, Kind kind, String number, String party, String scope, LocalDate until) {}

    /** What can happen to an entry. */
    enum Kind {
        DECIDED,
        WIDENED,
        NARROWED,
        RENEWED,
        NOTICE,
        REMINDER,
        SECOND_CONTACT,
        FORMAL_ORDER,
        WITHDRAWAL,
        SUSPENSION,
        RESUMPTION,
        ORDER,
        ORDER_CANCELLED,
        CONFIRMED,
        IMPOSSIBLE,
        RESTORATION_ORDERED,
        SUSPENSION_ORDERED,
        RESUMPTION_ORDERED,
        RESTORATION_ANSWERED,
        RESTORATION_IMPOSSIBLE,
        SEEN_BACK,
        SEEN_STILL_RESTRICTED,
        SEEN_CONTENT_NOT_THERE,
        SEEN_RESTRICTED_AGAIN,
        SEEN_STILL_OPEN,
        REMOVED,
        GEO_RESTRICTED,
        LABELLED,
        RESTRICTED_BY_OPERATOR,
        NOT_COMPLIED,
        ALREADY_UNAVAILABLE,
        SUSPENDED,
        BEING_RESTORED,
        RESTRICTION_LIFTED,
        WITHDRAWN,
        RESCINDED,
        NO_VIOLATION,
        OUT_OF_COMPETENCE,
        /** An appeal was admitted, and the measure does not run meanwhile; the other: it goes on for a recorded exception. */
        APPEAL_SUSPENDS,
        APPEAL_SUSPENDS_NOT,
        APPEAL_TERM_EXTENDED,
        APPEAL_CANCELLED,
        APPEAL_CANCELLED_NEW_ACT,
        APPEAL_ACTION_ORDERED,
        APPEAL_DISMISSED,
        APPEAL_RETURNED,
        APPEAL_LEFT_WITHOUT_CONSIDERATION,
        COURT_UPHELD,
        COURT_OVERTURNED
    }

    boolean isWithdrawn() {
        return status == Status.WITHDRAWN;
    }

    Optional<LocalDate> end() {
        return Optional.ofNullable(endsOn);
    }
}
