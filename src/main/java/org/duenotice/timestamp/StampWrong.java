package org.duenotice.timestamp;

/** A token that does not prove what it is to prove; the message says why. */
class StampWrong extends Exception {

    private static final long serialVersionUID = 1L;

    StampWrong(String why) {
        super(why);
    }

    StampWrong(String why, Exception cause) {
        super(why + ": " + cause.getMessage(), cause);
    }
}
