package org.duenotice.notice;

import java.time.Instant;
import java.util.UUID;

/** A batch of targets of one case on one platform. Its number, such as {@code N-2026-000045}, stands on every letter. */
public record Notice(
        UUID id,
        String number,
        UUID caseId,
        UUID restrictionId,
        String platformCode,
        NoticeState state,
        Instant createdAt,
        Instant closedAt) {}
