package org.duenotice.referral;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadline;
import org.duenotice.calendar.Deadlines;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.intake.Origins;
import org.duenotice.intake.Source;
import org.duenotice.law.Body;
import org.duenotice.law.Competences;
import org.duenotice.problem.Problem;
import org.duenotice.qualification.ProtectedExpressions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passes on what is another body's to deal with, within three working days, and tells whoever sent it (Administrative Procedural Code,
 * art. 65). Protected expression is outside every unit's work and is passed on to nobody.
 */
@Component
@RequiredArgsConstructor
public class Forwardings {

    private static final String RULE = "misdirected-forwarded-3wd";

    /**
     * Senders that can be told, whether theirs was the first report or a further one: whoever did not say who they are cannot, and the
     * unit need not tell itself.
     */
    private static final Set<Source> KNOWN_SENDERS = EnumSet.of(Source.CITIZEN, Source.OTHER_BODY);

    private static final String SELECT =
            """
            select f.case_id, f.no, f.opened_at, o.outcome, o.body_code, o.body_version, o.number, o.forwarded_on, o.remarks, t.told_on, t.how
            from forwarding f left join forwarding_outcome o on o.case_id = f.case_id and o.no = f.no
            left join sender_told t on t.case_id = f.case_id and t.no = f.no
            """;

    private final JdbcClient sql;
    private final Cases cases;
    private final Participations participations;
    private final Origins origins;
    private final ProtectedExpressions protectedExpressions;
    private final Competences competences;
    private final Deadlines deadlines;
    private final Clocks clocks;
    private final Timeline timeline;
    private final Clock clock;

    /** True when the approved closing leaves something that is another body's to deal with. */
    @Transactional(readOnly = true)
    public boolean isCalledFor(String caseNumber) {
        var caseFile = cases.byNumber(caseNumber);
        return protectedExpressions.ticked(caseFile.id()).isEmpty()
                && cases.targets(caseFile.id()).stream()
                        .anyMatch(target -> target.disposition() == Disposition.OUT_OF_COMPETENCE);
    }

    /** Opens the forwarding, a further one where what was forwarded came back, and its clock of three working days. */
    @Transactional
    public Deadline open(String caseNumber) {
        var caseFile = cases.byNumber(caseNumber);
        var now = clock.instant();
        sql.sql("insert into forwarding (case_id, no, opened_at) "
                        + "select ?, coalesce(max(no), 0) + 1, ? from forwarding where case_id = ?")
                .params(caseFile.id(), now.atOffset(ZoneOffset.UTC), caseFile.id())
                .update();
        cases.move(caseFile, CaseState.ROUTED);
        var deadline = deadlines.due(RULE, now);
        clocks.start(caseFile.id(), subject(caseFile), deadline);
        timeline.record(caseFile.id(), "FORWARDING_OPENED", Timeline.SOFTWARE, "", "");
        return deadline;
    }

    /** What a person did with it; body, number and day belong to a forwarding, remarks say why nobody is competent. */
    public record Step(
            Forwarding.Outcome outcome, String bodyCode, String number, LocalDate on, String remarks, String person) {}

    /**
     * Records what was done; returns true when the sender is to be told of it.
     *
     * @throws Problem {@code forwarding.*} when a part is missing or the day lies outside the forwarding
     */
    @Transactional
    public boolean forward(String caseNumber, Step step) {
        var caseFile = cases.byNumber(caseNumber);
        cases.refuseHeld(caseFile.id());
        var forwarding = get(caseFile);
        if (forwarding.outcome() != null) {
            throw Problem.conflict("forwarding.done", caseNumber);
        }
        var forwarded = step.outcome() == Forwarding.Outcome.FORWARDED;
        if (forwarded) {
            check(step, forwarding);
        } else if (step.remarks().isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        participations.join(caseFile.id(), step.person(), Side.UNIT);
        sql.sql(
                        """
                        insert into forwarding_outcome (case_id, no, outcome, body_code, number, forwarded_on, remarks, recorded_by,
                                                        recorded_at, body_version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(Arrays.asList(
                        caseFile.id(),
                        forwarding.no(),
                        step.outcome().name(),
                        forwarded ? step.bodyCode() : null,
                        forwarded ? step.number().strip() : "",
                        forwarded ? step.on() : null,
                        step.remarks(),
                        step.person(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        forwarded ? competences.body(step.bodyCode(), step.on()).version() : null))
                .update();
        clocks.meet(subject(caseFile), RULE);
        timeline.record(
                caseFile.id(),
                forwarded ? "FORWARDED" : "FORWARDING_TO_NOBODY",
                step.person(),
                forwarded ? step.number().strip() : "",
                forwarded ? step.bodyCode() : step.remarks());
        return origins.of(caseFile).stream().anyMatch(KNOWN_SENDERS::contains);
    }

    private void check(Step step, Forwarding forwarding) {
        if (bodies().stream().noneMatch(body -> body.code().equals(step.bodyCode()))) {
            throw Problem.invalid("forwarding.body", String.valueOf(step.bodyCode()));
        }
        if (step.number() == null || step.number().isBlank()) {
            throw Problem.invalid("forwarding.number-missing");
        }
        checkDay(step.on(), LawDay.of(forwarding.openedAt()));
    }

    private void checkDay(LocalDate day, LocalDate earliest) {
        var today = LawDay.of(clock.instant());
        if (day == null || day.isBefore(earliest) || day.isAfter(today)) {
            throw Problem.invalid("forwarding.day", earliest, today);
        }
    }

    /** Records that whoever sent it was told. */
    @Transactional
    public void told(String caseNumber, LocalDate on, String how, String person) {
        var caseFile = cases.byNumber(caseNumber);
        var forwarding = get(caseFile);
        if (forwarding.outcome() == null || forwarding.toldOn() != null) {
            throw Problem.conflict("forwarding.nothing-to-tell", caseNumber);
        }
        checkDay(on, LawDay.of(forwarding.openedAt()));
        participations.join(caseFile.id(), person, Side.UNIT);
        sql.sql(
                        "insert into sender_told (case_id, no, told_on, how, recorded_by, recorded_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        caseFile.id(),
                        forwarding.no(),
                        on,
                        how,
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        timeline.record(caseFile.id(), "SENDER_TOLD", person, "", how);
    }

    /** The term ran out: a breach on the record and on the manager's screen, nothing more. */
    @Transactional
    public void breached(String caseNumber) {
        var caseFile = cases.byNumber(caseNumber);
        var ranOut = clocks.running(subject(caseFile))
                .filter(running -> !running.dueAt().isAfter(clock.instant()))
                .isPresent();
        if (ranOut && clocks.breach(subject(caseFile), RULE)) {
            timeline.record(caseFile.id(), "TERM_BREACHED", Timeline.SOFTWARE, subject(caseFile), RULE);
        }
    }

    private static String subject(CaseFile caseFile) {
        return caseFile.number() + "/FORWARDING";
    }

    /** Every body that something may be forwarded to; which one is competent, a person says. */
    public List<Body> bodies() {
        return competences.bodies(LawDay.of(clock.instant()));
    }

    private Forwarding get(CaseFile caseFile) {
        return find(caseFile.id()).orElseThrow(() -> Problem.notFound("forwarding.unknown", caseFile.number()));
    }

    /** The last one of the case. */
    public Optional<Forwarding> find(UUID caseId) {
        return sql.sql(SELECT + " where f.case_id = ? order by f.no desc limit 1")
                .param(caseId)
                .query(Forwarding.class)
                .optional();
    }
}
