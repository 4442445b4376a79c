package org.duenotice.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duenotice.DueNoticeTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is found by words is what a reader would find who goes through everything that people wrote, word by word. */
@DueNoticeTest
class WordsInCasesTest {

    private static final int CASES = 60;
    private static final int QUESTIONS = 300;
    private static final List<String> VOCABULARY = List.of(
            "казино",
            "казинода",
            "пирамида",
            "пирамиды",
            "доход",
            "доходы",
            "ставки",
            "ставка",
            "ойындарының",
            "ойын",
            "тарап",
            "тарабы",
            "income",
            "incomes",
            "bonus",
            "на",
            "не",
            "и",
            "the",
            "123",
            "1xbet",
            "деньги");
    private static final List<String> GAPS = List.of(" ", ", ", " — ", "/", ".", "\n", " «", "; (");
    private static final List<String> GROUPS = List.of("caseworkers");

    @Autowired
    private CaseSearch search;

    @Autowired
    private WordGathering gathering;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private TransactionTemplate transaction;

    private final Random random = new Random(20261122);
    private final Map<String, String> stems = new HashMap<>();

    /** A word that stands in each case of a test and nowhere else. */
    private String mark;

    /** By number, the newest first: the pieces of writing as words. */
    private final Map<String, List<List<String>>> written = new java.util.TreeMap<>(Comparator.reverseOrder());

    @BeforeEach
    void aMark() {
        mark = "z" + UUID.randomUUID().toString().replaceAll("[^a-z]", "") + "q";
    }

    private String aCase() {
        var number = "DN-2026-W" + mark + "%03d".formatted(written.size());
        sql.sql(
                        """
                        insert into case_file (id, number, category, description, source, reported_by, state, opened_at)
                        values (gen_random_uuid(), ?, 'FINANCIAL_PYRAMID', '', 'OWN_MONITORING', 'caseworker1', 'DETECTED', now())
                        """)
                .param(number)
                .update();
        written.put(number, new ArrayList<>());
        return number;
    }

