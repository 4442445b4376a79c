package org.duenotice.casefile;

import java.time.Instant;
import java.util.UUID;

/** A case as it stands now. Its number, such as {@code DN-2026-000123}, is what people speak; the id stays inside. */
public record CaseFile(
        UUID id,
        String number,
        String category,
        String description,
        String source,
        String reportedBy,
        CaseState state,
        Instant openedAt,
        Instant closedAt,
        String closeReason) {}
