package org.duenotice.evidence;

import java.util.UUID;

/** The content of evidence is not what was acquired, or it is missing. */
public record EvidenceDamaged(UUID caseId, UUID evidenceId, String name, boolean missing) {}
