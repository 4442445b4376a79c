package org.duenotice.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.duenotice.search.SearchWords.Term;
import org.duenotice.search.SearchWords.Unit;

/**
 * What is asked of the words of a case, as conditions on {@code case_file f}. Words stand together in {@code case_text}, without their
 * places; those of cases where somebody has just written, in {@code case_words_waiting}, and phrases of three words and more are looked
 * for in the pieces of writing themselves.
 */
@RequiredArgsConstructor
final class WordConditions {

    private final List<String> wanted = new ArrayList<>();
    private final List<String> unwanted = new ArrayList<>();
    private final List<String> inPieces = new ArrayList<>();
    private final List<String> longPhrases = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private final Map<String, Object> values;

    /** One more that has to hold, too. */
    void add(Unit unit) {
        var prefix = "w" + inPieces.size() + "t";
        var inPiece = (unit.unwanted() ? "not " : "")
                + "exists (select from case_words w where w.number = f.number and w.words @@ (%s))"
                        .formatted(query(unit, prefix, Term::inPiece));
        inPieces.add(inPiece);
        var hasLongPhrase = unit.terms().stream().anyMatch(Term::isLongPhrase);
        if (hasLongPhrase) {
            longPhrases.add(inPiece);
        }
        if (!unit.unwanted()) {
            wanted.add(query(unit, prefix, Term::inCase));
        } else if (!hasLongPhrase) {
            unwanted.add(query(unit, prefix, Term::inCase));
        }
    }

    /** What a case is stands among its words, too; kept a moment later than it is so, so it only helps to find. */
    void fact(String kind, String parameter) {
        facts.add("with_fact('%s', :%s)".formatted(kind, parameter));
    }

    private interface Query {
        String of(Term term, String prefix, Map<String, Object> values);
    }

    private String query(Unit unit, String prefix, Query query) {
        return IntStream.range(0, unit.terms().size())
                .mapToObj(no -> query.of(unit.terms().get(no), prefix + no, values))
                .collect(Collectors.joining(" || ", "(", ")"));
    }

    boolean isEmpty() {
        return inPieces.isEmpty();
    }

    /** Whether one case fits: for cases that are looked at one after the other. */
    String ofOne() {
        return "case when exists (select from case_words_waiting x where x.number = f.number) then %s"
                        .formatted(ofWaiting())
                + " else coalesce((select t.words @@ %1$s from case_text t where t.number = f.number), ''::tsvector @@ %1$s) end"
                        .formatted(inWords())
                + longPhrases();
    }

    /** Of a case with words that are not gathered. */
    String ofWaiting() {
        return "(" + String.join(" and ", inPieces) + ")";
    }

    /** False when all that is asked is that something is not there. */
    boolean areWanted() {
        return !wanted.isEmpty();
    }

    /** The numbers of all gathered cases that fit, and the rest too; which of both is looked up first is left to the database. */
    String gathered(String rest) {
        var found = areWanted()
                ? "f.number in (select t.number from case_text t where t.words @@ %s)".formatted(inCase())
                : unwanted.isEmpty()
                        ? "true"
                        : "not exists (select from case_text t where t.number = f.number and t.words @@ (%s))"
                                .formatted(String.join(" || ", unwanted));
        return """
                select f.number from case_file f
                where %s%s and %s and (:after::text is null or f.number < :after)
                      and not exists (select from case_words_waiting x where x.number = f.number)
                """
                .formatted(found, longPhrases(), rest);
    }

    /**
     * The same for the newest, where nothing but words and facts narrows the search: they are put in order before anything else is read of
     * them. The query is one that the planner does not know, so it has nothing but the index of words to begin with.
     */
    String newestGathered(String rest) {
        return onlyWords(rest, "order by t.number desc", "order by t.number desc");
    }

    /** Any of them, for counting: no more are read than are counted. */
    String someGathered(String rest) {
        return onlyWords(rest, "", "");
    }

    private String onlyWords(String rest, String inside, String outside) {
        return """
                select f.number
                from (select t.number from case_text t
                      where t.words @@ (select %s) and (:after::text is null or t.number < :after)
                            and not exists (select from case_words_waiting x where x.number = t.number)
                      %s offset 0) t
                join case_file f on f.number = t.number
                where %s%s %s limit :limit
                """
                .formatted(inCase(), inside, rest, longPhrases(), outside);
    }

    private String inCase() {
        return facts.isEmpty() ? inWords() : "(%s && %s)".formatted(inWords(), String.join(" && ", facts));
    }

    private String inWords() {
        var all = new ArrayList<>(wanted);
        unwanted.forEach(query -> all.add("!!" + query));
        return all.isEmpty() ? "'!+'::tsquery" : "(" + String.join(" && ", all) + ")";
    }

    private String longPhrases() {
        return longPhrases.stream().map(" and "::concat).collect(Collectors.joining());
    }
}
