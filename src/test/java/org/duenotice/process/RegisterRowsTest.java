package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duenotice.process.RegisterDesk.JSON;
import static org.duenotice.process.RegisterDesk.basis;
import static org.duenotice.process.RegisterDesk.ok;
import static org.duenotice.process.RegisterDesk.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import org.duenotice.DueNoticeTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a row of a register may be, how it reads on a day, and how many of them come in one file. */
@DueNoticeTest
class RegisterRowsTest {

    @Autowired
    private Casework casework;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    private RegisterDesk desk;

    @BeforeEach
    void atTheDesk() {
        casework.clock.backToStart();
        desk = new RegisterDesk(port);
    }

    @Test
    void anAmendmentEndsTheEarlierWordingAndBeginsTheNewOneInOneChange() {
        var earlier = basis();
        desk.recorded("legal-bases", earlier);
        var later = earlier.deepCopy().put("validFrom", "2026-07-01").put("summaryEn", "Second wording");
        refused(desk.propose("legal-bases", later), 400, "register.periods-overlap");

        desk.recorded(
                "legal-bases",
                JSON.createArrayNode().add(earlier.put("validTo", "2026-06-30")).add(later));

        assertThat(on(earlier, "2026-06-30").path("summaryEn").asText()).isEqualTo("First wording");
        assertThat(on(earlier, "2026-07-01").path("summaryEn").asText()).isEqualTo("Second wording");
    }

