package org.duenotice.intake;

import java.util.UUID;

/** Something in a case was seen again; published in the transaction that recorded it. */
public record CaseSighted(UUID caseId) {}
