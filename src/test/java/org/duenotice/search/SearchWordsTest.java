package org.duenotice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import org.duenotice.problem.Problem;
import org.duenotice.search.SearchWords.Term;
import org.duenotice.search.SearchWords.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed is read as people know it from elsewhere, and is never a command. */
class SearchWordsTest {

    private static Unit all(String... words) {
        return new Unit(false, List.of(new Term(String.join(" ", words), false)));
    }

    @Test
    void wordsPhrasesExclusionsAlternativesAndBeginningsAreTold() {
        assertThat(SearchWords.of("Казино \"быстрый ДОХОД\" -ставки пирамида OR схема bon*")
                        .units())
                .containsExactly(
                        all("казино"),
                        all("быстрый", "доход"),
                        new Unit(true, List.of(new Term("ставки", false))),
                        new Unit(false, List.of(new Term("пирамида", false), new Term("схема", false))),
                        new Unit(false, List.of(new Term("bon", true))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\"",
                "-",
                "& | ! ( ) : <->",
                "OR",
                "-\"\"",
                "* *",
                "''; drop table case_file; --",
                "a:*&!b",
                "\\"
            })
    void signsAreNothingButGaps(String typed) {
        var parameters = new HashMap<String, Object>();
        SearchWords.of(typed).rank(parameters);
        assertThat(parameters.values()).allSatisfy(value -> assertThat(value.toString())
                .matches("[\\p{L}\\p{N} ]*(:\\*)?( \\| [\\p{L}\\p{N}]+:\\*)*"));
    }

    @Test
    void tooMuchIsSaidToBeTooMuch() {
        assertThatThrownBy(() -> SearchWords.of("слово ".repeat(21))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> SearchWords.of("x".repeat(501))).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ойындарының, ойын:*",
        "тарабы, тарап:*",
        "тарап, тараб:*",
        "казахстанда, казахста:*",
        "үй, үй",
        "bonus, bonus"
    })
    void aKazakhWordIsFoundUnderItsEndings(String written, String beginning) {
        assertThat(KazakhEndings.beginnings(written)).contains(beginning);
    }
}
