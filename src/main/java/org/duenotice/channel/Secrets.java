package org.duenotice.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets are read from their files each time, so that a changed one counts at once and none is kept. */
final class Secrets {

    private Secrets() {}

    static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The secret in " + file + " cannot be read", e);
        }
    }
}
