package org.duenotice.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A clock as it stands now.
 *
 * @param state one of RUNNING, PAUSED, MET, BREACHED, CANCELLED, ENDED (a term that nobody owed anything by)
 * @param startedAt when the term began, as corrected
 * @param dueAt when it ends; of a paused clock, when it would have ended
 * @param length of the whole term, pauses left out
 * @param stateSince when it came to stand so
 */
public record ClockView(
        UUID id,
        UUID caseId,
        String subject,
        String rule,
        Citation citation,
        String state,
        Instant startedAt,
        Instant dueAt,
        Duration length,
        Instant stateSince) {

    public boolean isRunning() {
        return "RUNNING".equals(state);
    }

    public boolean isPaused() {
        return "PAUSED".equals(state);
    }

    /** Running or paused: it can still be met. */
    public boolean isOpen() {
        return isRunning() || isPaused();
    }
}
