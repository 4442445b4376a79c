package org.duenotice.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.duenotice.problem.StartRefused;

/**
 * The folder that one running copy owns. The lock is the operating system's and falls with the process, however it ends;
 * the process number written into the file is only for the message to the second copy.
 */
final class DataFolder implements AutoCloseable {

    /** Opening and closing the lock file once more in this process would let go of the lock on some systems. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final RandomAccessFile lockFile;

    private DataFolder(Path folder, RandomAccessFile lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    static DataFolder claim(Path wanted) {
        try {
            var folder =
                    Files.createDirectories(wanted.toAbsolutePath().normalize()).toRealPath();
            if (!OURS.add(folder)) {
                throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
            }
            try {
                return new DataFolder(folder, locked(folder));
            } catch (IOException | RuntimeException e) {
                OURS.remove(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder %s cannot be used: %s.".formatted(wanted, e),
                    "Give this user the right to write there, or choose another folder: --duenotice.data=<folder>.");
        }
    }

    private static RandomAccessFile locked(Path folder) throws IOException {
        var file = new RandomAccessFile(folder.resolve("in-use.lock").toFile(), "rw");
        try {
            if (lock(file) == null) {
                var owner = file.readLine();
                throw inUse(folder, owner == null ? "unknown" : owner.strip());
            }
            file.setLength(0);
            file.write("%d\n".formatted(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Locks a byte far behind the text: where locks are mandatory, the second copy could not read the text otherwise. */
    private static FileLock lock(RandomAccessFile file) throws IOException {
        return file.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false);
    }

    private static StartRefused inUse(Path folder, String owner) {
        return new StartRefused(
                "The data folder %s is in use by another running DueNotice (process %s).".formatted(folder, owner),
                "Use that copy, stop it, or start this one with another folder: --duenotice.data=<folder>.");
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            OURS.remove(folder);
        }
    }
}
