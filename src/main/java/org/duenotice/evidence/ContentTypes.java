package org.duenotice.evidence;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.Tika;
import org.springframework.stereotype.Component;

/** What a file is by its content. Its name has no say. */
@Component
class ContentTypes {

    static final String WARC = "application/warc";
    static final String WACZ = "application/wacz";

    private final Tika tika = new Tika();

    String of(Path file) throws IOException {
        String found;
        try (var content = new BufferedInputStream(Files.newInputStream(file))) {
            found = tika.detect(content);
        }
        return switch (found) {
            case "application/gzip", "application/x-gzip" -> startsAsWarc(file) ? WARC : found;
            case "application/zip" -> isWacz(file) ? WACZ : found;
            case "application/x-warc" -> WARC;
            default -> found;
        };
    }

    private static boolean startsAsWarc(Path file) {
        try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(unpacked.readNBytes(5), StandardCharsets.US_ASCII).equals("WARC/");
        } catch (IOException e) {
            return false;
        }
    }

    /** A zip without its end still is one if it begins with what a WACZ begins with. */
    private static boolean isWacz(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            return zip.getEntry(WebArchives.MANIFEST) != null
                    || zip.stream().anyMatch(entry -> entry.getName().startsWith("archive/"));
        } catch (ZipException e) {
            return false;
        }
    }
}
