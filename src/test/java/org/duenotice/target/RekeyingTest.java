package org.duenotice.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.intake.Detections;
import org.duenotice.intake.Source;
import org.duenotice.problem.Problem;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Targets whose keys older rules made get the keys of the newest; nothing is lost, and no two become one without a person. */
@DueNoticeTest
class RekeyingTest extends RekeyedTargetsDesk {

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

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

    private Rekeying run(boolean dryRun) {
        var started = rekeyings.start(dryRun, "administrator");
        finish();
        return rekeyings.get(started.id());
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
}
