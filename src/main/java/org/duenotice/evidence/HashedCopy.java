package org.duenotice.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import org.duenotice.custody.Digests;

/** A stream written to a temporary file while it is hashed; the file is gone once this is closed, unless it was moved. */
record HashedCopy(Path file, String sha256, long size) implements AutoCloseable {

    /** The stream is longer than allowed; what had been written is gone. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** @param folder null means that of the system for temporary files */
    static HashedCopy of(InputStream content, Path folder, long longest) throws IOException {
        var file = folder == null
                ? Files.createTempFile("duenotice-arriving-", null)
                : Files.createTempFile(folder, "arriving-", null);
        var kept = false;
        try {
            var digest = Digests.sha256();
            long size;
            try (var out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
                size = transfer(content, out, longest);
            }
            kept = true;
            return new HashedCopy(file, Digests.hex(digest.digest()), size);
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static long transfer(InputStream from, java.io.OutputStream to, long longest) throws IOException {
        var buffer = new byte[16 * 1024];
        var size = 0L;
        for (int read; (read = from.read(buffer)) >= 0; ) {
            size += read;
            if (size > longest) {
                throw new TooLong();
            }
            to.write(buffer, 0, read);
        }
        return size;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
