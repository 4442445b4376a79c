package org.duenotice.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.problem.StartRefused;

/**
 * The server that a killed copy left running: it is started detached and outlives the copy. The process is known only by the
 * number in {@code postmaster.pid}, and after a restart of the machine that number may be a stranger's. The caller holds the
 * data folder, so no other copy is about to start or stop a server here.
 */
@Slf4j
final class LeftBehindServer {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private enum Whose {
        OURS,
        A_STRANGERS,
        UNCLEAR
    }

    private final Path files;

    private LeftBehindServer(Path files) {
        this.files = files;
    }

    /** Makes sure that no server runs on these files and that no stale note of one keeps the next from starting. */
    static void stop(Path files) throws IOException {
        new LeftBehindServer(files).stop();
    }

    private void stop() throws IOException {
        // of another user's process no program is shown; it is not ours, and PostgreSQL sees that by itself
        var server = noted(files)
                .flatMap(ProcessHandle::of)
                .filter(process -> process.info().command().isPresent())
                .orElse(null);
        if (server == null) {
            return;
        }
        switch (whose(server)) {
            case OURS -> stop(server);
            // PostgreSQL itself asks only whether a process with this number lives, and would refuse to start
            case A_STRANGERS -> Files.delete(note(files));
            case UNCLEAR ->
                throw new StartRefused(
                        "Process %d may be a database server running on %s.".formatted(server.pid(), files),
                        "Stop that process, or remove %s if it has nothing to do with this folder."
                                .formatted(note(files)));
        }
    }

    private Whose whose(ProcessHandle process) throws IOException {
        if (!program(process).getFileName().toString().startsWith("postgres")) {
            return Whose.A_STRANGERS;
        }
        var served = served(process);
        if (served.isPresent()) {
            return whose(process, served.get());
        }
        return startedAsNoted(process) ? Whose.OURS : Whose.UNCLEAR;
    }

    private Whose whose(ProcessHandle process, Path served) throws IOException {
        if (Files.exists(served) && Files.isSameFile(served, files)) {
            return Whose.OURS;
        }
        return noted(served).filter(number -> number == process.pid()).isPresent() ? Whose.A_STRANGERS : Whose.UNCLEAR;
    }

    private static Path program(ProcessHandle process) {
        return Path.of(process.info().command().orElseThrow());
    }

    /** The folder on the command line, where the operating system shows command lines. */
    private static Optional<Path> served(ProcessHandle process) {
        var arguments = process.info().arguments().map(Arrays::asList).orElse(List.of());
        var option = arguments.indexOf("-D");
        return option >= 0 && option + 1 < arguments.size()
                ? Optional.of(Path.of(arguments.get(option + 1)))
                : Optional.empty();
    }

    private boolean startedAsNoted(ProcessHandle process) throws IOException {
        var lines = Files.readAllLines(note(files));
        if (lines.size() < 3 || !lines.get(2).strip().matches("\\d+")) {
            return false;
        }
        var noted = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
        return process.info()
                .startInstant()
                .filter(start -> Duration.between(start, noted).abs().compareTo(CLOCK_TOLERANCE) < 0)
                .isPresent();
    }

    private static Path note(Path files) {
        return files.resolve("postmaster.pid");
    }

    private static Optional<Long> noted(Path files) throws IOException {
        if (!Files.exists(note(files))) {
            return Optional.empty();
        }
        return Files.readAllLines(note(files)).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    private void stop(ProcessHandle server) {
        log.info(
                "A database left behind by a killed copy is running (process {}): stopping and taking over",
                server.pid());
        var end = System.nanoTime() + STOP_TIMEOUT.toNanos();
        try {
            shutDownFast(server);
            // the note goes last; the process may stay on in the table of processes where nobody collects orphans
            while (server.isAlive() && Files.exists(note(files))) {
                if (System.nanoTime() > end) {
                    throw new StartRefused(
                            "The database left behind by a killed copy (process %d) does not stop."
                                    .formatted(server.pid()),
                            "Stop that process and start again.");
                }
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGINT is PostgreSQL's fast shutdown; SIGTERM, all that {@link ProcessHandle} has, would wait for every client. */
    private static void shutDownFast(ProcessHandle server) throws InterruptedException {
        try {
            new ProcessBuilder(interrupt(server)).start().waitFor();
        } catch (IOException e) {
            server.destroy();
        }
    }

    private static List<String> interrupt(ProcessHandle server) {
        var number = Long.toString(server.pid());
        var program = program(server);
        return program.getFileName().toString().endsWith(".exe")
                ? List.of(program.resolveSibling("pg_ctl.exe").toString(), "kill", "INT", number)
                : List.of("sh", "-c", "kill -INT " + number);
    }
}
