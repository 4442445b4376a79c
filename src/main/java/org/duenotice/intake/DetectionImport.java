package org.duenotice.intake;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A file of detections and how far it is worked off. Every row that was read is accepted, seen again, a duplicate or rejected with a
 * reason; the four add up to {@code rowsDone}, and at the end to {@code total}.
 *
 * @param total the rows of the file; null until they are counted
 * @param sightedAgain rows whose target was under work already
 * @param duplicate rows whose reference the source had reported before
 * @param cases the cases that were opened
 * @param wasRead every row was read; what is left is to hand the cases to people
 * @param problem the code of what ended it before its time, null where nothing did
 */
public record DetectionImport(
        UUID id,
        String fileName,
        String sha256,
        ImportFormat format,
        long size,
        State state,
        Integer total,
        int rowsDone,
        int accepted,
        int sightedAgain,
        int duplicate,
        int rejected,
        int cases,
        boolean wasRead,
        String problem,
        List<String> problemArguments,
        String importedBy,
        Instant importedAt,
        Instant finishedAt) {

    public enum State {
        RUNNING,
        DONE,
        /** Ended before the end of the file; what was taken until then stays. */
        FAILED
    }

    public boolean isOver() {
        return state != State.RUNNING;
    }
}
