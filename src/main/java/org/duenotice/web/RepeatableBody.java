package org.duenotice.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lombok.extern.slf4j.Slf4j;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/**
 * A request whose body has been received to its end before any work begins, so that a slow sender holds no transaction: small
 * bodies in memory, larger ones in a temporary file.
 */
@Slf4j
final class RepeatableBody extends HttpServletRequestWrapper implements AutoCloseable {

    private static final int IN_MEMORY = 256 * 1024;

    private final byte[] start;
    private final Path file;
    private final ServletInputStream body;

    private RepeatableBody(HttpServletRequest request, byte[] start, Path file) throws IOException {
        super(request);
        this.start = start;
        this.file = file;
        this.body = new Replay(open());
    }

    /** @throws MaxUploadSizeExceededException when the body is longer than {@code most} bytes */
    static RepeatableBody receive(HttpServletRequest request, long most) throws IOException {
        if (request.getContentLengthLong() > most) {
            throw new MaxUploadSizeExceededException(most);
        }
        var incoming = request.getInputStream();
        var start = incoming.readNBytes(IN_MEMORY);
        if (start.length < IN_MEMORY) {
            return new RepeatableBody(request, start, null);
        }
        var file = Files.createTempFile("duenotice-request-", ".body");
        try {
            receive(start, incoming, file, most);
            return new RepeatableBody(request, null, file);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void receive(byte[] start, InputStream rest, Path file, long most) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            out.write(start);
            var buffer = new byte[16 * 1024];
            var received = (long) start.length;
            for (var read = rest.read(buffer); read >= 0; read = rest.read(buffer)) {
                received += read;
                if (received > most) {
                    throw new MaxUploadSizeExceededException(most);
                }
                out.write(buffer, 0, read);
            }
        }
    }

    /** The body once more from its beginning. */
    InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(start) : Files.newInputStream(file);
    }

    @Override
    public ServletInputStream getInputStream() {
        return body;
    }

    @Override
    public BufferedReader getReader() {
        var charset = getCharacterEncoding() == null ? StandardCharsets.UTF_8 : Charset.forName(getCharacterEncoding());
        return new BufferedReader(new InputStreamReader(body, charset));
    }

    @Override
    public void close() {
        try {
            body.close();
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            log.warn("A temporary file could not be removed: {}", file, e);
        }
    }

    private static final class Replay extends ServletInputStream {

        private final InputStream from;
        private boolean finished;

        private Replay(InputStream from) {
            this.from = from;
        }

        @Override
        public int read() throws IOException {
            var read = from.read();
            finished = read < 0;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = from.read(into, offset, length);
            finished = read < 0;
            return read;
        }

        @Override
        public void close() throws IOException {
            from.close();
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body has been received already");
        }
    }
}
