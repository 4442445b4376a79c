package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decision tables as the engine reads them. Every rule of every table is hit at least once. */
class DecisionTablesTest {

    private static final List<String> TABLES = List.of("route", "notice-sla", "escalation-gate", "channel", "measure");
    private static final Set<String> HIT = new HashSet<>();
    private static final Map<String, DmnDecision> DECISIONS = new HashMap<>();
    private static DmnEngine engine;

    @BeforeAll
    static void readTheTables() throws IOException {
        var configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.setCustomPostDecisionTableEvaluationListeners(List.of(remember()));
        engine = configuration.buildEngine();
        for (var table : TABLES) {
            try (var file = open(table)) {
                DECISIONS.put(table, engine.parseDecision(table, file));
            }
        }
    }

    private static DmnDecisionTableEvaluationListener remember() {
        return event -> event.getMatchingRules().forEach(rule -> HIT.add(rule.getId()));
    }

    @AfterAll
    static void everyRuleWasHit() {
        assertThat(HIT)
                .containsAll(
                        TABLES.stream().flatMap(DecisionTablesTest::rulesOf).toList());
    }

    @Nested
    class TheChannel {

        @ParameterizedTest
        @CsvSource({
            "API, true, false, API",
            "API, false, true, EMAIL",
            "API, false, false, LETTER",
            "EMAIL, true, true, EMAIL",
            "EMAIL, false, false, LETTER",
            "WEB_FORM, true, false, WEB_FORM",
            "LETTER, true, true, LETTER"
        })
        void theWayOfTheContactIsTakenWhereItCanBeGone(
                String contact, boolean hasInterface, boolean addressIsEmail, String channel) {
            assertThat(decide(
                            "channel",
                            Map.of(
                                    "contactChannel",
                                    contact,
                                    "hasInterface",
                                    hasInterface,
                                    "addressIsEmail",
                                    addressIsEmail)))
                    .containsEntry("channel", channel);
        }
    }

    @Nested
    class TheRoute {

        @Test
        void protectedExpressionNamedByAJudicialActGoesToTheRightsReview() {
            var proposed = route(Map.of("protectedExpression", true, "courtActNamesTarget", true));
            assertThat(proposed).containsEntry("proposal", "RIGHTS_REVIEW").containsEntry("offenceRoute", "NONE");
        }

        @Test
        void otherProtectedExpressionCanOnlyBeClosed() {
            assertThatClosed(route(Map.of("protectedExpression", true)), "OUT_OF_COMPETENCE");
        }

        @Test
        void aCategoryOutsideTheCompetenceRegisterIsClosed() {
            assertThatClosed(route(Map.of("withinCompetence", false)), "OUT_OF_COMPETENCE");
        }

        @Test
        void targetsThatAreAllInAnOpenCaseAreADuplicate() {
            assertThatClosed(route(Map.of("allKnownOpen", true)), "DUPLICATE");
        }

        @Test
        void withoutEvidenceThereIsNoRoute() {
            assertThatClosed(route(Map.of("evidenceCaptured", false)), "ALREADY_UNAVAILABLE");
        }

        @ParameterizedTest
        @ValueSource(strings = {"FINANCIAL_PYRAMID", "ILLEGAL_GAMBLING", "FRAUD_PHISHING", "DRUG_SALE"})
        void anAnonymousTipOfACrimeIsALeadAndNoGroundForAReferral(String category) {
            var proposed = route(Map.of("category", category, "anonymousOnly", true));
            assertThat(proposed)
                    .containsEntry("proposal", "MEASURES")
                    .containsEntry("offenceRoute", "NONE")
                    .containsEntry("restriction", true);
        }

        @ParameterizedTest
        @CsvSource({
            "FINANCIAL_PYRAMID, CRIMINAL, true",
            "ILLEGAL_GAMBLING, CRIMINAL, true",
            "FRAUD_PHISHING, CRIMINAL, true",
            "DRUG_SALE, CRIMINAL, true",
            "PYRAMID_ADVERTISING, ADMINISTRATIVE, true",
            "LOTTERY_BY_NON_OPERATOR, ADMINISTRATIVE, false"
        })
        void theCategoryDecidesTheOffenceRouteAndWhetherRestrictionIsProposed(
                String category, String offenceRoute, boolean restriction) {
            assertThat(route(Map.of("category", category)))
                    .containsEntry("proposal", "MEASURES")
                    .containsEntry("offenceRoute", offenceRoute)
                    .containsEntry("restriction", restriction)
                    .containsEntry("closing", "");
        }

