package org.duenotice.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.security.DigestOutputStream;
import lombok.RequiredArgsConstructor;
import org.duenotice.custody.Digests;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;

/** Whether what is stored under a hash still gives it. */
@Component
@RequiredArgsConstructor
public class ContentCheck {

    private final ContentStore store;

    enum Result {
        SOUND,
        CHANGED,
        MISSING
    }

    /**
     * @param name what people call it
     * @throws Problem {@code evidence.content-missing} or {@code evidence.content-changed}
     */
    public void requireSound(String sha256, String name) {
        switch (of(sha256)) {
            case MISSING -> throw Problem.notFound("evidence.content-missing", name);
            case CHANGED -> throw Problem.conflict("evidence.content-changed", name);
            case SOUND -> {
                // as it was stored
            }
        }
    }

    Result of(String sha256) {
        try (var content = store.open(sha256);
                var out = new DigestOutputStream(OutputStream.nullOutputStream(), Digests.sha256())) {
            content.transferTo(out);
            return Digests.hex(out.getMessageDigest().digest()).equals(sha256) ? Result.SOUND : Result.CHANGED;
        } catch (NoSuchFileException e) {
            return Result.MISSING;
        } catch (IOException e) {
            throw new UncheckedIOException("The store cannot be read", e);
        }
    }
}
