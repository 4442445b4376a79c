package org.duenotice.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Stores bytes under their SHA-256. Storing the same bytes twice stores them once. */
public interface ContentStore {

    /** Where the bytes are and how many there were. */
    record Stored(String sha256, long size) {}

    /** Reads the stream to its end while hashing it; nothing is held in memory. */
    Stored store(InputStream content) throws IOException;

    /** Throws {@link java.nio.file.NoSuchFileException} when nothing is stored under the hash. */
    InputStream open(String sha256) throws IOException;

    /** What is stored, in the order of the hashes, after that one; an empty text is before all. */
    List<String> after(String sha256, int limit) throws IOException;

    /** Takes the bytes away for good; nothing happens when they are not there. */
    void delete(String sha256) throws IOException;
}
