package org.duenotice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.duenotice.start.ApplicationProcess;

/**
 * Takes the 329 demo addresses from their import to their end against simulated platforms, which are a process of their own, and
 * compares what DueNotice counted with the platforms' books. People's steps go through the public API, see {@link Office}.
 */
public final class Simulation {

    private static final String SECRET = "callback secret of the simulation";
    private static final List<String> INTERFACES = List.of("FACEBOOK", "INSTAGRAM", "YOUTUBE", "TIKTOK");
    private static final List<String> OUTCOMES = List.of("REMOVED", "GEO_RESTRICTED", "REFUSED", "NO_ACTION");
    private static final int QUIET_ROUNDS = 15;
    /** Longer than a job waits that failed for the first time. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Desk desk;
    private final Office office;
    private final URI simulator;
    private final PrintStream out;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private Simulation(URI application, URI simulator, PrintStream out) {
        this.desk = new Desk(application);
        this.office = new Office(desk, this::goOn);
        this.simulator = simulator;
        this.out = out;
    }

    /** The first argument, or {@code -Dseed=}, is the seed; without one it is that of the article. */
    public static void main(String[] arguments) throws Exception {
        var seed = arguments.length > 0 ? arguments[0] : System.getProperty("seed", "329");
        System.exit(run(Long.parseLong(seed), System.out) ? 0 : 1);
    }

    /** Runs everything on a new data folder; true when every count agrees. */
    static boolean run(long seed, PrintStream out) throws Exception {
        var smtp = ApplicationProcess.freePort();
        var imap = ApplicationProcess.freePort();
        var port = ApplicationProcess.freePort();
        var launch = ApplicationProcess.onNewData("simulation")
                .port(port)
                .with(
                        "--duenotice.demo-mail.smtp-port=" + smtp,
                        "--duenotice.demo-mail.imap-port=" + imap,
                        "--duenotice.channel.inbox.every=PT1S",
                        "--duenotice.notice.public-address=http://localhost:" + port);
        var secret = Files.writeString(Files.createTempFile("callback", ".secret"), SECRET);
        var simulatorPort = ApplicationProcess.freePort();
        for (var platform : INTERFACES) {
            var setting = "--duenotice.channel.api." + platform + ".";
            launch.with(
                    setting + "base-url=http://localhost:%d/%s".formatted(simulatorPort, platform),
                    setting + "client-id=duenotice",
                    setting + "client-secret-file=" + secret,
                    setting + "callback-secret-file=" + secret);
        }
        try (var application = launch.startAndAwaitReady();
                var platforms = new Platforms(seed, simulatorPort, smtp, imap)) {
            out.printf(
                    "Seed %d: %s works, the platforms answer at port %d%n", seed, application.uri("/"), simulatorPort);
            return new Simulation(application.uri("/"), URI.create("http://localhost:" + simulatorPort), out).run();
        } finally {
            Files.delete(secret);
        }
    }

    /** The simulated platforms as a process of the same jar. */
    private static final class Platforms implements AutoCloseable {

        private final Process process;

        Platforms(long seed, int port, int smtp, int imap) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-jar",
                            System.getProperty("duenotice.jar", "target/duenotice.jar"),
                            "simulator",
                            "--seed=" + seed,
                            "--port=" + port,
                            "--smtp=" + smtp,
                            "--imap=" + imap,
                            "--callback-secret=" + SECRET)
                    .inheritIO()
                    .start();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private boolean run() throws Exception {
        var started = Instant.now();
        var moved = started;
        var quiet = 0;
        while (!desk.all("manager1", "/api/v1/cases?limit=200").stream()
                .allMatch(line -> line.path("state").asText().equals("CLOSED"))) {
            if (office.workOnce()) {
                quiet = 0;
                moved = Instant.now();
            } else {
                quiet++;
            }
            Desk.pause();
            if (quiet == QUIET_ROUNDS) {
                out.printf("Nothing moves: %d terms run out%n", office.runOutTerms());
                out.printf("%d platforms answer late%n", answerLate());
            } else if (Duration.between(moved, Instant.now()).compareTo(PATIENCE) > 0) {
                throw new IllegalStateException("The simulation stands still at: " + office.open());
            }
        }
        out.printf(
                "All closed after %d s%n%n",
                Duration.between(started, Instant.now()).toSeconds());
        return table();
    }

    private int answerLate() {
        var answered = 0;
        for (var notice : desk.all("manager1", "/api/v1/notices?limit=200")) {
            answered += goOn(notice.path("number").asText()) ? 1 : 0;
        }
        return answered;
    }

