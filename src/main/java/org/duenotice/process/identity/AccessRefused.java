package org.duenotice.process.identity;

/** The application does not start, because people could get in who must not, or nobody could; says why and what to do. */
class AccessRefused extends RuntimeException {

    private final String action;

    AccessRefused(String why, String action) {
        super(why);
        this.action = action;
    }

    String action() {
        return action;
    }
}
