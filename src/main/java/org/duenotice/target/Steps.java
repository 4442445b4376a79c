package org.duenotice.target;

import java.util.ArrayList;
import java.util.List;

/** Notes how an address became a key, for whoever wants to see it. */
class Steps {

    /** Takes no notes. */
    static final Steps NONE = new Steps() {
        @Override
        void add(Kind kind, Object... facts) {
            // nobody asks
        }
    };

    private final List<Step> all = new ArrayList<>();

    /** What was done; the words of each are {@code identify.<kind>} in three languages. */
    enum Kind {
        CLEANED,
        READ,
        SAME_AS,
        LEADS_TO,
        HOST,
        INTERNATIONAL,
        DROPPED,
        FORM,
        NO_FORM,
        PAGE,
        KEY,
        UNRESOLVED
    }

    /** One thing that was done, and what it was done to. */
    record Step(Kind kind, List<Object> facts) {}

    void add(Kind kind, Object... facts) {
        all.add(new Step(kind, List.of(facts)));
    }

    List<Step> all() {
        return all;
    }
}
