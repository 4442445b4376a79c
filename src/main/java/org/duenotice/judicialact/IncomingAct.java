package org.duenotice.judicialact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An act as its last version has it.
 *
 * @param number of the change of the register that records it
 * @param no of the version, counted from 1
 */
public record IncomingAct(
        String number,
        String category,
        String recordedBy,
        Instant recordedAt,
        int no,
        String actNumber,
        LocalDate actDate,
        UUID legalBasis,
        String reasonsRu,
        String reasonsKk,
        String preparedBy,
        Instant preparedAt) {

    String reasons() {
        return reasonsRu + "\n" + reasonsKk;
    }
}
