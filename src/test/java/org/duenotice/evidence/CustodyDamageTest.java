package org.duenotice.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.duenotice.DueNoticeTest;
import org.duenotice.custody.Anchors;
import org.duenotice.process.Casework;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a check of the custody finds is settled by somebody, in words; and the newest anchor is missed without its file. */
@DueNoticeTest
class CustodyDamageTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Casework casework;

    @Autowired
    private Anchors anchors;

    @Autowired
    private TaskService tasks;

    @Autowired
    private FlywayConnectionDetails owner;

    @Value("${duenotice.data}")
    private Path data;

    private EvidenceDesk desk;

    @BeforeEach
    void aCaseHasEvidence() {
        casework.clock.backToStart();
        desk = new EvidenceDesk(casework, port);
        desk.added("shot.png", EvidenceDesk.png(40, 30), Map.of("kind", "SCREENSHOT_VIEWPORT"));
    }

    private List<Task> open() {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(desk.number)
                .taskDefinitionKey("settleDamage")
                .list();
    }

    @Test
    void whoeverTakesTheNewestAnchorAwayIsFoundByTheLogsThatNameIt() throws Exception {
        var newest = anchors.anchor();
        assertThat(desk.verified().path("whole").asBoolean()).isTrue();
        var file = data.resolve("anchors/anchor-%08d.txt".formatted(newest.no()));
        var kept = Files.move(file, file.resolveSibling("kept.txt"));
        var no = " where %s = " + newest.no();
        EvidenceDesk.asOwner(
                owner,
                "create table damage_heads as select * from custody_anchor_head" + no.formatted("anchor_no"),
                "create table damage_anchor as select * from custody_anchor" + no.formatted("no"),
                "delete from custody_anchor_head" + no.formatted("anchor_no"),
                "delete from custody_anchor" + no.formatted("no"));
        try {
            var verified = desk.verified();
            assertThat(verified.at("/firstBreak/kind").asText()).isEqualTo("ANCHOR_MISSING");
            assertThat(verified.at("/firstBreak/anchor").asLong()).isEqualTo(newest.no());
            // also for what was written meanwhile
            assertThat(desk.verified().at("/firstBreak/kind").asText()).isEqualTo("ANCHOR_MISSING");
        } finally {
            EvidenceDesk.asOwner(
                    owner,
                    "insert into custody_anchor select * from damage_anchor",
                    "insert into custody_anchor_head select * from damage_heads",
                    "drop table damage_anchor",
                    "drop table damage_heads");
            Files.move(kept, file);
        }
        assertThat(desk.verified().path("whole").asBoolean()).isTrue();
    }

    @Test
    void aDamageIsATaskForManagersUntilOneSaysWhatItWas() {
        EvidenceDesk.asOwner(
                owner, "update evidence set name = 'other.png' where case_id = '%s'".formatted(desk.caseId));
        assertThat(desk.verified().path("whole").asBoolean()).isFalse();
        desk.verified();
        assertThat(open()).hasSize(1);
        assertThat(tasks.getIdentityLinksForTask(open().get(0).getId()))
                .extracting(link -> link.getGroupId())
                .containsExactly("managers");
        assertThat(desk.get("auditor1", "").body()).contains("EVIDENCE_CHANGED");

        assertThatThrownBy(() -> casework.complete("manager1", "settleDamage", desk.number, Map.of("remarks", " ")))
                .isInstanceOf(RuntimeException.class);
        assertThat(open()).hasSize(1);
        casework.complete(
                "manager1",
                "settleDamage",
                desk.number,
                Map.of("remarks", "Renamed by hand; the file itself is whole"));

        assertThat(open()).isEmpty();
        assertThat(desk.get("auditor1", "").body()).contains("CUSTODY_SETTLED", "Renamed by hand");
        // what the log says is not mended by that
        assertThat(desk.verified().path("whole").asBoolean()).isFalse();
    }
}
