package org.duenotice.start;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * One running copy of the application: a process of its own, which can be asked, stopped and killed. Closing it ends the copy and
 * the database it may have left behind.
 *
 * <pre>{@code
 * try (var copy = ApplicationProcess.on(data).with("--duenotice.demo=false").startAndAwaitReady()) {
 *     copy.get("/engine-rest/engine", "caseworker1");
 *     copy.kill();
 * }
 * }</pre>
 */
public final class ApplicationProcess implements AutoCloseable {

    private static final Path PROCESSES = Path.of("target", "processes").toAbsolutePath();
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofMinutes(1);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Process process;
    private final Path data;
    private final Path log;
    private final int port;

    private ApplicationProcess(Process process, Path data, Path log, int port) {
        this.process = process;
        this.data = data;
        this.log = log;
        this.port = port;
    }

    /** A copy on a data folder that nobody used before. */
    public static Launch onNewData(String name) {
        try {
            Files.createDirectories(PROCESSES);
            return on(Files.createTempDirectory(PROCESSES, name + "-").resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy on the given data folder, packed as it is delivered. */
    public static Launch on(Path data) {
        return new Launch(data);
    }

    /** How the copy is to be started. */
    public static final class Launch {

        private final Path data;
        private final List<String> jvm = new ArrayList<>(List.of("-Xmx768m"));
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private boolean fromClasses;
        private int port;

        private Launch(Path data) {
            this.data = data.toAbsolutePath();
        }

        public Launch with(String... arguments) {
            this.arguments.addAll(List.of(arguments));
            return this;
        }

        public Launch jvm(String... options) {
            jvm.addAll(List.of(options));
            return this;
        }

        public Launch environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        public Launch port(int port) {
            this.port = port;
            return this;
        }

        /** Starts from the compiled classes, as {@code mvn spring-boot:run} and a development environment do. */
        public Launch fromClasses() {
            fromClasses = true;
            return this;
        }

        /** Starts the process and returns at once. */
        public ApplicationProcess start() {
            try {
                Files.createDirectories(data.getParent());
                var log = Files.createTempFile(data.getParent(), "application-", ".log");
                var usedPort = port == 0 ? freePort() : port;
                var builder = new ProcessBuilder(command(usedPort))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .redirectInput(ProcessBuilder.Redirect.PIPE);
                builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_"));
                if (fromClasses) {
                    builder.environment().put("CLASSPATH", classPath());
                }
                builder.environment().putAll(environment);
                return new ApplicationProcess(builder.start(), data, log, usedPort);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public ApplicationProcess startAndAwaitReady() {
            var application = start();
            try {
                return application.awaitReady();
            } catch (RuntimeException | AssertionError e) {
                application.close();
                throw e;
            }
        }

        private List<String> command(int usedPort) {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvm);
            command.addAll(
                    fromClasses
                            ? List.of("org.duenotice.Application")
                            : List.of("-jar", System.getProperty("duenotice.jar", "target/duenotice.jar")));
            command.add("--server.port=" + usedPort);
            command.add("--duenotice.data=" + data);
            command.add("--logging.level." + ApplicationAvailabilityBean.class.getName() + "=debug");
            command.addAll(arguments);
            return command;
        }

        private static String classPath() {
            return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                            .split(File.pathSeparator))
                    .filter(entry -> !entry.endsWith("test-classes"))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** A port that was free a moment ago. */
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the start is over, whatever is done at start included, and the engine asks for a login. */
    public ApplicationProcess awaitReady() {
        await("being ready", START, () -> log().contains("ACCEPTING_TRAFFIC") && asksForLogin());
        return this;
    }

    public ApplicationProcess awaitLog(String text, Duration atMost) {
        await("logging \"" + text + "\"", atMost, () -> log().contains(text));
        return this;
    }

    private void await(String what, Duration atMost, BooleanSupplier done) {
        var end = System.nanoTime() + atMost.toNanos();
        while (!done.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new AssertionError("The application ended instead of coming to %s:%n%s".formatted(what, log()));
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "The application did not come to %s within %s:%n%s".formatted(what, atMost, log()));
            }
            pause();
        }
    }

    private boolean asksForLogin() {
        try {
            return get("/engine-rest/engine").statusCode() == 401;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks as nobody. */
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    /** Asks as a person whose password is the login. */
    public HttpResponse<String> get(String path, String login) {
        return send(HttpRequest.newBuilder(uri(path)).GET().header("Authorization", basic(login, login)));
    }

    public HttpResponse<String> get(String path, String login, String password) {
        return send(HttpRequest.newBuilder(uri(path)).GET().header("Authorization", basic(login, password)));
    }

    /** Sends JSON as a person whose password is the login. */
    public HttpResponse<String> post(String path, String login, String json) {
        return send(HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json")
                .header("Authorization", basic(login, login)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String basic(String login, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The embedded database of this copy, with every right; of no use for a copy on an external database. */
    public JdbcClient sql() {
        return sql("postgres");
    }

    /** The embedded database of this copy as one of its roles. */
    public JdbcClient sql(String role) {
        return JdbcClient.create(dataSource(role));
    }

    public DataSource dataSource(String role) {
        return new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:%s/duenotice"
                        .formatted(serverNote().get(3)),
                role,
                "");
    }

    /** The process of the embedded database. */
    public Optional<ProcessHandle> database() {
        return serverNote().stream()
                .findFirst()
                .map(Long::valueOf)
                .flatMap(ProcessHandle::of)
                .filter(ApplicationProcess::works);
    }

    /** An ended process whose parent has not asked for its exit code yet has a number still, but no program. */
    public static boolean works(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private List<String> serverNote() {
        var file = data.resolve("postgres").resolve("postmaster.pid");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(String::strip).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the copy as a crash would: at once, with nothing put in order. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(STOP);
    }

    /** Stops the copy as an operator would and returns its exit code. */
    public int stop() {
        process.destroy();
        return awaitEnd(STOP);
    }

    /** Waits for a copy that ends by itself and returns its exit code. */
    public int awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("The application still runs after %s:%n%s".formatted(atMost, log()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    public Path data() {
        return data;
    }

    public Path logFile() {
        return log;
    }

    public String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of the log that contain the text. */
    public Stream<String> logLines(String text) {
        return log().lines().filter(line -> line.contains(text));
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
        database()
                .filter(server -> server.info().command().orElse("").contains("postgres"))
                .ifPresent(ProcessHandle::destroyForcibly);
    }
}
