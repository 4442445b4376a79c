package org.duenotice.register;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** A change of a register: where it stands, who acted, the rows of its last draft and what they change. */
public record ChangeResponse(
        String number,
        String register,
        ChangeState state,
        String rowKey,
        String reasons,
        String openedBy,
        Instant openedAt,
        String draftReasons,
        String preparedBy,
        Instant preparedAt,
        String remarks,
        String decidedBy,
        Instant decidedAt,
        List<JsonNode> rows,
        List<ChangeViews.Difference> differences,
        ChangeViews.Impact impact) {}
