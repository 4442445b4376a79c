package org.duenotice.evidence;

import java.util.UUID;

/** The content of evidence is not what was acquired, is missing, or cannot be read. */
public record EvidenceDamaged(UUID caseId, UUID evidenceId, String name, ContentCheck.Result found) {}
