package org.duenotice.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duenotice.problem.Problem;

/**
 * Reads what a person types as people know it from elsewhere: all words have to be there, {@code "quoted"} ones next to each other,
 * {@code -this} not at all, one of {@code a OR b}, and {@code begin*}. Whatever else is typed is no command but separates words, so
 * that nothing typed can be an error or reach the database as anything but a value.
 *
 * @param units each has to hold
 */
record SearchWords(List<Unit> units) {

    private static final int MOST_UNITS = 20;
    private static final int MOST_LETTERS = 500;
    private static final Set<String> OR = Set.of("or", "или", "немесе");
    private static final Pattern PART = Pattern.compile("(-?)\"([^\"]*)\"?|(\\S+)");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** One of the terms, or, where it is unwanted, none of them. */
    record Unit(boolean unwanted, List<Term> terms) {}

    /** Words next to each other; a single one is also found by its stems, or as a beginning. */
    record Term(String words, boolean beginning) {

        boolean isPhrase() {
            return words.indexOf(' ') >= 0;
        }

        /** True for three words and more: that each two of them stand together does not say yet that all do. */
        boolean isLongPhrase() {
            return isPhrase() && words.indexOf(' ') != words.lastIndexOf(' ');
        }

        /** The query of this term to a piece of writing; its values go into the parameters under names that begin with the prefix. */
        String inPiece(String prefix, Map<String, Object> parameters) {
            parameters.put(prefix, words);
            if (isPhrase()) {
                return "phraseto_tsquery('case_language', :%s)".formatted(prefix);
            }
            parameters.put(
                    prefix + "b", beginning ? words + ":*" : String.join(" | ", KazakhEndings.beginnings(words)));
            return beginning
                    ? "to_tsquery('simple', :%sb)".formatted(prefix)
                    : "(plainto_tsquery('case_language', :%1$s) || to_tsquery('simple', :%1$sb))".formatted(prefix);
        }

        /** The query of this term to all words of a case, with the same values. */
        String inCase(String prefix, Map<String, Object> parameters) {
            var inPiece = inPiece(prefix, parameters);
            return isPhrase() ? "phrase_in_case(:%s)".formatted(prefix) : inPiece;
        }
    }

    static SearchWords of(String typed) {
        if (typed.length() > MOST_LETTERS) {
            throw Problem.invalid("search.too-long", MOST_LETTERS);
        }
        var units = new ArrayList<Unit>();
        var alternative = false;
        var found = PART.matcher(folded(typed));
        while (found.find()) {
            var quoted = found.group(2);
            var plain = found.group(3);
            if (plain != null && OR.contains(plain)) {
                alternative = !units.isEmpty();
                continue;
            }
            var unwanted = quoted != null ? !found.group(1).isEmpty() : plain.startsWith("-") && plain.length() > 1;
            var words = NO_LETTER
                    .matcher(quoted != null ? quoted : plain)
                    .replaceAll(" ")
                    .strip();
            if (words.isEmpty()) {
                continue;
            }
            var term = new Term(words, quoted == null && plain.endsWith("*") && words.indexOf(' ') < 0);
            var last = units.isEmpty() ? null : units.get(units.size() - 1);
            if (alternative && !unwanted && !last.unwanted()) {
                var terms = new ArrayList<>(last.terms());
                terms.add(term);
                units.set(units.size() - 1, new Unit(false, List.copyOf(terms)));
            } else {
                units.add(new Unit(unwanted, List.of(term)));
            }
            alternative = false;
        }
        if (units.size() > MOST_UNITS) {
            throw Problem.invalid("search.too-many-words", MOST_UNITS);
        }
        return new SearchWords(List.copyOf(units));
    }

    /** As the database folds what is found: lower case, yo as ye. */
    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replace('ё', 'е');
    }

    /** Everything that is wanted, one term or the other: what the rank is reckoned from; empty when nothing is. */
    String rank(Map<String, Object> parameters) {
        var number = new int[1];
        return units.stream()
                .filter(unit -> !unit.unwanted())
                .flatMap(unit -> unit.terms().stream())
                .map(term -> term.inPiece("rank" + number[0]++, parameters))
                .collect(Collectors.joining(" || "));
    }
}
