package org.duenotice.qualification;

import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseMerged;
import org.duenotice.casefile.CaseSplit;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.problem.Problem;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps what was said of targets true when they go on in another case. */
@Component
@RequiredArgsConstructor
class RegroupedCases {

    private final Cases cases;
    private final Qualifications qualifications;
    private final ProtectedExpressions protectedExpressions;

    /** A prepared proposal for measures must keep a target that they are for. */
    @EventListener
    void split(CaseSplit split) {
        inherit(split.caseNumber(), split.newCase(), split.person());
        var rest = cases.byNumber(split.caseNumber());
        var prepared = qualifications.last(rest.id());
        if (rest.state() != CaseState.LEGAL_REVIEW
                || prepared.isEmpty()
                || prepared.get().proposal() != Proposal.MEASURES) {
            return;
        }
        var closings = qualifications.closings(prepared.get());
        if (cases.targets(rest.id(), Disposition.IN_QUALIFICATION).stream()
                .allMatch(target -> closings.containsKey(target.id()))) {
            throw Problem.conflict("qualification.nothing-left");
        }
    }

    @EventListener
    void merged(CaseMerged merged) {
        inherit(merged.caseNumber(), merged.into(), merged.person());
    }

    /** Protected expression stays protected; only the lawyer takes the tick back. */
    private void inherit(String from, String to, String person) {
        protectedExpressions
                .ticked(cases.byNumber(from).id())
                .ifPresent(kind -> protectedExpressions.tick(cases.byNumber(to).id(), kind, person));
    }
}
