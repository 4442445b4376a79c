package org.duenotice.qualification;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Dispositions;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.law.JudicialActs;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A lawyer from outside the unit looks at a case ticked as protected expression: refuses (final), permits a restriction where a
 * judicial act in force names that very target, or takes back a tick made by mistake.
 */
@Component
@RequiredArgsConstructor
public class RightsReviews {

    private final JdbcClient sql;
    private final Cases cases;
    private final Dispositions dispositions;
    private final Participations participations;
    private final ProtectedExpressions protectedExpressions;
    private final JudicialActs judicialActs;
    private final Timeline timeline;
    private final Clock clock;

    /** How the lawyer decided. */
    public enum Outcome {
        PERMITTED,
        REFUSED,
        TICK_TAKEN_BACK
    }

    public record Review(Outcome decision, UUID judicialAct, String reasons, String decidedBy, Instant decidedAt) {}

    @Transactional
    public Outcome decide(String caseNumber, Outcome outcome, UUID judicialAct, String reasons, String lawyer) {
        var caseFile = cases.byNumber(caseNumber);
        cases.require(caseFile, Set.of(CaseState.RIGHTS_REVIEW));
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        participations.join(caseFile.id(), lawyer, Side.RIGHTS_LAWYER);
        var act = outcome == Outcome.PERMITTED ? actNamingEachTarget(caseFile, judicialAct) : null;
        sql.sql("insert into rights_review (id, case_id, decision, judicial_act, reasons, decided_by, decided_at) "
                        + "values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        UUID.randomUUID(),
                        caseFile.id(),
                        outcome.name(),
                        act,
                        reasons,
                        lawyer,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        timeline.record(caseFile.id(), "RIGHTS_" + outcome.name(), lawyer, caseNumber, reasons);
        switch (outcome) {
            case REFUSED -> closeTargets(caseFile, reasons, lawyer);
            case TICK_TAKEN_BACK -> protectedExpressions.takeBack(caseFile.id(), lawyer, reasons);
            case PERMITTED -> {} // the preparer goes on, bound to this act
        }
        if (outcome != Outcome.REFUSED) {
            cases.move(caseFile, CaseState.QUALIFICATION, reasons, lawyer);
        }
        return outcome;
    }

    private UUID actNamingEachTarget(CaseFile caseFile, UUID judicialAct) {
        if (judicialAct == null) {
            throw Problem.invalid("rights.judicial-act-missing");
        }
        judicialActs.inForce(judicialAct, LawDay.of(clock.instant()));
        cases.targets(caseFile.id(), Disposition.IN_QUALIFICATION).stream()
                .filter(target -> !judicialActs.names(judicialAct, target.canonicalKey()))
                .findFirst()
                .ifPresent(target -> {
                    throw Problem.invalid("rights.act-does-not-name", target.no(), target.originalAddress());
                });
        return judicialAct;
    }

    private void closeTargets(CaseFile caseFile, String reasons, String lawyer) {
        List<UUID> all = cases.targets(caseFile.id(), Disposition.IN_QUALIFICATION).stream()
                .map(CaseTarget::id)
                .toList();
        dispositions.set(all, Disposition.OUT_OF_COMPETENCE, reasons, lawyer);
    }

    /** The act that a lawyer permitted to carry out in this case. */
    Optional<UUID> permittedAct(UUID caseId) {
        return sql.sql("select judicial_act from rights_review where case_id = ? and decision = 'PERMITTED' "
                        + "order by decided_at desc limit 1")
                .param(caseId)
                .query(UUID.class)
                .optional();
    }

    public Optional<Review> last(UUID caseId) {
        return sql.sql("select decision, judicial_act, reasons, decided_by, decided_at from rights_review "
                        + "where case_id = ? order by decided_at desc limit 1")
                .param(caseId)
                .query(Review.class)
                .optional();
    }
}
