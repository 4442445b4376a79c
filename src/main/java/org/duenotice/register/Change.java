package org.duenotice.register;

import java.time.Instant;
import java.util.UUID;

/**
 * A change of a register as it stands now.
 *
 * @param rowKey the row it was opened for, empty where none was named
 * @param draftId the last draft, null while there is none; so are the parts of it
 * @param remarks of the second person, or of whoever withdrew it
 */
public record Change(
        UUID id,
        String number,
        Register register,
        String rowKey,
        String reasons,
        String openedBy,
        Instant openedAt,
        UUID draftId,
        Integer draftNo,
        String draftReasons,
        String preparedBy,
        Instant preparedAt,
        String remarks,
        String decidedBy,
        Instant decidedAt,
        ChangeState state) {

    /** Neither applied nor withdrawn. */
    public boolean isOpen() {
        return state != ChangeState.APPLIED && state != ChangeState.WITHDRAWN;
    }

    boolean isInPreparation() {
        return state == ChangeState.OPENED || state == ChangeState.RETURNED;
    }
}
