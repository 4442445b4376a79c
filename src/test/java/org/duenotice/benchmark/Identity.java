package org.duenotice.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lombok.RequiredArgsConstructor;
import org.duenotice.target.IllegalAddress;
import org.duenotice.target.TargetIdentities;

/**
 * How many addresses one thread tells apart: the demo's detections, the addresses of the tests (all platforms in all their forms,
 * exit pages, pasted texts) and as many pages of unknown sites, mixed, each with a number of its own so that none is met twice.
 */
@RequiredArgsConstructor
final class Identity {

    private static final int MINUTE = 60;
    private static final List<String> FILES =
            List.of("src/main/resources/demo/detections-329.csv", "src/test/resources/target/addresses.txt");

    private final TargetIdentities identities;
    private final int addresses;
    private final int rounds;

    private record Round(double seconds, double processorSeconds, int refused) {}

    void run() throws IOException {
        var mix = mix();
        System.out.printf("%nidentity: %d addresses a round, one thread, mixed from %d%n", addresses, mix.size());
        round(mix, 0);
        var measured = new ArrayList<Round>();
        for (var n = 1; n <= rounds; n++) {
            var round = round(mix, n);
            measured.add(round);
            System.out.printf(
                    "  round %d: %,.0f a minute, %.1f µs of processor time each, %d refused%n",
                    n,
                    addresses / round.seconds() * MINUTE,
                    round.processorSeconds() / addresses * 1e6,
                    round.refused());
        }
        var processor = measured.stream().map(Round::processorSeconds).sorted().toList();
        System.out.printf(
                "  %-46s %,.0f%n",
                "median, addresses a minute of one core", addresses / processor.get(processor.size() / 2) * MINUTE);
    }

    private Round round(List<String> mix, int round) {
        var threads = ManagementFactory.getThreadMXBean();
        var refused = 0;
        var processor = threads.getCurrentThreadCpuTime();
        var start = System.nanoTime();
        for (var n = 0; n < addresses; n++) {
            var address = mix.get(n % mix.size());
            try {
                identities.identify(address.indexOf('?') < 0 ? address + "?n=" + round + "." + n : address + "&n=" + n);
            } catch (IllegalAddress e) {
                refused++;
            }
        }
        return new Round(
                (System.nanoTime() - start) / 1e9, (threads.getCurrentThreadCpuTime() - processor) / 1e9, refused);
    }

    private static List<String> mix() throws IOException {
        var mix = new ArrayList<String>();
        for (var file : FILES) {
            for (var line : Files.readAllLines(Path.of(file))) {
                for (var word : line.split("[,\\s]")) {
                    if (word.contains("://") || word.matches("[a-z.]{3,30}/[^|]{2,200}")) {
                        mix.add(word);
                    }
                }
            }
        }
        var pages = mix.size();
        for (var page = 0; page < pages; page++) {
            mix.add("https://www.casino-%d.example/bonus/%d/index.php?utm_source=x&id=%d&fbclid=1"
                    .formatted(page % 97, page, page));
        }
        Collections.shuffle(mix, new Random(329));
        return mix;
    }
}
