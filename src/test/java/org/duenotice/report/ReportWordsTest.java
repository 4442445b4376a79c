package org.duenotice.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duenotice.appeal.AppealState;
import org.duenotice.appeal.Appeals;
import org.duenotice.casefile.Disposition;
import org.duenotice.intake.Source;
import org.duenotice.notice.RefusalGround;
import org.duenotice.qualification.OffenceRoute;
import org.duenotice.referral.ReferralKind;
import org.duenotice.referral.ReferralOutcome;
import org.duenotice.restoration.RestorationGround;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a report finds in the tables, it has words for it in the reader's language. */
class ReportWordsTest {

    private static final Path SOURCES = Path.of("src/main/java/org/duenotice/report");
    private static final Path RESOURCES = Path.of("src/main/resources");

    /** The beginning of a key that ends with something found. */
    private static final Pattern BEGINNING = Pattern.compile("\"((?:[a-z-]+\\.)+)\"\\s*\\+");

    /** States that an appeal passes through; a report tells how it ended. */
    private static final Set<AppealState> ON_THE_WAY = Set.of(
            AppealState.RECEIVED,
            AppealState.REGISTERED,
            AppealState.ADMISSIBILITY,
            AppealState.UNDER_REVIEW,
            AppealState.HEARING,
            AppealState.RESTORATION_ORDERED,
            AppealState.RESTORATION_CONFIRMED);

    private static final Set<String> TABLES = Set.of(
            "detections",
            "months",
            "dispositions",
            "routes",
            "decided",
            "referrals",
            "notices",
            "answers",
            "outcomes",
            "refusals",
            "times",
            "breaches",
            "appeals",
            "undone",
            "recreations",
            "open-work");

    /** By how the key begins, everything that it can end with. */
    private static final Map<String, Set<String>> ENDINGS = Map.ofEntries(
            Map.entry("category.", Set.of()), // those of the law, which WordingTest finds
            Map.entry("source.", names(Source.values())),
            Map.entry("disposition.", names(Disposition.values())),
            Map.entry("route.", union(names(ReferralKind.values()), Set.of("RESTRICTION"), routes())),
            Map.entry("proposal.", Set.of("RIGHTS_REVIEW")),
            Map.entry("report.decided.", Set.of("APPROVED", "REFUSED", "RETURNED")),
            Map.entry("report.referral.", names(ReferralOutcome.values())),
            Map.entry("report.appellant.", names(Appeals.Appellant.values())),
            Map.entry(
                    "report.appeal.",
                    names(Arrays.stream(AppealState.values())
                            .filter(state -> !ON_THE_WAY.contains(state))
                            .toArray(AppealState[]::new))),
            Map.entry("report.undone.", names(RestorationGround.values())),
            Map.entry("report.age.", Set.of("UNDER_7", "UNDER_30", "UNDER_90", "UNDER_180", "OLDER")),
            Map.entry("refused.", Set.of()), // as report.refused.
            Map.entry("report.refused.", names(RefusalGround.values())),
            Map.entry("report.legend.", Set.of("effective", "unconfirmed", "refused", "unanswered")),
            Map.entry("report.chart.", Set.of("months", "dispositions", "outcomes", "times")),
            Map.entry("report.table.", TABLES),
            Map.entry("report.note.", TABLES),
            Map.entry("report.", Set.of())); // spelled out where it is called

    @ParameterizedTest
    @ValueSource(strings = {"", "_ru", "_kk"})
    void everythingThatAReportCanFindHasWords(String language) throws IOException {
        var texts = texts(language);
        var missing = ENDINGS.entrySet().stream()
                .flatMap(kind -> kind.getValue().stream().map(ending -> kind.getKey() + ending))
                .filter(key -> texts.getProperty(key, "").isBlank())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(missing).as("keys without words%s", language).isEmpty();
        assertThat(beginnings())
                .as("beginnings of keys in %s of which this test knows no end", SOURCES)
                .isNotEmpty()
                .isSubsetOf(ENDINGS.keySet());
    }

    private static Set<String> beginnings() throws IOException {
        try (var sources = Files.list(SOURCES)) {
            return sources.flatMap(source -> BEGINNING.matcher(read(source)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Properties texts(String language) throws IOException {
        var texts = new Properties();
        try (var files = Files.walk(RESOURCES, 2)) {
            for (var file : files.filter(file -> isOf(language, file)).toList()) {
                texts.load(new StringReader(read(file)));
            }
        }
        return texts;
    }

    private static boolean isOf(String language, Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(language + ".properties") && (!language.isEmpty() || !name.matches(".*_(ru|kk)\\..*"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> names(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }

    private static Set<String> routes() {
        return names(Arrays.stream(OffenceRoute.values())
                .filter(route -> route != OffenceRoute.NONE)
                .toArray(OffenceRoute[]::new));
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        return Stream.of(sets).flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** Also those that a report names one by one. */
    @ParameterizedTest
    @ValueSource(strings = {"", "_ru", "_kk"})
    void noWordOfAReportIsItsOwnKey(String language) throws IOException {
        var texts = texts(language);
        var spelledOut = Pattern.compile("(?:words\\.)?text\\(\\s*\"(report\\.[a-z.-]*[a-z])\"");
        try (var sources = Files.list(SOURCES)) {
            var missing = sources.flatMap(
                            source -> spelledOut.matcher(read(source)).results())
                    .map(found -> found.group(1))
                    .filter(key -> texts.getProperty(key, "").isBlank())
                    .toList();
            assertThat(missing).isEqualTo(List.of());
        }
    }
}
