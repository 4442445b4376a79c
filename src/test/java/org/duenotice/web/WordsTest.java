package org.duenotice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duenotice.problem.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;

class WordsTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern CODE =
            Pattern.compile("Problem\\.(?:invalid|forbidden|notFound|conflict)\\(\\s*\"([\\w.-]+)\"");
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d(:[a-z-]+)?}");

    @Test
    void everyProblemOfTheCodeHasWordsInThreeLanguages() throws IOException {
        var codes = new TreeSet<String>();
        for (var file : files(Path.of("src/main/java"), ".java")) {
            CODE.matcher(Files.readString(file)).results().forEach(found -> codes.add(found.group(1)));
        }
        var messages = new Languages().messageSource();

        var silent = new TreeSet<String>();
        for (var code : codes) {
            for (var language : List.of("en", "ru", "kk")) {
                if (text(messages, code, language) == null) {
                    silent.add(code);
                }
            }
            if (!silent.contains(code)) {
                assertThat(text(messages, code, "ru")).as(code + " ru").isNotEqualTo(text(messages, code, "en"));
                assertThat(text(messages, code, "kk")).as(code + " kk").isNotEqualTo(text(messages, code, "ru"));
            }
        }
        assertThat(codes).contains("access.not-for-you");
        assertThat(silent).isEmpty();
    }

    @Test
    void theThreeLanguagesHaveTheSameTextsWithTheSameArguments() throws IOException {
        for (var file : files(RESOURCES, ".properties")) {
            var name = file.getFileName().toString().replace(".properties", "");
            if ((file.startsWith(RESOURCES.resolve("problems")) || name.equals("messages"))
                    && !name.matches(".*_\\w\\w")) {
                var english = properties(file);
                for (var language : List.of("ru", "kk")) {
                    var other = properties(file.resolveSibling(name + "_" + language + ".properties"));
                    assertThat(other.keySet()).as(file + " " + language).isEqualTo(english.keySet());
                    english.forEach((key, text) -> assertThat(arguments(other.get(key)))
                            .as("%s %s", key, language)
                            .isEqualTo(arguments(text)));
                }
            }
        }
    }

    @Test
    void anArgumentIsWrittenAsItIsAndAMissingOneLeavesNothing() throws IOException {
        var words = new Words(new Languages().messageSource(), List.of());

        var said = words.of(Problem.conflict("test.refused", List.of("a", 1), 2026), Locale.ENGLISH);

        assertThat(said).isEqualTo("Test a, 1, it's 2026, ");
        assertThat(words.of("no.such-code", Locale.ENGLISH)).isEqualTo("no.such-code");
    }

    @Test
    void whatIsKeptByItsCodeIsSaidByItsName() throws IOException {
        Names bodies = new Names() {
            @Override
            public String kind() {
                return "body";
            }

            @Override
            public Optional<String> of(String code, Instant at, Locale language) {
                return code.equals("POLICE") ? Optional.of("Полиция") : Optional.empty();
            }
        };
        var words = new Words(new Languages().messageSource(), List.of(bodies));
        var russian = Locale.forLanguageTag("ru");

        assertThat(words.recorded("event.referral-handed-over", Instant.EPOCH, russian, "77", "POLICE"))
                .isEqualTo("Материал передан органу Полиция, исходящий номер 77.");
        assertThat(words.recorded("event.referral-handed-over", Instant.EPOCH, russian, "77", "NOBODY"))
                .contains("NOBODY");
        assertThat(words.recorded("event.appeal-moved", Instant.EPOCH, russian, "A-2026-000001", "SILENT"))
                .contains("Решения в срок нет");
    }

    private static String text(MessageSource messages, String code, String language) {
        return messages.getMessage("problem." + code, null, null, Locale.forLanguageTag(language));
    }

    private static TreeSet<String> arguments(Object text) {
        return ARGUMENT.matcher(text.toString())
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties properties(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static List<Path> files(Path under, String ending) throws IOException {
        try (var all = Files.walk(under)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
