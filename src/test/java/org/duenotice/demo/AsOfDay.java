package org.duenotice.demo;

import java.net.URI;

/**
 * Prints how many of the detections found by the end of a day had been removed by then, by platform, as the running demo tells it from
 * its history.
 *
 * <pre>mvn -q test-compile exec:java@as-of -Dduenotice.asOf=2026-07-27 -Dduenotice.language=en</pre>
 */
public final class AsOfDay {

    private AsOfDay() {}

    public static void main(String[] arguments) {
        var desk = new Desk(URI.create(System.getProperty("duenotice.address", "http://localhost:8080")));
        var day = System.getProperty("duenotice.asOf");
        if (day == null) {
            System.err.println("Which day? -Dduenotice.asOf=2026-07-27");
            System.exit(1);
        }
        var language = System.getProperty("duenotice.language", "en");
        desk.get("manager1", "/api/v1/reports/as-of?at=" + day + "&lang=" + language)
                .path("text")
                .forEach(line -> System.out.println(line.asText()));
    }
}
