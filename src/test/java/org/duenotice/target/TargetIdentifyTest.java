package org.duenotice.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.duenotice.DueNoticeTest;
import org.duenotice.problem.Problem;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** How an address became a key, told over HTTP; and the rules as rows. */
@DueNoticeTest
class TargetIdentifyTest {

    private static final String NEWCOMER =
            """
            platform: PLAZA
            sites:
              - {hosts: [plaza.example, m.plaza.example], as: plaza.example}
              - {hosts: [plz.example], own: true}
            values:
              name: {of: a-z0-9_, length: 2-20, lower: true, not: [about]}
            drop: [ref]
            forms:
              - {at: "plz.example/{code}", key: "plaza:short:{code}", kind: ITEM, address: "https://plz.example/{code}", unresolved: SHORT_LINK}
              - {at: "/@{name}/note/{id:number}/**", key: "plaza:note:{id}", kind: ITEM, address: "https://plaza.example/@-/note/{id}"}
              - {at: "/@-/note/{id:number}", key: "plaza:note:{id}", kind: ITEM, address: "https://plaza.example/@-/note/{id}"}
              - {at: "/@{name}", key: "plaza:account:{name}", kind: ACCOUNT, address: "https://plaza.example/@{name}"}
            examples:
              "https://m.plaza.example/@Demo/note/12?ref=x": "plaza:note:12"
            """;

    @LocalServerPort
    int port;

    @Autowired
    RecordedRules rules;

    @Autowired
    JdbcClient sql;

    private JsonNode identify(String address, String language) {
        return Caller.json(Caller.of(port, "auditor1")
                .get(
                        "/api/v1/targets/identify?address=" + URLEncoder.encode(address, StandardCharsets.UTF_8),
                        "Accept-Language",
                        language));
    }

    private static String text(JsonNode identity, String step) {
        return StreamSupport.stream(identity.get("steps").spliterator(), false)
                .filter(one -> one.get("step").asText().equals(step))
                .map(one -> one.get("text").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError(identity.toPrettyString()));
    }

    @Test
    void aLinkThroughAnExitPageIsExplainedToItsKey() {
        var identity =
                identify("«hxxps://m.vk[.]com/away.php?to=https%3A%2F%2Ftelegram.me%2Fs%2FDemo_Name%2F12»", "ru");

        assertThat(identity.get("canonicalKey").asText()).isEqualTo("tg:post:demo_name/12");
        assertThat(identity.get("address").asText()).isEqualTo("https://t.me/demo_name/12");
        assertThat(identity.get("platform").asText()).isEqualTo("TELEGRAM");
        assertThat(identity.get("kind").asText()).isEqualTo("ITEM");
        assertThat(identity.get("unresolved").asBoolean()).isFalse();
        assertThat(identity.get("site").asText()).isEqualTo("t.me");
        assertThat(identity.get("ruleVersion").asInt()).isGreaterThan(1);
        assertThat(text(identity, "CLEANED")).contains("https://m.vk.com/away.php");
        assertThat(text(identity, "LEADS_TO")).contains("ведёт дальше").contains("https://telegram.me/s/Demo_Name/12");
        assertThat(text(identity, "SAME_AS")).contains("другое написание");
        assertThat(text(identity, "FORM")).contains("name=demo_name, post=12");
        assertThat(text(identity, "KEY")).contains("tg:post:demo_name/12").contains("одна публикация");
    }

    @Test
    void anInternationalNameIsShownInBothItsSpellings() {
        var identity = identify("https://play.казино.example/?utm_source=x&id=7", "kk");

        assertThat(identity.get("canonicalKey").asText()).isEqualTo("web:play.xn--80aodfsg.example|/|id=7");
        assertThat(identity.get("site").asText()).isEqualTo("xn--80aodfsg.example");
        assertThat(text(identity, "INTERNATIONAL"))
                .contains("play.казино.example")
                .contains("play.xn--80aodfsg.example");
        assertThat(text(identity, "DROPPED")).contains("utm_source");
        assertThat(text(identity, "PAGE")).contains("кәдімгі бет");
    }

