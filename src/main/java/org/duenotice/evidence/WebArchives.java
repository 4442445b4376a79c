package org.duenotice.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import lombok.RequiredArgsConstructor;
import org.duenotice.custody.Digests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Looks into web archives as they lie there: nothing is unpacked to disk, everything is read as a stream up to a limit. WACZ
 * 1.2.0: {@code datapackage.json} holds the SHA-256 of each file, {@code datapackage-digest.json} its own.
 */
@Component
@RequiredArgsConstructor
class WebArchives {

    static final String MANIFEST = "datapackage.json";
    static final String DIGEST = "datapackage-digest.json";

    private static final int MOST_ENTRIES = 10_000;
    private static final int LONGEST_MANIFEST = 8 * 1024 * 1024;
    private static final int MOST_FINDINGS = 20;
    private static final long MOST_UNPACKED = 1L << 30;

    private final ObjectMapper json = JsonMapper.builder().build();
    private final long mostUnpacked;

    @Autowired
    WebArchives() {
        this(MOST_UNPACKED);
    }

    /** More would be unpacked than a web archive has any need for. */
    private static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** What is said about a file of that detected or claimed type; nothing about other types. */
    List<Finding> look(Path file, EvidenceKind claimed, String detected) throws IOException {
        if (detected.equals(ContentTypes.WACZ)) {
            return wacz(file);
        }
        if (detected.equals(ContentTypes.WARC)) {
            return List.of(warc(file));
        }
        return switch (claimed) {
            case WACZ -> List.of(new Finding(Finding.Code.WACZ_BROKEN, detected));
            case WARC -> List.of(new Finding(Finding.Code.WARC_BROKEN, detected));
            default -> List.of();
        };
    }

    private Finding warc(Path file) throws IOException {
        try (var raw = Files.newInputStream(file)) {
            var packed = raw.read() == 0x1f;
            try (var start = Files.newInputStream(file);
                    var content = packed ? new GZIPInputStream(start) : start) {
                var version = new String(content.readNBytes(8), StandardCharsets.US_ASCII);
                var left = new Budget(mostUnpacked);
                left.digest(content);
                return version.matches("WARC/\\d\\.\\d")
                        ? new Finding(Finding.Code.WARC_READABLE, version)
                        : new Finding(Finding.Code.WARC_BROKEN, "");
            }
        } catch (TooMuch e) {
            return new Finding(Finding.Code.ARCHIVE_TOO_LARGE, "");
        } catch (ZipException | java.io.EOFException e) {
            return new Finding(Finding.Code.WARC_BROKEN, String.valueOf(e.getMessage()));
        }
    }

    private List<Finding> wacz(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                return List.of(new Finding(Finding.Code.ARCHIVE_TOO_LARGE, zip.size() + ""));
            }
            return new Wacz(zip, new Budget(mostUnpacked)).findings();
        } catch (TooMuch e) {
            return List.of(new Finding(Finding.Code.ARCHIVE_TOO_LARGE, ""));
        } catch (ZipException | java.io.EOFException e) {
            return List.of(new Finding(Finding.Code.WACZ_BROKEN, String.valueOf(e.getMessage())));
        }
    }

    /** How much more may be read out of an archive, all its entries together. */
    private static final class Budget {

        private long left;

        Budget(long most) {
            left = most;
        }

        String digest(InputStream content) throws IOException {
            var digest = Digests.sha256();
            var buffer = new byte[16 * 1024];
            for (int read; (read = content.read(buffer)) >= 0; ) {
                left -= read;
                if (left < 0) {
                    throw new TooMuch();
                }
                digest.update(buffer, 0, read);
            }
            return Digests.hex(digest.digest());
        }
    }

    /** One WACZ while it is looked at. */
    @RequiredArgsConstructor
    private final class Wacz {

        private final ZipFile zip;
        private final Budget budget;
        private final List<Finding> found = new ArrayList<>();

        List<Finding> findings() throws IOException {
            var names = names();
            var manifest = manifest(MANIFEST, Finding.Code.WACZ_NO_MANIFEST);
            if (manifest != null) {
                checkDigest();
                names.removeAll(checkResources(manifest));
                names.removeAll(Set.of(MANIFEST, DIGEST));
                names.forEach(name -> add(Finding.Code.WACZ_NOT_IN_MANIFEST, name));
            }
            if (found.isEmpty()) {
                add(Finding.Code.WACZ_HASHES_MATCH, manifest.path("resources").size() + "");
            }
            return List.copyOf(found);
        }

        private Set<String> names() {
            var names = new HashSet<String>();
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                if (unsafe(entry.getName())) {
                    add(Finding.Code.WACZ_UNSAFE_NAME, entry.getName());
                } else if (!entry.isDirectory() && !names.add(entry.getName())) {
                    add(Finding.Code.WACZ_UNSAFE_NAME, entry.getName());
                }
            }
            return names;
        }

        private static boolean unsafe(String name) {
            return name.startsWith("/")
                    || name.contains("\\")
                    || name.contains(":")
                    || List.of(name.split("/")).contains("..");
        }

        private void add(Finding.Code code, String detail) {
            if (found.size() < MOST_FINDINGS) {
                found.add(new Finding(code, detail));
            }
        }

        /** The entry as JSON; null and a finding when it is not there or no JSON. */
        private JsonNode manifest(String name, Finding.Code missing) throws IOException {
            var entry = zip.getEntry(name);
            if (entry == null) {
                add(missing, name);
                return null;
            }
            byte[] bytes;
            try (var content = zip.getInputStream(entry)) {
                bytes = content.readNBytes(LONGEST_MANIFEST + 1);
            }
            if (bytes.length > LONGEST_MANIFEST) {
                throw new TooMuch();
            }
            try {
                return json.readTree(bytes);
            } catch (IOException e) {
                add(Finding.Code.WACZ_BROKEN, name);
                return null;
            }
        }

        private void checkDigest() throws IOException {
            var digest = manifest(DIGEST, Finding.Code.WACZ_NO_DIGEST);
            if (digest != null && !digest.path("hash").asText().equals("sha256:" + hash(zip.getEntry(MANIFEST)))) {
                add(Finding.Code.WACZ_DIGEST_DIFFERS, MANIFEST);
            }
        }

        private Set<String> checkResources(JsonNode manifest) throws IOException {
            var named = new HashSet<String>();
            for (var resource : manifest.path("resources")) {
                var path = resource.path("path").asText();
                named.add(path);
                var entry = zip.getEntry(path);
                if (entry == null) {
                    add(Finding.Code.WACZ_FILE_MISSING, path);
                } else if (!resource.path("hash").asText().equals("sha256:" + hash(entry))) {
                    add(Finding.Code.WACZ_HASH_DIFFERS, path);
                }
            }
            return named;
        }

        private String hash(ZipEntry entry) throws IOException {
            try (var content = zip.getInputStream(entry)) {
                return budget.digest(content);
            }
        }
    }
}
