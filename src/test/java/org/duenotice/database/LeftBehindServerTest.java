package org.duenotice.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.duenotice.problem.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftBehindServerTest {

    @TempDir
    private Path files;

    @Test
    void aFolderWithoutANoteHasNoServer() {
        assertThatCode(() -> LeftBehindServer.stop(files)).doesNotThrowAnyException();
    }

    @Test
    void aNoteOfAnEndedProcessIsLeftToPostgres() throws Exception {
        var ended = new ProcessBuilder(java(), "-version").start();
        ended.waitFor();
        note(ended.pid());

        LeftBehindServer.stop(files);

        assertThat(files.resolve("postmaster.pid")).exists();
    }

    @Test
    void aNumberThatBelongsToAnotherProgramTodayIsNotStoppedAndItsNoteGoes() throws IOException {
        note(ProcessHandle.current().pid());

        LeftBehindServer.stop(files);

        assertThat(files.resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void aHalfWrittenNoteIsNotAServer() throws IOException {
        Files.writeString(files.resolve("postmaster.pid"), "\n");

        assertThatCode(() -> LeftBehindServer.stop(files)).doesNotThrowAnyException();
    }

    @Test
    void aFolderIsClaimedOnceAndFreeAfterwards() {
        try (var claimed = DataFolder.claim(files)) {
            assertThatThrownBy(() -> DataFolder.claim(files))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        DataFolder.claim(files).close();
    }

    private void note(long pid) throws IOException {
        Files.writeString(files.resolve("postmaster.pid"), "%d\n%s\n1700000000\n".formatted(pid, files));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
