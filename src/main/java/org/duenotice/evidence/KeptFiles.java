package org.duenotice.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.duenotice.database.Turns;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/**
 * Files that are no evidence of a case, behind the same storage port. Whoever keeps one holds its hash in a table that {@code
 * content_needed} knows; what it is, its content says and not its name.
 */
@Component
@RequiredArgsConstructor
public class KeptFiles {

    private final ContentStore store;
    private final ContentTypes types;
    private final ContentCheck check;
    private final Turns turns;

    /** @param size in bytes */
    public record Kept(String sha256, long size, String type) {}

    /**
     * Stores the stream, unless it is longer, empty, or of none of the types that are taken; then nothing is stored.
     *
     * @throws Problem {@code evidence.too-large}, {@code evidence.empty}, {@code evidence.type-refused}
     */
    @Transactional
    public Kept keep(InputStream content, DataSize longest, Set<String> taken) {
        try (var arrived = arrived(content, longest)) {
            var type = type(arrived, taken);
            turns.take(Disposals.TURN + arrived.sha256());
            try (var file = Files.newInputStream(arrived.file())) {
                store.store(file);
            }
            return new Kept(arrived.sha256(), arrived.size(), type);
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be stored", e);
        }
    }

    /**
     * Says of the stream what {@link #keep} would, and stores nothing: of several files none is kept unless each of them can be, because
     * what is stored stays when the transaction does not.
     *
     * @throws Problem {@code evidence.too-large}, {@code evidence.empty}, {@code evidence.type-refused}
     */
    public void check(InputStream content, DataSize longest, Set<String> taken) {
        try (var arrived = arrived(content, longest)) {
            type(arrived, taken);
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be read", e);
        }
    }

    private static HashedCopy arrived(InputStream content, DataSize longest) throws IOException {
        try {
            return HashedCopy.of(content, null, longest.toBytes());
        } catch (HashedCopy.TooLong e) {
            throw Problem.invalid("evidence.too-large", longest.toMegabytes());
        }
    }

    private String type(HashedCopy arrived, Set<String> taken) throws IOException {
        if (arrived.size() == 0) {
            throw Problem.invalid("evidence.empty");
        }
        var type = types.of(arrived.file());
        if (!taken.contains(type)) {
            throw Problem.invalid("evidence.type-refused", type);
        }
        return type;
    }

    /** What is stored already for another reason, to be kept for this one, too. */
    @Transactional
    public Kept again(String sha256, String type) {
        turns.take(Disposals.TURN + sha256);
        try (var content = store.open(sha256)) {
            return new Kept(sha256, content.transferTo(OutputStream.nullOutputStream()), type);
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be read", e);
        }
    }

    /**
     * The content as it was kept; the stream must be closed.
     *
     * @throws Problem {@code evidence.content-missing}, {@code evidence.content-changed} or {@code evidence.content-unreadable}
     */
    public InputStream open(String sha256, String name) {
        check.requireSound(sha256, name);
        try {
            return store.open(sha256);
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be read", e);
        }
    }
}
