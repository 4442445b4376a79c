package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.duenotice.process.RegisterDesk.JSON;
import static org.duenotice.process.RegisterDesk.ok;
import static org.duenotice.process.RegisterDesk.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.assertj.core.groups.Tuple;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.LawDay;
import org.duenotice.law.Competences;
import org.duenotice.platform.Platforms;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What bodies and platforms are called is a fact of a day: what was sent keeps the name it was sent under. */
@DueNoticeTest
class NamesWithDatesTest {

    private static final String CATEGORY = "PYRAMID_ADVERTISING";

    @Autowired
    private Casework casework;

    @Autowired
    private Competences competences;

    @Autowired
    private Platforms platforms;

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

    private String handedOver() {
        var number = casework.detection(CATEGORY, Casework.address());
        casework.captureEvidence(number);
        casework.complete(
                "caseworker1", "prepareQualification", number, casework.measures(CATEGORY, "ADMINISTRATIVE", false));
        casework.approve(number);
        casework.prepareReferral(number, "ECONOMIC_INVESTIGATIONS");
        casework.complete(
                "liaison1",
                "handOverAdministrativeReferral",
                number,
                Map.of(
                        "handOverNumber",
                        "12/345",
                        "handOverDate",
                        LawDay.of(casework.clock.instant()).toString()));
        return number;
    }

    private String referralOf(String number) {
        return desk.get("/api/v1/cases/%s/referrals".formatted(number))
                .path(0)
                .path("number")
                .asText();
    }

    private String factsOf(String number) {
        var task = casework.task("recordAdministrativeOutcome", number).getId();
        return ok(
                        Caller.of(port, "liaison1")
                                .get("/engine-rest/task/%s/form-variables".formatted(task), "Accept-Language", "en"),
                        200)
                .path("facts")
                .path("value")
                .asText();
    }

    @Test
    void aRenamedBodyIsCalledByItsNameOfTheDayAndAnOldReferralKeepsTheOldOne() {
        var before = handedOver();
        var body = current("bodies", "code", "ECONOMIC_INVESTIGATIONS");
        var old = (ObjectNode) body.path("row").deepCopy();
        var name = old.path("nameEn").asText();
        var renamed = old.deepCopy().put("validFrom", "2026-11-02").put("nameEn", "Financial Investigations Bureau");

        var number = desk.proposed(
                "bodies",
                JSON.createArrayNode().add(old.put("validTo", "2026-11-01")).add(renamed));
        assertThat(names("2026-11-02")).isEqualTo(name);
        refused(desk.decide("registrar1", number, "APPROVE", ""), 403, "access.denied");
        ok(desk.approve(number), 200);
        assertThat(names("2026-11-01")).isEqualTo(name);
        assertThat(names("2026-11-02")).isEqualTo("Financial Investigations Bureau");
        var after = handedOver();
        assertThat(factsOf(before)).contains(name).doesNotContain("Financial Investigations Bureau");
        assertThat(factsOf(after)).contains("Financial Investigations Bureau").doesNotContain(name);

        var history =
                desk.get("/api/v1/bodies/%s/history".formatted(body.path("id").asText()));
        assertThat(history).hasSize(2);
        assertThat(resting("bodies", history.get(0).path("id").asText()))
                .contains(tuple("REFERRAL", referralOf(before), before))
                .doesNotContain(tuple("REFERRAL", referralOf(after), after))
                .contains(tuple("COMPETENCE", CATEGORY + "/ADMINISTRATIVE/2020-07-02", ""));
        backToTheOldName("bodies", old, renamed);
    }

