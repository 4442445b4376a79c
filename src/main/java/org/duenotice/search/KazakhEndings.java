package org.duenotice.search;

import java.util.List;
import java.util.stream.Stream;

/**
 * Kazakh hangs its endings one after the other (ойын, ойындар, ойындарының), and PostgreSQL has no dictionary for it. A word is
 * therefore looked for by its beginning: without up to three endings, and with the consonant that an ending softens (тарап, тарабы).
 */
final class KazakhEndings {

    private static final int SHORTEST = 4;
    /** Hard and soft side by side. */
    private static final String PAIRS = "пбкгқғ";

    /** From the end of a word inwards: case, whose it is, plural; of each at most one, the longer ones first. */
    private static final List<List<String>> ENDINGS = List.of(
            endings(
                    "ның нің дың дің тың тің нда нде нан нен дан ден тан тен мен бен пен ға ге қа ке на не ны ні ды ді ты ті да де та те н"),
            endings("ымыз іміз ыңыз іңіз мыз міз ңыз ңіз сы сі ым ім ың ің ы і"),
            endings("лар лер дар дер тар тер"));

    private static List<String> endings(String all) {
        return List.of(all.split(" "));
    }

    private KazakhEndings() {}

    /** What words that mean the same begin with, as terms of a text query; a word in other letters only as it is. */
    static List<String> beginnings(String word) {
        if (word.length() < SHORTEST || !word.chars().allMatch(KazakhEndings::isCyrillic)) {
            return List.of(word);
        }
        var stem = word;
        for (var endings : ENDINGS) {
            stem = without(endings, stem);
        }
        return Stream.of(stem, withTheOtherConsonant(stem))
                .distinct()
                .map(found -> found + ":*")
                .toList();
    }

    private static boolean isCyrillic(int letter) {
        return Character.UnicodeScript.of(letter) == Character.UnicodeScript.CYRILLIC;
    }

    private static String without(List<String> endings, String word) {
        return endings.stream()
                .filter(ending -> word.endsWith(ending) && word.length() - ending.length() >= SHORTEST)
                .findFirst()
                .map(ending -> word.substring(0, word.length() - ending.length()))
                .orElse(word);
    }

    private static String withTheOtherConsonant(String stem) {
        var last = stem.charAt(stem.length() - 1);
        var place = PAIRS.indexOf(last);
        return place < 0 ? stem : stem.substring(0, stem.length() - 1) + PAIRS.charAt(place ^ 1);
    }
}
