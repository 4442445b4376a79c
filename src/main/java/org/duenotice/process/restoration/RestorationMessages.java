package org.duenotice.process.restoration;

import java.util.Date;
import java.util.HashMap;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.Cases;
import org.duenotice.notice.NoticeReleased;
import org.duenotice.process.EngineCalls;
import org.duenotice.restoration.BodyReleased;
import org.duenotice.restoration.MeasuresReleased;
import org.duenotice.restoration.RestorationOpened;
import org.duenotice.restoration.RestorationOrdered;
import org.duenotice.restoration.RestorationReleased;
import org.duenotice.restoration.Restorations;
import org.duenotice.seal.CaseSealed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts restorations in the transaction that opened them, and ends what waits for measures that were taken back: the notice that has
 * nothing left to ask, the decision of the body that has nothing left to decide, the addressees that nobody needs.
 */
@Component
@RequiredArgsConstructor
class RestorationMessages {

    private static final String NOTICE_RELEASED = "platform-notice.released";
    private static final String RESTRICTION_RELEASED = "restriction.released";
    private static final String MEASURES_RELEASED = "measures.released";

    private final EngineCalls engine;
    private final Restorations restorations;
    private final Cases cases;

    @EventListener
    void start(RestorationOpened opened) {
        var variables = new HashMap<String, Object>();
        variables.put(RestorationProcess.ORDERED_ALREADY.name(), opened.ordered());
        variables.put(
                RestorationProcess.RESTORATION_PRIORITY.name(),
                opened.urgent() ? RestorationProcess.URGENT : RestorationProcess.USUAL);
        if (opened.dueAt() != null) {
            variables.put(RestorationProcess.RESTORATION_DUE_AT.name(), Date.from(opened.dueAt()));
        }
        engine.start(RestorationProcess.OPENED, opened.number(), variables);
    }

    /** Nothing of a sealed case stays in the engine; what is to be opened of it, the small group sees to. */
    @EventListener
    void forget(CaseSealed sealed) {
        restorations.of(cases.byNumber(sealed.caseNumber()).id()).forEach(one -> engine.forget(one.number()));
    }

    @EventListener
    void tell(RestorationOrdered ordered) {
        engine.untilUndisturbed(() -> engine.tell(RestorationProcess.ORDERED, ordered.number()));
    }

    @EventListener
    void tell(RestorationReleased released) {
        engine.untilUndisturbed(() -> engine.tell(RestorationProcess.RELEASED, released.number()));
    }

    @EventListener
    void tell(NoticeReleased released) {
        engine.untilUndisturbed(() -> engine.tell(NOTICE_RELEASED, released.noticeNumber()));
    }

    @EventListener
    void tell(MeasuresReleased released) {
        engine.untilUndisturbed(() -> engine.tell(MEASURES_RELEASED, released.caseNumber()));
    }

    @EventListener
    void tell(BodyReleased released) {
        engine.untilUndisturbed(() -> {
            engine.tell(RESTRICTION_RELEASED, released.subject());
            engine.tell(NOTICE_RELEASED, released.subject());
        });
    }
}
