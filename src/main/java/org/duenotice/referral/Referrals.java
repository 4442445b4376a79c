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
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadline;
import org.duenotice.calendar.Deadlines;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.law.Body;
import org.duenotice.law.Competences;
import org.duenotice.problem.Problem;
import org.duenotice.qualification.Qualifications;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Referrals of cases, one per case and kind, each on its statutory clock. A clock that runs out is recorded and decides nothing. */
@Component
@RequiredArgsConstructor
public class Referrals {

    /** УПК 179(4): signs of an administrative offence are passed on within three days. */
    private static final String HAND_OVER_RULE = "admin-hand-over-3d";
    /** Order 89 (unverified): registration within 24 hours of the message. */
    private static final String REGISTRATION_RULE = "registration-24h";

    private static final String SELECT =
            """
            select r.id, r.case_id, r.kind, r.legal_basis, r.opened_at, h.body_code, h.body_version, h.number as hand_over_number,
                   h.handed_over_on, o.outcome, o.number as outcome_number, o.outcome_on
            from referral r left join referral_hand_over h on h.referral_id = r.id
            left join referral_outcome o on o.referral_id = r.id
            """;

    private final JdbcClient sql;
    private final Cases cases;
    private final Participations participations;
    private final Qualifications qualifications;
    private final Competences competences;
    private final Deadlines deadlines;
    private final Clocks clocks;
    private final Timeline timeline;
    private final Clock clock;

    /** How a person answers for the body. */
    public record Answer(ReferralOutcome outcome, String number, LocalDate on, String remarks, String person) {}

    /** Opens the referral that the approved qualification ordered; the administrative one runs from now. */
    @Transactional
    public Optional<Deadline> open(String caseNumber, ReferralKind kind) {
        var caseFile = cases.byNumber(caseNumber);
        var basis = qualifications.last(caseFile.id()).orElseThrow().offenceBasis();
        var now = clock.instant();
        sql.sql("insert into referral (id, case_id, kind, legal_basis, opened_at) values (?, ?, ?, ?, ?)")
                .params(UUID.randomUUID(), caseFile.id(), kind.name(), basis, now.atOffset(ZoneOffset.UTC))
                .update();
        timeline.record(caseFile.id(), "REFERRAL_OPENED", Timeline.SOFTWARE, kind.name(), "");
        if (kind == ReferralKind.CRIMINAL) {
            return Optional.empty();
        }
        return Optional.of(startClock(caseFile, kind, HAND_OVER_RULE, now));
    }

    private Deadline startClock(CaseFile caseFile, ReferralKind kind, String rule, Instant from) {
        var deadline = deadlines.due(rule, from);
        clocks.start(caseFile.id(), subject(caseFile, kind), deadline);
        return deadline;
    }

    private static String subject(CaseFile caseFile, ReferralKind kind) {
        return caseFile.number() + "/" + kind;
    }

    /** Records that the package was handed over; for a criminal referral the registration clock starts. */
    @Transactional
    public Optional<Deadline> handOver(
            String caseNumber, ReferralKind kind, String bodyCode, String number, LocalDate on, String person) {
        var caseFile = cases.byNumber(caseNumber);
        var referral = get(caseFile.id(), kind);
        if (referral.handOverNumber() != null) {
            throw Problem.conflict("referral.handed-over", caseNumber);
        }
        if (number == null || number.isBlank()) {
            throw Problem.invalid("referral.number-missing");
        }
        checkDay(on, LawDay.of(referral.openedAt()), "referral.hand-over-date");
        if (bodies(caseFile, kind).stream().noneMatch(body -> body.code().equals(bodyCode))) {
            throw Problem.invalid("referral.body", String.valueOf(bodyCode), caseFile.category());
        }
        participations.join(caseFile.id(), person, Side.UNIT);
        var now = clock.instant();
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
                        now.atOffset(ZoneOffset.UTC),
                        competences.body(bodyCode, on).version())
                .update();
        timeline.record(caseFile.id(), "REFERRAL_HANDED_OVER", person, number.strip(), bodyCode);
        if (kind == ReferralKind.ADMINISTRATIVE) {
            clocks.meet(subject(caseFile, kind), HAND_OVER_RULE);
            return Optional.empty();
        }
        return Optional.of(startClock(caseFile, kind, REGISTRATION_RULE, now));
    }

    private void checkDay(LocalDate day, LocalDate earliest, String code) {
        var today = LawDay.of(clock.instant());
        if (day == null || day.isBefore(earliest) || day.isAfter(today)) {
            throw Problem.invalid(code, earliest, today);
        }
    }

    /** Records what the body did; registered or accepted needs the body's number, anything else its reason. */
    @Transactional
    public void answer(String caseNumber, ReferralKind kind, Answer answer) {
        var caseFile = cases.byNumber(caseNumber);
        var referral = get(caseFile.id(), kind);
        if (referral.handOverNumber() == null || referral.outcome() != null) {
            throw Problem.conflict("referral.not-waiting", caseNumber);
        }
        if (answer.outcome().isTakenOn()
                && (answer.number() == null || answer.number().isBlank())) {
            throw Problem.invalid("referral.outcome-number-missing");
        }
        if (!answer.outcome().isTakenOn() && answer.remarks().isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        checkDay(answer.on(), referral.handedOverOn(), "referral.outcome-date");
        participations.join(caseFile.id(), answer.person(), Side.UNIT);
        sql.sql("insert into referral_outcome values (?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        referral.id(),
                        answer.outcome().name(),
                        answer.number(),
                        answer.on(),
                        answer.remarks(),
                        answer.person(),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
        clocks.meet(subject(caseFile, kind), REGISTRATION_RULE);
        timeline.record(
                caseFile.id(),
                "REFERRAL_" + answer.outcome().name(),
                answer.person(),
                answer.number() == null ? "" : answer.number(),
                answer.remarks());
    }

    /** The term ran out: a breach on the record and on the manager's screen, nothing more. */
    @Transactional
    public void breached(String caseNumber, ReferralKind kind) {
        var caseFile = cases.byNumber(caseNumber);
        var rule = kind == ReferralKind.CRIMINAL ? REGISTRATION_RULE : HAND_OVER_RULE;
        var subject = subject(caseFile, kind);
        var ranOut = clocks.running(subject)
                .filter(running -> !running.dueAt().isAfter(clock.instant()))
                .isPresent();
        if (ranOut && clocks.breach(subject, rule)) {
            timeline.record(caseFile.id(), "TERM_BREACHED", Timeline.SOFTWARE, subject, rule);
        }
    }

    /** The bodies that competence gives for this case and procedure today. */
    public List<Body> bodies(CaseFile caseFile, ReferralKind kind) {
        return competences.bodies(caseFile.category(), kind.name(), LawDay.of(clock.instant()));
    }

    private Referral get(UUID caseId, ReferralKind kind) {
        return find(caseId, kind).orElseThrow(() -> Problem.notFound("referral.unknown", kind));
    }

    public Optional<Referral> find(UUID caseId, ReferralKind kind) {
        return sql.sql(SELECT + " where r.case_id = ? and r.kind = ?")
                .params(caseId, kind.name())
                .query(Referral.class)
                .optional();
    }
}
