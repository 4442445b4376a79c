package org.duenotice.seal;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The categories whose detections are sealed; the database knows the same ones ({@code sealed_category}). */
public enum SealedCategory {
    CHILD_SEXUAL_ABUSE_MATERIAL(
            "CHILD_SEXUAL_(ABUSE|EXPLOITATION)",
            "CHILD_?PORN\\p{L}*",
            "CSAM",
            "CSEM",
            // Russian, in whatever case; Criminal Code, article 312: pornographic images of minors
            "ДЕТСК\\p{L}+_ПОРНО\\p{L}*",
            "ПОРНО\\p{L}*_(\\p{L}+_){0,3}(ДЕТ(ЕЙ|ЬМИ|И)|РЕБЕНК\\p{L}*|НЕСОВЕРШЕННОЛЕТН\\p{L}*|МАЛОЛЕТН\\p{L}*)",
            "СЕКСУАЛЬН\\p{L}+_(НАСИЛИ|ЭКСПЛУАТАЦИ)\\p{L}+_(\\p{L}+_){0,2}(ДЕТ(ЕЙ|ЬМИ|И)|РЕБЕНК\\p{L}*|НЕСОВЕРШЕННОЛЕТН\\p{L}*)",
            // Kazakh
            "БАЛА\\p{L}*_ПОРНО\\p{L}*",
            "БАЛА\\p{L}*_(СЕКСУАЛДЫҚ|ЖЫНЫСТЫҚ)_\\p{L}+",
            "КӘМЕЛЕТКЕ_ТОЛМАҒАН\\p{L}*_(\\p{L}+_){0,2}ПОРНО\\p{L}*");

    private static final Pattern BY_NUMBER = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private final List<Pattern> spellings;

    SealedCategory(String... spellings) {
        this.spellings = Stream.of(spellings)
                .map(spelling -> Pattern.compile("_(" + spelling + ")_"))
                .toList();
    }

    /** The category that a source means, however it spells it: what is misspelt must not end up among what others read. */
    public static Optional<SealedCategory> named(String category) {
        return mentionedIn(category);
    }

    /** The category that some text, such as a row that cannot be read, speaks of. */
    public static Optional<SealedCategory> mentionedIn(String text) {
        var plain = "_" + plain(text) + "_";
        return Stream.of(values())
                .filter(one -> one.spellings.stream()
                        .anyMatch(spelling -> spelling.matcher(plain).find()))
                .findFirst();
    }

    /** Words in capitals with one line between them, letters of JSON that are written by their numbers included. */
    private static String plain(String text) {
        if (text == null) {
            return "";
        }
        var letters = BY_NUMBER.matcher(text).replaceAll(number -> String.valueOf(
                        (char) Integer.parseInt(number.group(1), 16))
                .replace("\\", "_")
                .replace("$", "_"));
        return Normalizer.normalize(letters, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replace('Ё', 'Е')
                .replaceAll("\\p{Cf}", "")
                .replaceAll("[^\\p{L}\\p{N}]+", "_");
    }
}