        @Test
        void whatNoRuleCoversIsOutOfCompetence() {
            assertThatClosed(route(Map.of("category", "OTHER")), "OUT_OF_COMPETENCE");
        }

        @Test
        void anUnverifiedArticleIsMarkedInEveryLanguage() {
            var proposed = route(Map.of("category", "FRAUD_PHISHING"));
            assertThat((String) proposed.get("whyEn")).contains("not verified");
            assertThat((String) proposed.get("whyRu")).contains("не проверены");
            assertThat((String) proposed.get("whyKk")).contains("тексерілмеген");
        }

        private void assertThatClosed(Map<String, Object> proposed, String closing) {
            assertThat(proposed)
                    .containsEntry("proposal", "CLOSE")
                    .containsEntry("closing", closing)
                    .containsEntry("offenceRoute", "NONE")
                    .containsEntry("restriction", false);
        }

        private Map<String, Object> route(Map<String, Object> facts) {
            var all = new HashMap<String, Object>(Map.of(
                    "withinCompetence", true,
                    "protectedExpression", false,
                    "courtActNamesTarget", false,
                    "allKnownOpen", false,
                    "evidenceCaptured", true,
                    "category", "FINANCIAL_PYRAMID",
                    "anonymousOnly", false));
            all.putAll(facts);
            return decide("route", all);
        }
    }

    @Nested
    class TheTermOfANotice {

        @ParameterizedTest
        @ValueSource(strings = {"NOTICE", "SECOND_CONTACT", "FORMAL_ORDER"})
        void aTermSetByAPersonStands(String letterKind) {
            assertThat(term("YOUTUBE", letterKind, 48, true)).isEqualTo("person-term");
        }

        @Test
        void aSecondContactHasItsOwnTerm() {
            assertThat(term("YOUTUBE", "SECOND_CONTACT", null, true)).isEqualTo("second-contact-answer");
        }

        @ParameterizedTest
        @ValueSource(strings = {"NOTICE", "FORMAL_ORDER", ""})
        void anOrdinarySiteRemovesWithinSixHours(String letterKind) {
            assertThat(term("WEB", letterKind, null, false)).isEqualTo("site-removal-6h");
        }

        @Test
        void aFormalOrderIsAnsweredWithin24Hours() {
            assertThat(term("TELEGRAM", "FORMAL_ORDER", null, false)).isEqualTo("platform-answer-24h");
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void anyPlatformIsAskedFor24Hours(boolean underLaw) {
            assertThat(term("TELEGRAM", "NOTICE", null, underLaw)).isEqualTo("platform-answer-24h");
        }

        @Test
        void aPlatformOutsideTheLawIsToldThatTheTermIsARequest() {
            var facts = facts("platform", "TELEGRAM", "letterKind", "NOTICE", "newTermHours", null);
            facts.put("platformUnderLaw", false);
            assertThat((String) decide("notice-sla", facts).get("whyEn")).contains("a request, not a duty");
        }

        private String term(String platform, String letterKind, Integer hours, boolean underLaw) {
            var facts = facts("platform", platform, "letterKind", letterKind, "newTermHours", hours);
            facts.put("platformUnderLaw", underLaw);
            return (String) decide("notice-sla", facts).get("deadlineRule");
        }
    }

    @Nested
    class TheGate {

        @ParameterizedTest
        @CsvSource({
            "'', SECOND_CONTACT",
            "NEW_TERM, SECOND_CONTACT",
            "SECOND_CONTACT, FORMAL_ORDER",
            "FORMAL_ORDER, NEW_TERM"
        })
        void silenceClimbsOneStepAtATimeAndNeverBeyondAFormalOrder(String lastStep, String step) {
            assertThat(step("SILENT", 1, lastStep, "")).isEqualTo(step);
        }

