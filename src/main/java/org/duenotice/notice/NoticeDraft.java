package org.duenotice.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A notice as it would leave.
 *
 * @param recipient empty where nobody is known yet, as is the address
 * @param items how many targets it names
 * @param content what it says, as JSON
 * @param missing what it lacks, see {@link Checklist}; empty when it could leave
 */
public record NoticeDraft(
        UUID id,
        UUID caseId,
        String caseNumber,
        String platformCode,
        String recipient,
        String address,
        String channel,
        String language,
        int items,
        String content,
        String missing,
        String pdfSha256,
        Instant preparedAt) {

    /** The names of the parts it lacks. */
    public List<String> missingParts() {
        return Checklist.read(missing).stream().map(Enum::name).toList();
    }
}
