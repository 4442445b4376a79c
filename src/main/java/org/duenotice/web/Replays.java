package org.duenotice.web;

/** Says whether an answer that was given once may be given again: what it is about may be sealed since. */
public interface Replays {

    /** @throws org.duenotice.problem.Problem when it may not */
    void require(String path);
}
