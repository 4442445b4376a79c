package org.duenotice.simulator;

/** How a simulated platform treats one notice. */
enum Behaviour {
    COMPLIES(6),
    COMPLIES_IN_PART(32),
    GEO_RESTRICTS(12),
    ASKS_FOR_CLARIFICATION(8),
    REFUSES(16),
    STAYS_SILENT(12),
    BOUNCES(4),
    ANSWERS_LATE(5),
    ANSWERS_TWICE(5);

    private final int weight;

    Behaviour(int weight) {
        this.weight = weight;
    }

    /** The behaviour that a number in [0, 1) falls on. */
    static Behaviour at(double share) {
        var sum = 0;
        for (var behaviour : values()) {
            sum += behaviour.weight;
        }
        var left = share * sum;
        for (var behaviour : values()) {
            left -= behaviour.weight;
            if (left < 0) {
                return behaviour;
            }
        }
        return STAYS_SILENT;
    }
}
