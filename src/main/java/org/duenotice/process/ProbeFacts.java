package org.duenotice.process;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.recreation.ProbeLooks;
import org.springframework.stereotype.Component;

/** What the availability probe suggests, in a line for the person who verifies; nothing where it has not looked. */
@Component
@RequiredArgsConstructor
class ProbeFacts {

    private final ProbeLooks looks;
    private final Shown shown;

    /** @param targets the ids of the targets by their number in the case */
    Optional<String> of(Map<Integer, UUID> targets, Locale locale) {
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        var last = looks.last(targets.values());
        var said = new TreeMap<String, Collection<String>>();
        new TreeMap<>(targets)
                .forEach((no, target) -> Optional.ofNullable(last.get(target)).ifPresent(look -> said.computeIfAbsent(
                                shown.code("probe", look.suggestion(), locale), words -> new java.util.ArrayList<>())
                        .add(no + " (" + shown.moment(look.lookedAt()) + ")")));
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(said.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                        .collect(Collectors.joining(" · ")));
    }
}
