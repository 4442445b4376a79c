package org.duenotice.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.intake.Detections;
import org.duenotice.intake.Source;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;

/** A draft of rules is tried on all targets and changes nothing. */
@DueNoticeTest
class RuleDraftTest extends RekeyedTargetsDesk {

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
