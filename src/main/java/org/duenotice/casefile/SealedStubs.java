package org.duenotice.casefile;

import java.time.Clock;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Numbers;
import org.duenotice.state.Moves;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What ordinary tables hold of sealed cases: a number and where it stands, nothing else. */
@Component
@RequiredArgsConstructor
public class SealedStubs {

    private final Cases cases;
    private final Moves moves;
    private final Numbers numbers;
    private final Clock clock;

    @Transactional
    public CaseFile open() {
        var now = clock.instant();
        var stub = new CaseFile(
                UUID.randomUUID(),
                numbers.next(Numbers.Kind.CASE, now),
                CaseReaders.SEALED_CATEGORY,
                "",
                "SEALED",
                "sealed",
                CaseState.DETECTED,
                now,
                null,
                null);
        cases.insert(stub);
        moves.move(stub.id(), CaseState.SEALED, "", Timeline.SOFTWARE);
        return cases.byId(stub.id());
    }

    /** Its content is with the competent body. */
    @Transactional
    public void close(UUID id) {
        moves.move(id, CaseState.CLOSED, CloseReason.SEALED_FORWARDED.name(), Timeline.SOFTWARE);
    }

    /** It had been merged into a case that is sealed, and goes on there. */
    @Transactional
    public void closeAsMerged(UUID id) {
        moves.move(id, CaseState.MERGED, CloseReason.MERGED.name(), Timeline.SOFTWARE);
    }
}