        @ParameterizedTest
        @CsvSource({"'', NEW_TERM", "NEW_TERM, SECOND_CONTACT", "SECOND_CONTACT, FORMAL_ORDER", "FORMAL_ORDER, NEW_TERM"
        })
        void anAnswerInPartFirstGetsTimeForTheRest(String lastStep, String step) {
            assertThat(step("PARTIAL", 1, lastStep, "")).isEqualTo(step);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "NEW_TERM", "SECOND_CONTACT", "FORMAL_ORDER"})
        void aRefusalOnTheLawIsWeighedByAPersonFirst(String lastStep) {
            assertThat(step("REFUSED", 1, lastStep, "LAW")).isEqualTo("ACCEPT_ARGUMENT");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PROCEDURE", "POLICY", ""})
        void anyOtherRefusalGoesToTheSecondContactThenToAFormalOrder(String ground) {
            assertThat(step("REFUSED", 0, "", ground)).isEqualTo("SECOND_CONTACT");
            assertThat(step("REFUSED", 1, "SECOND_CONTACT", ground)).isEqualTo("FORMAL_ORDER");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PROCEDURE", "POLICY", ""})
        void aRefusedFormalOrderIsNotForced(String ground) {
            assertThat(step("REFUSED", 2, "FORMAL_ORDER", ground)).isEqualTo("ACCEPT_ARGUMENT");
        }

        @ParameterizedTest
        @CsvSource({
            "'', SECOND_CONTACT",
            "NEW_TERM, SECOND_CONTACT",
            "SECOND_CONTACT, FORMAL_ORDER",
            "FORMAL_ORDER, WITHDRAW"
        })
        void aLetterNobodyReceivedBindsNobody(String lastStep, String step) {
            assertThat(step("UNDELIVERED", 1, lastStep, "")).isEqualTo(step);
        }

        @Test
        void afterFiveStepsNoFurtherLetterIsProposed() {
            assertThat(step("SILENT", 4, "NEW_TERM", "")).isEqualTo("SECOND_CONTACT");
            assertThat(step("SILENT", 5, "NEW_TERM", "")).isEqualTo("WITHDRAW");
        }

        @Test
        void whereNoRuleFitsTheMildestStepIsProposed() {
            assertThat(step("", 0, "", "")).isEqualTo("NEW_TERM");
        }

        private String step(String cause, int stepsTaken, String lastStep, String ground) {
            var facts = facts("cause", cause, "lastStep", lastStep, "refusalGround", ground);
            facts.put("stepsTaken", stepsTaken);
            return (String) decide("escalation-gate", facts).get("step");
        }
    }

    @Nested
    class TheMeasure {

        @Test
        void thePlatformIsAskedFirstForWhatItsOwnRulesCover() {
            assertThat(measure(Map.of()))
                    .containsEntry("addressee", "PLATFORM")
                    .containsEntry("request", "POLICY_FIRST");
            assertThat(measure(Map.of("platformUnderLaw", false)))
                    .containsEntry("addressee", "PLATFORM")
                    .containsEntry("request", "POLICY_FIRST");
        }

        @Test
        void aJudicialActIsNamedToThePlatform() {
            assertThat(measure(Map.of("judicialAct", true))).containsEntry("addressee", "PLATFORM");
        }

        @Test
        void aPlatformThatWasAskedInVainIsAskedForTheMeasureOfLaw() {
            assertThat(measure(Map.of("earlierFailure", true)))
                    .containsEntry("addressee", "PLATFORM")
                    .containsEntry("request", "LEGAL");
        }

        @Test
        void theOwnerOfASiteComesBeforeTheOperators() {
            assertThat(measure(Map.of("site", true))).containsEntry("addressee", "SITE_OWNER");
            assertThat(measure(Map.of("site", true, "earlierFailure", true))).containsEntry("addressee", "OPERATORS");
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void whereNobodyAnswersAnOrderToOperatorsIsProposed(boolean site) {
            assertThat(measure(Map.of("site", site, "contactKnown", false))).containsEntry("addressee", "OPERATORS");
        }

        private Map<String, Object> measure(Map<String, Object> facts) {
            var all = new HashMap<String, Object>(Map.of(
                    "platform", "YOUTUBE",
                    "site", false,
                    "contactKnown", true,
                    "earlierFailure", false,
                    "judicialAct", false,
                    "platformUnderLaw", true));
            all.putAll(facts);
            return decide("measure", all);
        }
    }

    private static Map<String, Object> facts(String a, Object x, String b, Object y, String c, Object z) {
        var facts = new HashMap<String, Object>();
        facts.put(a, x);
        facts.put(b, y);
        facts.put(c, z);
        return facts;
    }

    private static Map<String, Object> decide(String table, Map<String, Object> facts) {
        var result = engine.evaluateDecisionTable(DECISIONS.get(table), facts).getSingleResult();
        assertThat(Stream.of("whyEn", "whyRu", "whyKk").map(result::<String>getEntry))
                .allSatisfy(why -> assertThat(why).isNotBlank());
        return result.getEntryMap();
    }

    private static Stream<String> rulesOf(String table) {
        try (var file = open(table)) {
            return Dmn.readModelFromStream(file).getModelElementsByType(Rule.class).stream()
                    .map(Rule::getId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String table) throws IOException {
        return Files.newInputStream(Path.of("processes", table + ".dmn"));
    }
}
