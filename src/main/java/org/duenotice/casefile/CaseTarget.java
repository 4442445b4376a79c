package org.duenotice.casefile;

import java.util.UUID;

/** A target in a case: its line number there, the address as it came in, its canonical identity and its current disposition. */
public record CaseTarget(
        UUID id,
        UUID targetId,
        int no,
        String originalAddress,
        String canonicalKey,
        String kind,
        String platformCode,
        Disposition disposition) {}