    private void write(String number, String words) {
        sql.sql(
                        """
                        insert into case_event (case_id, kind, actor, subject, words, happened_at)
                        select id, 'CASE_OPENED', 'caseworker1', number, ?, now() from case_file where number = ?
                        """)
                .params(words, number)
                .update();
        written.get(number)
                .add(List.of(words.toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip()
                        .split(" ")));
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String writing() {
        return IntStream.range(0, 1 + random.nextInt(12))
                .mapToObj(n -> any(VOCABULARY) + any(GAPS))
                .collect(Collectors.joining());
    }

    private void gatherAll() {
        while (gathering.gather() > 0) {
            // the next ones
        }
    }

    private List<String> found(String words, String more, int page) {
        var all = new ArrayList<String>();
        for (String after = null; ; ) {
            var found = search.find(Asked.of("text=" + words.replace(" ", "+") + more), GROUPS, false, after, page);
            found.forEach(each -> all.add(each.caseFile().number()));
            if (found.size() < page) {
                return all;
            }
            after = found.get(page - 1).key();
        }
    }

    // ---- the reader who goes through everything

    private String stem(String word) {
        return stems.computeIfAbsent(word, w -> sql.sql("select (ts_lexize(?::regdictionary, ?))[1]")
                .params(w.matches("[a-z]+") ? "english_stems" : "russian_stems", w)
                .query(String.class)
                .optional()
                .filter(stem -> w.matches("[a-z]+|\\p{IsCyrillic}+"))
                .orElse(w));
    }

    private boolean isThere(String asked, List<String> piece) {
        if (asked.endsWith("*")) {
            return begins(piece, asked.substring(0, asked.length() - 1));
        }
        var words = List.of(asked.replace("\"", "").split(" "));
        if (words.size() > 1) {
            var phrase = words.stream().map(this::stem).toList();
            var all = piece.stream().map(this::stem).toList();
            return IntStream.rangeClosed(0, all.size() - phrase.size())
                    .anyMatch(at -> all.subList(at, at + phrase.size()).equals(phrase));
        }
        return piece.stream().anyMatch(word -> stem(word).equals(stem(asked)))
                || KazakhEndings.beginnings(asked).stream()
                        .anyMatch(beginning -> beginning.endsWith(":*")
                                ? begins(piece, beginning.substring(0, beginning.length() - 2))
                                : piece.contains(beginning));
    }

    private boolean begins(List<String> piece, String beginning) {
        return piece.stream()
                .anyMatch(word -> word.startsWith(beginning) || stem(word).startsWith(beginning));
    }

    private boolean fits(List<Unwanted> question, List<List<String>> pieces) {
        return question.stream()
                .allMatch(part -> part.unwanted()
                        != part.oneOf().stream()
                                .anyMatch(asked -> pieces.stream().anyMatch(piece -> isThere(asked, piece))));
    }

    /** A part of a question: one of these is there, or none of them. */
    private record Unwanted(boolean unwanted, List<String> oneOf) {

        String typed() {
            return (unwanted ? "-" : "") + String.join(" OR ", oneOf);
        }
    }

    private Unwanted part() {
        return switch (random.nextInt(6)) {
            case 0 -> new Unwanted(true, List.of(term()));
            case 1 -> new Unwanted(false, List.of(term(), term()));
            default -> new Unwanted(false, List.of(term()));
        };
    }

    private String term() {
        return switch (random.nextInt(5)) {
            case 0 -> any(VOCABULARY).substring(0, 1) + "*";
            case 1 -> "\"" + any(VOCABULARY) + " " + any(VOCABULARY) + "\"";
            case 2 -> "\"" + any(VOCABULARY) + " " + any(VOCABULARY) + " " + any(VOCABULARY) + "\"";
            default -> any(VOCABULARY);
        };
    }

    @Test
    void everySearchFindsWhatAReaderFinds() {
        for (var n = 0; n < CASES; n++) {
            var number = aCase();
            write(number, mark);
            for (var piece = random.nextInt(5); piece > 0; piece--) {
                write(number, writing());
            }
            if (n == CASES / 2) {
                gatherAll();
            }
        }
        write(any(List.copyOf(written.keySet())), "ставки доход " + writing());

        var nothing = 0;
        for (var n = 0; n < QUESTIONS; n++) {
            if (n == QUESTIONS / 2) {
                gatherAll();
            }
            var question = IntStream.range(0, 1 + random.nextInt(3))
                    .mapToObj(k -> part())
                    .toList();
            var typed = mark + " " + question.stream().map(Unwanted::typed).collect(Collectors.joining(" "));
            var expected = written.entrySet().stream()
                    .filter(each -> fits(question, each.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            nothing += expected.isEmpty() ? 1 : 0;
            assertThat(found(typed, "", 7)).as(typed).isEqualTo(expected);
            assertThat(found(typed, "&state=DETECTED", 100))
                    .as(typed + ", detected")
                    .isEqualTo(expected);
            assertThat(search.count(Asked.of("text=" + typed.replace(" ", "+")), GROUPS))
                    .as(typed)
                    .isEqualTo(expected.size());
            assertThat(search.find(Asked.of("text=" + typed.replace(" ", "+")), GROUPS, true, null, 100).stream()
                            .map(each -> each.caseFile().number()))
                    .as(typed + ", best first")
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(nothing).as("questions that find nothing").isLessThan(QUESTIONS / 2);
    }

    @Test
    void whatIsOnlyUnwantedIsLeftOutOfAll() {
        var with = aCase();
        var without = aCase();
        var silent = aCase();
        write(with, mark + " " + mark + "x");
        write(without, "something else");
        gatherAll();
        assertThat(found("-" + mark, "&state=DETECTED&openedFrom=2020-01-01", 50))
                .contains(without, silent)
                .doesNotContain(with);
        write(without, mark);
        assertThat(found("-" + mark, "", 50)).contains(silent).doesNotContain(with, without);
    }

    /** As the case's state machine does it. */
    private void toQualification(String number) {
        sql.sql(
                        """
                        insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
                        select 'CASE', f.id, m.id, m.to_state, m.effective_at, 'QUALIFICATION', '', 'caseworker1', m.effective_at
                        from case_file f join state_move m on m.subject = f.id where f.number = ?
                        """)
                .param(number)
                .update();
    }

    @Test
    void aCaseIsFoundAsWhatItIsAtOnceAndNotAsWhatItWas() {
        var moved = aCase();
        var stays = aCase();
        write(moved, mark);
        write(stays, mark);
        gatherAll();
        assertThat(found(mark, "&state=DETECTED&category=FINANCIAL_PYRAMID", 5)).containsExactly(stays, moved);

        toQualification(moved);
        for (var when : List.of("before it is gathered", "gathered")) {
            assertThat(found(mark, "&state=DETECTED", 5)).as(when).containsExactly(stays);
            assertThat(found(mark, "&state=QUALIFICATION&source=OWN_MONITORING", 5))
                    .as(when)
                    .containsExactly(moved);
            assertThat(search.count(Asked.of("state=QUALIFICATION&text=" + mark), GROUPS))
                    .as(when)
                    .isEqualTo(1);
            gatherAll();
        }
        assertThat(sql.sql("select array_to_string(tsvector_to_array(words), ' ') from case_text where number = ?")
                        .param(moved)
                        .query(String.class)
                        .single())
                .as("told apart in the index")
                .contains("=STATE:QUALIFICATION", "=CATEGORY:FINANCIAL_PYRAMID")
                .doesNotContain("=STATE:DETECTED");
        assertThat(found("=STATE:QUALIFICATION", "", 5)).as("nobody types one").isEmpty();
    }

    private String longWord(int n) {
        return mark + n + "xyz".repeat(8);
    }

    @Test
    void aCaseWithMoreWordsThanAVectorHoldsIsFoundByAllOfThem() {
        var number = aCase();
        var other = aCase();
        write(other, mark + " " + longWord(0) + " " + longWord(4_000) + " " + longWord(8_000));
        write(number, "and " + mark + " first");
        gatherAll();
        for (var from = 0; from < 32_000; from += 8_000) {
            write(
                    number,
                    IntStream.range(from, from + 8_000).mapToObj(this::longWord).collect(Collectors.joining(" ")));
            gatherAll();
        }
        write(number, "at last " + mark + "end");
        gatherAll();
        assertThat(sql.sql("select count(*) from case_text where number = ?")
                        .param(number)
                        .query(Integer.class)
                        .single())
                .as("too many to stand together")
                .isZero();
        assertThat(found(longWord(0) + " " + longWord(31_999) + " " + mark + "end " + mark, "", 5))
                .containsExactly(number);
        assertThat(found("\"" + longWord(7_998) + " " + longWord(7_999) + "\"", "", 5))
                .containsExactly(number);
        assertThat(found("\"" + longWord(2_998) + " " + longWord(2_999) + " " + longWord(3_000) + "\"", "", 5))
                .containsExactly(number);
        assertThat(found("\"" + longWord(2_998) + " " + longWord(3_000) + "\"", "", 5))
                .isEmpty();
        assertThat(found(mark + " -" + mark + "end", "", 5)).containsExactly(other);
        assertThat(found(longWord(8_000), "&state=DETECTED", 5)).containsExactly(other, number);
    }

    @Test
    void whoWritesWaitsForNobodyWhoGathers() {
        var number = aCase();
        write(number, mark + " one");
        transaction.executeWithoutResult(open -> {
            write(number, mark + " two");
            assertThat(java.util.concurrent.CompletableFuture.supplyAsync(() -> {
                                gatherAll();
                                return found(mark + " one", "", 5);
                            })
                            .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                            .join())
                    .containsExactly(number);
        });
        assertThat(found(mark + " one two", "", 5)).containsExactly(number);
        gatherAll();
        assertThat(found(mark + " one two", "", 5)).containsExactly(number);
        assertThat(sql.sql("select count(*) from case_words_waiting where number = ?")
                        .param(number)
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
