package org.duenotice.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.duenotice.DueNoticeTest;
import org.duenotice.TestClock;
import org.duenotice.casefile.Regroupings;
import org.duenotice.custody.Anchors;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.duenotice.database.Moment;
import org.duenotice.database.OwnTransaction;
import org.duenotice.process.Casework;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who touched evidence stands in a chain, and whoever bends it is found. */
@DueNoticeTest
class CustodyTest {

    @Autowired
    private Casework casework;

    @Autowired
    private CustodyLog log;

    @Autowired
    private Anchors anchors;

    @Autowired
    private OwnTransaction own;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private FlywayConnectionDetails owner;

    @Autowired
    private TestClock clock;

    @Autowired
    private IntegrityChecks checks;

    @Autowired
    private EvidenceReadings readings;

    @Autowired
    private EvidenceFiles files;

    @Autowired
    private EvidenceBeforeCustody takeOver;

    @Autowired
    private Regroupings regroupings;

    @Autowired
    private TimeStamps stamps;

    @Autowired
    private EvidenceBundles bundles;

    @Value("${duenotice.data}")
    private Path data;

    @LocalServerPort
    private int port;

    private EvidenceDesk desk;
    private String evidence;
    private String sha256;

    @BeforeEach
    void aCaseHasEvidence() {
        clock.backToStart();
        desk = new EvidenceDesk(casework, port);
        var added = desk.added("shot.png", EvidenceDesk.png(800, 600), Map.of("kind", "SCREENSHOT_VIEWPORT"));
        evidence = added.path("id").asText();
        sha256 = added.path("sha256").asText();
    }

    private String where() {
        return " where case_id = '" + desk.caseId + "'";
    }

    private void breaks(String kind) {
        var verified = desk.verified();
        assertThat(verified.path("whole").asBoolean()).as(verified.toString()).isFalse();
        assertThat(verified.path("firstBreak").path("kind").asText())
                .as(verified.toString())
                .isEqualTo(kind);
    }

