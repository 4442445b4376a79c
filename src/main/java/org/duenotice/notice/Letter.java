package org.duenotice.notice;

import java.time.Instant;
import java.util.UUID;

/** A numbered letter as it was put on paper; {@code digest} is what its printed check code is the beginning of. */
public record Letter(
        UUID id,
        String number,
        UUID noticeId,
        LetterKind kind,
        String recipient,
        String address,
        String digest,
        String pdfSha256,
        Instant composedAt) {}
