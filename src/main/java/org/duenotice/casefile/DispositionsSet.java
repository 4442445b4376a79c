package org.duenotice.casefile;

import java.util.List;
import java.util.UUID;

/** Targets of cases have another disposition; published in the transaction that gave it to them. */
public record DispositionsSet(List<UUID> caseTargets, Disposition disposition, String reasons, String person) {}
