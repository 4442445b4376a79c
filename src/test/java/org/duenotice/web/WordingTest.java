package org.duenotice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.duenotice.agency.AgencyDispatches;
import org.duenotice.appeal.Admissions;
import org.duenotice.appeal.AppealDecisions;
import org.duenotice.appeal.AppealMessages;
import org.duenotice.appeal.AppealState;
import org.duenotice.appeal.Appeals;
import org.duenotice.appeal.CourtStages;
import org.duenotice.appeal.Fulfilments;
import org.duenotice.appeal.Suspensions;
import org.duenotice.calendar.Explanation;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.CloseReason;
import org.duenotice.casefile.Disposition;
import org.duenotice.evidence.EvidenceKind;
import org.duenotice.evidence.Finding;
import org.duenotice.intake.Source;
import org.duenotice.intake.TargetLists;
import org.duenotice.law.Measure;
import org.duenotice.measure.Addressee;
import org.duenotice.notice.Answers;
import org.duenotice.notice.Deliveries;
import org.duenotice.notice.DeliveryOutcome;
import org.duenotice.notice.Gates;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.LetterKind;
import org.duenotice.notice.NoticeState;
import org.duenotice.operator.ExecutionState;
import org.duenotice.operator.OrderKind;
import org.duenotice.qualification.Decided;
import org.duenotice.qualification.OffenceRoute;
import org.duenotice.qualification.Proposal;
import org.duenotice.qualification.ProtectedKind;
import org.duenotice.qualification.RightsReviews;
import org.duenotice.referral.ReferralOutcome;
import org.duenotice.register.Register;
import org.duenotice.register.Resting;
import org.duenotice.restoration.Addressees;
import org.duenotice.restoration.Confirmations;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restriction.BodyDecision;
import org.duenotice.restriction.Hearings;
import org.duenotice.staffing.Recusal;
import org.duenotice.target.IllegalAddress;
import org.junit.jupiter.api.Test;

/** Whatever the software says to a person has words in all three languages, and no words are left over. */
class WordingTest {

    private static final Path JAVA = Path.of("src/main/java");
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path MIGRATIONS = RESOURCES.resolve("db/migration");

    private static final String ENGLISH = "";
    private static final List<String> TRANSLATIONS = List.of("_ru", "_kk");
    private static final List<String> LANGUAGES = List.of(ENGLISH, "_ru", "_kk");

