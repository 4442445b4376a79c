package org.duenotice.notice;

import java.time.Instant;
import java.util.UUID;

/** A mail that came in, kept as it was; {@code number}, such as {@code M-2026-000007}, is how people speak of it. */
public record InboundMail(
        UUID id,
        String number,
        String messageId,
        String sender,
        String recipients,
        String subject,
        String thread,
        String report,
        String body,
        String rawSha256,
        Instant sentAt,
        Instant receivedAt) {}
