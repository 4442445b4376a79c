package org.duenotice.evidence;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.custody.Break;
import org.duenotice.custody.CustodyEntry;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;

/** What the log of a case says of its evidence, taken in entry by entry. */
@RequiredArgsConstructor
final class Logged {

    private final CustodyLog log;

    /** The first acquisition counts: nobody acquires again what was changed since. The digest is empty without words. */
    private final Map<UUID, Optional<String>> acquired = new LinkedHashMap<>();

    private final Set<UUID> disposed = new HashSet<>();

    /** The first entry without words of each piece of evidence; under null the first that no disposal excuses. */
    private final Map<UUID, CustodyEntry> wordless = new HashMap<>();

    private boolean sealed;

    void take(CustodyLog.Told told) {
        var entry = told.entry();
        if (told.detail() == null) {
            wordless.putIfAbsent(entry.event() == CustodyEvent.DISPOSED ? null : entry.evidenceId(), entry);
        }
        switch (entry.event()) {
            case ACQUIRED -> {
                // what is no evidence, such as a file that an appellant sent, has a record elsewhere
                if (entry.evidenceId() != null) {
                    acquired.putIfAbsent(entry.evidenceId(), log.detail(told, "record"));
                }
            }
            case DISPOSED -> disposed.add(entry.evidenceId());
            case SEALED -> sealed = true;
            default -> {
                // tells nothing of what the evidence is
            }
        }
    }

    /** What an entry of the log disposed of, whatever any other table says. */
    Set<UUID> disposed() {
        return disposed;
    }

    /** Words go with a disposal of their evidence or the seal of the case, and never else. */
    Optional<Break> wordsMissing() {
        return wordless.values().stream()
                .filter(entry -> !sealed)
                .filter(entry -> entry.event() == CustodyEvent.DISPOSED || !disposed.contains(entry.evidenceId()))
                .findFirst()
                .map(entry -> Break.ofEntry(Break.Kind.DETAIL_MISSING, entry, "its details are gone"));
    }

    /** Each record gives the digest that was written when it was acquired, as long as retention left that. */
    Optional<Break> differs(Collection<Evidence> files) {
        var there = files.stream().collect(Collectors.toMap(Evidence::id, Function.identity()));
        return acquired.keySet().stream()
                .filter(id -> !there.containsKey(id))
                .findFirst()
                .map(id -> Break.ofEvidence(Break.Kind.EVIDENCE_MISSING, id, "it was acquired and has no record"))
                .or(() -> files.stream().flatMap(file -> differs(file).stream()).findFirst());
    }

    private Optional<Break> differs(Evidence file) {
        var digest = acquired.get(file.id());
        if (digest == null) {
            return Optional.of(Break.ofEvidence(Break.Kind.EVIDENCE_NOT_LOGGED, file.id(), file.sha256()));
        }
        return digest.filter(known -> !known.equals(file.recordDigest()))
                .map(known -> Break.ofEvidence(
                        Break.Kind.EVIDENCE_CHANGED, file.id(), "the record does not give its digest"));
    }
}
