package org.duenotice.process;

/**
 * What becomes of a form that a person sends when its task has just been taken away, by a timer or by an answer that came through
 * another channel. Without one of these the person is told that somebody was faster.
 */
public interface OvertakenTask {

    /** The id of the task in its diagram. */
    String task();

    /** Keeps what the person entered; the notice is held. */
    void keep(String number, Input input);
}
