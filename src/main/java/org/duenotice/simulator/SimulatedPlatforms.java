package org.duenotice.simulator;

import static org.duenotice.simulator.Behaviour.ANSWERS_LATE;
import static org.duenotice.simulator.Behaviour.ANSWERS_TWICE;
import static org.duenotice.simulator.Behaviour.ASKS_FOR_CLARIFICATION;
import static org.duenotice.simulator.Behaviour.BOUNCES;
import static org.duenotice.simulator.Behaviour.STAYS_SILENT;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes letters and answers them as the script says; what waits for the other side goes on when it is told to. */
final class SimulatedPlatforms implements AutoCloseable {

    private static final long THINKING_MILLIS = 300;

    private final Play play;
    private final Tally tally = new Tally();
    private final Map<String, Runnable> waiting = new ConcurrentHashMap<>();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clerks = Executors.newScheduledThreadPool(2);

    SimulatedPlatforms(long seed) {
        this.play = new Play(seed);
    }

    /** How an answer goes back, by the channel that the letter came through. */
    interface Replies {
        void outcomes(Received letter, Map<Integer, Play.Done> outcomes);

        void askForClarification(Received letter);
    }

    Tally tally() {
        return tally;
    }

    /** False when the platform does not take the letter: it bounces. */
    boolean take(Received letter, Replies replies) {
        var behaviour = behaviours.computeIfAbsent(
                letter.noticeNumber(), notice -> play.behaviour(letter.platform(), letter.targets()));
        if (behaviour == BOUNCES && !letter.later()) {
            tally.count(letter.platform(), "bounced");
            return false;
        }
        tally.count(letter.platform(), "letters");
        if (behaviour == STAYS_SILENT) {
            tally.count(letter.platform(), "unanswered");
        } else if (letter.later() || !(behaviour == ANSWERS_LATE || behaviour == ASKS_FOR_CLARIFICATION)) {
            waiting.remove(letter.noticeNumber());
            later(() -> answer(letter, behaviour, replies));
        } else {
            waiting.put(letter.noticeNumber(), () -> answer(letter, behaviour, replies));
            if (behaviour == ASKS_FOR_CLARIFICATION) {
                tally.count(letter.platform(), "clarifications");
                later(() -> replies.askForClarification(letter));
            }
        }
        return true;
    }

    private void answer(Received letter, Behaviour behaviour, Replies replies) {
        var outcomes = play.outcomes(behaviour, letter.targets());
        outcomes.forEach((no, done) -> tally.done(letter.platform(), letter.noticeNumber(), no, done.outcome()));
        tally.count(letter.platform(), "answers");
        replies.outcomes(letter, outcomes);
        if (behaviour == ANSWERS_TWICE) {
            tally.count(letter.platform(), "answers");
            later(() -> replies.outcomes(letter, outcomes));
        }
    }

    /** Lets a platform that is late, or that waits for its question to be answered, answer now; false when none waits. */
    boolean goOn(String noticeNumber) {
        var answer = waiting.remove(noticeNumber);
        if (answer != null) {
            later(answer);
        }
        return answer != null;
    }

    private void later(Runnable work) {
        clerks.schedule(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        System.err.println("A simulated platform could not answer: " + e);
                    }
                },
                THINKING_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clerks.shutdownNow();
    }
}
