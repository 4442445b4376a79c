package org.duenotice.custody;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;
import lombok.extern.slf4j.Slf4j;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Anchors as files outside the database: two lines, what was signed and the signature. */
@Slf4j
@Component
class AnchorFiles {

    private static final Pattern NAME = Pattern.compile("anchor-(\\d{8})\\.txt");

    private final Path folder;

    AnchorFiles(CustodySettings settings, @Value("${duenotice.data}") Path data) {
        folder = settings.anchorFolder() == null ? data.resolve("anchors") : settings.anchorFolder();
    }

    void keepAfterCommit(Anchor anchor) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                keep(anchor);
            }
        });
    }

    /** @return whether the file stands there now */
    boolean keep(Anchor anchor) {
        try {
            Files.createDirectories(folder);
            if (Files.exists(place(anchor.no()))) {
                // there was another anchor of that number once: what was exported is never replaced, the check will
                // name it
                if (differs(anchor)) {
                    log.error("Anchor {} of the custody logs was exported before, with other content", anchor.no());
                }
                return true;
            }
            var arriving = Files.createTempFile(folder, "arriving-", null);
            Files.writeString(arriving, content(anchor));
            Files.setPosixFilePermissions(arriving, PosixFilePermissions.fromString("r--r--r--"));
            Files.move(arriving, place(anchor.no()), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            // the anchor itself is committed, and the daily job writes what is not there
            log.error("Anchor {} of the custody logs could not be written to {}", anchor.no(), folder, e);
            return false;
        }
    }

    boolean has(Anchor anchor) {
        return Files.exists(place(anchor.no()));
    }

    static String content(Anchor anchor) {
        return anchor.canonical() + "\n" + anchor.signature() + "\n";
    }

    /** Whether the file says something else; a file that is not here proves nothing. */
    boolean differs(Anchor anchor) {
        try {
            return !Files.readString(place(anchor.no())).equals(content(anchor));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The highest number of an anchor that is here. */
    Optional<Long> last() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var all = Files.list(folder)) {
            return all.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(name -> name.matches())
                    .map(name -> Long.valueOf(name.group(1)))
                    .max(Long::compare);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path place(long no) {
        return folder.resolve("anchor-%08d.txt".formatted(no));
    }
}
