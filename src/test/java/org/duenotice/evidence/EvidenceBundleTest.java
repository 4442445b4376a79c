package org.duenotice.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What leaves with a person is an entry, and a stranger can check it. */
@DueNoticeTest
class EvidenceBundleTest extends EvidenceCase {

    @Autowired
    private EvidenceReadings readings;

    @Autowired
    private EvidenceBundles bundles;

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

    @Test
    void aDownloadThatBreaksOffIsAnEntryToo() throws Exception {
        var content = readings.download(desk.caseId, UUID.fromString(evidence), "approver1");
        assertThat(content.stream().read()).isNotNegative();
        content.stream().close();

        assertThat(desk.events()).endsWith("DOWNLOADED", "DOWNLOAD_FAILED");
        assertThat(desk.get("auditor1", "/custody").body()).contains("broken off after 1 bytes");
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

    @Test
    void anExhibitThatStandsForAnotherIsNamed() throws Exception {
        var page = desk.added("page.html", "<html>Casino</html>".getBytes(StandardCharsets.UTF_8), Map.of());
        var place = data.resolve("content").resolve(sha256.substring(0, 2)).resolve(sha256);
        var content = Files.readAllBytes(place);
        Files.delete(place);
        try {
            var other = page.path("sha256").asText();
            Files.copy(data.resolve("content").resolve(other.substring(0, 2)).resolve(other), place);
            var damaged = Files.createTempDirectory("bundle-");
            unzip(desk.bytes("manager1", "/evidence/bundle"), damaged);

            assertThat(verifySh(damaged)).startsWith("1 ").contains("files/001-shot.png: FAILED", "BROKEN");
            assertThat(damaged.resolve("files/001-shot.png")).doesNotExist();
            assertThat(desk.events()).endsWith("EXPORTED", "DOWNLOAD_FAILED");
            assertThat(desk.get("auditor1", "/custody").body()).contains("CHANGED");
        } finally {
            Files.deleteIfExists(place);
            Files.write(place, content);
        }

        var folder = Files.createTempDirectory("bundle-");
        unzip(desk.bytes("manager1", "/evidence/bundle"), folder);
        assertThat(verifySh(folder)).isEqualTo("0 OK\n");
        var shown = folder.resolve("files/001-shot.png");
        Files.copy(folder.resolve("files/002-page.html"), shown, StandardCopyOption.REPLACE_EXISTING);
        sumAgain(folder, shown);
        assertThat(verifySh(folder)).startsWith("1 BROKEN: files/001-shot.png is not in custody/log.txt");
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
