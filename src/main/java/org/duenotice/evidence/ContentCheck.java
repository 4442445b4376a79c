package org.duenotice.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.security.DigestOutputStream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.custody.Digests;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;

/** Whether what is stored under a hash still gives it. */
@Slf4j
@Component
@RequiredArgsConstructor
public class ContentCheck {

    private final ContentStore store;

    /** How a content is found in the store. */
    public enum Result {
        SOUND,
        CHANGED,
        MISSING,
        /** Something is there that cannot be read to its end, while the rest of the store can be reached. */
        UNREADABLE
    }

    /**
     * @param name what people call it
     * @throws Problem {@code evidence.content-missing}, {@code evidence.content-changed} or {@code evidence.content-unreadable}
     */
    public void requireSound(String sha256, String name) {
        var result = of(sha256);
        if (result != Result.SOUND) {
            throw problem(result, name);
        }
    }

    static Problem problem(Result wrong, String name) {
        return switch (wrong) {
            case MISSING -> Problem.notFound("evidence.content-missing", name);
            case UNREADABLE -> Problem.conflict("evidence.content-unreadable", name);
            default -> Problem.conflict("evidence.content-changed", name);
        };
    }

    /**
     * Reads it, and once more where that failed: what is said here stays in a log for ever.
     *
     * @throws UncheckedIOException when the store as a whole cannot be reached
     */
    Result of(String sha256) {
        try {
            return read(sha256);
        } catch (IOException first) {
            requireStore(first);
        }
        try {
            return read(sha256);
        } catch (IOException e) {
            requireStore(e);
            log.warn("Content {} of the store cannot be read", sha256, e);
            return Result.UNREADABLE;
        }
    }

    private Result read(String sha256) throws IOException {
        try (var content = store.open(sha256);
                var out = new DigestOutputStream(OutputStream.nullOutputStream(), Digests.sha256())) {
            content.transferTo(out);
            return Digests.hex(out.getMessageDigest().digest()).equals(sha256) ? Result.SOUND : Result.CHANGED;
        } catch (NoSuchFileException e) {
            return Result.MISSING;
        }
    }

    /** An outage says nothing about any content; a store that lists none has no disk behind it. */
    private void requireStore(IOException why) {
        try {
            if (store.after("", 1).isEmpty()) {
                throw new UncheckedIOException("The store cannot be read", why);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The store cannot be read", e);
        }
    }
}
