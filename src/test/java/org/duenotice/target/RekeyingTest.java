package org.duenotice.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Cases;
import org.duenotice.intake.Detections;
import org.duenotice.intake.Source;
import org.duenotice.problem.Problem;
import org.duenotice.security.Caller;
import org.duenotice.security.Groups;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Targets whose keys older rules made get the keys of the newest; nothing is lost, and no two become one without a person. */
@DueNoticeTest
class RekeyingTest {

    @LocalServerPort
    int port;

    @Autowired
    Detections detections;

    @Autowired
    Cases cases;

    @Autowired
    Rekeyings rekeyings;

    @Autowired
    Targets targets;

    @Autowired
    IdentityService people;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void anAdministrator() {
        var admin = people.newUser("administrator-" + mark);
        admin.setPassword(admin.getId());
        people.saveUser(admin);
        people.createMembership(admin.getId(), Groups.ADMINISTRATORS);
    }

    @AfterEach
    void removeTheAdministrator() {
        people.deleteUser("administrator-" + mark);
        finish();
    }

    /** A target that stands with another key, made by the first version of the rules. */
    private UUID oldTarget(String address, String oldKey) {
        var opened = detections.report(new Detections.Report(
                "FINANCIAL_PYRAMID", "Rekeying " + mark, Source.OWN_MONITORING, null, List.of(address), "caseworker1"));
        var id = cases.targets(opened.caseFile().id()).get(0).targetId();
        sql.sql("update target set canonical_key = ?, rule_version = 1 where id = ?")
                .params(oldKey, id)
                .update();
        return id;
    }

    private Rekeying.Finding finding(Rekeying rekeying, UUID target) {
        return rekeyings.findings(rekeying.id(), null, null, 10_000).stream()
                .filter(found -> found.targetId().equals(target))
                .findFirst()
                .orElse(null);
    }

    private void finish() {
        while (rekeyings.advance()) {
            // the next chunk
        }
    }

    private Rekeying run(boolean dryRun) {
        var started = rekeyings.start(dryRun, "administrator");
        finish();
        return rekeyings.get(started.id());
    }

    private JsonNode post(String login, String path, String body) {
        return Caller.json(Caller.of(port, login)
                .post(path, body, "Idempotency-Key", UUID.randomUUID().toString()));
    }

    @Test
    void aDryRunFindsOutTheSameAndChangesNothing() {
        var target = oldTarget("https://t.me/re_" + mark + "/1", "old:" + mark);

        var dry = run(true);

        assertThat(dry.state()).isEqualTo(Rekeying.State.DONE);
        assertThat(finding(dry, target))
                .isEqualTo(new Rekeying.Finding(
                        target, Rekeying.Outcome.CHANGED, "old:" + mark, "tg:post:re_" + mark + "/1", null, ""));
        assertThat(targets.get(target).canonicalKey()).isEqualTo("old:" + mark);

        var real = run(false);
        assertThat(List.of(
                        real.total(),
                        real.unchanged(),
                        real.changed(),
                        real.wouldMerge(),
                        real.splits(),
                        real.failed()))
                .isEqualTo(List.of(
                        dry.total(), dry.unchanged(), dry.changed(), dry.wouldMerge(), dry.splits(), dry.failed()));
    }

