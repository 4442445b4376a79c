package org.duenotice.restriction;

import java.time.Clock;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.law.JudicialActs;
import org.duenotice.law.LegalBases;
import org.duenotice.law.LegalBasis;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;

/**
 * Whether what a restriction rests on stands today: the provision, as it is worded now, and the judicial act. Nothing is decided, addressed
 * or sent on what fell; taking back needs no ground.
 */
@Component
@RequiredArgsConstructor
public class Grounds {

    private final LegalBases legalBases;
    private final JudicialActs judicialActs;
    private final Clock clock;

    public boolean stand(Restriction restriction) {
        var today = LawDay.of(clock.instant());
        return legalBases.stands(restriction.legalBasis(), today)
                && (restriction.judicialAct() == null || judicialActs.isInForce(restriction.judicialAct(), today));
    }

    /**
     * The provision as it is worded today.
     *
     * @throws Problem {@code law.basis-not-valid}, {@code law.act-not-in-force}
     */
    public LegalBasis require(Restriction restriction) {
        var today = LawDay.of(clock.instant());
        if (restriction.judicialAct() != null) {
            judicialActs.inForce(restriction.judicialAct(), today);
        }
        return legalBases.standingOn(restriction.legalBasis(), today);
    }
}
