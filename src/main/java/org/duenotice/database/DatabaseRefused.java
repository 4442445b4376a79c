package org.duenotice.database;

/** The application cannot start on this database; says why and what to do, in one line each. */
class DatabaseRefused extends RuntimeException {

    private final String action;

    DatabaseRefused(String why, String action) {
        super(why);
        this.action = action;
    }

    String action() {
        return action;
    }
}
