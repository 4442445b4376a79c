package org.duenotice.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.security.DigestOutputStream;
import lombok.RequiredArgsConstructor;
import org.duenotice.custody.Digests;
import org.springframework.stereotype.Component;

/** Whether what is stored under a hash still gives it. */
@Component
@RequiredArgsConstructor
class ContentCheck {

    private final ContentStore store;

    enum Result {
        SOUND,
        CHANGED,
        MISSING
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
