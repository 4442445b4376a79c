package org.duenotice.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.law.Measure;
import org.duenotice.restriction.Hearings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was recorded about an appeal, step by step, as those read it who work on it or filed it. */
@Component
@RequiredArgsConstructor
public class AppealRecords {

    private final JdbcClient sql;

    public record Admission(
            Admissions.Outcome outcome, Admissions.Ground ground, String reasons, String bodyCode, Instant decidedAt) {}

    /** {@code exception} null where the measure is suspended, or where none stood; {@code how} null as long as that lasts. */
    public record Suspension(
            boolean suspended, Suspensions.Ground exception, String reasons, Instant decidedAt, String how) {

        /** As the words about it are called. */
        public String result() {
            return suspended ? "yes" : exception == null ? "nothing" : "no";
        }
    }

    public record Opinion(Reconsiderations.Choice opinion, String reasons, Instant givenAt) {}

    /** A hearing as it stands, or the ground for none; {@code outcome} null until it is over. */
    public record Hearing(
            Hearings.Ground ground,
            String reasons,
            String preliminary,
            Instant toldAt,
            Instant objectionDueAt,
            Instant decisionAllowedAt,
            Hearings.Outcome outcome,
            String minutes) {}

    /** The term of the decision was extended. */
    public record Extension(LocalDate until, String reasons, Instant decidedAt) {}

    /** What the appellant added. */
    public record Said(String words, Instant saidAt) {}

    public record Decided(
            AppealDecisions.Outcome outcome, String reasons, String ordered, String decidedBy, Instant decidedAt) {}

    /** What was decided of one contested target; scope and end of what stands in its place, where something does. */
    public record DecidedTarget(int no, boolean restored, Measure scope, LocalDate endsOn) {}

    /** What the body did about a decision that left it something. */
    public record Fulfilment(Fulfilments.Outcome outcome, String reference, String words, Instant recordedAt) {}

    public record Claim(String court, String number, LocalDate filedOn) {}

    public record Judgment(CourtStages.Outcome outcome, String number, LocalDate judgedOn, String operative) {}

    /** @param granted null until somebody answered */
    public record FileAccess(Instant requestedAt, Boolean granted, String reasons, Instant answeredAt) {}

    public Optional<Admission> admission(Appeal appeal) {
        return one(
                Admission.class,
                "select outcome, ground, reasons, body_code, decided_at from appeal_admission where appeal_id = ?",
                appeal);
    }

    public Optional<Suspension> suspension(Appeal appeal) {
        return one(
                Suspension.class,
                """
                select s.suspended, s.exception, s.reasons, s.decided_at, e.how from appeal_suspension s
                left join appeal_suspension_end e on e.appeal_id = s.appeal_id where s.appeal_id = ?
                """,
                appeal);
    }

    public Optional<Opinion> opinion(Appeal appeal) {
        return one(Opinion.class, "select opinion, reasons, given_at from appeal_opinion where appeal_id = ?", appeal);
    }

    public Optional<Hearing> hearing(Appeal appeal) {
        return one(
                Hearing.class,
                """
                select h.ground, h.reasons, h.preliminary, h.told_at, h.objection_due_at, h.decision_allowed_at, m.outcome, m.minutes
                from appeal_hearing h left join appeal_minutes m on m.appeal_id = h.appeal_id where h.appeal_id = ?
                """,
                appeal);
    }

    public Optional<Extension> extension(Appeal appeal) {
        return one(
                Extension.class, "select until, reasons, decided_at from appeal_extension where appeal_id = ?", appeal);
    }

    public List<Said> said(Appeal appeal) {
        return many(Said.class, "select words, said_at from appeal_words where appeal_id = ? order by id", appeal);
    }

    public Optional<Decided> decision(Appeal appeal) {
        return one(
                Decided.class,
                "select outcome, reasons, ordered, decided_by, decided_at from appeal_decision where appeal_id = ?",
                appeal);
    }

    public List<DecidedTarget> decidedTargets(Appeal appeal) {
        return many(
                DecidedTarget.class,
                """
                select c.no, t.restored, t.scope, t.ends_on from appeal_decision_target t
                join case_target c on c.id = t.case_target_id where t.appeal_id = ? order by c.no
                """,
                appeal);
    }

    public Optional<Fulfilment> fulfilment(Appeal appeal) {
        return one(
                Fulfilment.class,
                "select outcome, reference, words, recorded_at from appeal_fulfilment where appeal_id = ?",
                appeal);
    }

    public Optional<Claim> claim(Appeal appeal) {
        return one(Claim.class, "select court, number, filed_on from appeal_claim where appeal_id = ?", appeal);
    }

    public Optional<Judgment> judgment(Appeal appeal) {
        return one(
                Judgment.class,
                "select outcome, number, judged_on, operative from appeal_judgment where appeal_id = ?",
                appeal);
    }

    public Optional<FileAccess> fileAccess(Appeal appeal) {
        return one(
                FileAccess.class,
                """
                select r.requested_at, a.granted, a.reasons, a.answered_at from appeal_file_request r
                left join appeal_file_answer a on a.appeal_id = r.appeal_id where r.appeal_id = ?
                """,
                appeal);
    }

    /** What the paper of the decision hashed to with which the appellant was told; empty until then. */
    Optional<String> paper(Appeal appeal) {
        return one(
                String.class,
                """
                select p.sha256 from appeal_message m join appeal_paper p on p.message_id = m.id
                where m.appeal_id = ? and m.kind = 'DECISION'
                """,
                appeal);
    }

    /** The targets it is about, in the order of their case. */
    public List<UUID> contested(Appeal appeal) {
        return many(
                UUID.class,
                """
                select c.case_target_id from appeal_contested c join case_target t on t.id = c.case_target_id
                where c.appeal_id = ? order by t.no
                """,
                appeal);
    }

    /** True when the address was confirmed or it came signed. */
    public boolean isConfirmed(Appeal appeal) {
        return !many(UUID.class, "select appeal_id from appeal_confirmation where appeal_id = ?", appeal)
                .isEmpty();
    }

    private <T> Optional<T> one(Class<T> type, String query, Appeal appeal) {
        return sql.sql(query).param(appeal.id()).query(type).optional();
    }

    private <T> List<T> many(Class<T> type, String query, Appeal appeal) {
        return sql.sql(query).param(appeal.id()).query(type).list();
    }
}
