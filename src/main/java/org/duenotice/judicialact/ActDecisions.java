package org.duenotice.judicialact;

import java.time.Clock;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.Cases;
import org.duenotice.judicialact.ActRows.Stands;
import org.duenotice.law.JudicialAct;
import org.duenotice.law.JudicialActs;
import org.duenotice.notice.NoticeDrafts;
import org.duenotice.problem.Problem;
import org.duenotice.qualification.Decided;
import org.duenotice.qualification.OffenceRoute;
import org.duenotice.qualification.Proposal;
import org.duenotice.qualification.ProtectedExpressions;
import org.duenotice.qualification.ProtectedKind;
import org.duenotice.qualification.Qualifications;
import org.duenotice.register.Changes;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second person's one word on an incoming act. An approval records the act in the register and qualifies its cases on exactly
 * that act and provision; the rules are those of every qualification. Whether anything is restricted is still the body's to decide.
 */
@Component
@RequiredArgsConstructor
public class ActDecisions {

    /** In these a case can still be given to the rights review. */
    private static final Set<CaseState> UNDECIDED =
            EnumSet.of(CaseState.DETECTED, CaseState.QUALIFICATION, CaseState.LEGAL_REVIEW, CaseState.RIGHTS_REVIEW);

    private final ActRows rows;
    private final Changes changes;
    private final JudicialActs judicialActs;
    private final Cases cases;
    private final ReleasedCases released;
    private final Qualifications qualifications;
    private final ProtectedExpressions protectedExpressions;
    private final NoticeDrafts drafts;
    private final Clocks clocks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** What the second person says of the content: which lines are protected expression, and of what kind; empty and null for none. */
    public record Protected(Set<Integer> lines, ProtectedKind kind) {

        public Protected {
            if (lines.isEmpty() != (kind == null)) {
                throw Problem.invalid("judicial-act.protected");
            }
        }
    }

    /**
     * Approves everything that was prepared, at once.
     *
     * @throws Problem {@code register.four-eyes}, {@code register.not-waiting}, {@code law.act-not-in-force}, or what a rule of the
     *     register or of qualifications refuses by now; nothing is approved then
     */
    @Transactional
    public void approve(String number, Protected expression, String remarks, String person) {
        changes.hold(number);
        var act = rows.get(number);
        changes.approve(number, remarks, person);
        var recorded = judicialActs.inForce(
                judicialActs.find(act.actNumber(), act.actDate()).orElseThrow().id(), LawDay.of(clock.instant()));
        releaseProtected(act, expression, person);
        var named = rows.keys(number, act.no());
        rows.cases(number).forEach(caseId -> released.releaseUnnamed(caseId, named, number, person));
        var going = rows.cases(number);
        drafts.approve(number, act.no(), new HashSet<>(going), person);
        clocks.meet(number, IncomingActs.RULE);
        going.forEach(caseId -> qualify(act, recorded, caseId, remarks, person));
    }

    private void releaseProtected(IncomingAct act, Protected expression, String person) {
        if (!expression.lines().isEmpty()) {
            var stand = rows.stands(act.number(), act.no(), expression.lines());
            if (stand.size() != expression.lines().size()) {
                throw Problem.invalid("judicial-act.protected-lines", expression.lines());
            }
            var targets = stand.stream().map(Stands::caseTargetId).collect(Collectors.toSet());
            var own = rows.cases(act.number());
            stand.stream()
                    .filter(line -> !own.contains(line.caseId()))
                    .forEach(line -> tick(line, expression.kind(), person));
            own.forEach(caseId -> released.releaseProtected(caseId, targets, expression.kind(), act.number(), person));
        }
        // ticked while the act waited, on the case itself
        for (var caseId : rows.cases(act.number())) {
            if (protectedExpressions.ticked(caseId).isPresent()) {
                released.release(caseId, act.number(), person);
            }
        }
    }

    /** Somebody split the target off while the act waited: the mark goes to the case where it stands. */
    private void tick(Stands line, ProtectedKind kind, String person) {
        var caseFile = cases.locked(cases.byId(line.caseId()).number());
        if (!UNDECIDED.contains(caseFile.state())) {
            throw Problem.conflict("judicial-act.protected-elsewhere", line.line(), caseFile.number());
        }
        protectedExpressions.tick(caseFile.id(), kind, person);
    }

    private void qualify(IncomingAct act, JudicialAct recorded, UUID caseId, String remarks, String person) {
        var caseNumber = cases.byId(caseId).number();
        qualifications.restsOnAct(caseNumber, act.number(), act.preparedBy());
        qualifications.prepare(new Qualifications.Preparation(
                caseNumber,
                Proposal.MEASURES,
                OffenceRoute.NONE,
                null,
                true,
                act.legalBasis(),
                recorded.id(),
                null,
                Map.of(),
                null,
                act.reasons(),
                act.preparedBy()));
        qualifications.decide(caseNumber, Decided.Outcome.APPROVED, remarks, null, person);
        events.publishEvent(new CaseQualified(caseNumber));
    }

    /** Returns all of it to whoever prepared it, with remarks; nothing is lost. */
    @Transactional
    public void sendBack(String number, String remarks, String person) {
        changes.hold(number);
        rows.get(number);
        changes.sendBack(number, remarks, person);
        clocks.cancel(number);
    }

    /** What was prepared and approved with an act for the notification of the body. */
    public record Statement(String reasonsRu, String reasonsKk, String preparedBy, String approvedBy) {}

    /** The same of the act that the case goes on with; nothing for a case that people qualified. */
    @Transactional(readOnly = true)
    public Optional<Statement> statement(String caseNumber) {
        return rows.actOf(cases.byNumber(caseNumber).id()).map(number -> {
            var act = rows.get(number);
            return new Statement(
                    act.reasonsRu(),
                    act.reasonsKk(),
                    act.preparedBy(),
                    changes.get(number).decidedBy());
        });
    }
}
