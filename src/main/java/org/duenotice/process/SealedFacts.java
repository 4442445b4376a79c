package org.duenotice.process;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.Clocks;
import org.duenotice.review.SealedReviews;
import org.duenotice.seal.SealedCases;
import org.duenotice.seal.SealedGroup;
import org.duenotice.seal.SealedReading;
import org.springframework.stereotype.Component;

/**
 * What the forms about sealed material show: its content to the group for it, which is kept as a read, and to everybody else, such as
 * a manager who sees all tasks, the number only. The engine never gets any of it.
 */
@Component
@RequiredArgsConstructor
class SealedFacts {

    private final SealedReading reading;
    private final SealedCases sealedCases;
    private final SealedGroup group;
    private final SealedReviews reviews;
    private final Clocks clocks;
    private final Shown shown;

    Map<String, Object> of(String task, String key, Locale locale) {
        var facts = new HashMap<String, Object>();
        var opening = task.equals("openSealedAccess");
        var review = task.equals("reviewSealedMeasures");
        var number = opening || review ? reviews.caseOf(key) : key;
        facts.put("caseNumber", number);
        if (!number.equals(key)) {
            facts.put("appealNumber", key);
        }
        clocks.last(key + (opening ? "/OPENING" : "/SEALED"))
                .filter(clock -> !review)
                .ifPresent(clock -> facts.put(
                        "clock",
                        Map.of(
                                "rule", clock.citation().in(locale),
                                "dueAt", shown.moment(clock.dueAt()),
                                "state", shown.code("clock", clock.state(), locale))));
        if (opening) {
            facts.put(
                    "toOpen",
                    reviews.toOpen(key).stream()
                            .map(measure -> String.valueOf(measure.no()))
                            .collect(Collectors.joining(", ")));
        }
        if (review) {
            facts.put(
                    "measures",
                    reviews.measures(key).stream()
                            .map(measure -> Map.of(
                                    "no", measure.no(), "dueOn", measure.dueOn().toString()))
                            .toList());
        }
        if (!group.isActing()) {
            return Map.of("facts", facts);
        }
        var content = reading.read(number, "task: " + task);
        facts.put("description", content.description());
        facts.put(
                "addresses", content.addresses().stream().map(SealedFacts::line).collect(Collectors.joining("\n")));
        facts.put(
                "hashes",
                content.hashes().stream()
                        .map(hash -> hash.algorithm() + " " + hash.value())
                        .collect(Collectors.joining("\n")));
        return Map.of(
                "facts",
                facts,
                "bodies",
                sealedCases.bodies(number).stream()
                        .map(body -> Map.of("label", Shown.in(body.name(), locale), "value", body.code()))
                        .toList());
    }

    private static String line(SealedReading.Address address) {
        var others = address.alsoIn();
        return address.no() + ". " + address.address()
                + (others.isEmpty() ? "" : " (" + String.join(", ", others) + ")");
    }
}