    @Test
    void aChangedKeyKeepsItsHistoryAndTheActsThatNameIt() {
        var target = oldTarget("https://t.me/re_" + mark + "/2", "old:" + mark);
        var act =
                sql.sql("select id from judicial_act limit 1").query(UUID.class).single();
        sql.sql("insert into judicial_act_target (judicial_act_id, canonical_key) values (?, ?)")
                .params(act, "old:" + mark)
                .update();

        run(false);

        var now = targets.get(target);
        assertThat(now.canonicalKey()).isEqualTo("tg:post:re_" + mark + "/2");
        assertThat(now.ruleVersion()).isGreaterThan(1);
        assertThat(targets.history(target)).last().satisfies(change -> {
            assertThat(change.oldKey()).isEqualTo("old:" + mark);
            assertThat(change.oldVersion()).isOne();
            assertThat(change.newKey()).isEqualTo(now.canonicalKey());
            assertThat(change.newVersion()).isEqualTo(now.ruleVersion());
        });
        assertThat(sql.sql("select count(*) from judicial_act_target where judicial_act_id = ? and canonical_key = ?")
                        .params(act, now.canonicalKey())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void aTargetThatIsTheSameUnderTheNewRulesOnlyGetsTheirVersion() {
        var address = "https://t.me/re_" + mark + "/3";
        var target = oldTarget(address, "tg:post:re_" + mark + "/3");

        var real = run(false);

        assertThat(finding(real, target)).isNull();
        assertThat(real.unchanged()).isPositive();
        assertThat(targets.get(target).ruleVersion()).isEqualTo(real.version());
    }

    @Test
    void twoTargetsBecomeOneOnlyWhenAPersonSaysSo() {
        var old = oldTarget("https://telegram.me/re_" + mark + "/4", "old:" + mark);
        var current = detections.report(new Detections.Report(
                "FINANCIAL_PYRAMID",
                "The same again",
                Source.OWN_MONITORING,
                null,
                List.of("https://t.me/re_" + mark + "/4"),
                "caseworker1"));
        var other = cases.targets(current.caseFile().id()).get(0).targetId();

        var real = run(false);
        assertThat(finding(real, old).outcome()).isEqualTo(Rekeying.Outcome.WOULD_MERGE);
        assertThat(finding(real, old).otherId()).isEqualTo(other);
        assertThat(targets.get(old).canonicalKey()).isEqualTo("old:" + mark);
        assertThat(found("https://t.me/re_" + mark + "/4")).hasSize(1);

        var path = "/api/v1/targets/rekeyings/" + real.id() + "/merges";
        var body = "{\"targetId\": \"" + old + "\", \"reasons\": \"Two spellings of one post\"}";
        assertThat(post("caseworker1", path, body).get("status").asInt()).isEqualTo(403);
        assertThat(post("approver1", path, body).get("mergedInto").asText()).isEqualTo(other.toString());
        assertThat(post("approver1", path, body).get("type").asText()).endsWith("rekeying.merged-already");

        assertThat(targets.get(old).mergedInto()).isEqualTo(other);
        assertThat(found("https://t.me/re_" + mark + "/4")).hasSize(2);
        assertThat(cases.isKnownOpen(current.caseFile().id())).isTrue();
        assertThat(finding(run(false), old)).isNull();
    }

    private List<String> found(String address) {
        var items = Caller.json(Caller.of(port, "auditor1").get("/api/v1/cases?address=" + address));
        return items.get("items").findValuesAsText("number");
    }

    @Test
    void ofTwoTargetsThatGetOneNewKeyTheFirstHasItInADryRunToo() {
        var one = oldTarget("https://t.me/re_" + mark + "/5", "old:a" + mark);
        var two = oldTarget("https://telegram.dog/s/re_" + mark + "/5", "old:b" + mark);

        var dry = run(true);
        var real = run(false);

        for (var rekeying : List.of(dry, real)) {
            assertThat(List.of(
                            finding(rekeying, one).outcome(),
                            finding(rekeying, two).outcome()))
                    .containsExactlyInAnyOrder(Rekeying.Outcome.CHANGED, Rekeying.Outcome.WOULD_MERGE);
            assertThat(finding(rekeying, one)).isEqualTo(finding(dry, one));
            assertThat(finding(rekeying, two)).isEqualTo(finding(dry, two));
        }
    }

    @Test
    void aTargetWhoseAddressesAreDifferentThingsNowIsLeftToAPerson() {
        var target = oldTarget("https://t.me/re_" + mark + "/8", "old:" + mark);
        var second = detections.report(new Detections.Report(
                "FINANCIAL_PYRAMID",
                "Another",
                Source.OWN_MONITORING,
                null,
                List.of("https://t.me/re_" + mark + "/9"),
                "caseworker1"));
        sql.sql("insert into case_target (id, case_id, target_id, no, original_address) values (?, ?, ?, 2, ?)")
                .params(UUID.randomUUID(), second.caseFile().id(), target, "https://t.me/re_" + mark + "/9")
                .update();

        var real = run(false);

        assertThat(finding(real, target).outcome()).isEqualTo(Rekeying.Outcome.SPLITS);
        assertThat(finding(real, target).reason()).contains("/8", "/9");
        assertThat(targets.get(target).canonicalKey()).isEqualTo("old:" + mark);
        assertThat(targets.get(target).ruleVersion()).isOne();
    }

    @Test
    void aTargetWhoseAddressTheNewRulesRefuseStaysAsItIs() {
        var target = oldTarget("https://t.me/re_" + mark + "/6", "old:" + mark);
        var bad = UUID.randomUUID();
        sql.sql("insert into target (id, canonical_key, kind, platform_code, unresolved, rule_version, first_seen_at) "
                        + "values (?, ?, 'ITEM', 'WEB', false, 1, now())")
                .params(bad, "nobody:" + mark)
                .update();

        var real = run(false);

        assertThat(finding(real, bad).outcome()).isEqualTo(Rekeying.Outcome.FAILED);
        assertThat(finding(real, bad).reason()).isEqualTo("no-address");
        assertThat(targets.get(bad).canonicalKey()).isEqualTo("nobody:" + mark);
        assertThat(finding(real, target).outcome()).isEqualTo(Rekeying.Outcome.CHANGED);
        sql.sql("update target set rule_version = ? where id = ?")
                .params(real.version(), bad)
                .update();
    }

    @Test
    void interruptedInTheMiddleOfAChunkItEndsTheSame() {
        var target = oldTarget("https://t.me/re_" + mark + "/7", "old:" + mark);
        var started = rekeyings.start(false, "administrator");

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    rekeyings.advance();
                    throw new IllegalStateException("the power is gone");
                }))
                .hasMessage("the power is gone");
        assertThat(targets.get(target).canonicalKey()).isEqualTo("old:" + mark);
        assertThat(rekeyings.get(started.id()).position()).isNull();
        assertThatThrownBy(() -> rekeyings.start(false, "administrator"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getCode()).isEqualTo("rekeying.running"));