    /** Whoever asked a question, or is late, may answer now. */
    private boolean goOn(String notice) {
        try {
            var call = HttpRequest.newBuilder(simulator.resolve("/notices/" + notice + "/go-on"))
                    .POST(HttpRequest.BodyPublishers.noBody());
            return http.send(call.build(), BodyHandlers.discarding()).statusCode() == 202;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One platform's line: letters as sent and as received, targets as answered and as the platform did. */
    private static final class Line {
        private int letters;
        private int acknowledged;
        private int answers;
        private int silent;
        private int breached;
        private int verified;
        private int targets;
        private final Map<String, Integer> outcomes = new TreeMap<>();
        private final List<Long> secondsToAnswer = new ArrayList<>();
    }

    private boolean table() throws Exception {
        var lines = new TreeMap<String, Line>();
        var breaches = new TreeSet<String>();
        desk.all("manager1", "/api/v1/clocks?state=BREACHED&limit=200")
                .forEach(clock -> breaches.add(clock.path("subject").asText()));
        for (var summary : desk.all("manager1", "/api/v1/notices?limit=200")) {
            var number = summary.path("number").asText();
            count(
                    lines.computeIfAbsent(summary.path("platformCode").asText(), p -> new Line()),
                    desk.get("manager1", "/api/v1/notices/" + number),
                    breaches.contains(number));
        }
        var books = json.readTree(
                http.send(HttpRequest.newBuilder(simulator.resolve("/books")).build(), BodyHandlers.ofString())
                        .body());
        return print(lines, books);
    }

    private static void count(Line line, JsonNode notice, boolean breached) {
        var sentAt = Instant.MAX;
        for (var letter : notice.path("letters")) {
            if (List.of("NOTICE", "SECOND_CONTACT", "FORMAL_ORDER")
                    .contains(letter.path("kind").asText())) {
                for (var proof : letter.path("proofs")) {
                    line.acknowledged += proof.path("kind").asText().equals("API_REFERENCE") ? 1 : 0;
                }
                for (var attempt : letter.path("attempts")) {
                    if (attempt.path("state").asText().equals("SENT")) {
                        line.letters++;
                        var at = Instant.parse(attempt.path("finishedAt").asText());
                        sentAt = at.isBefore(sentAt) ? at : sentAt;
                    }
                }
            }
        }
        var answered = false;
        for (var answer : notice.path("answers")) {
            if (answer.path("kind").asText("OUTCOME").equals("OUTCOME")) {
                line.answers++;
                if (!answered) {
                    line.secondsToAnswer.add(Duration.between(
                                    sentAt,
                                    Instant.parse(answer.path("answeredAt").asText()))
                            .toSeconds());
                }
                answered = true;
            }
        }
        line.silent += answered ? 0 : 1;
        line.breached += breached ? 1 : 0;
        for (var item : notice.path("items")) {
            line.targets++;
            line.outcomes.merge(item.path("outcome").asText(), 1, Integer::sum);
            line.verified += item.path("verified").asBoolean(false) ? 1 : 0;
        }
    }

    private boolean print(Map<String, Line> lines, JsonNode books) {
        out.printf(
                "%-10s %8s %8s %8s %8s %9s %9s %9s %9s %9s %9s %9s%n",
                "",
                "letters",
                "acknowl.",
                "answers",
                "silent",
                "breached",
                "targets",
                "removed",
                "geo",
                "refused",
                "no action",
                "median s");
        var agree = true;
        var sum = new Line();
        for (var entry : lines.entrySet()) {
            row(entry.getKey(), entry.getValue());
            add(sum, entry.getValue());
            for (var count : ours(entry.getValue()).entrySet()) {
                var theirs = theirs(entry.getKey(), count.getKey(), books.path(entry.getKey()));
                if (count.getValue() != theirs) {
                    out.printf(
                            "  %s: we count %d %s, the platform %d%n",
                            entry.getKey(), count.getValue(), count.getKey(), theirs);
                    agree = false;
                }
            }
        }
        row("all", sum);
        out.printf("%nThe platforms' books: %s%n", books);
        out.printf(
                "%d targets, %d removed and seen to be gone; %s%n",
                sum.targets, sum.verified, agree ? "every count agrees" : "COUNTS DIFFER");
        return agree && sum.targets == 329;
    }

    /** What both sides count; only a reporting interface acknowledges. */
    private static Map<String, Integer> ours(Line line) {
        var ours = new TreeMap<String, Integer>();
        OUTCOMES.forEach(outcome -> ours.put(outcome, line.outcomes.getOrDefault(outcome, 0)));
        ours.put("letters", line.letters);
        ours.put("acknowledged", line.acknowledged);
        return ours;
    }

    /** A mail that bounced has left us, a call that was refused has not. */
    private static int theirs(String platform, String count, JsonNode books) {
        var bounced = count.equals("letters") && !INTERFACES.contains(platform);
        return books.path(count).asInt() + (bounced ? books.path("bounced").asInt() : 0);
    }

    private static void add(Line sum, Line line) {
        sum.letters += line.letters;
        sum.acknowledged += line.acknowledged;
        sum.answers += line.answers;
        sum.silent += line.silent;
        sum.breached += line.breached;
        sum.targets += line.targets;
        sum.verified += line.verified;
        line.outcomes.forEach((outcome, count) -> sum.outcomes.merge(outcome, count, Integer::sum));
        sum.secondsToAnswer.addAll(line.secondsToAnswer);
    }

    private void row(String platform, Line line) {
        var sorted = line.secondsToAnswer.stream().sorted().toList();
        var median = sorted.isEmpty() ? "–" : String.valueOf(sorted.get(sorted.size() / 2));
        out.printf(
                "%-10s %8d %8d %8d %8d %9d %9d %9d %9d %9d %9d %9s%n",
                platform,
                line.letters,
                line.acknowledged,
                line.answers,
                line.silent,
                line.breached,
                line.targets,
                line.outcomes.getOrDefault("REMOVED", 0),
                line.outcomes.getOrDefault("GEO_RESTRICTED", 0),
                line.outcomes.getOrDefault("REFUSED", 0),
                line.outcomes.getOrDefault("NO_ACTION", 0),
                median);
    }
}