    private static final Pattern COMMENT =
            Pattern.compile("/\\*.*?\\*/|^\\s*//[^\\n]*", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern PROBLEM = Pattern.compile(
            "\\bProblem\\s*\\.\\s*(?:invalid|conflict|forbidden|notFound|unauthenticated|tooMany)\\s*\\(");
    private static final Pattern EVENT = Pattern.compile("\\btimeline\\s*\\.\\s*record\\s*\\(");
    private static final Pattern SHOWN = Pattern.compile("\\bshown\\s*\\.\\s*code\\s*\\(");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"(\\s*\\+)?");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)}");

    /** The methods that hand their last argument on to a problem as its code, by class. */
    private static final Map<String, String> HANDED_ON = Map.of("Referrals", "checkDay");

    /** The event kinds made of a beginning and the name of a constant. */
    private static final Map<String, Class<? extends Enum<?>>> EVENT_ENDINGS = Map.ofEntries(
            Map.entry("RIGHTS_", RightsReviews.Outcome.class),
            Map.entry("QUALIFICATION_", Decided.Outcome.class),
            Map.entry("REFERRAL_", ReferralOutcome.class),
            Map.entry("BODY_", BodyDecision.class),
            Map.entry("NO_HEARING_", Hearings.Ground.class),
            Map.entry("ADDRESSED_TO_", Addressee.class),
            Map.entry("NOTIFICATION_", AgencyDispatches.Outcome.class),
            Map.entry("LETTER_", DeliveryOutcome.class),
            Map.entry("RESTORATION_ANSWER_", Confirmations.Outcome.class),
            Map.entry("LETTER_SETTLED_", Deliveries.Settlement.class),
            Map.entry("ANSWER_", Answers.Kind.class),
            Map.entry("GATE_", Gates.Choice.class),
            Map.entry("GATE_ORDER_", Gates.Approval.class),
            Map.entry("GATE_RESTRICTION_", Gates.Approval.class));

    /** The codes shown as words; states and reasons for closing are meant for lists of cases and notices. */
    private static final Map<String, Set<String>> CODES = Map.ofEntries(
            Map.entry("category", categories()),
            Map.entry("source", names(Source.class)),
            Map.entry("protected", names(ProtectedKind.class)),
            Map.entry("disposition", names(Disposition.class)),
            Map.entry("stands", Set.of("YES", "NO")),
            Map.entry("proposal", names(Proposal.class)),
            Map.entry("route", union(names(OffenceRoute.class), Set.of("RESTRICTION"))),
            Map.entry("clock", union(allowed("clock_event", "state"), Set.of("ENDED"))),
            Map.entry("answer", names(Answers.Kind.class)),
            Map.entry("scope", names(Measure.class)),
            Map.entry("hearing", names(Hearings.Outcome.class)),
            Map.entry("outcome", names(ItemOutcome.class)),
            Map.entry("probe", Set.of("AVAILABLE", "GONE", "UNCLEAR", "NOT_ALLOWED")),
            Map.entry("looked", Set.of("CONFIRMED", "STILL_THERE")),
            Map.entry("gate", names(Gates.Choice.class)),
            Map.entry("cause", names(Gates.Cause.class)),
            Map.entry("letter", names(LetterKind.class)),
            Map.entry("addressee", names(Addressee.class)),
            Map.entry("link", Set.of("MIRROR")),
            Map.entry("order", names(OrderKind.class)),
            Map.entry("execution", names(ExecutionState.class)),
            Map.entry("checklist", Set.of()),
            Map.entry("delivery", allowed("delivery_attempt", "state")),
            Map.entry("state", union(names(CaseState.class), names(NoticeState.class))),
            Map.entry("reason", names(CloseReason.class)),
            Map.entry("register", names(Register.class)),
            Map.entry("ground", names(Recusal.Ground.class)),
            Map.entry("resting", names(Resting.Kind.class)),
            Map.entry("rests", restingStates()),
            Map.entry("deadline", explained()),
            Map.entry("line", names(TargetLists.Outcome.class)),
            Map.entry("act-verified", Set.of("true", "false")),
            Map.entry("evidence-kind", names(EvidenceKind.class)),
            Map.entry("finding", names(Finding.Code.class)),
            Map.entry("appeal-state", names(AppealState.class)),
            Map.entry("appellant", names(Appeals.Appellant.class)),
            Map.entry("appeal-outcome", names(AppealDecisions.Outcome.class)),
            Map.entry("appeal-admission", names(Admissions.Outcome.class)),
            Map.entry("appeal-ground", names(Admissions.Ground.class)),
            Map.entry("appeal-exception", names(Suspensions.Ground.class)),
            Map.entry("appeal-court", names(CourtStages.Outcome.class)),
            Map.entry("appeal-message", names(AppealMessages.Kind.class)),
            Map.entry("appeal-fulfilment", names(Fulfilments.Outcome.class)),
            Map.entry(
                    "appeal-suspension",
                    union(Set.of("yes", "no", "nothing", "PARTLY"), allowed("appeal_suspension_end", "how"))),
            Map.entry("body-decision", Set.of("APPROVED", "REFUSED")),
            Map.entry("public-status", publicCodes("Status")),
            Map.entry("restoration-kind", names(RestorationKind.class)),
            Map.entry("restoration-ground", names(RestorationGround.class)),
            Map.entry("restoration-told", names(Addressees.State.class)),
            Map.entry("public-event", publicCodes("Kind")));

    /** A call in the sources, its arguments as they are written. */
    private record Call(String place, String type, List<String> arguments) {}

    @Test
    void everyProblemHasWords() {
        assertWorded(problems().keySet());
    }

    @Test
    void everyEventHasWords() {
        assertWorded(events());
    }

    @Test
    void everyCodeShownHasWords() {
        var unforeseen = calls(SHOWN)
                .filter(call -> !CODES.getOrDefault(literal(call.arguments().get(0)), Set.of())
                        .containsAll(literals(call.arguments().get(1)).toList()))
                .map(call -> call.place() + ": shown.code(" + String.join(", ", call.arguments()) + ")");
        assertThat(unforeseen)
                .as("calls of shown.code whose kind or code is missing in CODES of this test")
                .isEmpty();
        assertWorded(codes());
    }

    @Test
    void theCategoriesOfTheLawAreCategoriesOfTheForm() {
        var competence = Pattern.compile("\\('([A-Z_]+)', (?:true|false), '(?:CRIMINAL|ADMINISTRATIVE|NONE)'");
        var known = competence
                .matcher(migrations())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(known).isNotEmpty();
        assertThat(CODES.get("category"))
                .as("categories offered by forms/reportDetection.form")
                .containsAll(known);
    }

    @Test
    void noWordsAreLeftOver() {
        var used = union(problems().keySet(), union(events(), codes()));
        for (var language : LANGUAGES) {
            var left = new TreeSet<>(texts("problems/casework", language).keySet());
            left.removeAll(used);
            assertThat(left)
                    .as("keys of casework%s.properties that nothing uses", language)
                    .isEmpty();
        }
    }

    @Test
    void theLanguagesSayTheSame() {
        for (var basename : basenames()) {
            var english = texts(basename, ENGLISH);
            for (var language : TRANSLATIONS) {
                var translated = texts(basename, language);
                assertThat(keys(english, key -> !translated.containsKey(key)))
                        .as("keys missing in %s%s.properties", basename, language)
                        .isEmpty();
                assertThat(keys(translated, key -> !english.containsKey(key)))
                        .as("keys of %s%s.properties that English does not have", basename, language)
                        .isEmpty();
                assertThat(keys(english, key -> !arguments(translated.get(key)).equals(arguments(english.get(key)))))
                        .as("keys whose arguments differ between English and %s%s", basename, language)
                        .isEmpty();
                assertThat(keys(english, key -> translated.get(key).equals(english.get(key))))
                        .as("keys left in English in %s%s.properties", basename, language)
                        .isEmpty();
            }
        }
    }

    @Test
    void noTextAsksForMoreThanItIsGiven() {
        var given = new HashMap<>(problems());
        events().forEach(key -> given.put(key, 2));
        // a step of an explained term names its day, the day's name, its source and the day it stands for
        codes().forEach(key -> given.put(key, key.startsWith("deadline.") ? 4 : key.startsWith("finding.") ? 1 : 0));
        var english = all(ENGLISH);
        var tooMany = keys(
                english,
                key -> given.containsKey(key)
                        && arguments(english.get(key)).stream()
                                .anyMatch(argument -> Integer.parseInt(argument) >= given.get(key)));
        assertThat(tooMany)
                .as("keys whose text has an argument that the code does not give")
                .isEmpty();
    }

    private static void assertWorded(Set<String> keys) {
        assertThat(keys).as("keys found in the sources").isNotEmpty();
        for (var language : LANGUAGES) {
            var texts = all(language);
            assertThat(keys(keys, key -> texts.getOrDefault(key, "").isBlank()))
                    .as("keys without a text in *%s.properties", language)
                    .isEmpty();
        }
    }

    /** The key of every problem, with the least number of arguments that any place gives. */
    private static Map<String, Integer> problems() {
        var problems = new TreeMap<String, Integer>();
        calls(PROBLEM).forEach(call -> codesOf(call)
                .forEach(code ->
                        problems.merge("problem." + code, call.arguments().size() - 1, Math::min)));
        Arrays.stream(IllegalAddress.Problem.values()).forEach(illegal -> problems.put("problem." + illegal.code(), 0));
        return problems;
    }

    private static Stream<String> codesOf(Call call) {
        var code = call.arguments().get(0);
        if (code.startsWith("\"")) {
            return Stream.of(literal(code));
        }
        if (code.equals("refused.code()")) {
            return Stream.empty(); // of an IllegalAddress, and all of those are known
        }
        if (code.startsWith("Problems.")) {
            return Stream.of(constant(code.substring("Problems.".length())));
        }
        assertThat(HANDED_ON)
                .as("%s takes the code of a problem from %s: name the method it is handed to", call.place(), code)
                .containsKey(call.type());
        var method = Pattern.compile("\\b" + HANDED_ON.get(call.type()) + "\\s*\\(");
        return calls(method)
                .filter(from -> from.type().equals(call.type()))
                .map(from -> from.arguments().get(from.arguments().size() - 1))
                .filter(argument -> argument.startsWith("\""))
                .map(WordingTest::literal);
    }

    private static String constant(String name) {
        try {
            return (String) Problems.class.getField(name).get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Problems." + name + " is no public constant", e);
        }
    }

    private static Set<String> events() {
        return calls(EVENT)
                .flatMap(WordingTest::kinds)
                .map(kind -> "event." + kind.toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> kinds(Call call) {
        var written = call.arguments().get(1);
        var found = LITERAL.matcher(written).results().toList();
        assertThat(found)
                .as("%s: the kind %s must be spelled out", call.place(), written)
                .isNotEmpty();
        return found.stream().flatMap(part -> part.group(2) == null ? Stream.of(part.group(1)) : ended(call, part));
    }

    private static Stream<String> ended(Call call, MatchResult beginning) {
        assertThat(EVENT_ENDINGS)
                .as("%s: say in this test how the kind goes on", call.place())
                .containsKey(beginning.group(1));
        return names(EVENT_ENDINGS.get(beginning.group(1))).stream().map(name -> beginning.group(1) + name);
    }

    private static Set<String> codes() {
        return CODES.entrySet().stream()
                .flatMap(kind -> kind.getValue().stream().map(code -> kind.getKey() + "." + code))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The states of what can rest on a legal basis. */
    private static Set<String> restingStates() {
        return union(
                union(names(NoticeState.class), names(ReferralOutcome.class)),
                union(
                        names(Decided.Outcome.class),
                        Set.of(
                                "OPEN",
                                "PREPARED",
                                "PROPOSED",
                                "HANDED_OVER",
                                "PERMITTED",
                                "REFUSED",
                                "TICK_TAKEN_BACK")));
    }

    /** The codes of an entry of the public register, which its own package keeps to itself. */
    private static Set<String> publicCodes(String type) {
        try {
            var codes =
                    Class.forName("org.duenotice.transparency.Entry$" + type).getEnumConstants();
            return Arrays.stream(codes).map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** The steps of an explained term, some of them in two wordings. */
    private static Set<String> explained() {
        var kinds = names(Explanation.Kind.class);
        kinds.removeAll(Set.of("START", "END"));
        return union(
                kinds, Set.of("START_DAY", "START_HOURS", "END_DAY", "END_HOURS", "DAY_OFF_MOVED", "WORKED_MOVED"));
    }

    private static Set<String> categories() {
        try {
            var form = new ObjectMapper()
                    .readTree(Path.of("forms/reportDetection.form").toFile());
            return StreamSupport.stream(form.get("components").spliterator(), false)
                    .filter(component -> component.path("key").asText().equals("category"))
                    .flatMap(component ->
                            StreamSupport.stream(component.get("values").spliterator(), false))
                    .map(option -> option.get("value").asText())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values that the check of a column allows. */
    private static Set<String> allowed(String table, String column) {
        var check = Pattern.compile(
                "create table " + table + " \\(.*?\\b" + column + " +text[^,(]*check \\(" + column
                        + " in\\s*\\((.*?)\\)",
                Pattern.DOTALL);
        var found = check.matcher(migrations());
        assertThat(found.find()).as("a check of %s.%s", table, column).isTrue();
        return Pattern.compile("'([A-Z_]+)'")
                .matcher(found.group(1))
                .results()
                .map(value -> value.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String migrations() {
        return files(MIGRATIONS, ".sql").map(WordingTest::read).collect(Collectors.joining("\n"));
    }

    private static Stream<Call> calls(Pattern beginning) {
        return files(JAVA, ".java").flatMap(file -> {
            var source = COMMENT.matcher(read(file))
                    .replaceAll(comment -> comment.group().replaceAll("[^\\n]", ""));
            var type = file.getFileName().toString().replace(".java", "");
            return beginning
                    .matcher(source)
                    .results()
                    .map(found -> new Call(
                            type + ":"
                                    + source.substring(0, found.start()).lines().count(),
                            type,
                            arguments(source, found.end())));
        });
    }

    /** The arguments of the call whose bracket opens just before that place. */
    private static List<String> arguments(String source, int from) {
        var arguments = new ArrayList<String>();
        var depth = 0;
        var begin = from;
        for (var at = from; depth >= 0; at++) {
            var sign = source.charAt(at);
            if (sign == '"' || sign == '\'') {
                at = closing(source, at);
            } else if ("([{".indexOf(sign) >= 0) {
                depth++;
            } else if (")]}".indexOf(sign) >= 0) {
                depth--;
            }
            if (depth < 0 || (depth == 0 && sign == ',')) {
                arguments.add(source.substring(begin, at).strip());
                begin = at + 1;
            }
        }
        return arguments;
    }

    private static int closing(String source, int quote) {
        var at = quote + 1;
        while (source.charAt(at) != source.charAt(quote)) {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    private static Stream<String> literals(String written) {
        return LITERAL.matcher(written).results().map(found -> found.group(1));
    }

    private static String literal(String written) {
        return literals(written).findFirst().orElse(written);
    }

    private static Set<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> keys(Map<String, String> texts, Predicate<String> wrong) {
        return keys(texts.keySet(), wrong);
    }

    private static List<String> keys(Set<String> keys, Predicate<String> wrong) {
        return keys.stream().filter(wrong).sorted().toList();
    }

    private static List<String> basenames() {
        var areas = files(RESOURCES.resolve("problems"), ".properties")
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.matches(".*_\\w{2}\\.properties"))
                .map(name -> "problems/" + name.replace(".properties", ""));
        return Stream.concat(Stream.of("messages"), areas).toList();
    }

    /** All texts of a language; a key has one place only. */
    private static Map<String, String> all(String language) {
        return basenames().stream()
                .flatMap(basename -> texts(basename, language).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> texts(String basename, String language) {
        var file = RESOURCES.resolve(basename + language + ".properties");
        var texts = new TreeMap<String, String>();
        var reading = new Properties() {
            @Override
            public synchronized Object put(Object key, Object text) {
                assertThat(texts.put((String) key, (String) text))
                        .as("%s stands in %s twice", key, file)
                        .isNull();
                return null;
            }
        };
        try (var reader = Files.newBufferedReader(file)) {
            reading.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (var found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
