package org.duenotice.law;

import java.time.LocalDate;
import java.util.UUID;

/** A decision of a court on named content; inForceUntil is null while it stands. */
public record JudicialAct(
        UUID id,
        String number,
        String court,
        LocalDate actDate,
        String operativePart,
        String source,
        boolean verified,
        LocalDate inForceSince,
        LocalDate inForceUntil) {

    public boolean inForceOn(LocalDate day) {
        return !day.isBefore(inForceSince) && (inForceUntil == null || !day.isAfter(inForceUntil));
    }
}