        finish();
        var done = rekeyings.get(started.id());
        assertThat(done.state()).isEqualTo(Rekeying.State.DONE);
        assertThat(done.unchanged() + done.changed() + done.wouldMerge() + done.splits() + done.failed())
                .isEqualTo(done.total());
        assertThat(targets.get(target).canonicalKey()).isEqualTo("tg:post:re_" + mark + "/7");
        assertThat(targets.history(target)).hasSize(2);
    }

    @Test
    void onlyAnAdministratorBegins() {
        assertThat(post("manager1", "/api/v1/targets/rekeyings", "{\"dryRun\": true}")
                        .get("status")
                        .asInt())
                .isEqualTo(403);
        var begun = post("administrator-" + mark, "/api/v1/targets/rekeyings", "{\"dryRun\": true}");

        assertThat(begun.get("state").asText()).isEqualTo("RUNNING");
        finish();
        var reader = Caller.of(port, "auditor1");
        var path = "/api/v1/targets/rekeyings/" + begun.get("id").asText();
        var done = Caller.json(reader.get(path));
        assertThat(done.get("state").asText()).isEqualTo("DONE");
        assertThat(done.get("looked").asInt()).isEqualTo(done.get("total").asInt());
        assertThat(Caller.json(reader.get(path + "/findings?limit=1"))
                        .get("items")
                        .size())
                .isLessThanOrEqualTo(1);
        assertThat(Caller.json(reader.get("/api/v1/targets/rekeyings")).findValuesAsText("id"))
                .contains(begun.get("id").asText());
    }

    /** The rules of Threads, told otherwise. */
    private String draft(String from, String to) {
        var text = Caller.json(Caller.of(port, "auditor1").get("/api/v1/targets/rules/THREADS"))
                .get("rules")
                .asText();
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    private JsonNode tried(String rules) {
        return post(
                "administrator-" + mark,
                "/api/v1/targets/rekeyings/trials",
                JsonNodeFactory.instance.objectNode().put("rules", rules).toString());
    }

    @Test
    void aDraftOfRulesIsTriedOnAllTargetsAndChangesNothing() {
        var code = "DRAFT" + mark;
        var post = detections.report(new Detections.Report(
                "FINANCIAL_PYRAMID",
                "Draft",
                Source.OWN_MONITORING,
                null,
                List.of(
                        "https://www.threads.net/@Draft." + mark + "/post/" + code,
                        "https://threads.net/@draft." + mark),
                "caseworker1"));
        var targetsOfCase = cases.targets(post.caseFile().id());
        var item = targetsOfCase.get(0).targetId();
        var account = targetsOfCase.get(1).targetId();
        var rules = draft("threads:post:{code}\"", "threads:entry:{code}\"")
                .replace("\"threads:post:DEMO0000001\"", "\"threads:entry:DEMO0000001\"");

        var begun = tried(rules);
        finish();
        var done = rekeyings.get(UUID.fromString(begun.get("id").asText()));

        assertThat(done.state()).isEqualTo(Rekeying.State.DONE);
        assertThat(done.total())
                .isEqualTo(done.unchanged() + done.changed() + done.wouldMerge() + done.splits() + done.failed())
                .isGreaterThanOrEqualTo(2);
        assertThat(finding(done, item).newKey()).isEqualTo("threads:entry:" + code);
        assertThat(finding(done, account)).isNull();
        assertThat(targets.get(item).canonicalKey()).isEqualTo("threads:post:" + code);
        assertThat(rekeyings.start(true, "administrator").total()).isZero();
    }

    @Test
    void aDraftShowsWhatWouldBecomeOneAndIsNoGroundToMergeIt() {
        var report = detections.report(new Detections.Report(
                "FINANCIAL_PYRAMID",
                "Draft",
                Source.OWN_MONITORING,
                null,
                List.of("https://threads.net/@a1x." + mark, "https://threads.net/@a2x." + mark),
                "caseworker1"));
        var one = cases.targets(report.caseFile().id()).get(0).targetId();
        var two = cases.targets(report.caseFile().id()).get(1).targetId();
        var name = "name: {of: a-z0-9_., length: 1-30, lower: true}";
        var blind = draft(name, name.replace("true}", "true, swap: {1x: 2x}}"));

        var begun = tried(blind);
        finish();
        var id = UUID.fromString(begun.get("id").asText());

        var merging = rekeyings.findings(id, Rekeying.Outcome.WOULD_MERGE, null, 10_000);
        assertThat(merging).anySatisfy(found -> {
            assertThat(found.targetId()).isEqualTo(one);
            assertThat(found.otherId()).isEqualTo(two);
        });
        var merge = post(
                "approver1",
                "/api/v1/targets/rekeyings/%s/merges".formatted(id),
                "{\"targetId\": \"%s\", \"reasons\": \"The draft says so\"}".formatted(one));
        assertThat(merge.get("type").asText()).endsWith("rekeying.draft");
        assertThat(targets.get(one).mergedInto()).isNull();
    }

    @Test
    void aDraftThatIsNoneIsRefusedWithTheLineAndTheReason() {
        assertThat(tried("platform: THREADS\nsites:\n  - {hosts: [threads.net]}\ncolour: red\n")
                        .get("detail")
                        .asText())
                .contains("line 4")
                .contains("colour")
                .contains("forms");
        assertThat(tried("platform: THREADS\nsites: [unfinished\nforms: {")
                        .get("detail")
                        .asText())
                .contains("line 3");
        assertThat(tried(draft("/post/{code}\"]", "/post/{codes}\"]"))
                        .get("detail")
                        .asText())
                .containsPattern("line \\d+")
                .contains("{codes}");
        assertThat(tried(draft("\"threads:account:demo.one\"", "\"threads:account:demo\""))
                        .get("detail")
                        .asText())
                .containsPattern("line 1\\d")
                .contains("and not threads:account:demo");
        assertThat(post("manager1", "/api/v1/targets/rekeyings/trials", "{\"rules\": \"platform: THREADS\"}")
                        .get("status")
                        .asInt())
                .isEqualTo(403);
    }
}
