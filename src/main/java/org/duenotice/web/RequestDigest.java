package org.duenotice.web;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the parts of a request, each with its length, so that no two requests run into one another. */
final class RequestDigest {

    private final MessageDigest digest;

    RequestDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    RequestDigest add(String text) {
        var bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Long.BYTES)
                .putLong(text == null ? -1 : bytes.length)
                .array());
        digest.update(bytes);
        return this;
    }

    RequestDigest add(InputStream content) throws IOException {
        var own = new RequestDigest();
        try (content) {
            var buffer = new byte[16 * 1024];
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                own.digest.update(buffer, 0, read);
            }
        }
        return add(own.toString());
    }

    /** A part of an upload without the boundary, which is another in each sending of the same thing. */
    RequestDigest add(Part part) throws IOException {
        return add(part.getName())
                .add(part.getSubmittedFileName())
                .add(part.getContentType())
                .add(part.getInputStream());
    }

    /** The digest so far in hexadecimal; ends it. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
