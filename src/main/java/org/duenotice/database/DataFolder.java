package org.duenotice.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that one running copy owns. The lock is the operating system's and falls with the process, however it ends;
 * the process number written into the file is only for the message to the second copy.
 */
final class DataFolder implements AutoCloseable {

    private final Path folder;
    private final RandomAccessFile lockFile;
    private final FileLock lock;

    private DataFolder(Path folder, RandomAccessFile lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    static DataFolder claim(Path folder) {
        try {
            Files.createDirectories(folder);
            var file = new RandomAccessFile(folder.resolve("in-use.lock").toFile(), "rw");
            var lock = tryLock(file);
            if (lock == null) {
                var owner = file.readLine();
                file.close();
                throw new DatabaseRefused(
                        "The data folder %s is in use by another running DueNotice (process %s)."
                                .formatted(folder, owner == null ? "unknown" : owner.strip()),
                        "Use that copy, stop it, or start this one with another folder: --duenotice.data=<folder>.");
            }
            file.setLength(0);
            file.write("%d\n".formatted(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
            return new DataFolder(folder, file, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder %s cannot be used".formatted(folder), e);
        }
    }

    private static FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
