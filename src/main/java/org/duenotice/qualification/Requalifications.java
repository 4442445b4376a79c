package org.duenotice.qualification;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Dispositions;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Qualifies the offence of a case again after a body has returned its material. It is the next round of the case's qualification and
 * keeps every rule of the first; what was decided about a restriction stands and goes on.
 */
@Component
@RequiredArgsConstructor
public class Requalifications {

    private final JdbcClient sql;
    private final Cases cases;
    private final Dispositions dispositions;
    private final Participations participations;
    private final Qualifications qualifications;
    private final QualificationRules rules;
    private final Timeline timeline;
    private final Clock clock;

    /** What the preparer enters; a route has its basis, and where there is none and no restriction, the case has its closing. */
    public record Preparation(
            String caseNumber,
            OffenceRoute offenceRoute,
            UUID offenceBasis,
            Disposition closing,
            String reasons,
            String preparer) {}

    /** Records the proposal for its second person. */
    @Transactional
    public void prepare(Preparation preparation) {
        var caseFile = cases.byNumber(preparation.caseNumber());
        cases.refuseHeld(caseFile.id());
        var last = qualifications.last(caseFile.id()).orElseThrow();
        participations.join(caseFile.id(), preparation.preparer(), Side.UNIT);
        var referAgain = preparation.offenceRoute() != OffenceRoute.NONE;
        var closes = !referAgain && !last.restriction();
        if (preparation.reasons() == null || preparation.reasons().isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        if (closes && preparation.closing() == null) {
            throw Problem.invalid("qualification.closing");
        }
        var next = new Prepared(
                UUID.randomUUID(),
                caseFile.id(),
                last.round() + 1,
                closes ? Proposal.CLOSE : Proposal.MEASURES,
                preparation.offenceRoute(),
                referAgain ? preparation.offenceBasis() : null,
                last.restriction(),
                last.restrictionBasis(),
                last.judicialAct(),
                closes ? preparation.closing() : null,
                preparation.reasons().strip(),
                preparation.preparer(),
                clock.instant());
        checkOffence(next, caseFile);
        save(next, last);
        timeline.record(
                caseFile.id(),
                "REQUALIFICATION_PREPARED",
                preparation.preparer(),
                preparation.offenceRoute().name(),
                next.reasons());
    }

    /** The restriction was decided in its own time and is not asked again: its basis is checked by whoever acts on it. */
    private void checkOffence(Prepared next, CaseFile caseFile) {
        if (next.offenceRoute() == OffenceRoute.NONE && next.proposal() == Proposal.MEASURES) {
            return;
        }
        var offenceOnly = new Prepared(
                next.id(),
                next.caseId(),
                next.round(),
                next.proposal(),
                next.offenceRoute(),
                next.offenceBasis(),
                false,
                null,
                null,
                next.closing(),
                next.reasons(),
                next.preparedBy(),
                next.preparedAt());
        rules.checkStillTrue(offenceOnly, caseFile, cases.targets(caseFile.id()), qualifications.closings(next));
    }

    private void save(Prepared next, Prepared last) {
        sql.sql("insert into qualification (id, case_id, round, proposal, offence_route, offence_basis, restriction, "
                        + "restriction_basis, judicial_act, closing, reasons, prepared_by, prepared_at) "
                        + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        next.id(),
                        next.caseId(),
                        next.round(),
                        next.proposal().name(),
                        next.offenceRoute().name(),
                        next.offenceBasis(),
                        next.restriction(),
                        next.restrictionBasis(),
                        next.judicialAct(),
                        next.closing() == null ? null : next.closing().name(),
                        next.reasons(),
                        next.preparedBy(),
                        next.preparedAt().atOffset(ZoneOffset.UTC)))
                .update();
        sql.sql("insert into qualification_target select ?, case_target_id, closing from qualification_target "
                        + "where qualification_id = ?")
                .params(next.id(), last.id())
                .update();
    }

    /** The second person's word; approving a closing carries it out on every target that was only referred. */
    @Transactional
    public OffenceRoute decide(String caseNumber, boolean approve, String remarks, String person) {
        var caseFile = cases.byNumber(caseNumber);
        cases.refuseHeld(caseFile.id());
        var prepared = qualifications.last(caseFile.id()).orElseThrow();
        if (prepared.preparedBy().equals(person)) {
            throw Problem.forbidden("qualification.four-eyes", person);
        }
        if (!approve && remarks.isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        participations.join(caseFile.id(), person, Side.UNIT);
        if (approve) {
            checkOffence(prepared, caseFile);
        }
        qualifications.record(prepared, approve ? Decided.Outcome.APPROVED : Decided.Outcome.RETURNED, remarks, person);
        timeline.record(
                caseFile.id(),
                approve ? "REQUALIFICATION_APPROVED" : "REQUALIFICATION_RETURNED",
                person,
                prepared.offenceRoute().name(),
                remarks);
        if (approve && prepared.proposal() == Proposal.CLOSE) {
            dispositions.set(referred(caseFile), prepared.closing(), prepared.reasons(), person);
        }
        return prepared.offenceRoute();
    }

    private List<UUID> referred(CaseFile caseFile) {
        return cases.targets(caseFile.id()).stream()
                .filter(target -> target.disposition() == Disposition.REFERRED)
                .map(CaseTarget::id)
                .toList();
    }
}