    @Test
    void whatOnlyTheNetworkKnowsIsSaidWithItsReason() {
        var identity = identify("https://vt.tiktok.com/ZSdemo123/", "en");

        assertThat(identity.get("unresolved").asBoolean()).isTrue();
        assertThat(identity.get("unresolvedBecause").asText()).isEqualTo("SHORT_LINK");
        assertThat(text(identity, "UNRESOLVED")).contains("only the network knows");
    }

    @ParameterizedTest
    @CsvSource({
        "mailto:demo@casino.example, address.scheme-unsupported",
        "demo@casino.example, address.scheme-unsupported",
        "https://wa.me/77010000000, address.names-a-person",
        "https://a.example/1 https://b.example/2, address.several",
        "casino, address.host-invalid",
        "' ', address.empty",
    })
    void whatIsNoAddressIsRefusedInWordsOfTheCaller(String text, String code) {
        var refused = identify(text, "ru");

        assertThat(refused.get("status").asInt()).isEqualTo(400);
        assertThat(refused.get("type").asText()).endsWith(code);
        assertThat(refused.get("detail").asText()).matches("[А-Я].*");
    }

    @Test
    @Transactional
    void aNewPlatformNeedsRowsOnly() {
        assertThatThrownBy(() -> rules.record(NEWCOMER, "A newcomer", "administrator"))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.getCode())
                        .isEqualTo("target-rules.platform-unknown"));
        sql.sql("insert into platform (code) values ('PLAZA')").update();
        var before = version();

        rules.record(NEWCOMER, "A newcomer", "administrator");

        var known = rules.at(version());
        assertThat(known.version()).isEqualTo(before + 1);
        var note = known.identify("https://www.m.plaza.example/@Any_Body/note/012/likes", Steps.NONE);
        assertThat(note.identity().canonicalKey()).isEqualTo("plaza:note:12");
        assertThat(note.identity().platform()).isEqualTo("PLAZA");
        assertThat(known.identify("https://plz.example/AbC", Steps.NONE).because())
                .isEqualTo(Unresolved.SHORT_LINK);
        assertThat(known.identify("https://m.plaza.example/about?ref=7", Steps.NONE)
                        .identity()
                        .canonicalKey())
                .isEqualTo("web:plaza.example|/about|");
        assertThat(rules.at(before)
                        .identify("https://plz.example/AbC", Steps.NONE)
                        .identity()
                        .platform())
                .isEqualTo("WEB");
    }

    private int version() {
        return sql.sql("select max(version) from target_rule_version")
                .query(Integer.class)
                .single();
    }

    @Test
    @Transactional
    void rulesThatAreInForceAlreadyAreRefused() {
        var threads = rules.of("THREADS").get(0).rules();

        assertThatThrownBy(() -> rules.record(threads, "Again", "administrator"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getCode()).isEqualTo("target-rules.in-force"));
    }

    @Test
    void rulesAreReadByAllAndRecordedByAdministratorsOnly() {
        var reader = Caller.of(port, "auditor1");

        assertThat(Caller.json(reader.get("/api/v1/targets/rules")).findValuesAsText("platform"))
                .contains("TELEGRAM", "X", "MAIL_RU", "LIVEJOURNAL", "THREADS", "WEB");
        assertThat(Caller.json(reader.get("/api/v1/targets/rules/THREADS"))
                        .get("rules")
                        .asText())
                .contains("threads.com");
        assertThat(reader.get("/api/v1/targets/rules/NOBODY").statusCode()).isEqualTo(404);
        assertThat(Caller.of(port, "manager1")
                        .post(
                                "/api/v1/targets/rules",
                                "{\"rules\": \"platform: THREADS\", \"note\": \"x\"}",
                                "Idempotency-Key",
                                "rules-by-a-manager")
                        .statusCode())
                .isEqualTo(403);
    }
}
