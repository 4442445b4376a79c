package org.duenotice.referral;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.calendar.Numbers;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.law.Body;
import org.duenotice.law.Competences;
import org.duenotice.law.LegalBases;
import org.duenotice.problem.Problem;
import org.duenotice.qualification.OffenceRoute;
import org.duenotice.qualification.Qualifications;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Referrals of cases. A case has one at a time; one that came back stays in the history, and the next one names it. Their clocks
 * record breaches and decide nothing.
 */
@Component
@RequiredArgsConstructor
public class Referrals {

    private static final String SELECT =
            """
            select r.id, r.number, r.previous, r.case_id, r.kind, r.legal_basis, r.opened_at, r.packaged,
                   coalesce(t.body_code, h.body_code) as body_code, coalesce(t.body_version, h.body_version) as body_version,
                   h.number as hand_over_number,
                   h.handed_over_on, o.outcome, o.number as outcome_number, o.outcome_on, o.remarks as outcome_remarks
            from referral r left join referral_hand_over h on h.referral_id = r.id
            left join referral_outcome o on o.referral_id = r.id
            left join lateral (
                select d.body_code, d.body_version from referral_transfer f join referral_transfer_decision d on d.transfer_id = f.id
                where f.referral_id = r.id order by f.no desc limit 1) t on true
            """;

    private final JdbcClient sql;
    private final Cases cases;
    private final Participations participations;
    private final Qualifications qualifications;
    private final Competences competences;
    private final LegalBases legalBases;
    private final ReferralClocks clocks;
    private final ReferralSettings settings;
    private final Numbers numbers;
    private final Timeline timeline;
    private final Clock clock;

    /** How a person answers for the body. */
    public record Answer(ReferralOutcome outcome, String number, LocalDate on, String remarks, String person) {}

    /** What the approved qualification says of the offence now. */
    @Transactional(readOnly = true)
    public OffenceRoute route(String caseNumber) {
        return qualifications
                .last(cases.byNumber(caseNumber).id())
                .orElseThrow()
                .offenceRoute();
    }

    /**
     * Opens the referral that the approved qualification ordered, with a number of its own.
     *
     * @return when it is to be handed over; the law names no such term for a report of detection
     */
    @Transactional
    public Optional<Instant> open(String caseNumber, ReferralKind kind) {
        var caseFile = cases.byNumber(caseNumber);
        var basis = qualifications.last(caseFile.id()).orElseThrow().offenceBasis();
        var before = last(caseFile.id());
        var now = clock.instant();
        var number = numbers.next(Numbers.Kind.REFERRAL, now);
        sql.sql("insert into referral (id, number, previous, case_id, kind, legal_basis, opened_at, packaged) "
                        + "values (?, ?, ?, ?, ?, ?, ?, true)")
                .params(Arrays.asList(
                        UUID.randomUUID(),
                        number,
                        before.map(Referral::id).orElse(null),
                        caseFile.id(),
                        kind.name(),
                        basis,
                        now.atOffset(ZoneOffset.UTC)))
                .update();
        timeline.record(
                caseFile.id(),
                "REFERRAL_OPENED",
                Timeline.SOFTWARE,
                number,
                before.map(Referral::number).orElse(""));
        if (kind == ReferralKind.CRIMINAL) {
            return Optional.empty();
        }
        var reopened = cases.reopenedAt(caseFile.id()).orElse(Instant.MIN);
        var runsOn = before.filter(
                        last -> last.kind() == kind && !last.openedAt().isBefore(reopened))
                .isPresent();
        return Optional.of(
                runsOn
                        ? clocks.runOn(caseFile, ReferralTerm.HAND_OVER)
                        : clocks.start(caseFile, ReferralTerm.HAND_OVER, now));
    }

