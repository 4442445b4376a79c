package org.duenotice.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.duenotice.custody.Digests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One content that cannot be read is damage; a store that cannot be reached says nothing about any content. */
class ContentCheckTest {

    private static final byte[] CAPTURED = {1, 2, 3};

    @TempDir
    private Path data;

    @Test
    void aContentThatGivesAnErrorIsUnreadable() throws IOException {
        var store = new FileSystemContentStore(data);
        var sha256 = store.store(new ByteArrayInputStream(CAPTURED)).sha256();
        var place = data.resolve("content").resolve(sha256.substring(0, 2)).resolve(sha256);
        assertThat(new ContentCheck(store).of(sha256)).hasToString("SOUND");

        Files.delete(place);
        Files.createDirectory(place);

        assertThat(new ContentCheck(store).of(sha256)).hasToString("UNREADABLE");
    }

    @Test
    void anOutageOfTheWholeStoreIsNoFinding() throws IOException {
        Files.write(data.resolve("content"), CAPTURED);
        var check = new ContentCheck(new FileSystemContentStore(data));

        assertThatThrownBy(() -> check.of(Digests.sha256(CAPTURED))).isInstanceOf(UncheckedIOException.class);
    }
}