    @Test
    void aLetterPrintsThePlatformAsItIsCalledOnItsDayAndAnOldLetterKeepsTheOldName() {
        var before = casework.noticeSent(Casework.address());
        var profile = current("platform-profiles", "platformCode", "TELEGRAM");
        var old = (ObjectNode) profile.path("row").deepCopy();
        var renamed = old.deepCopy()
                .put("validFrom", "2026-11-02")
                .put("name", "Telegram Renamed")
                .put("representative", "Renamed representative");
        desk.recorded(
                "platform-profiles",
                JSON.createArrayNode().add(old.put("validTo", "2026-11-01")).add(renamed));
        var after = casework.noticeSent(Casework.address());

        assertThat(letter(before)).contains("\"Telegram\"", "Telegram representative (demo)");
        assertThat(letter(after)).contains("\"Telegram Renamed\"", "Renamed representative");
        assertThat(desk.get("/api/v1/platforms/TELEGRAM").path("name").asText()).isEqualTo("Telegram Renamed");
        var asOf = desk.get("/api/v1/platforms/TELEGRAM?on=2026-11-01");
        assertThat(asOf.path("name").asText()).isEqualTo("Telegram");
        assertThat(asOf.path("representative").path("name").asText()).isEqualTo("Telegram representative (demo)");
        var now = current("platform-profiles", "platformCode", "TELEGRAM", "&validOn=2026-11-02");
        assertThat(resting("platform-profiles", now.path("id").asText()))
                .contains(tuple(
                        "NOTICE",
                        after,
                        casework.cases
                                .byId(casework.notices.byNumber(after).caseId())
                                .number()))
                .extracting(one -> one.toList().get(1))
                .doesNotContain(before);
        backToTheOldName("platform-profiles", old, renamed);
    }

    @Test
    void aNewBodyAndANewPlatformComeInAsRowsAndInAFileOfTheFirstLoad() {
        var file =
                """
                bodies:
                  - {code: TEST_BODY, nameRu: Орган испытаний, nameKk: Сынақ органы, nameEn: Body of the tests, verified: false,
                     source: test, validFrom: 2020-01-01, validTo: 2020-12-31}
                platform-profiles:
                  - {platformCode: TEST_PLATFORM, name: Platform of the tests, underLaw: true, languages: [kk], representative: "",
                     representativeAddress: "", representativeCountry: "", verified: false, source: test, validFrom: 2020-01-01, validTo: 2020-12-31}
                """;
        var loaded = ok(
                desk.post(
                        "registrar1",
                        "/api/v1/register-files?reasons=First+load",
                        file,
                        "Content-Type",
                        "application/yaml"),
                200);
        assertThat(platforms.all(LocalDate.of(2020, 6, 1)))
                .noneMatch(platform -> platform.code().equals("TEST_PLATFORM"));
        loaded.path("changes").forEach(number -> ok(desk.approve(number.asText()), 200));

        assertThat(platforms.all(LocalDate.of(2020, 6, 1)))
                .anyMatch(platform -> platform.code().equals("TEST_PLATFORM"));
        assertThat(platforms.all(LocalDate.of(2026, 11, 2)))
                .noneMatch(platform -> platform.code().equals("TEST_PLATFORM"));
        assertThat(platforms.get("TEST_PLATFORM", LocalDate.of(2026, 11, 2)).underLaw())
                .isTrue();
        assertThat(desk.get("/api/v1/platforms/TEST_PLATFORM").path("hosts")).isEmpty();
        assertThat(competences.bodies(LocalDate.of(2020, 6, 1)))
                .anyMatch(body -> body.code().equals("TEST_BODY"));
        assertThat(competences.bodies(LocalDate.of(2026, 11, 2)))
                .noneMatch(body -> body.code().equals("TEST_BODY"));
        refused(
                desk.propose("bodies", JSON.createObjectNode().put("code", "lower case")),
                400,
                "register.field-missing");
    }

    private String names(String day) {
        return competences
                .body("ECONOMIC_INVESTIGATIONS", LocalDate.parse(day))
                .name()
                .en();
    }

    private String letter(String notice) {
        return sql.sql("select content from current_letter where number = ?")
                .param(notice + "/1")
                .query(String.class)
                .single();
    }

    /** What rests on a version: kind, number and case. */
    private List<Tuple> resting(String register, String id) {
        var items = desk.get("/api/v1/%s/%s/impact?limit=200".formatted(register, id))
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> tuple(
                        item.path("kind").asText(),
                        item.path("number").asText(),
                        item.path("caseNumber").asText()))
                .toList();
    }

    /** Other tests know the name that came with the software: the new one is corrected. */
    private void backToTheOldName(String register, ObjectNode old, ObjectNode renamed) {
        var again = old.deepCopy();
        again.remove("validTo");
        desk.recorded(register, again.put("validFrom", renamed.path("validFrom").asText()));
    }

    private JsonNode current(String register, String field, String code) {
        return current(register, field, code, "");
    }

    private JsonNode current(String register, String field, String code, String query) {
        for (var item :
                desk.get("/api/v1/%s?limit=200%s".formatted(register, query)).path("items")) {
            if (item.path("row").path(field).asText().equals(code)) {
                return item;
            }
        }
        throw new AssertionError(code);
    }
}
