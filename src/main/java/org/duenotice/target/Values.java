package org.duenotice.target;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the templates of a form caught in an address, by name. */
final class Values {

    /** What is left of the path after {@code **}, as it was spelled. */
    static final String REST = "rest";
    /** The query with its question mark, as it was spelled; empty if there is none. */
    static final String QUERY = "query";

    private final Map<String, String> caught = new LinkedHashMap<>();

    void put(String name, String value) {
        caught.put(name, value);
    }

    String get(String name) {
        return caught.get(name);
    }

    boolean has(String name) {
        return caught.containsKey(name);
    }

    void clear() {
        caught.clear();
    }

    void putAll(Values others) {
        caught.putAll(others.caught);
    }

    /** Such as {@code name=demo, post=12}. */
    String shown() {
        var shown = new StringBuilder();
        caught.forEach((name, value) -> {
            if (!name.equals(REST) && !name.equals(QUERY)) {
                shown.append(shown.isEmpty() ? "" : ", ")
                        .append(name)
                        .append('=')
                        .append(value);
            }
        });
        return shown.toString();
    }
}
