package org.duenotice.restriction;

import java.time.Clock;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.law.LegalBases;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The second approval that a measure on a whole platform needs: by the head of the body, who is not the officer. */
@Component
@RequiredArgsConstructor
public class HeadApprovals {

    private final Rounds rounds;
    private final Cases cases;
    private final DecisionRows rows;
    private final Restrictions restrictions;
    private final Participations participations;
    private final LegalBases legalBases;
    private final Grounds grounds;
    private final Timeline timeline;
    private final Clock clock;

    /** Approves every whole platform that was submitted in this round. */
    @Transactional
    public DecisionState approve(String number, String remarks, String head) {
        var round = entered(number, head);
        var caseFile = rounds.caseOf(round);
        var restriction = restrictions.byId(round.restrictionId());
        grounds.require(restriction);
        if (round.kind() != Round.Kind.REVIEW) {
            legalBases.validOn(restriction.legalBasis(), LawDay.of(clock.instant()));
        }
        var said = remarks == null ? "" : remarks.strip();
        rows.submitted(round).forEach(row -> rows.insert(round, row.approvedBy(head, said)));
        timeline.record(caseFile.id(), "HEAD_APPROVED", head, round.subject(), said);
        return rounds.state(round);
    }

    /** Sends all of them back to the officer, with remarks. */
    @Transactional
    public DecisionState sendBack(String number, String remarks, String head) {
        if (remarks == null || remarks.isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        var round = entered(number, head);
        rows.submitted(round)
                .forEach(row -> rows.insert(
                        round,
                        DecisionRows.Row.without(
                                BodyDecision.SENT_BACK,
                                row.caseTargetId(),
                                remarks.strip(),
                                new Officer(head, head, row.officerFunction()))));
        timeline.record(rounds.caseOf(round).id(), "HEAD_SENT_BACK", head, round.subject(), remarks.strip());
        return rounds.state(round);
    }

    private Round entered(String number, String head) {
        var round = rounds.of(number);
        var caseId = rounds.caseOf(round).id();
        cases.refuseHeld(caseId);
        participations.join(caseId, head, Side.AUTHORISED_BODY);
        if (rows.submitted(round).stream().anyMatch(row -> row.decidedBy().equals(head))) {
            throw Problem.forbidden("restriction.head-is-officer", head);
        }
        return round;
    }
}
