package org.duenotice.seal;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The categories whose detections are sealed; the database knows the same ones ({@code sealed_category}). */
public enum SealedCategory {
    CHILD_SEXUAL_ABUSE_MATERIAL(Set.of(
            "CHILD_SEXUAL_ABUSE_MATERIAL",
            "CHILD_SEXUAL_ABUSE",
            "CHILD_SEXUAL_EXPLOITATION",
            "CHILD_PORNOGRAPHY",
            "CSAM",
            "CSEM"));

    private final Set<String> spellings;

    SealedCategory(Set<String> spellings) {
        this.spellings = spellings;
    }

    /** The category that a source means, however it spells it: what is misspelt must not end up among what others read. */
    public static Optional<SealedCategory> named(String category) {
        var plain = plain(category);
        return Stream.of(values()).filter(one -> one.spellings.contains(plain)).findFirst();
    }

    /** The category that some text, such as a row that cannot be read, speaks of. */
    public static Optional<SealedCategory> mentionedIn(String text) {
        var plain = "_" + plain(text) + "_";
        return Stream.of(values())
                .filter(one -> one.spellings.stream().anyMatch(spelling -> plain.contains("_" + spelling + "_")))
                .findFirst();
    }

    private static String plain(String text) {
        return text == null ? "" : text.strip().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    }
}