    @Test
    void theRegisterTellsWhatWasKnownAtAMomentAndEveryVersionOfARow() {
        var row = basis();
        desk.recorded("legal-bases", row);
        var first = current(row);
        desk.recorded("legal-bases", row.deepCopy().put("summaryEn", "Corrected wording"));
        var corrected = current(row);

        var known = desk.current(
                "legal-bases",
                row.path("code").asText(),
                "&recordedAt=" + first.path("recordedAt").asText());
        assertThat(known).isEqualTo(first);
        assertThat(corrected.path("row").path("summaryEn").asText()).isEqualTo("Corrected wording");
        var versions = desk.get(
                "/api/v1/legal-bases/%s/history".formatted(first.path("id").asText()));
        assertThat(versions).hasSize(2);
        assertThat(versions.get(0)).isEqualTo(corrected);
        assertThat(versions.get(1)).isEqualTo(first);
        assertThat(desk.get("/api/v1/legal-bases/" + first.path("id").asText())).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "paragraph, , register.field-missing",
        "purpose, PUNISHMENT, register.field-wrong",
        "validFrom, 2026-13-01, register.field-wrong",
        "validTo, 2025-01-01, register.period",
        "widestMeasure, NONE, register.measure-of-purpose",
        "number, 5, register.field-unknown"
    })
    void aRowThatCannotBeIsRefusedWithTheFieldAndNothingIsKept(String field, String value, String problem) {
        var row = basis().put(field, value);
        var before = sql.sql("select count(*) from register_change")
                .query(Long.class)
                .single();

        var answer = desk.propose("legal-bases", row);

        refused(answer, 400, problem);
        if (problem.startsWith("register.field")) {
            assertThat(answer.body()).contains(field);
        }
        assertThat(sql.sql("select count(*) from register_change")
                        .query(Long.class)
                        .single())
                .isEqualTo(before);
    }

    @Test
    void aChangeThatChangesNothingIsRefused() {
        var row = basis();
        desk.recorded("legal-bases", row);

        refused(desk.propose("legal-bases", row), 400, "register.no-change");
        refused(desk.propose("legal-bases", JSON.createArrayNode()), 400, "register.number-of-rows");
        refused(desk.propose("weather", row), 400, "register.unknown");
    }

    @Test
    void protectedExpressionCanNotBecomeACategoryWhoeverProposesIt() {
        var row = competence("SATIRE", "POLICE");

        refused(desk.propose("competences", row), 400, "register.protected-category");
        refused(desk.propose("competences", competence("TEST_CATEGORY", "NOBODY")), 400, "law.body-unknown");
    }

    private static ObjectNode competence(String category, String body) {
        return JSON.createObjectNode()
                .put("category", category)
                .put("within", true)
                .put("offenceRoute", "CRIMINAL")
                .put("bodyCode", body)
                .put("citation", "Article 1")
                .put("source", "test")
                .put("verified", false)
                .put("validFrom", "2026-01-01");
    }

    @Test
    void aJudicialActIsRecordedWithTheKeysOfTheAddressesItNames() {
        var row = JSON.createObjectNode()
                .put("number", "TEST-7/2026")
                .put("court", "Court of the tests")
                .put("actDate", "2026-05-04")
                .put("operativePart", "Prohibited")
                .put("source", "test")
                .put("verified", false)
                .put("inForceSince", "2026-06-04");
        row.set(
                "targets",
                JSON.createArrayNode().add("https://t.me/register_test_court").add("web:register-test.example|/|"));

        desk.recorded("judicial-acts", row);

        var acts =
                desk.get("/api/v1/judicial-acts?limit=200&validOn=2026-06-04").path("items");
        assertThat(acts).anySatisfy(act -> {
            assertThat(act.path("row").path("number").asText()).isEqualTo("TEST-7/2026");
            assertThat(act.path("row").path("targets"))
                    .extracting(JsonNode::asText)
                    .containsExactly("tg:channel:register_test_court", "web:register-test.example|/|");
        });
        assertThat(desk.get("/api/v1/judicial-acts?limit=200&validOn=2026-06-03")
                        .path("items"))
                .noneSatisfy(act ->
                        assertThat(act.path("row").path("number").asText()).isEqualTo("TEST-7/2026"));
    }

    @Test
    void aTermOfLawChangesByTwoPeopleToo() {
        var rule = JSON.createObjectNode()
                .put("code", "register-test-rule")
                .put("amount", 2)
                .put("unit", "WORKING_DAYS")
                .put("citationRu", "Закон испытаний, статья 8")
                .put("citationKk", "Сынақ заңы, 8-бап")
                .put("citationEn", "Law of the Tests, article 8")
                .put("source", "test")
                .put("verified", false)
                .put("validFrom", "2026-01-01");
        desk.recorded("deadline-rules", rule);

        var preview = desk.get("/api/v1/deadlines/preview?rule=register-test-rule&from=2026-11-20T05:00:00Z");

        assertThat(preview.path("dueAt").asText()).isEqualTo("2026-11-24T19:00:00Z");
        assertThat(preview.path("verified").asBoolean()).isFalse();
    }

    @Test
    void aFileOfRowsBecomesOneChangePerRegisterAndTheSameFileAgainNothing() {
        var row = basis();
        var file =
                """
                legal-bases:
                  - code: %s
                    purpose: RESTRICTION
                    actRu: Закон испытаний
                    actKk: Сынақ заңы
                    actEn: Law of the Tests
                    article: 7
                    paragraph: 1
                    summaryRu: Первая редакция
                    summaryKk: Бірінші редакция
                    summaryEn: First wording
                    categories: [REGISTER_TEST]
                    needsAct: false
                    widestMeasure: DOMAIN
                    source: https://law.example/7
                    verified: false
                    validFrom: 2026-01-01
                operators:
                  - code: REGISTER_TEST
                    kind: OPERATOR
                    name: Operator of the tests
                    address: orders@register-test.example
                    verified: false
                    source: test
                    validFrom: 2020-01-01
                    validTo: 2020-12-31
                """
                        .formatted(row.path("code").asText());
        var loaded = ok(load(file), 200);
        assertThat(loaded.path("changes")).hasSize(2);
        loaded.path("changes").forEach(number -> ok(desk.approve(number.asText()), 200));

        assertThat(current(row).path("row")).isEqualTo(row);
        var again = ok(load(file), 200);
        assertThat(again.path("changes")).isEmpty();
        assertThat(again.path("unchanged").asInt()).isEqualTo(2);
        refused(load("legal-bases:\n  - code: [\n"), 400, "register.unreadable");
        refused(load("nothing"), 400, "register.no-file");
    }

    private HttpResponse<String> load(String file) {
        return desk.post(
                "registrar1", "/api/v1/register-files?reasons=First+load", file, "Content-Type", "application/yaml");
    }

    private JsonNode current(ObjectNode row) {
        return desk.current("legal-bases", row.path("code").asText(), "");
    }

    private JsonNode on(ObjectNode row, String day) {
        return desk.current("legal-bases", row.path("code").asText(), "&validOn=" + day)
                .path("row");
    }
}
