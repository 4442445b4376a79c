package org.duenotice.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadlines;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Escalation gates. A table proposes the next step and says why; a person decides, and a formal order is approved by a second
 * person. The alternatives that end or soften the matter are always open.
 */
@Component
@RequiredArgsConstructor
public class Gates {

    private static final int LONGEST_TERM_HOURS = 720;
    private static final String RULE = "gate-decision";
    private static final String SELECT_DECISIONS =
            """
            select d.id, d.gate_id, d.choice, d.new_term_hours, d.reasons, d.decided_by, d.decided_at,
                   a.decision as approval, a.remarks as approval_remarks, a.approved_by
            from gate_decision d join gate g on g.id = d.gate_id left join gate_approval a on a.gate_decision_id = d.id
            """;

    private final JdbcClient sql;
    private final Notices notices;
    private final Cases cases;
    private final Deadlines deadlines;
    private final Clocks clocks;
    private final Timeline timeline;
    private final Clock clock;

    /** Why a gate stands open. */
    public enum Cause {
        SILENT,
        REFUSED,
        PARTIAL,
        UNDELIVERED
    }

    /** What a person may choose at a gate; an access restriction is decided by the authorised body again. */
    public enum Choice {
        NEW_TERM,
        SECOND_CONTACT,
        FORMAL_ORDER,
        ACCESS_RESTRICTION,
        ACCEPT_ARGUMENT,
        WITHDRAW;

        boolean needsSecondPerson() {
            return this == FORMAL_ORDER || this == ACCESS_RESTRICTION;
        }
    }

    /** The second person's word on a formal order. */
    public enum Approval {
        APPROVED,
        RETURNED
    }

    /** The inputs of the gate table, named as its columns. */
    public record GateFacts(String cause, int stepsTaken, String lastStep, String refusalGround) {}

    /** The table's answer, explained in words. */
    public record ProposedStep(String step, String whyRu, String whyKk, String whyEn) {}

    public record Gate(
            UUID id,
            UUID noticeId,
            Cause cause,
            Choice step,
            String whyRu,
            String whyKk,
            String whyEn,
            Instant openedAt) {

        /** Why the table proposes its step; English where the language is neither Russian nor Kazakh. */
        public String why(Locale locale) {
            return switch (locale.getLanguage()) {
                case "ru" -> whyRu;
                case "kk" -> whyKk;
                default -> whyEn;
            };
        }
    }

    public record Decision(
            UUID id,
            UUID gateId,
            Choice choice,
            Integer newTermHours,
            String reasons,
            String decidedBy,
            Instant decidedAt,
            Approval approval,
            String approvalRemarks,
            String approvedBy) {

        /** A burden is in effect only when a second person approved it; everything else at once. */
        boolean isInEffect() {
            return !choice.needsSecondPerson() || approval == Approval.APPROVED;
        }
    }

    @Transactional(readOnly = true)
    public GateFacts facts(String noticeNumber) {
        var notice = notices.byNumber(noticeNumber);
        var taken = decisions(notice.id()).stream().filter(Decision::isInEffect).toList();
        var cause = cause(notice);
        return new GateFacts(
                cause.name(),
                taken.size(),
                taken.isEmpty() ? "" : taken.get(taken.size() - 1).choice().name(),
                cause == Cause.SILENT ? "" : refusalGround(notice));
    }

    private String refusalGround(Notice notice) {
        return notices.items(notice.id()).stream()
                .filter(item -> item.outcome() == ItemOutcome.REFUSED)
                .findFirst()
                .map(item -> item.ground().name())
                .orElse("");
    }

    private Cause cause(Notice notice) {
        if (notice.state() == NoticeState.UNDELIVERED) {
            return Cause.UNDELIVERED;
        }
        if (notice.state() == NoticeState.BREACHED) {
            return Cause.SILENT;
        }
        var open = notices.items(notice.id()).stream()
                .filter(item -> !item.isSettled())
                .toList();
        return open.stream().allMatch(item -> item.outcome() == ItemOutcome.REFUSED) ? Cause.REFUSED : Cause.PARTIAL;
    }

