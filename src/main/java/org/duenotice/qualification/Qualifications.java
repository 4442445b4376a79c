package org.duenotice.qualification;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Dispositions;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Prepared by one person, decided by another: that pair is checked here, by the task and by the table. */
@Component
@RequiredArgsConstructor
public class Qualifications {

    private final JdbcClient sql;
    private final Cases cases;
    private final Dispositions dispositions;
    private final Participations participations;
    private final ProtectedExpressions protectedExpressions;
    private final QualificationRules rules;
    private final EvidenceFiles evidence;
    private final Timeline timeline;
    private final Clock clock;

    /**
     * What the preparer enters. {@code closingByNo} names the targets, by their number in the case, that are closed although the
     * case goes on; a basis is missing exactly where there is no such route.
     */
    public record Preparation(
            String caseNumber,
            Proposal proposal,
            OffenceRoute offenceRoute,
            UUID offenceBasis,
            boolean restriction,
            UUID restrictionBasis,
            UUID judicialAct,
            Disposition closing,
            Map<Integer, Disposition> closingByNo,
            ProtectedKind protectedExpression,
            String reasons,
            String preparer) {}

    /**
     * Confirms that the evidence is captured, or, with remarks, that there is nothing left to capture.
     *
     * @throws Problem {@code evidence.none} when nothing was added, {@code remarks-missing} when it cannot be obtained and nobody says why
     */
    @Transactional
    public void captured(String caseNumber, boolean obtainable, String remarks, ProtectedKind tick, String person) {
        var caseFile = cases.byNumber(caseNumber);
        cases.refuseHeld(caseFile.id());
        if (obtainable && !evidence.isThere(caseFile.id())) {
            throw Problem.conflict("evidence.none", caseNumber);
        }
        if (!obtainable && remarks.isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        participations.join(caseFile.id(), person, Side.UNIT);
        tick(caseFile, tick, person);
        cases.move(caseFile, CaseState.QUALIFICATION, remarks, person);
        timeline.record(
                caseFile.id(),
                obtainable ? "EVIDENCE_CAPTURED" : "EVIDENCE_NOT_OBTAINABLE",
                person,
                caseNumber,
                remarks);
    }

    /** The case goes on with the judicial act that it was opened for; nothing was captured for it. */
    @Transactional
    public void restsOnAct(String caseNumber, String act, String person) {
        var caseFile = cases.byNumber(caseNumber);
        participations.join(caseFile.id(), person, Side.UNIT);
        cases.move(caseFile, CaseState.QUALIFICATION, act, person);
        timeline.record(caseFile.id(), "RESTS_ON_ACT", person, act, "");
    }

    /** Records a proposal and hands the case to the second person, or to the lawyer. */
    @Transactional
    public Prepared prepare(Preparation preparation) {
        var caseFile = cases.byNumber(preparation.caseNumber());
        cases.require(caseFile, Set.of(CaseState.QUALIFICATION));
        participations.join(caseFile.id(), preparation.preparer(), Side.UNIT);
        tick(caseFile, preparation.protectedExpression(), preparation.preparer());
        var targets = cases.targets(caseFile.id(), Disposition.IN_QUALIFICATION);
        rules.check(preparation, caseFile, targets);
        var id = save(preparation, caseFile, targets);
        timeline.record(
                caseFile.id(),
                "QUALIFICATION_PREPARED",
                preparation.preparer(),
                preparation.proposal().name(),
                preparation.reasons());
        cases.move(
                caseFile,
                preparation.proposal() == Proposal.RIGHTS_REVIEW ? CaseState.RIGHTS_REVIEW : CaseState.LEGAL_REVIEW,
                "",
                preparation.preparer());
        return get(id);
    }

    private void tick(CaseFile caseFile, ProtectedKind kind, String person) {
        if (kind != null) {
            protectedExpressions.tick(caseFile.id(), kind, person);
        }
    }

    private UUID save(Preparation preparation, CaseFile caseFile, List<CaseTarget> targets) {
        var id = UUID.randomUUID();
        sql.sql(
                        "insert into qualification (id, case_id, round, proposal, offence_route, offence_basis, restriction, "
                                + "restriction_basis, judicial_act, closing, reasons, prepared_by, prepared_at) values (?, ?, "
                                + "(select coalesce(max(round), 0) + 1 from qualification where case_id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(java.util.Arrays.asList(
                        id,
                        caseFile.id(),
                        caseFile.id(),
                        preparation.proposal().name(),
                        preparation.offenceRoute().name(),
                        preparation.offenceBasis(),
                        preparation.restriction(),
                        preparation.restrictionBasis(),
                        preparation.judicialAct(),
                        preparation.closing() == null
                                ? null
                                : preparation.closing().name(),
                        preparation.reasons().strip(),
                        preparation.preparer(),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
        var idByNo = targets.stream().collect(Collectors.toMap(CaseTarget::no, CaseTarget::id));
        preparation.closingByNo().forEach((no, closing) -> sql.sql("insert into qualification_target values (?, ?, ?)")
                .params(id, idByNo.get(no), closing.name())
                .update());
        return id;
    }

    /** The second person's word; approving carries the proposal out on every target. */
    @Transactional
    public Decided.Outcome decide(
            String caseNumber, Decided.Outcome outcome, String remarks, ProtectedKind tick, String person) {
        var caseFile = cases.byNumber(caseNumber);
        cases.require(caseFile, Set.of(CaseState.LEGAL_REVIEW));
        var prepared = last(caseFile.id()).orElseThrow();
        if (prepared.preparedBy().equals(person)) {
            throw Problem.forbidden("qualification.four-eyes", person);
        }
        if (outcome != Decided.Outcome.APPROVED && remarks.isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        participations.join(caseFile.id(), person, Side.UNIT);
        tick(caseFile, tick, person);
        var targets = cases.targets(caseFile.id(), Disposition.IN_QUALIFICATION);
        if (outcome == Decided.Outcome.APPROVED) {
            rules.checkStillTrue(prepared, caseFile, targets, closings(prepared));
        }
        record(prepared, outcome, remarks, person);
        timeline.record(
                caseFile.id(),
                "QUALIFICATION_" + outcome.name(),
                person,
                prepared.proposal().name(),
                remarks);
        switch (outcome) {
            case APPROVED -> carryOut(caseFile, targets, prepared, person);
            case RETURNED -> cases.move(caseFile, CaseState.QUALIFICATION, remarks, person);
            case CANCELLED ->
                dispositions.set(targets.stream().map(CaseTarget::id).toList(), Disposition.RESCINDED, remarks, person);
        }
        return outcome;
    }

    /** Kept apart so that the table's own check can be tried without the one above. */
    void record(Prepared prepared, Decided.Outcome outcome, String remarks, String person) {
        sql.sql(
                        "insert into qualification_decision (qualification_id, prepared_by, decision, remarks, decided_by, decided_at) "
                                + "values (?, ?, ?, ?, ?, ?)")
                .params(
                        prepared.id(),
                        prepared.preparedBy(),
                        outcome.name(),
                        remarks,
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void carryOut(CaseFile caseFile, List<CaseTarget> all, Prepared prepared, String person) {
        var closings = closings(prepared);
        var byDisposition = new EnumMap<Disposition, List<UUID>>(Disposition.class);
        for (var target : all) {
            var disposition = closings.getOrDefault(target.id(), dispositionOf(prepared));
            byDisposition
                    .computeIfAbsent(disposition, d -> new java.util.ArrayList<>())
                    .add(target.id());
        }
        byDisposition.forEach(
                (disposition, targets) -> dispositions.set(targets, disposition, prepared.reasons(), person));
        if (prepared.proposal() == Proposal.MEASURES) {
            cases.move(caseFile, CaseState.ROUTED, "", person);
        }
    }

    private static Disposition dispositionOf(Prepared prepared) {
        if (prepared.proposal() == Proposal.CLOSE) {
            return prepared.closing();
        }
        return prepared.restriction() ? Disposition.RESTRICTION_SOUGHT : Disposition.REFERRED;
    }

    /** The targets closed one by one, by their id in the case. */
    public Map<UUID, Disposition> closings(Prepared prepared) {
        var closings = new HashMap<UUID, Disposition>();
        sql.sql("select case_target_id, closing from qualification_target where qualification_id = ?")
                .param(prepared.id())
                .query(row -> {
                    closings.put(row.getObject(1, UUID.class), Disposition.valueOf(row.getString(2)));
                });
        return closings;
    }

    private Prepared get(UUID id) {
        return sql.sql("select * from qualification where id = ?")
                .param(id)
                .query(Prepared.class)
                .single();
    }

    public Optional<Prepared> last(UUID caseId) {
        return sql.sql("select * from qualification where case_id = ? order by round desc limit 1")
                .param(caseId)
                .query(Prepared.class)
                .optional();
    }

    /** True when a lawyer from outside permitted the case to go on although it is ticked as protected expression. */
    public boolean isPermitted(UUID caseId) {
        return rules.permittedAct(caseId).isPresent();
    }

    public Optional<Decided> lastDecision(UUID caseId) {
        return sql.sql(
                        "select d.decision as outcome, d.remarks, d.decided_by, d.decided_at from qualification_decision d "
                                + "join qualification q on q.id = d.qualification_id where q.case_id = ? order by q.round desc limit 1")
                .param(caseId)
                .query(Decided.class)
                .optional();
    }
}
