package org.duenotice.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.duenotice.DueNoticeTest;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who touched evidence stands in a chain, and whoever bends it is found. */
@DueNoticeTest
class CustodyTest extends EvidenceCase {

    @Autowired
    private EvidenceBeforeCustody takeOver;

    @Test
    void everyLookAtEvidenceIsAnEntryAndTheLogIsWhole() {
        desk.bytes("approver1", "/evidence/" + evidence + "/thumbnail");
        desk.bytes("approver1", "/evidence/" + evidence + "/content");
        desk.bytes("manager1", "/evidence/bundle");
        whole();

        assertThat(desk.events()).containsExactly("ACQUIRED", "COPIED", "VIEWED", "DOWNLOADED", "EXPORTED", "VERIFIED");
        assertThat(desk.get("auditor1", "/custody?after=2&limit=1").body())
                .contains("\"no\":3", "\"actor\":\"approver1\"", "\"next\":\"3\"");
    }

    @Test
    void theChainItselfHoldsNoNames() {
        var words = sql.sql("select string_agg(row_to_json(e)::text, ' ') from custody_entry e" + where())
                .query(String.class)
                .single();
        assertThat(words).doesNotContain("caseworker1", "shot.png");
    }

    @Test
    void entriesOfManyAtOnceStandInOneChainWithoutGaps() throws InterruptedException {
        var threads = Executors.newFixedThreadPool(8);
        for (var i = 0; i < 80; i++) {
            threads.submit(() -> own.run(() -> log.append(
                    desk.caseId, CustodyEvent.VIEWED, UUID.fromString(evidence), sha256, "racer", Map.of())));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        assertThat(log.head(desk.caseId).length()).isEqualTo(82);
        whole();
    }

    @Test
    void theDatabaseTakesNoEntryThatDoesNotFollow() {
        assertThatThrownBy(() -> sql.sql(
                                "insert into custody_entry (case_id, no, event, happened_at, personal, previous_hash, hash) "
                                        + "values (?, 9, 'VIEWED', now(), repeat('0', 64), repeat('0', 64), repeat('0', 64))")
                        .param(desk.caseId)
                        .update())
                .hasMessageContaining("is not the next one");
    }

    @Test
    void aChangedEntryItsWordsAndACutTailAreFound() {
        EvidenceDesk.asOwner(owner, "update custody_entry set event = 'SEALED'" + where() + " and no = 2");
        breaks("ENTRY_CHANGED");
        EvidenceDesk.asOwner(owner, "update custody_entry set event = 'COPIED'" + where() + " and no = 2");
        whole();

        EvidenceDesk.asOwner(
                owner, "update custody_detail set detail = replace(detail, 'caseworker1', 'somebody')" + where());
        breaks("DETAIL_CHANGED");
        EvidenceDesk.asOwner(
                owner, "update custody_detail set detail = replace(detail, 'somebody', 'caseworker1')" + where());

        EvidenceDesk.asOwner(
                owner,
                "delete from custody_detail" + where() + " and no = 1",
                "delete from custody_entry" + where() + " and no = 1");
        breaks("ENTRY_MISSING");
    }

    @Test
    void whatWasAnchoredCannotBeCutOrWrittenAgainUnseen() {
        var anchored = anchors.anchor();
        whole();
        assertThat(desk.verified().path("anchored").asLong()).isEqualTo(2);

        EvidenceDesk.asOwner(
                owner,
                "delete from custody_detail" + where() + " and no > 1",
                "delete from custody_entry" + where() + " and no > 1");
        breaks("TAIL_CUT");

        // grown again to the same length by what the application writes
        own.run(() -> log.append(desk.caseId, CustodyEvent.VIEWED, null, null, "other", Map.of()));
        breaks("REWRITTEN");

        var head = "anchor_no = %d and case_id = '%s'".formatted(anchored.no(), desk.caseId);
        EvidenceDesk.asOwner(
                owner,
                "create table kept_head as select * from custody_anchor_head where " + head,
                "delete from custody_anchor_head where " + head);
        // the case whose head is gone has no head any more that could tell; the anchor that covered it does
        assertThat(anchors.broken())
                .hasValueSatisfying(wrong -> assertThat(wrong.anchor()).isEqualTo(anchored.no()));
        breaks("ANCHOR_CHANGED");
        EvidenceDesk.asOwner(owner, "insert into custody_anchor_head select * from kept_head");

        EvidenceDesk.asOwner(
                owner,
                "update custody_anchor set anchored_at = anchored_at + interval '1 s' where no = " + anchored.no());
        var other = new EvidenceDesk(casework, port);
        assertThat(other.verified().path("firstBreak").path("kind").asText()).isEqualTo("ANCHOR_CHANGED");
        EvidenceDesk.asOwner(
                owner,
                "update custody_anchor set anchored_at = anchored_at - interval '1 s' where no = " + anchored.no());
        assertThat(other.verified().path("whole").asBoolean()).isTrue();

        EvidenceDesk.asOwner(
                owner,
                "create table kept_heads as select * from custody_anchor_head where anchor_no = " + anchored.no(),
                "create table kept_anchor as select * from custody_anchor where no = " + anchored.no(),
                "delete from custody_anchor_head where anchor_no = " + anchored.no(),
                "delete from custody_anchor where no = " + anchored.no());
        assertThat(other.verified().path("firstBreak").path("kind").asText()).isEqualTo("ANCHOR_MISSING");
        EvidenceDesk.asOwner(
                owner,
                "insert into custody_anchor select * from kept_anchor",
                "insert into custody_anchor_head select * from kept_heads",
                "drop table kept_head",
                "drop table kept_heads",
                "drop table kept_anchor");
        assertThat(other.verified().path("whole").asBoolean()).isTrue();
        assertThat(data.resolve("anchors/anchor-%08d.txt".formatted(anchored.no())))
                .hasContent(anchored.canonical() + "\n" + anchored.signature());
    }

    @Test
    void anAnchorThatCouldNotBeWrittenIsWrittenTheNextDay() throws Exception {
        var anchored = anchors.anchor();
        var file = data.resolve("anchors/anchor-%08d.txt".formatted(anchored.no()));
        Files.delete(file);

        assertThat(anchors.exportMissing()).isZero();

        assertThat(file).hasContent(anchored.canonical() + "\n" + anchored.signature());
        EvidenceDesk.asOwner(owner, "update custody_anchor set signature = 'AAAA' where no = " + anchored.no());
        Files.delete(file);
        assertThat(anchors.exportMissing()).as("nobody vouches for it").isEqualTo(1);
        assertThat(file).doesNotExist();
        EvidenceDesk.asOwner(
                owner,
                "update custody_anchor set signature = '%s' where no = %d"
                        .formatted(anchored.signature(), anchored.no()));
        assertThat(anchors.exportMissing()).isZero();
    }

    @Test
    void aChangedRecordIsFound() {
        EvidenceDesk.asOwner(owner, "update evidence set captured_by = 'somebody'" + where());
        breaks("EVIDENCE_CHANGED");
    }

    @Test
    void aChangedFileIsFoundAndGivenToNobodyAndThePassOverTheStoreTells() throws Exception {
        var file = data.resolve("content").resolve(sha256.substring(0, 2)).resolve(sha256);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .doesNotContain("w");
        var content = Files.readAllBytes(file);
        content[content.length - 1] ^= 1;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.write(file, content);

        breaks("FILE_CHANGED");
        assertThat(desk.get("approver1", "/evidence/" + evidence + "/content").statusCode())
                .isEqualTo(409);
        assertThat(desk.events()).endsWith("VERIFIED", "DOWNLOAD_FAILED");
        passOverTheStore();
        var report = Caller.json(Caller.of(port, "manager1").get("/api/v1/evidence/integrity"));
        assertThat(report.path("damages").toString()).contains(sha256, "CHANGED");
        assertThat(report.path("finishedAt").asText()).isNotEmpty();
        assertThat(desk.events()).endsWith("INTEGRITY_FAILED");
        assertThat(desk.get("manager1", "").body()).contains("EVIDENCE_DAMAGED", "not what was acquired");

        Files.delete(file);
        breaks("FILE_MISSING");
        assertThat(desk.get("approver1", "/evidence/" + evidence + "/content").statusCode())
                .isEqualTo(404);
    }

    @Test
    void oneContentThatCannotBeReadIsAFindingAndThePassGoesOnBehindIt() throws Exception {
        var file = data.resolve("content").resolve(sha256.substring(0, 2)).resolve(sha256);
        var kept = Files.move(file, file.resolveSibling("kept"));
        Files.createDirectory(file);
        try {
            breaks("FILE_UNREADABLE");
            var answer = desk.get("approver1", "/evidence/" + evidence + "/content");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            assertThat(answer.body()).contains("evidence.content-unreadable");
            passOverTheStore();
            var report = Caller.json(Caller.of(port, "manager1").get("/api/v1/evidence/integrity"));
            assertThat(report.path("damages").toString()).contains("\"" + sha256 + "\",\"finding\":\"UNREADABLE\"");
            assertThat(report.path("finishedAt").asText()).isNotEmpty();
            assertThat(desk.events()).endsWith("INTEGRITY_FAILED");
            assertThat(desk.get("manager1", "").body()).contains("EVIDENCE_UNREADABLE", "cannot be read");
        } finally {
            Files.delete(file);
            Files.move(kept, file);
        }
        whole();
    }

    @Test
    void wordsThatNoDisposalTookAreMissed() {
        EvidenceDesk.asOwner(
                owner,
                "delete from custody_detail" + where() + " and no = 1",
                "update evidence set captured_by = 'somebody'" + where());
        breaks("DETAIL_MISSING");
    }

    @Test
    void evidenceWhoseRecordIsGoneIsMissed() {
        var other = new EvidenceDesk(casework, port);
        EvidenceDesk.asOwner(owner, "update evidence set case_id = '" + other.caseId + "'" + where());
        breaks("EVIDENCE_MISSING");
    }

    @Test
    void evidenceFromBeforeTheLogIsEnteredOnceAndNothingElseIs() {
        var old = UUID.randomUUID();
        EvidenceDesk.asOwner(
                owner,
                ("insert into evidence (id, case_id, name, media_type, size, sha256, captured_at, received_at, captured_by) "
                                + "select '%s', case_id, 'old.png', media_type, size, repeat('a', 64), captured_at, received_at, 'x' "
                                + "from evidence where id = '%s'")
                        .formatted(old, evidence));
        takeOver.takeOver();
        breaks("EVIDENCE_NOT_LOGGED");

        EvidenceDesk.asOwner(owner, "insert into evidence_before_custody values ('" + old + "')");
        takeOver.takeOver();
        takeOver.takeOver();

        assertThat(desk.events()).containsExactly("ACQUIRED", "COPIED", "VERIFIED", "ACQUIRED");
        breaks("FILE_MISSING");
    }
}