    private void whole() {
        var verified = desk.verified();
        assertThat(verified.path("whole").asBoolean()).as(verified.toString()).isTrue();
    }

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
    void disposedContentIsGoneWithItsNamesAndTheChainStaysWhole() {
        close(desk.caseId, "CLOSED");

        var answer = Caller.of(port, "manager1")
                .post(
                        desk.path("/evidence/" + evidence + "/disposal"),
                        "{\"reasons\": \"The term of keeping has ended\"}",
                        "Idempotency-Key",
                        UUID.randomUUID().toString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(data.resolve("content").resolve(sha256.substring(0, 2)).resolve(sha256))
                .doesNotExist();
        whole();
        assertThat(desk.events()).containsExactly("ACQUIRED", "COPIED", "DISPOSED", "VERIFIED");
        assertThat(desk.get("auditor1", "/custody").body()).doesNotContain("caseworker1");
        assertThat(desk.get("approver1", "/evidence/" + evidence + "/content").statusCode())
                .isEqualTo(409);
    }

    @Test
    void aDisposalWithoutAnEntryTakesNothingAwayAndIsFound() throws Exception {
        sql.sql(
                        "insert into evidence_disposal (evidence_id, reasons, disposed_by, disposed_at) values (?, 'x', 'x', now())")
                .param(UUID.fromString(evidence))
                .update();

        breaks("DISPOSAL_NOT_LOGGED");
        assertThat(desk.get("approver1", "/evidence/" + evidence + "/content").statusCode())
                .isEqualTo(200);
        assertThatThrownBy(() -> sql.sql("select dispose_custody_details(?)")
                        .param(UUID.fromString(evidence))
                        .query()
                        .singleRow())
                .hasMessageContaining("is not recorded");
        passOverTheStore();
        assertThat(place(sha256)).exists();
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

    @Test
    void contentThatAnybodyElseNeedsOutlivesTheDisposalOfTheEvidence() {
        close(desk.caseId, "CLOSED");
        sql.sql(
                        "insert into open_data_file (name, day, records, size, sha256, made_at) values (?, now(), 1, 1, ?, now())")
                .params("a" + sha256.replaceAll("[0-9]", "-") + ".csv", sha256)
                .update();

        assertThat(dispose(desk, evidence)).isEqualTo(204);

        assertThat(place(sha256)).exists();
    }

    @Test
    void whatADisposalCouldNotDeleteGoesWithTheNextPassOverTheStore() throws Exception {
        var content = Files.readAllBytes(place(sha256));
        close(desk.caseId, "CLOSED");
        assertThat(dispose(desk, evidence)).isEqualTo(204);
        Files.write(place(sha256), content);

        passOverTheStore();

        assertThat(place(sha256)).doesNotExist();
        whole();
    }

    @Test
    void whatWasDisposedOfDoesNotComeBackUnderItsRecord() throws Exception {
        var content = Files.readAllBytes(place(sha256));
        close(desk.caseId, "CLOSED");
        dispose(desk, evidence);
        close(desk.caseId, "DETECTED");

        assertThat(desk.add("shot.png", content, Map.of()).statusCode()).isEqualTo(409);
    }

    @Test
    void aDeletionWaitsForWhoeverIsAboutToNeedTheContentAgain() throws Exception {
        var content = Files.readAllBytes(place(sha256));
        var other = new EvidenceDesk(casework, port);
        close(desk.caseId, "CLOSED");
        var disposing = Executors.newSingleThreadExecutor();
        var answer = own.run(() -> {
            files.add(
                    other.caseId,
                    "same.png",
                    "image/png",
                    new java.io.ByteArrayInputStream(content),
                    clock.instant(),
                    "caseworker1");
            var disposed = disposing.submit(() -> dispose(desk, evidence));
            assertThatThrownBy(() -> disposed.get(2, TimeUnit.SECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            return disposed;
        });
        disposing.shutdown();

        assertThat(answer.get(1, TimeUnit.MINUTES)).isEqualTo(204);
        assertThat(place(sha256)).exists();
        assertThat(other.verified().path("whole").asBoolean()).isTrue();
    }

    @Test
    void evidenceOfMergedCasesGoesWithThatOfTheCaseThatTookThemIn() {
        var survivor = new EvidenceDesk(casework, port);
        regroupings.merge(desk.number, survivor.number, "One casino", "caseworker1");
        var same = files.of(survivor.caseId).get(0).id().toString();
        close(survivor.caseId, "CLOSED");

        assertThat(dispose(survivor, same)).isEqualTo(204);

        assertThat(place(sha256)).doesNotExist();
        whole();
        assertThat(survivor.verified().path("whole").asBoolean()).isTrue();
    }

    @Test
    void evidenceOfAMergedCaseCanBeDisposedOf() {
        var survivor = new EvidenceDesk(casework, port);
        regroupings.merge(desk.number, survivor.number, "One casino", "caseworker1");

        assertThat(dispose(desk, evidence)).isEqualTo(204);

        assertThat(place(sha256)).exists();
        assertThat(survivor.verified().path("whole").asBoolean()).isTrue();
    }

    @Test
    void targetsAndTimeStampsGoAlongWithEvidence() {
        var shown = desk.added("page.html", EvidenceDesk.png(30, 30), Map.of("targets", "1"));
        sql.sql("insert into time_stamp (evidence_id, token, stamped_at, serial, policy, signer, received_at) "
                        + "values (?, '\\x00', now(), '1', '1', 'x', now())")
                .param(UUID.fromString(shown.path("id").asText()))
                .update();
        var survivor = new EvidenceDesk(casework, port);

        regroupings.merge(desk.number, survivor.number, "One casino", "caseworker1");

        assertThat(files.targets(survivor.caseId, Moment.PRESENT).values()).containsExactly(java.util.List.of(2));
        assertThat(stamps.of(survivor.caseId)).hasSize(1);
    }

    @Test
    void whoWasRecusedMakesNoWorkingCopies() {
        var recusal = UUID.randomUUID();
        EvidenceDesk.asOwner(
                owner,
                ("insert into recusal values ('%s', 'RC-%s', '%s', 'caseworker1', 1, 'RELATIVE', 'SELF', 'caseworker1', 'brother', "
                                + "'managers', 'caseworker1', now())")
                        .formatted(recusal, recusal, desk.caseId),
                "insert into recusal_decision values ('%s', 'caseworker1', 'GRANTED', 'so it is', 'manager1', now())"
                        .formatted(recusal));

        var copy = desk.upload(
                "/evidence/" + evidence + "/copies",
                "covered.png",
                EvidenceDesk.png(20, 20),
                Map.of("kind", "REDACTION", "whatDone", "faces covered"));

        assertThat(copy.statusCode()).as(copy.body()).isEqualTo(403);
        assertThat(copy.body()).contains("case.recused");
    }

    @Test
    void aBundleHoldsTheNewestAnchorThatItsLogReaches() throws Exception {
        anchors.anchor();
        var folder = Files.createTempDirectory("bundle-");
        var zip = new java.io.ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                if (size() == 0) {
                    own.run(() -> log.append(desk.caseId, CustodyEvent.VIEWED, null, null, "other", Map.of()));
                    anchors.anchor();
                }
                super.write(bytes, offset, length);
            }
        };

        bundles.write(desk.caseId, desk.number, "manager1", zip);

        unzip(zip.toByteArray(), folder);
        assertThat(folder.resolve("custody/anchor.txt")).exists();
        assertThat(verifySh(folder)).isEqualTo("0 OK\n");
    }

    @Test
    void aBundleThatBreaksOffForAnyReasonIsAnEntryToo() {
        var broken = new java.io.OutputStream() {
            @Override
            public void write(int one) {
                throw new IllegalStateException("the store is not there");
            }
        };

        assertThatThrownBy(() -> bundles.write(desk.caseId, desk.number, "manager1", broken))
                .hasMessageContaining("not there");

        assertThat(desk.events()).endsWith("EXPORTED", "DOWNLOAD_FAILED");
    }

    private void close(UUID caseId, String state) {
        EvidenceDesk.asOwner(
                owner,
                "update case_file set state = '%s', closed_at = %s, close_reason = %s where id = '%s'"
                        .formatted(
                                state,
                                state.equals("CLOSED") ? "now()" : "null",
                                state.equals("CLOSED") ? "'NO_VIOLATION'" : "null",
                                caseId));
    }

    private int dispose(EvidenceDesk of, String id) {
        return Caller.of(port, "manager1")
                .post(
                        of.path("/evidence/" + id + "/disposal"),
                        "{\"reasons\": \"The term of keeping has ended\"}",
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .statusCode();
    }

    private Path place(String hash) {
        return data.resolve("content").resolve(hash.substring(0, 2)).resolve(hash);
    }

    /** Without the passes of other tests, whose clock may be ahead. */
    private void passOverTheStore() {
        EvidenceDesk.asOwner(owner, "truncate integrity_run cascade");
        checks.start("manager1");
        while (checks.part()) {
            // goes on where it was left
        }
    }

    @Test
    void namesInTheLogGoOnlyWithADisposalThatIsRecorded() {
        assertThatThrownBy(() -> sql.sql("select dispose_custody_details(?)")
                        .param(UUID.fromString(evidence))
                        .query()
                        .singleRow())
                .hasMessageContaining("is not recorded");
    }

    @Test
    void aDownloadThatBreaksOffIsAnEntryToo() throws Exception {
        var content = readings.download(desk.caseId, UUID.fromString(evidence), "approver1");
        assertThat(content.stream().read()).isNotNegative();
        content.stream().close();

        assertThat(desk.events()).endsWith("DOWNLOADED", "DOWNLOAD_FAILED");
        assertThat(desk.get("auditor1", "/custody").body()).contains("broken off after 1 bytes");
    }

    @Test
    void evidenceThatGoesAlongToAnotherCaseIsInBothLogs() {
        var other = new EvidenceDesk(casework, port);

        own.run(() -> {
            files.copy(desk.caseId, other.caseId, "caseworker1");
            return null;
        });

        assertThat(desk.events()).endsWith("COPIED");
        assertThat(other.events()).containsExactly("ACQUIRED", "COPIED");
        assertThat(Caller.json(other.get("caseworker1", "/evidence")).path(0).has("thumbnail"))
                .isTrue();
        assertThat(other.verified().path("whole").asBoolean()).isTrue();
        whole();
    }

    @Test
    void whatThePersonMadeOfTheEvidenceNamesItAndWhatWasDone() {
        var copy = desk.upload(
                "/evidence/" + evidence + "/copies",
                "covered.png",
                EvidenceDesk.png(20, 20),
                Map.of("kind", "REDACTION", "whatDone", "faces covered"));
        assertThat(copy.statusCode()).as(copy.body()).isEqualTo(201);
        assertThat(Caller.json(desk.get("caseworker1", "/evidence"))
                        .path(0)
                        .path("copies")
                        .path(0)
                        .path("whatDone")
                        .asText())
                .isEqualTo("faces covered");
        desk.bytes(
                "approver1",
                Caller.json(copy)
                        .path("content")
                        .asText()
                        .substring(desk.path("").length()));
        assertThat(desk.events()).endsWith("COPIED", "DOWNLOADED");
    }

    @Test
    void aStrangerChecksTheBundleWithStandardTools() throws Exception {
        anchors.anchor();
        desk.added("page.html", "<html>Casino</html>".getBytes(StandardCharsets.UTF_8), Map.of("kind", "HTML"));
        var folder = Files.createTempDirectory("bundle-");
        unzip(desk.bytes("manager1", "/evidence/bundle"), folder);

        assertThat(verifySh(folder)).isEqualTo("0 OK\n");
        var page = folder.resolve("files/002-page.html");
        changeAByte(page);
        assertThat(verifySh(folder)).startsWith("1 ").contains("files/002-page.html: FAILED", "BROKEN");
        sumAgain(folder, page);
        assertThat(verifySh(folder)).startsWith("1 BROKEN: files/002-page.html is not in custody/log.txt");
        changeAByte(page);
        sumAgain(folder, page);
        assertThat(verifySh(folder)).isEqualTo("0 OK\n");

        var log = folder.resolve("custody/log.txt");
        Files.writeString(log, Files.readString(log).replaceFirst(" 2 COPIED", " 2 VIEWED"));
        sumAgain(folder, log);
        assertThat(verifySh(folder)).startsWith("1 BROKEN: custody/log.txt, entry 2");
        Files.writeString(log, Files.readString(log).replaceFirst(" 2 VIEWED", " 2 COPIED"));
        sumAgain(folder, log);

        var anchor = folder.resolve("custody/anchor.txt");
        Files.writeString(anchor, Files.readString(anchor).replaceFirst("T0", "T1"));
        sumAgain(folder, anchor);
        assertThat(verifySh(folder)).startsWith("1 BROKEN: ").contains("signature");
    }

    private static void changeAByte(Path file) throws Exception {
        var content = Files.readAllBytes(file);
        content[3] ^= 1;
        Files.write(file, content);
    }

    /** What somebody would do who changes a file and knows of the list of hashes. */
    private static void sumAgain(Path folder, Path file) throws Exception {
        var sums = folder.resolve("SHA256SUMS");
        var sum = org.duenotice.custody.Digests.sha256(Files.readAllBytes(file));
        var name = folder.relativize(file);
        Files.writeString(sums, Files.readString(sums).replaceAll("[0-9a-f]{64}(?=  " + name + "\n)", sum));
    }

    private static String verifySh(Path folder) throws Exception {
        var process = new ProcessBuilder("bash", "verify.sh")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said;
    }

    private static void unzip(byte[] zip, Path folder) throws Exception {
        try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
            for (java.util.zip.ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                var file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(in, file);
            }
        }
    }
}
