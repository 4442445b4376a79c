package org.duenotice.evidence;

import java.io.IOException;
import java.io.InputStream;

/** Stores bytes under their SHA-256. Storing the same bytes twice stores them once. */
public interface ContentStore {

    /** Where the bytes are and how many there were. */
    record Stored(String sha256, long size) {}

    /** Reads the stream to its end while hashing it; nothing is held in memory. */
    Stored store(InputStream content) throws IOException;

    /** Throws {@link java.nio.file.NoSuchFileException} when nothing is stored under the hash. */
    InputStream open(String sha256) throws IOException;
}
