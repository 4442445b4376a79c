package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What every form has to keep so that Tasklist 7.24 (form-js 1.8.7) shows it and the process understands its answer. */
class FormConventionsTest {

    private static final Path FORMS = Path.of("forms");
    private static final Pattern FACT = Pattern.compile("facts\\.(\\w+)");
    private static final Set<String> FEEL_FUNCTIONS = Set.of(
            "before",
            "after",
            "during",
            "includes",
            "meets",
            "overlaps",
            "starts",
            "finishes",
            "coincides",
            "count",
            "min",
            "max",
            "sum",
            "mean",
            "all",
            "any",
            "date",
            "time",
            "duration",
            "number",
            "string",
            "not",
            "contains",
            "matches",
            "split",
            "is",
            "today",
            "now",
            "sort",
            "reverse",
            "union",
            "append",
            "concatenate",
            "remove",
            "replace");
    private static final Path WORDING = FORMS.resolve("i18n");
    private static final Path PROCESSES = Path.of("processes");
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    private static final Set<String> SHOWN = Set.of("text", "html", "table", "button", "separator", "spacer");
    private static final Set<String> CONTAINERS = Set.of("group", "dynamiclist");
    private static final Set<String> ASKED = Set.of(
            "textfield",
            "textarea",
            "number",
            "datetime",
            "checkbox",
            "checklist",
            "radio",
            "select",
            "taglist",
            "expression");
    private static final Set<String> CHOICES = Set.of("radio", "select", "checklist", "taglist");
    private static final List<String> WORDED =
            List.of("label", "description", "text", "content", "dateLabel", "timeLabel");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{.*?}}");
    private static final Pattern MARKUP = Pattern.compile("<[^>]*>");

    /** The answers of each form; a star marks those that are always required, braces the columns of a list. */
    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("reportDetection", "addresses* category* description* source* sourceReference"),
            Map.entry("captureEvidence", "captureOutcome* captureRemarks protectedExpression"),
            Map.entry(
                    "prepareQualification",
                    "proposal* offenceRoute offenceBasis restriction restrictionBasis judicialAct closing"
                            + " noViolationTargets unavailableTargets outOfCompetenceTargets duplicateTargets"
                            + " protectedExpression reasons*"),
            Map.entry("approveQualification", "decision* remarks protectedExpression"),
            Map.entry("reviewRights", "decision* judicialAct reasons*"),
            Map.entry("prepareCriminalReferral", "next* body bodyGround factsRu factsKk remarks"),
            Map.entry("prepareAdministrativeReferral", "next* body bodyGround factsRu factsKk remarks"),
            Map.entry("handOverCriminalReferral", "look* body handOverNumber handOverDate remarks"),
            Map.entry("handOverAdministrativeReferral", "look* body handOverNumber handOverDate remarks"),
            Map.entry("recordProsecutorNotice", "prosecutor* noticeNumber* noticeDate* proof*"),
            Map.entry("recordPassingOn", "recipient* passingOnNumber* passingOnDate*"),
            Map.entry("recordTransfer", "body* prosecutor* transferNumber* transferDate*"),
            Map.entry("prepareRequalification", "offenceRoute* offenceBasis closing reasons*"),
            Map.entry("approveRequalification", "decision* remarks"),
            Map.entry("forwardDetection", "outcome* body forwardNumber forwardDate remarks"),
            Map.entry("tellSender", "toldDate* how*"),
            Map.entry("handOverSealedMaterial", "body* handOverNumber* how* handedOverAt"),
            Map.entry("recordAcknowledgement", "acknowledgementNumber* acknowledgedAt"),
            Map.entry("reviewLateHandOver", "remarks*"),
            Map.entry("reviewSealedMeasures", "sealedChoice* reviewDate reasons*"),
            Map.entry("openSealedAccess", "whoWasTold* reference* openedAt"),
            Map.entry("recordRegistration", "outcome* registrationNumber outcomeDate* remarks"),
            Map.entry("recordAdministrativeOutcome", "outcome* outcomeNumber outcomeDate* remarks"),
            Map.entry(
                    "decideRestriction",
                    "decisionForAll* approvedTargets returnedTargets refusedTargets exceptionReasons reviewDate endDate"
                            + " wider geoTargets accountTargets pathTargets domainTargets serviceTargets platformTargets"
                            + " widerGround widerObjects widerWords hearing hearingGround hearingReasons"
                            + " protectedExpression reasons*"),
            Map.entry(
                    "reviewRestriction",
                    "reviewForAll* renewedTargets narrowedTargets liftedTargets exceptionReasons narrowTo widerGround"
                            + " widerObjects widerWords reviewDate endDate hearing hearingGround hearingReasons reasons*"),
            Map.entry("reviewLapse", "remarks*"),
            Map.entry(
                    "decideMeasures",
                    "addresseeForAll* platformTargets siteOwnerTargets operatorTargets ownerContacts reasons*"),
            Map.entry("recordConfirmation", "confirmation* reference confirmedAt remarks"),
            Map.entry("recheckTarget", "recheckForAll* exceptTargets contentGoneTargets remarks"),
            Map.entry("decideFailure", "failureChoice* reference confirmedAt remarks"),
            Map.entry("prepareNotification", "targetReasons reasonsRu* reasonsKk*"),
            Map.entry("approveNotification", "decision* remarks"),
            Map.entry("settleNotification", "settlement* remarks*"),
            Map.entry("settleDamage", "remarks*"),
            Map.entry("assessCollateral", "livesThere* whoIsHurt* nothingNarrower*"),
            Map.entry("tellParticipants", "toldBy* toldAt proof*"),
            Map.entry("recordHearing", "hearingOutcome* minutes"),
            Map.entry("approveRestriction", "decision* remarks"),
            Map.entry("supplementEvidence", "supplementRemarks*"),
            Map.entry(
                    "recordAnswer",
                    "answerKind* answerForAll removedTargets geoRestrictedTargets labelledTargets noActionTargets alreadyGoneTargets"
                            + " refusedTargets refusalGround answeredAt platformReference remarks"),
            Map.entry("answerClarification", "clarification*"),
            Map.entry("verifyOutcome", "verifyForAll* exceptTargets captures noCaptureReason remarks"),
            Map.entry(
                    "matchMail",
                    "choice* noticeNumber appealNumber appellant contested learnedDate grounds demands appellantName"
                            + " appellantContact representative language reasons*"),
            Map.entry("postLetter", "outcome* outgoingNumber registeredNumber deliveredOn remarks"),
            Map.entry("submitWebForm", "outcome* confirmationNumber remarks"),
            Map.entry("completeLetter", "settlement* remarks"),
            Map.entry("correctContact", "settlement* channel recipient remarks"),
            Map.entry("settleDelivery", "settlement* proof remarks"),
            Map.entry("decideEscalation", "choice* newTermHours reasons*"),
            Map.entry("approveEscalation", "decision* remarks"),
            Map.entry("proposeMirror", "caseNumber* target* ofCase* ofTarget* reasons*"),
            Map.entry("decideMirror", "decision* remarks"),
            Map.entry("regroupCase", "caseNumber* regrouping* targets into reasons*"),
            Map.entry("requestChange", "register* rowKey reasons*"),
            Map.entry("prepareChange", "preparation* content reasons*"),
            Map.entry("loadCalendar", "preparation* source verified days reasons*"),
            Map.entry("approveChange", "decision* remarks"),
            Map.entry(
                    "reportJudicialAct",
                    "actNumber* actDate* court* inForceSince* operativePart* actSource* verified category* legalBasis"
                            + " addresses* reasonsRu* reasonsKk*"),
            Map.entry("approveAct", "decision* protectedExpression protectedLines remarks"),
            Map.entry(
                    "correctAct",
                    "actCorrection* actNumber actDate court inForceSince operativePart actSource verified category legalBasis"
                            + " addresses reasonsRu reasonsKk remarks"),
            Map.entry("moveRecusal", "caseNumber* person ground* mover reasons*"),
            Map.entry("decideRecusal", "decision* reasons*"),
            Map.entry("requestHandOver", "caseNumber* fromPerson toPerson* reasons*"),
            Map.entry("orderRestoration", "orderChoice* reasons*"),
            Map.entry("recordRestorationConfirmation", "restorationConfirmation* mail reference confirmedAt remarks"),
            Map.entry("verifyRestoration", "foundForAll* asWantedTargets notYetTargets notThereTargets remarks"),
            Map.entry("reportOverBlocking", "caseNumber* targets* reporter* whatIsHit*"),
            Map.entry("reportAbsence", "person deputy* firstDay* lastDay* reasons*"),
            Map.entry(
                    "registerAppeal",
                    "way* receivedDate appellant* contested* learnedDate grounds* demands* evidence appellantName*"
                            + " appellantContact* appellantMail representative language*"),
            Map.entry(
                    "decideAdmissibility",
                    "outcome* caseNumber targets execution exceptionGround ground body forwardNumber forwardDate reasons*"),
            Map.entry("reconsiderMeasure", "opinion* reasons*"),
            Map.entry("reviewAppeal", "hearing* preliminary hearingGround hearingReasons"),
            Map.entry("holdHearing", "hearingOutcome* minutes"),
            Map.entry("decideAppeal", "outcome* restoredTargets scope endDate ordered reasons*"),
            Map.entry("fulfilDecision", "fulfilment* reference remarks*"),
            Map.entry("extendTerm", "appealNumber* newTermEnd* reasons*"),
            Map.entry("recordClaim", "appealNumber* court* claimNumber* claimDate*"),
            Map.entry("recordAppellantLetter", "appealNumber* letterKind* letterWords reference* receivedDate*"),
            Map.entry(
                    "recordCourt",
                    "judgment* judgmentNumber* judgmentDate* operativePart* noMeasure caseNumber targets"),
            Map.entry("tellAppellant", "how* toldDate*"),
            Map.entry("grantFileAccess", "fileAnswer* remarks"));

    static Stream<Path> forms() {
        return list(FORMS, name -> name.endsWith(".form"));
    }

    static Stream<Path> wordings() {
        return Files.isDirectory(WORDING) ? list(WORDING, name -> name.endsWith(".json")) : Stream.empty();
    }

    @Test
    void everyFormHasItsAnswersWrittenDownHere() {
        assertThat(forms().map(FormConventionsTest::nameOf)).containsExactlyInAnyOrderElementsOf(ANSWERS.keySet());
    }

    /** A key that is left out would be found as the function of that name, and a comparison with null would not hold. */
    @ParameterizedTest
    @MethodSource("forms")
    void noFactThatMayBeMissingIsNamedLikeAFunctionOfFeel(Path form) {
        var named = FACT.matcher(read(form).findValuesAsText("hide").toString())
                .results()
                .map(found -> found.group(1));
        assertThat(named).doesNotContainAnyElementsOf(FEEL_FUNCTIONS);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theIdIsTheFileNameAndTheVersionIsTasklists(Path form) {
        var schema = read(form);
        assertThat(schema.path("id").asText()).isEqualTo(nameOf(form));
        assertThat(schema.path("type").asText()).isEqualTo("default");
        assertThat(schema.path("schemaVersion").asInt()).isEqualTo(16);
        assertThat(schema.path("executionPlatform").asText()).isEqualTo("Camunda Platform");
        assertThat(schema.path("executionPlatformVersion").asText()).isEqualTo("7.24.0");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void onlyComponentsThatTasklistKnowsAreUsed(Path form) {
        assertThat(components(form))
                .extracting(component -> component.path("type").asText())
                .allMatch(type -> SHOWN.contains(type) || CONTAINERS.contains(type) || ASKED.contains(type));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyComponentHasItsOwnId(Path form) {
        assertThat(components(form))
                .extracting(component -> component.path("id").asText())
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFormAsksExactlyWhatTheProcessUnderstands(Path form) {
        assertThat(answers(read(form)))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrder(ANSWERS.get(nameOf(form)).split(" "));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void whatIsRequiredOnlySometimesIsShownOnlySometimes(Path form) {
        assertThat(questions(form))
                .filteredOn(FormConventionsTest::isRequired)
                .filteredOn(question ->
                        !ANSWERS.get(nameOf(form)).contains(question.path("key").asText() + "*"))
                .allMatch(question -> question.at("/conditional/hide").asText().startsWith("="));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyChoiceHasItsOptions(Path form) {
        for (var choice : components(form)) {
            if (!CHOICES.contains(choice.path("type").asText())) continue;
            assertThat(choice.path("values").size() > 0 ^ choice.has("valuesKey"))
                    .as(choice.path("id").asText())
                    .isTrue();
            assertThat(choice.path("values"))
                    .extracting(option -> option.path("value").asText())
                    .doesNotHaveDuplicates()
                    .allMatch(value -> value.matches("[A-Z][A-Z0-9_]*"));
        }
    }

    /** Tasklist prepares option lists from variables only for components at the top level. */
    @ParameterizedTest
    @MethodSource("forms")
    void optionsFromVariablesAreAskedAtTheTopLevel(Path form) {
        var nested = components(form);
        nested.removeAll(children(read(form)));
        assertThat(nested).noneMatch(component -> component.has("valuesKey"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyQuestionSaysWhatToEnter(Path form) {
        for (var question : questions(form)) {
            var label =
                    question.path("label").asText() + question.path("dateLabel").asText();
            assertThat(label).as(question.path("id").asText()).isNotBlank();
            assertThat(question.path("description").asText())
                    .as(question.path("id").asText())
                    .endsWith(".");
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void factsComeBeforeTheDecisionAndReasonsComeLast(Path form) {
        var kinds = components(form).stream()
                .filter(component -> !CONTAINERS.contains(component.path("type").asText()))
                .map(component -> speaksOfFacts(component)
                        ? "fact"
                        : ASKED.contains(component.path("type").asText()) ? "question" : "")
                .filter(kind -> !kind.isEmpty())
                .toList();
        assertThat(kinds.lastIndexOf("fact")).isLessThan(kinds.indexOf("question"));

        var keys = questions(form).stream()
                .map(question -> question.path("key").asText())
                .toList();
        for (var last : List.of("reasons", "remarks"))
            if (keys.contains(last)) assertThat(keys).endsWith(last);
    }

    /** A change in a row leaves an empty entry among the form's errors, and Tasklist then keeps Complete disabled for good. */
    @ParameterizedTest
    @MethodSource("forms")
    void noFormHasAListOfRows(Path form) {
        assertThat(components(form))
                .noneMatch(component -> component.path("type").asText().equals("dynamiclist"));
    }

    @ParameterizedTest
    @MethodSource("wordings")
    void everyTranslationBelongsToAFormAndSaysAllOfIt(Path wording) {
        var name = wording.getFileName().toString().split("\\.");
        assertThat(name).hasSize(3);
        assertThat(name[1]).isIn("ru", "kk");
        var form = FORMS.resolve(name[0] + ".form");
        assertThat(form).exists();
        assertThat(WORDING.resolve(name[0] + (name[1].equals("ru") ? ".kk" : ".ru") + ".json"))
                .exists();
        assertThat(translations(wording).keySet()).isEqualTo(words(form));
    }

    @ParameterizedTest
    @MethodSource("wordings")
    void aTranslationKeepsPlaceholdersAndLinksAndIsReallyTranslated(Path wording) {
        translations(wording).forEach((english, translated) -> {
            assertThat(all(TEMPLATE, translated)).as(english).isEqualTo(all(TEMPLATE, english));
            assertThat(all(MARKUP, translated)).as(english).isEqualTo(all(MARKUP, english));
            assertThat(translated).as(english).isNotBlank().isNotEqualTo(english);
            if (plain(english).length() > 3) assertThat(plain(translated)).containsPattern("\\p{IsCyrillic}");
        });
    }

    @Test
    void everyPersonsStepOfTheProcessesHasItsForm() throws IOException, ParserConfigurationException, SAXException {
        if (!Files.isDirectory(PROCESSES)) return;
        var asked = new TreeSet<String>();
        for (var process : list(PROCESSES, name -> name.endsWith(".bpmn")).toList()) {
            var model = xml(process);
            for (var task : elements(model, "userTask")) {
                assertThat(task.getAttributeNS(CAMUNDA, "formRef")).isEqualTo(task.getAttribute("id"));
                asked.add(task.getAttribute("id"));
            }
            for (var start : elements(model, "startEvent")) {
                var ref = start.getAttributeNS(CAMUNDA, "formRef");
                if (!ref.isEmpty()) asked.add(ref);
            }
        }
        assertThat(ANSWERS.keySet()).containsAll(asked);
    }

    private static List<String> answers(JsonNode parent) {
        var found = new ArrayList<String>();
        for (var component : children(parent)) {
            var type = component.path("type").asText();
            var key = component.path("key").asText();
            if (type.equals("group")) found.addAll(answers(component));
            else if (type.equals("dynamiclist"))
                found.add(component.path("path").asText() + columns(component));
            else if (ASKED.contains(type))
                found.add(isRequired(component) && !component.has("conditional") ? key + "*" : key);
        }
        return found;
    }

    private static String columns(JsonNode list) {
        return children(list).stream()
                .map(column -> column.path("key").asText())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The components a person fills in at the top level or in a group, in their order; rows of lists are left out. */
    private static List<JsonNode> questions(Path form) {
        return questions(read(form));
    }

    private static List<JsonNode> questions(JsonNode parent) {
        var found = new ArrayList<JsonNode>();
        for (var component : children(parent)) {
            if (component.path("type").asText().equals("group")) found.addAll(questions(component));
            else if (ASKED.contains(component.path("type").asText())) found.add(component);
        }
        return found;
    }

    private static List<JsonNode> components(Path form) {
        return descendants(read(form));
    }

    private static List<JsonNode> descendants(JsonNode parent) {
        var found = new ArrayList<JsonNode>();
        for (var component : children(parent)) {
            found.add(component);
            found.addAll(descendants(component));
        }
        return found;
    }

    private static List<JsonNode> children(JsonNode parent) {
        return StreamSupport.stream(parent.path("components").spliterator(), false)
                .toList();
    }

    private static boolean isRequired(JsonNode component) {
        return component.at("/validate/required").asBoolean();
    }

    private static boolean speaksOfFacts(JsonNode component) {
        return SHOWN.contains(component.path("type").asText())
                && component.toString().contains("facts.");
    }

    private static Set<String> words(Path form) {
        return components(form).stream()
                .flatMap(component -> Stream.concat(
                        WORDED.stream().map(property -> component.path(property).asText()),
                        Stream.of("values", "columns")
                                .flatMap(property -> StreamSupport.stream(
                                        component.path(property).spliterator(), false))
                                .map(option -> option.path("label").asText())))
                .filter(word -> plain(word).matches("(?s).*\\p{L}.*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String plain(String word) {
        return MARKUP.matcher(TEMPLATE.matcher(word).replaceAll(""))
                .replaceAll("")
                .replace("&nbsp;", "")
                .strip();
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group()).toList();
    }

    private static Map<String, String> translations(Path wording) {
        var found = new TreeMap<String, String>();
        read(wording)
                .properties()
                .forEach(entry -> found.put(entry.getKey(), entry.getValue().asText()));
        return found;
    }

    private static String nameOf(Path form) {
        return form.getFileName().toString().replace(".form", "");
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static Stream<Path> list(Path folder, Predicate<String> named) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> named.test(file.getFileName().toString())).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document xml(Path file) throws IOException, ParserConfigurationException, SAXException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(file.toFile());
    }

    private static List<Element> elements(Document model, String name) {
        NodeList nodes = model.getElementsByTagNameNS(BPMN, name);
        var found = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) found.add((Element) nodes.item(i));
        return found;
    }
}
