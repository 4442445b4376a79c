package org.duenotice.benchmark;

import java.util.Iterator;
import java.util.List;

/** One case on its way, and the acts that are still to come. */
final class Walk {

    /** An act of a person; false while its time has not come. */
    @FunctionalInterface
    interface Act {
        boolean tried(Walk walk);
    }

    private final Iterator<Act> acts;
    private Act next;

    /** The number that the case is known by. */
    String caseNumber;

    /** The number of its notice, once there is one. */
    String noticeNumber;

    Walk(List<Act> acts) {
        this.acts = acts.iterator();
        this.next = this.acts.next();
    }

    /** Does the next act; false when its time has not come. */
    boolean goesOn() {
        if (!next.tried(this)) {
            return false;
        }
        next = acts.hasNext() ? acts.next() : null;
        return true;
    }

    boolean isOver() {
        return next == null;
    }
}
