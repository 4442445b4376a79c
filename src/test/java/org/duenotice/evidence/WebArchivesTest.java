package org.duenotice.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.duenotice.custody.Digests;
import org.duenotice.evidence.Finding.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Web archives are recognised by their content, and what their manifests promise is checked. */
class WebArchivesTest {

    private static final String ARCHIVE = "archive/data.warc.gz";
    private static final byte[] CAPTURED = "WARC/1.1\r\ncaptured".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final ContentTypes types = new ContentTypes();

    private static String resource(String path, byte[] content) {
        return "{\"name\": \"x\", \"path\": \"%s\", \"hash\": \"sha256:%s\", \"bytes\": %d}"
                .formatted(path, Digests.sha256(content), content.length);
    }

    private static Map<String, byte[]> wacz(String... resources) {
        var files = new LinkedHashMap<String, byte[]>();
        var manifest = "{\"profile\": \"data-package\", \"wacz_version\": \"1.2.0\", \"resources\": [%s]}"
                .formatted(String.join(",", resources))
                .getBytes(StandardCharsets.UTF_8);
        files.put(ARCHIVE, CAPTURED);
        files.put("datapackage.json", manifest);
        files.put(
                "datapackage-digest.json",
                "{\"path\": \"datapackage.json\", \"hash\": \"sha256:%s\"}"
                        .formatted(Digests.sha256(manifest))
                        .getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private Path zip(Map<String, byte[]> files) throws IOException {
        var file = folder.resolve("x");
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var each : files.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue());
            }
        }
        return file;
    }

    private org.assertj.core.api.ListAssert<Code> found(Path file) throws IOException {
        return assertThat(new WebArchives()
                .look(file, EvidenceKind.OTHER, types.of(file)).stream()
                        .map(Finding::code)
                        .toList());
    }

    @Test
    void aSoundWaczIsRecognisedAndItsHashesAgree() throws IOException {
        var file = zip(wacz(resource(ARCHIVE, CAPTURED)));

        assertThat(types.of(file)).isEqualTo("application/wacz");
        found(file).containsExactly(Code.WACZ_HASHES_MATCH);
    }

    @Test
    void aByteThatDiffersIsNamed() throws IOException {
        var files = wacz(resource(ARCHIVE, CAPTURED));
        files.put(ARCHIVE, "WARC/1.1\r\nCaptured".getBytes(StandardCharsets.UTF_8));

        assertThat(new WebArchives().look(zip(files), EvidenceKind.WACZ, "application/wacz"))
                .containsExactly(new Finding(Code.WACZ_HASH_DIFFERS, ARCHIVE));
    }

    @Test
    void aManifestThatWasChangedWhatItLacksAndWhatIsMissingAreTold() throws IOException {
        var files = wacz(resource("pages/pages.jsonl", CAPTURED));
        files.put("datapackage-digest.json", "{\"hash\": \"sha256:0\"}".getBytes(StandardCharsets.UTF_8));

        found(zip(files))
                .containsExactlyInAnyOrder(Code.WACZ_DIGEST_DIFFERS, Code.WACZ_FILE_MISSING, Code.WACZ_NOT_IN_MANIFEST);
        files.remove("datapackage-digest.json");
        found(zip(files)).contains(Code.WACZ_NO_DIGEST);
        files.put("datapackage.json", "{".getBytes(StandardCharsets.UTF_8));
        found(zip(files)).containsExactly(Code.WACZ_BROKEN);
        files.remove("datapackage.json");
        found(zip(files)).containsExactly(Code.WACZ_NO_MANIFEST);
    }

    @Test
    void aNameThatLeadsOutOfTheArchiveIsTold() throws IOException {
        var files = wacz(resource(ARCHIVE, CAPTURED));
        files.put("../../etc/passwd", CAPTURED);

        found(zip(files)).containsExactly(Code.WACZ_UNSAFE_NAME);
    }

    @Test
    void nothingIsReadBeyondTheLimitHoweverMuchItUnpacksTo() throws IOException {
        var much = new byte[4_000_000];
        var files = wacz(resource(ARCHIVE, much));
        files.put(ARCHIVE, much);
        var file = zip(files);

        assertThat(Files.size(file)).isLessThan(20_000);
        assertThat(new WebArchives(1_000_000).look(file, EvidenceKind.WACZ, "application/wacz"))
                .containsExactly(new Finding(Code.ARCHIVE_TOO_LARGE, ""));
    }

    @Test
    void aWaczCutShortIsKeptAsWhatItIsAndTold() throws IOException {
        var whole = Files.readAllBytes(zip(wacz(resource(ARCHIVE, CAPTURED))));
        var cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThat(new WebArchives().look(cut, EvidenceKind.WACZ, types.of(cut)))
                .extracting(Finding::code)
                .containsExactly(Code.WACZ_BROKEN);
    }

    @Test
    void aWarcIsRecognisedPackedOrNotAndReadToItsEnd() throws IOException {
        var plain = Files.write(folder.resolve("a.warc"), CAPTURED);
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(CAPTURED);
        }
        var file = Files.write(folder.resolve("b"), packed.toByteArray());
        var cut = Files.write(folder.resolve("c"), java.util.Arrays.copyOf(packed.toByteArray(), packed.size() - 6));

        assertThat(types.of(plain)).isEqualTo("application/warc");
        assertThat(types.of(file)).isEqualTo("application/warc");
        assertThat(new WebArchives().look(file, EvidenceKind.WARC, types.of(file)))
                .containsExactly(new Finding(Code.WARC_READABLE, "WARC/1.1"));
        found(plain).containsExactly(Code.WARC_READABLE);
        found(cut).containsExactly(Code.WARC_BROKEN);
    }
}
