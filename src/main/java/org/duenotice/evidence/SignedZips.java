package org.duenotice.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lombok.RequiredArgsConstructor;
import org.duenotice.custody.AnchorKeys;
import org.duenotice.custody.Digests;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Bundles that a stranger can check with standard tools: the hash of each file, the hashes signed, the public key, and a script. The
 * same content at the same moment is the same file, byte for byte.
 */
@Component
@RequiredArgsConstructor
public class SignedZips {

    private final AnchorKeys keys;

    /** What writes the content of a file. */
    public interface Writing<T> {
        void write(T to) throws IOException;
    }

    /**
     * Begins a bundle.
     *
     * @param at the moment that each file in it has
     * @param out stays open
     */
    public Bundle begin(OutputStream out, Instant at) {
        return new Bundle(new ZipOutputStream(out, StandardCharsets.UTF_8), at);
    }

    /** One bundle while it is written, a stream from beginning to end; one that is not finished no tool takes for whole. */
    @RequiredArgsConstructor
    public final class Bundle {

        private final ZipOutputStream zip;
        private final Instant at;
        private final StringBuilder sums = new StringBuilder();

        /** Writes a file; its hash is taken on the way. */
        public void file(String path, Writing<OutputStream> writing) throws IOException {
            next(path);
            var out = new DigestOutputStream(zip, Digests.sha256());
            writing.write(out);
            hash(path, Digests.hex(out.getMessageDigest().digest()));
        }

        /** Writes a file whose hash is known: the script names it when it is another, or is not there. */
        public void file(String path, String sha256, Writing<OutputStream> writing) throws IOException {
            next(path);
            writing.write(zip);
            hash(path, sha256);
        }

        /** The hash of a file that should be in the bundle and is not, so that the script names it. */
        void missing(String path, String sha256) {
            hash(path, sha256);
        }

        private void hash(String path, String sha256) {
            sums.append(sha256).append("  ").append(path).append('\n');
        }

        private void next(String path) throws IOException {
            var entry = new ZipEntry(path);
            entry.setTime(at.toEpochMilli());
            zip.putNextEntry(entry);
        }

        /** Adds key, script, hashes and signature. */
        public void finish() throws IOException {
            file("custody/public-key.pem", out -> out.write(keys.publicPem().getBytes(StandardCharsets.US_ASCII)));
            plain("verify.sh", new ClassPathResource("bundle/verify.sh").getContentAsByteArray());
            var hashes = sums.toString().getBytes(StandardCharsets.UTF_8);
            plain("SHA256SUMS", hashes);
            plain("SHA256SUMS.sig", keys.sign(hashes));
            zip.finish();
        }

        private void plain(String path, byte[] content) throws IOException {
            next(path);
            zip.write(content);
        }
    }
}
