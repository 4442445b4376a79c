package org.duenotice.benchmark;

import java.util.Set;

/**
 * How much is run, set as {@code -Dbenchmark.<name>=<number>}.
 *
 * @param clients people at work at the same time
 * @param underWay cases that a client has open at once, so that nobody stands idle while a letter is on its way
 * @param targets addresses in a detection, all on one platform
 * @param warmUp cases of each way before anything counts
 * @param cases cases of a way in one round
 * @param rounds rounds of each way; their median is the result
 * @param clocks clocks that fall due in the same second
 * @param decided targets of one decision
 * @param imported rows of a file
 * @param addresses addresses told apart in one round
 * @param searched cases among which is searched
 * @param published entries of the public register
 * @param reported targets of the year that is reported on
 * @param standing measures among which something falls due
 * @param parts which parts to run: cases, clocks, decision, import, identity, search, register, report,
 *     reviews
 */
record Settings(
        int clients,
        int underWay,
        int targets,
        int warmUp,
        int cases,
        int rounds,
        int clocks,
        int decided,
        int imported,
        int addresses,
        int searched,
        int published,
        int reported,
        int standing,
        Set<String> parts) {

    boolean has(String part) {
        return parts.contains(part);
    }

    static Settings given() {
        return new Settings(
                number("clients", 4),
                number("underWay", 8),
                number("targets", 1),
                number("warmUp", 300),
                number("cases", 300),
                number("rounds", 5),
                number("clocks", 10_000),
                number("decided", 329),
                number("imported", 50_000),
                number("addresses", 1_000_000),
                number("searched", 100_000),
                number("published", 100_000),
                number("reported", 100_000),
                number("standing", 100_000),
                Set.of(System.getProperty(
                                "benchmark.parts",
                                "cases,clocks,decision,import,identity,search,register,report,reviews")
                        .split(",")));
    }

    private static int number(String name, int usual) {
        return Integer.getInteger("benchmark." + name, usual);
    }
}