    /** Records that the material was handed over to the body that its package is addressed to. */
    @Transactional
    public void handOver(
            String caseNumber, ReferralKind kind, String bodyCode, String number, LocalDate on, String person) {
        var caseFile = cases.byNumber(caseNumber);
        cases.refuseHeld(caseFile.id());
        var referral = get(caseFile.id(), kind);
        if (referral.handOverNumber() != null) {
            throw Problem.conflict("referral.handed-over", caseNumber);
        }
        if (number == null || number.isBlank()) {
            throw Problem.invalid("referral.number-missing");
        }
        checkDay(on, LawDay.of(referral.openedAt()), "referral.hand-over-date");
        checkBody(caseFile, kind, bodyCode);
        participations.join(caseFile.id(), person, Side.UNIT);
        sql.sql(
                        """
                        insert into referral_hand_over (referral_id, body_code, number, handed_over_on, recorded_by, recorded_at, body_version)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        referral.id(),
                        bodyCode,
                        number.strip(),
                        on,
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        competences.body(bodyCode, on).version())
                .update();
        timeline.record(caseFile.id(), "REFERRAL_HANDED_OVER", person, number.strip(), bodyCode);
        clocks.meet(caseFile, ReferralTerm.HAND_OVER);
    }

    private void checkDay(LocalDate day, LocalDate earliest, String code) {
        if (clocks.isOutside(day, earliest)) {
            throw Problem.invalid(code, earliest, clocks.today());
        }
    }

    /** @throws Problem {@code referral.body} when competence does not give the body for this case today */
    void checkBody(CaseFile caseFile, ReferralKind kind, String bodyCode) {
        if (bodies(caseFile, kind).stream().noneMatch(body -> body.code().equals(bodyCode))) {
            throw Problem.invalid("referral.body", String.valueOf(bodyCode), caseFile.category());
        }
    }

    /** The body has the report: its registration is awaited from now, also after a return or a transfer. */
    @Transactional
    public Instant awaitRegistration(String caseNumber) {
        return clocks.start(cases.byNumber(caseNumber), ReferralTerm.REGISTRATION, clock.instant());
    }

    /**
     * Records what the body did; registered or accepted needs the body's number, anything else its reason.
     *
     * @return when the next step is due: the prosecutor's notification after a registration, the passing on without enough data,
     *     the term that runs on after a return; empty where no term follows
     */
    @Transactional
    public Optional<Instant> answer(String caseNumber, ReferralKind kind, Answer answer) {
        var caseFile = cases.byNumber(caseNumber);
        var referral = waiting(caseFile, kind);
        check(answer);
        checkDay(answer.on(), referral.handedOverOn(), "referral.outcome-date");
        participations.join(caseFile.id(), answer.person(), Side.UNIT);
        sql.sql("insert into referral_outcome values (?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        referral.id(),
                        answer.outcome().name(),
                        answer.outcome().isTakenOn() ? answer.number().strip() : null,
                        answer.on(),
                        answer.remarks(),
                        answer.person(),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
        timeline.record(
                caseFile.id(),
                "REFERRAL_" + answer.outcome().name(),
                answer.person(),
                answer.number() == null ? "" : answer.number(),
                answer.remarks());
        if (answer.outcome() != ReferralOutcome.RETURNED || !referral.packaged()) {
            clocks.meet(caseFile, ReferralTerm.REGISTRATION);
        }
        return referral.packaged() ? next(caseFile, kind, answer) : Optional.empty();
    }

    /** What follows, on its clock; a referral from before packages existed ended with its answer. */
    private Optional<Instant> next(CaseFile caseFile, ReferralKind kind, Answer answer) {
        return switch (answer.outcome()) {
            case REGISTERED ->
                Optional.of(clocks.start(caseFile, ReferralTerm.PROSECUTOR, clocks.startOn(answer.on())));
            case INSUFFICIENT_DATA ->
                Optional.of(clocks.start(caseFile, ReferralTerm.PASSING_ON, clocks.startOn(answer.on())));
            case RETURNED -> Optional.of(clocks.runOn(caseFile, ReferralTerm.of(kind)));
            case ACCEPTED, REFUSED, TAKEN_BACK -> Optional.empty();
        };
    }

    private void check(Answer answer) {
        if (!answer.outcome().isTakenOn()) {
            if (answer.remarks().isBlank()) {
                throw Problem.invalid("remarks-missing");
            }
            return;
        }
        if (answer.number() == null || answer.number().isBlank()) {
            throw Problem.invalid("referral.outcome-number-missing");
        }
        var format = settings.registrationNumber();
        if (answer.outcome() == ReferralOutcome.REGISTERED
                && !format.matcher(answer.number().strip()).matches()) {
            throw Problem.invalid("referral.registration-number", answer.number(), format.pattern());
        }
    }

    /** The case's referral of that kind, handed over and not answered yet. */
    Referral waiting(CaseFile caseFile, ReferralKind kind) {
        var referral = get(caseFile.id(), kind);
        if (referral.handOverNumber() == null || referral.outcome() != null) {
            throw Problem.conflict("referral.not-waiting", caseFile.number());
        }
        return referral;
    }

    /** When the term that runs on after a return ends, which may be past. */
    @Transactional
    public Instant returnDue(String caseNumber) {
        var caseFile = cases.byNumber(caseNumber);
        var kind = last(caseFile.id()).orElseThrow().kind();
        return clocks.runOn(caseFile, ReferralTerm.of(kind));
    }

    /**
     * Takes a referral back before it is handed over, because what it rests on no longer holds: the case is qualified again. A term that
     * runs goes on running; where none does, that of the unit's own working order begins.
     *
     * @return when that term ends, which may be past
     * @throws Problem {@code referral.handed-over}, {@code remarks-missing}
     */
    @Transactional
    public Instant takeBack(String caseNumber, ReferralKind kind, String reason, String person) {
        var caseFile = cases.byNumber(caseNumber);
        cases.refuseHeld(caseFile.id());
        var referral = get(caseFile.id(), kind);
        if (referral.handOverNumber() != null || referral.outcome() != null) {
            throw Problem.conflict("referral.handed-over", caseNumber);
        }
        if (reason.isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        participations.join(caseFile.id(), person, Side.UNIT);
        sql.sql("insert into referral_outcome values (?, ?, null, ?, ?, ?, ?)")
                .params(
                        referral.id(),
                        ReferralOutcome.TAKEN_BACK.name(),
                        clocks.today(),
                        reason.strip(),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        timeline.record(caseFile.id(), "REFERRAL_TAKEN_BACK", person, referral.number(), reason.strip());
        var open = clocks.last(caseFile, ReferralTerm.of(kind))
                .filter(term ->
                        term.isRunning() || term.isPaused() || term.state().equals("BREACHED"));
        return open.isPresent()
                ? clocks.runOn(caseFile, ReferralTerm.of(kind))
                : clocks.start(caseFile, ReferralTerm.REQUALIFICATION, clock.instant());
    }

    /** The second person approved what follows a return: terms of a route that is not gone on with have ended. */
    @Transactional
    public void requalified(String caseNumber) {
        var caseFile = cases.byNumber(caseNumber);
        var route = qualifications.last(caseFile.id()).orElseThrow().offenceRoute();
        clocks.meet(caseFile, ReferralTerm.REQUALIFICATION);
        for (var kind : ReferralKind.values()) {
            if (!kind.name().equals(route.name())) {
                clocks.cancel(caseFile, ReferralTerm.of(kind));
            }
        }
    }

    /** The term ran out: a breach on the record and on the manager's screen, nothing more. */
    @Transactional
    public void breached(String caseNumber, ReferralTerm term) {
        clocks.breached(cases.byNumber(caseNumber), term);
    }

    /** The term that ran on after a return ran out. */
    @Transactional
    public void breachedAfterReturn(String caseNumber) {
        var caseFile = cases.byNumber(caseNumber);
        clocks.breached(
                caseFile, ReferralTerm.of(last(caseFile.id()).orElseThrow().kind()));
    }

    /**
     * The bodies that competence gives for this case, the provision of its referral and the procedure today; where there are several, a
     * person chooses.
     */
    public List<Body> bodies(CaseFile caseFile, ReferralKind kind) {
        var today = LawDay.of(clock.instant());
        return last(caseFile.id())
                .filter(referral -> referral.kind() == kind)
                .map(referral -> legalBases.get(referral.legalBasis()).provision())
                .map(provision -> competences.bodies(caseFile.category(), kind.name(), provision, today))
                .orElseGet(() -> competences.bodies(caseFile.category(), kind.name(), today));
    }

    Referral get(UUID caseId, ReferralKind kind) {
        return last(caseId)
                .filter(referral -> referral.kind() == kind)
                .orElseThrow(() -> Problem.notFound("referral.unknown", kind));
    }

    /** The case's last referral. */
    public Optional<Referral> last(UUID caseId) {
        return sql.sql(SELECT + " where r.case_id = ? order by r.opened_at desc, r.number desc limit 1")
                .param(caseId)
                .query(Referral.class)
                .optional();
    }

    /** All referrals of the case, the first one first. */
    public List<Referral> of(UUID caseId) {
        return sql.sql(SELECT + " where r.case_id = ? order by r.opened_at, r.number")
                .param(caseId)
                .query(Referral.class)
                .list();
    }

    public Referral byId(UUID id) {
        return sql.sql(SELECT + " where r.id = ?")
                .param(id)
                .query(Referral.class)
                .single();
    }

    /** @throws Problem {@code referral.number-unknown} */
    public Referral byNumber(String number) {
        return sql.sql(SELECT + " where r.number = ?")
                .param(number)
                .query(Referral.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("referral.number-unknown", number));
    }
}
