package org.duenotice.evidence;

import java.time.Instant;
import java.util.UUID;

/** What was captured: a file by its hash, when and by whom; size in bytes. */
public record Evidence(
        UUID id,
        UUID caseId,
        String name,
        String mediaType,
        long size,
        String sha256,
        Instant capturedAt,
        String capturedBy,
        Instant recordedAt) {}
