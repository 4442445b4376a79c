package org.duenotice.casefile;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a closed case up again, whatever it came to: its targets whose disposition can be followed by a qualification are in
 * qualification, and its flow begins there anew. A measure that is in force is not touched by it: what was removed or restricted stays
 * so until it is restored on its own way.
 */
@Component
@RequiredArgsConstructor
class Reopenings {

    private final JdbcClient sql;
    private final Cases cases;
    private final Placements placements;
    private final Dispositions dispositions;
    private final Participations participations;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    /**
     * @param reason what is new: the fact, or the word of the body that gave the material back
     * @throws Problem {@code case.state} unless it is closed, {@code case.reopen-refused} after the lawyer's refusal,
     *     {@code case.reopen-in-force} where a measure is in force on every target, {@code case.reopen-targets} where another case works
     *     on each of the others
     */
    @Transactional
    CaseFile reopen(String number, String reason, String person) {
        var caseFile = cases.locked(number);
        var why = Holds.checked(reason);
        if (!caseFile.state().next().contains(CaseState.REOPENED)) {
            throw Problem.conflict("case.state", number, caseFile.state(), CaseState.REOPENED);
        }
        refuseFinal(caseFile);
        var taken = toQualify(caseFile);
        participations.join(caseFile.id(), person, Side.UNIT);
        cases.move(caseFile, CaseState.REOPENED, why, person);
        dispositions.set(taken.stream().map(CaseTarget::id).toList(), Disposition.IN_QUALIFICATION, why, person);
        cases.move(caseFile, CaseState.QUALIFICATION, why, person);
        timeline.record(caseFile.id(), "CASE_REOPENED", person, numbers(taken), why);
        events.publishEvent(new CaseReopened(number));
        return cases.byId(caseFile.id());
    }

    private List<CaseTarget> toQualify(CaseFile caseFile) {
        var able = cases.targets(caseFile.id()).stream()
                .filter(target -> target.disposition().next().contains(Disposition.IN_QUALIFICATION))
                .toList();
        if (able.isEmpty()) {
            throw Problem.conflict("case.reopen-in-force", caseFile.number());
        }
        var elsewhere = placements
                .underWork(able.stream().map(CaseTarget::targetId).toList())
                .keySet();
        var free = able.stream()
                .filter(target -> !elsewhere.contains(target.targetId()))
                .toList();
        if (free.isEmpty()) {
            throw Problem.conflict("case.reopen-targets", caseFile.number());
        }
        return free;
    }

    private static String numbers(List<CaseTarget> targets) {
        return targets.stream().map(target -> String.valueOf(target.no())).collect(Collectors.joining(", "));
    }

    private void refuseFinal(CaseFile caseFile) {
        if (wasRefused(caseFile.id())) {
            throw Problem.conflict("case.reopen-refused", caseFile.number());
        }
    }

    private boolean wasRefused(UUID caseId) {
        return sql.sql("select exists (select from rights_review where case_id = ? and decision = 'REFUSED')")
                .param(caseId)
                .query(Boolean.class)
                .single();
    }
}