    /** Opens the gate and its clock; returns when a person is to have decided. */
    @Transactional
    public Instant open(String noticeNumber, ProposedStep proposed) {
        var notice = notices.locked(noticeNumber);
        var cause = cause(notice);
        var deadline = deadlines.due(RULE, clock.instant());
        clocks.start(notice.caseId(), subject(noticeNumber), deadline);
        sql.sql("insert into gate values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        UUID.randomUUID(),
                        notice.id(),
                        cause.name(),
                        proposed.step(),
                        proposed.whyRu(),
                        proposed.whyKk(),
                        proposed.whyEn(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        timeline.record(
                notice.caseId(), "GATE_OPENED", Timeline.SOFTWARE, noticeNumber, cause + " ▸ " + proposed.step());
        return deadline.due();
    }

    /** What the clock of a notice's gates is called. */
    static String subject(String noticeNumber) {
        return noticeNumber + "/gate";
    }

    /** Nobody opened the gate in time: recorded, and nothing else. */
    @Transactional
    public void overdue(String noticeNumber) {
        var notice = notices.locked(noticeNumber);
        clocks.running(subject(noticeNumber)).ifPresent(running -> {
            clocks.breach(running.subject(), running.rule());
            timeline.record(notice.caseId(), "TERM_BREACHED", Timeline.SOFTWARE, running.subject(), running.rule());
        });
    }

    /** The platform answered while the gate stood open: its clock ends, and nobody decides on facts that have changed. */
    @Transactional
    public void setAside(String noticeNumber) {
        var notice = notices.locked(noticeNumber);
        clocks.cancel(subject(noticeNumber));
        timeline.record(notice.caseId(), "GATE_SET_ASIDE", Timeline.SOFTWARE, noticeNumber, "");
    }

    /** True when the last gate ended without a choice in effect, because the platform answered first. */
    @Transactional(readOnly = true)
    public boolean isSetAside(String noticeNumber) {
        var notice = notices.byNumber(noticeNumber);
        return last(notice.id())
                .filter(gate -> decisions(notice.id()).stream()
                        .noneMatch(decision -> decision.gateId().equals(gate.id()) && decision.isInEffect()))
                .isPresent();
    }

    /** A person's choice at the open gate. */
    @Transactional
    public Choice decide(String noticeNumber, Choice choice, Integer newTermHours, String reasons, String person) {
        var notice = notices.locked(noticeNumber);
        cases.refuseHeld(notice.caseId());
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        if ((choice == Choice.NEW_TERM) != (newTermHours != null)
                || (newTermHours != null && (newTermHours < 1 || newTermHours > LONGEST_TERM_HOURS))) {
            throw Problem.invalid("gate.new-term-hours", LONGEST_TERM_HOURS);
        }
        if (choice == Choice.ACCESS_RESTRICTION && !hasFormalOrderFailed(notice)) {
            throw Problem.invalid("gate.access-restriction-too-early", noticeNumber);
        }
        sql.sql("insert into gate_decision values (?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        UUID.randomUUID(),
                        last(notice.id()).orElseThrow().id(),
                        choice.name(),
                        newTermHours,
                        reasons.strip(),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
        timeline.record(notice.caseId(), "GATE_" + choice.name(), person, noticeNumber, reasons);
        if (!choice.needsSecondPerson()) {
            clocks.meet(subject(noticeNumber), RULE);
        }
        return choice;
    }

    /** A gate after an approved formal order is open only because the order did not settle every target. */
    private boolean hasFormalOrderFailed(Notice notice) {
        return decisions(notice.id()).stream()
                .anyMatch(decision -> decision.choice() == Choice.FORMAL_ORDER && decision.isInEffect());
    }

    /** The second person's word on a formal order or an access restriction. */
    @Transactional
    public Approval approve(String noticeNumber, Approval approval, String remarks, String person) {
        var notice = notices.locked(noticeNumber);
        cases.refuseHeld(notice.caseId());
        var decided = lastDecision(notice.id()).orElseThrow();
        if (decided.decidedBy().equals(person)) {
            throw Problem.forbidden("gate.four-eyes", person);
        }
        if (approval == Approval.RETURNED && remarks.isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        record(decided, approval, remarks, person);
        if (decided.choice() == Choice.ACCESS_RESTRICTION) {
            timeline.record(notice.caseId(), "GATE_RESTRICTION_" + approval.name(), person, noticeNumber, remarks);
        } else {
            timeline.record(notice.caseId(), "GATE_ORDER_" + approval.name(), person, noticeNumber, remarks);
        }
        if (approval == Approval.APPROVED) {
            clocks.meet(subject(noticeNumber), RULE);
        }
        return approval;
    }

    /** Kept apart so that the table's own check can be tried without the one above. */
    void record(Decision decided, Approval approval, String remarks, String person) {
        sql.sql("insert into gate_approval values (?, ?, ?, ?, ?, ?)")
                .params(
                        decided.id(),
                        decided.decidedBy(),
                        approval.name(),
                        remarks,
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The hours of the new term, when the last step in effect is one. */
    public Optional<Integer> newTermHours(String noticeNumber) {
        return lastInEffect(notices.byNumber(noticeNumber).id())
                .filter(decision -> decision.choice() == Choice.NEW_TERM)
                .map(Decision::newTermHours);
    }

    Optional<Decision> lastInEffect(UUID noticeId) {
        return decisions(noticeId).stream().filter(Decision::isInEffect).reduce((earlier, later) -> later);
    }

    public Optional<Decision> lastDecision(UUID noticeId) {
        return decisions(noticeId).stream().reduce((earlier, later) -> later);
    }

    public List<Decision> decisions(UUID noticeId) {
        return sql.sql(SELECT_DECISIONS + " where g.notice_id = ? order by d.decided_at, d.id")
                .param(noticeId)
                .query(Decision.class)
                .list();
    }

    /** The gates of a notice in the order they were opened. */
    public List<Gate> of(UUID noticeId) {
        return sql.sql("select * from gate where notice_id = ? order by opened_at")
                .param(noticeId)
                .query(Gate.class)
                .list();
    }

    /** The gate opened last. */
    public Optional<Gate> last(UUID noticeId) {
        return sql.sql("select * from gate where notice_id = ? order by opened_at desc limit 1")
                .param(noticeId)
                .query(Gate.class)
                .optional();
    }
}
