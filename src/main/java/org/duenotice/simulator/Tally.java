package org.duenotice.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The platforms' own books: what came and what was done, per platform. */
final class Tally {

    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
    private final Map<String, Map<String, String>> outcomes = new TreeMap<>();

    synchronized void count(String platform, String what) {
        counts.computeIfAbsent(platform, p -> new TreeMap<>()).merge(what, 1, Integer::sum);
    }

    /** The last thing done with a target stands. */
    synchronized void done(String platform, String notice, int no, String outcome) {
        outcomes.computeIfAbsent(platform, p -> new TreeMap<>()).put(notice + "#" + no, outcome);
    }

    /** Letters, acknowledgements, answers, and targets by their last outcome. */
    synchronized Map<String, Map<String, Integer>> books() {
        var books = new LinkedHashMap<String, Map<String, Integer>>();
        counts.forEach((platform, row) -> books.put(platform, new TreeMap<>(row)));
        outcomes.forEach(
                (platform, row) -> row.values().forEach(outcome -> books.computeIfAbsent(platform, p -> new TreeMap<>())
                        .merge(outcome, 1, Integer::sum)));
        return books;
    }
}
