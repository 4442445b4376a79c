package org.duenotice.search;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.WallTime;
import org.duenotice.problem.Problem;
import org.duenotice.target.IllegalAddress;
import org.duenotice.target.TargetIdentities;
import org.springframework.stereotype.Component;

/** Turns what is asked into conditions on {@code case_file f}. The text of a condition is ours, every value is a parameter. */
@Component
@RequiredArgsConstructor
class Conditions {

    private static final String ANY = "true";
    private static final int SHORTEST_HOST = 3;
    private static final int FIRST_YEAR = 2020;
    private static final int LAST_YEAR = 2050;
    private static final Pattern SPOKEN =
            Pattern.compile("[a-z]{1,2}-\\d{4}-\\d{1,9}(/\\S*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern COUNT = Pattern.compile("\\d{1,6}");
    private static final Pattern ADDRESS = Pattern.compile("\\S+(://|\\[?\\.]?\\p{L}[\\p{L}\\p{N}-]*/|\\[\\.])\\S*");
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)*\\.\\p{L}{2,}");

    private final TargetIdentities identities;

    /**
     * Conditions with their values.
     *
     * @param sql all but the words
     * @param isInWords whether all of it stands among the words of a case, too
     * @param rank the text query from which a rank can be reckoned; empty without words that are wanted
     */
    record Read(String sql, boolean isInWords, WordConditions words, Map<String, Object> parameters, String rank) {}

    Read of(Asked asked) {
        return new Reading().read(asked);
    }

    /** One reading; collects conditions and values on the way. */
    private final class Reading {

        private final List<String> all = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();
        private final WordConditions words = new WordConditions(values);
        private String rank = "";
        private int inWords;

        Read read(Asked asked) {
            asked.check();
            var given = asked.given();
            line(given.get("q"));
            words(given.get("text"));
            number(given.get("number"));
            address(given.get("address"));
            host(given.get("host"));
            equal("category", given.get("category"));
            equal("state", given.get("state"));
            equal("source", given.get("source"));
            facet("platform", given.get("platform"));
            facet("route", given.get("route"));
            facet("participant", given.get("participant"));
            act(given.get("courtAct"));
            due(asked.dueFrom(), asked.dueTo());
            opened(asked.openedFrom(), asked.openedTo());
            return new Read(
                    all.isEmpty() ? ANY : String.join(" and ", all), all.size() == inWords, words, values, rank);
        }

        /** The one line that takes anything: what has the form of a number, an address or a host is that, all else are words. */
        private void line(String typed) {
            if (typed == null) {
                return;
            }
            if (SPOKEN.matcher(typed).matches()) {
                number(typed);
            } else if (ADDRESS.matcher(typed).matches()) {
                address(typed);
            } else if (HOST.matcher(typed).matches()) {
                host(typed);
            } else {
                words(typed);
            }
        }

        private void number(String number) {
            if (number == null) {
                return;
            }
            if (COUNT.matcher(number).matches()) {
                all.add("f.number = any (:numbers)");
                var count = Integer.parseInt(number);
                values.put(
                        "numbers",
                        IntStream.rangeClosed(FIRST_YEAR, LAST_YEAR)
                                .mapToObj(year -> "DN-%d-%06d".formatted(year, count))
                                .toArray(String[]::new));
            } else {
                all.add("f.id = case_of(:number)");
                values.put("number", number.toUpperCase(Locale.ROOT));
            }
        }

        private void words(String typed) {
            if (typed == null) {
                return;
            }
            var read = SearchWords.of(typed);
            read.units().forEach(words::add);
            if (read.units().isEmpty()) {
                all.add("false"); // signs only, which nothing is found by
            }
            var ranked = read.rank(values);
            rank = rank.isEmpty() || ranked.isEmpty() ? rank + ranked : rank + " || " + ranked;
        }

        private void address(String address) {
            if (address == null) {
                return;
            }
            try {
                values.put("key", identities.identify(address).canonicalKey());
            } catch (IllegalAddress e) {
                throw Problem.invalid("detection.address", 1, e.getMessage());
            }
            all.add("f.id in (select ct.case_id from target_of_key k join case_target ct on ct.target_id = k.target_id"
                    + " where k.canonical_key = :key)");
        }

        private void host(String host) {
            if (host == null) {
                return;
            }
            if (host.length() < SHORTEST_HOST) {
                throw Problem.invalid("search.host-too-short", SHORTEST_HOST);
            }
            all.add("exists (select from case_host h where h.number = f.number and h.host like :host)");
            values.put("host", "%" + host.toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1") + "%");
        }

        private void equal(String column, String value) {
            if (value != null) {
                all.add("f.%1$s = :%1$s".formatted(column));
                fact(column, value);
            }
        }

        private void facet(String name, String value) {
            if (value != null) {
                all.add(
                        "exists (select from case_facet k where k.kind = '%s' and k.value = :%s and k.number = f.number)"
                                .formatted(name.toUpperCase(Locale.ROOT), name));
                fact(name, value);
            }
        }

        private void fact(String name, String value) {
            values.put(name, value);
            words.fact(name.toUpperCase(Locale.ROOT), name);
            inWords++;
        }

        private void act(String number) {
            if (number != null) {
                all.add("exists (select from case_facet k where k.kind = 'COURT_ACT' and k.value = :court_act"
                        + " and k.number = f.number)");
                fact("court_act", SearchWords.folded(number).replaceAll("[\\s№]", ""));
            }
        }

        private void due(LocalDate from, LocalDate to) {
            if (from == null && to == null) {
                return;
            }
            all.add("exists (select from clock c join clock_state s on s.clock_id = c.id where c.case_id = f.id"
                    + " and s.state = 'RUNNING'"
                    + days("s.due_at", "due", from, to) + ")");
        }

        private void opened(LocalDate from, LocalDate to) {
            if (from != null || to != null) {
                all.add("true" + days("f.opened_at", "opened", from, to));
            }
        }

        private String days(String column, String name, LocalDate from, LocalDate to) {
            var condition = "";
            if (from != null) {
                condition += " and %s >= :%sFrom".formatted(column, name);
                values.put(name + "From", WallTime.at(from.atStartOfDay()).atOffset(ZoneOffset.UTC));
            }
            if (to != null) {
                condition += " and %s < :%sTo".formatted(column, name);
                values.put(
                        name + "To", WallTime.at(to.plusDays(1).atStartOfDay()).atOffset(ZoneOffset.UTC));
            }
            return condition;
        }
    }
}
