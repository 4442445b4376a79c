package org.duenotice.simulator;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The simulated platforms as a process: reporting systems over HTTP and mailboxes on the demo's mail server. */
public final class PlatformSimulator implements AutoCloseable {

    private static final Map<String, String> MAILBOXES = new LinkedHashMap<>();

    static {
        for (var platform :
                new String[] {"telegram", "youtube", "vk", "ok", "tiktok", "instagram", "facebook", "linkedin"}) {
            MAILBOXES.put("notices@" + platform + ".example", platform.toUpperCase(java.util.Locale.ROOT));
            MAILBOXES.put("representative@" + platform + ".example", platform.toUpperCase(java.util.Locale.ROOT));
        }
        MAILBOXES.put("owner@site.example", "WEB");
        MAILBOXES.put("abuse@hosting.example", "WEB");
    }

    private final SimulatedPlatforms platforms;
    private final ReportingSystem reporting;
    private final Correspondence correspondence;

    /**
     * @param seed what the platforms do; {@link Play#ARTICLES_SEED} gives the article's figures
     * @param port of the reporting systems and the books; 0 takes a free one
     */
    public PlatformSimulator(long seed, int port, int smtpPort, int imapPort, String callbackSecret)
            throws IOException {
        platforms = new SimulatedPlatforms(seed);
        reporting = new ReportingSystem(port, platforms, callbackSecret);
        correspondence = new Correspondence(smtpPort, imapPort, MAILBOXES, platforms);
    }

    public int port() {
        return reporting.port();
    }

    /** Arguments as {@code --seed=329 --port=8099 --smtp=3025 --imap=3143 --callback-secret=…}; runs until it is stopped. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var given = Arrays.stream(arguments)
                .filter(argument -> argument.startsWith("--") && argument.contains("="))
                .map(argument -> argument.substring(2).split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        var seed = Long.parseLong(given.getOrDefault("seed", String.valueOf(Play.ARTICLES_SEED)));
        try (var simulator = new PlatformSimulator(
                seed,
                Integer.parseInt(given.getOrDefault("port", "8099")),
                Integer.parseInt(given.getOrDefault("smtp", "3025")),
                Integer.parseInt(given.getOrDefault("imap", "3143")),
                given.getOrDefault("callback-secret", "demo-callback-secret"))) {
            System.out.printf(
                    "Simulated platforms: http://localhost:%d/<PLATFORM>, books at http://localhost:%d/books, seed %d%n",
                    simulator.port(), simulator.port(), seed);
            Thread.currentThread().join();
        }
    }

    @Override
    public void close() {
        correspondence.close();
        reporting.close();
        platforms.close();
    }
}
