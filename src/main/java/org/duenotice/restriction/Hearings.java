package org.duenotice.restriction;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadlines;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Those a restriction burdens are heard before it is made, or the officer records why not: Administrative Procedural and
 * Process-Related Code, article 73.
 */
@Component
@RequiredArgsConstructor
public class Hearings {

    /** Article 73(1): the preliminary decision is told at least three working days before the act. */
    private static final String NOTICE_RULE = "hearing-3wd";
    /** Article 73(3): an objection is made within two working days. */
    private static final String OBJECTION_RULE = "objection-2wd";

    private final JdbcClient sql;
    private final Participations participations;
    private final Deadlines deadlines;
    private final Clocks clocks;
    private final BodyClock bodyClock;
    private final Timeline timeline;
    private final Clock clock;

    /** The exceptions of article 73(2) that can occur here; the others speak of favourable, enforced, simplified or automated acts. */
    public enum Ground {
        /** 73(2)(3): the law gives less than three days for the procedure. */
        TERM_UNDER_THREE_DAYS,
        /** 73(2)(4): rights or public interests need the act at once; the reasons stand in the act. */
        IMMEDIATE_ACT_NEEDED,
        /** 73(2)(5): the participant asked for it. */
        PARTICIPANT_ASKED
    }

    /** What the officer chose: a hearing first, or none on a ground with reasons. */
    public record Choice(boolean hold, Ground ground, String reasons) {}

    /** How participants were told, each way leaving a trace (article 66). */
    public enum Way {
        REGISTERED_LETTER,
        TELEPHONE_MESSAGE,
        TELEGRAM,
        SMS,
        EMAIL,
        INFORMATION_SYSTEM,
        PUBLIC_NOTICE
    }

    public enum Outcome {
        OBJECTION,
        NO_OBJECTION
    }

    /** A hearing as it stands; told and heard are empty until they happened. */
    public record Hearing(
            UUID id,
            Ground ground,
            String reasons,
            String preliminary,
            Way way,
            String proof,
            Instant toldAt,
            Instant objectionDueAt,
            Instant decisionAllowedAt,
            Outcome outcome,
            String words) {

        boolean isDone() {
            return ground != null || outcome != null;
        }
    }

    /** When an objection is due, and from when on the decision may be made. */
    public record Terms(Instant objectionDueAt, Instant decisionAllowedAt) {}

    /** The last hearing of the round, or the ground for none. */
    public Optional<Hearing> last(UUID roundId) {
        return sql.sql(
                        """
                        select h.id, h.ground, h.reasons, h.preliminary, n.way, n.proof, n.told_at, n.objection_due_at,
                               n.decision_allowed_at, o.outcome, o.words
                        from hearing h left join hearing_notice n on n.hearing_id = h.id
                        left join hearing_outcome o on o.hearing_id = h.id
                        where h.round_id = ? order by h.recorded_at desc limit 1
                        """)
                .param(roundId)
                .query(Hearing.class)
                .optional();
    }

    /** The hearing that an approval of this round rests on; before its term of notice is over there is none. */
    Optional<Hearing> done(UUID roundId) {
        return last(roundId).filter(Hearing::isDone).map(hearing -> {
            if (hearing.ground() == null && clock.instant().isBefore(hearing.decisionAllowedAt())) {
                throw Problem.conflict("restriction.hearing-term-runs");
            }
            return hearing;
        });
    }

    UUID without(CaseFile caseFile, Round round, Ground ground, String reasons, String person) {
        if (ground == null) {
            throw Problem.invalid("restriction.hearing-missing");
        }
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("restriction.hearing-reasons-missing");
        }
        timeline.record(caseFile.id(), "NO_HEARING_" + ground.name(), person, round.subject(), reasons.strip());
        return save(round, ground, reasons.strip(), "", person);
    }

    void order(CaseFile caseFile, Round round, String preliminary, String person) {
        timeline.record(caseFile.id(), "HEARING_ORDERED", person, round.subject(), preliminary);
        save(round, null, "", preliminary, person);
    }

    private UUID save(Round round, Ground ground, String reasons, String preliminary, String person) {
        var id = UUID.randomUUID();
        sql.sql("insert into hearing values (?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        id,
                        round.id(),
                        ground == null ? null : ground.name(),
                        reasons,
                        preliminary,
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
        return id;
    }

    /**
     * Records that the preliminary decision was told; both terms of article 73 run from then.
     *
     * @param proof the outgoing number, the receipt or whatever else fixes the fact of notice
     */
    @Transactional
    public Terms told(CaseFile caseFile, Round round, Way way, String proof, Instant toldAt, String person) {
        participations.join(caseFile.id(), person, Side.AUTHORISED_BODY);
        var hearing = last(round.id()).orElseThrow();
        if (proof == null || proof.isBlank()) {
            throw Problem.invalid("restriction.notice-proof-missing");
        }
        if (toldAt.isAfter(clock.instant()) || toldAt.isBefore(round.openedAt())) {
            throw Problem.invalid("restriction.told-at");
        }
        var objection = deadlines.due(OBJECTION_RULE, toldAt);
        var notice = deadlines.due(NOTICE_RULE, toldAt);
        sql.sql("insert into hearing_notice values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        hearing.id(),
                        way.name(),
                        proof.strip(),
                        toldAt.atOffset(ZoneOffset.UTC),
                        objection.due().atOffset(ZoneOffset.UTC),
                        notice.due().atOffset(ZoneOffset.UTC),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        clocks.start(caseFile.id(), subject(round), objection);
        timeline.record(caseFile.id(), "HEARING_TOLD", person, way.name(), proof.strip(), toldAt);
        return new Terms(objection.due(), notice.due());
    }

    /**
     * Records the objection, or that none came: the second only when its term is over.
     *
     * @return when the decision is expected, now that the body's clock goes on
     */
    @Transactional
    public Instant heard(CaseFile caseFile, Round round, Outcome outcome, String words, String person) {
        participations.join(caseFile.id(), person, Side.AUTHORISED_BODY);
        var hearing = last(round.id()).orElseThrow();
        var said = words == null ? "" : words.strip();
        if (outcome == Outcome.OBJECTION && said.isEmpty()) {
            throw Problem.invalid("restriction.minutes-missing");
        }
        if (outcome == Outcome.NO_OBJECTION && clock.instant().isBefore(hearing.objectionDueAt())) {
            throw Problem.conflict("restriction.objection-term-runs");
        }
        sql.sql("insert into hearing_outcome values (?, ?, ?, ?, ?)")
                .params(
                        hearing.id(),
                        outcome.name(),
                        said,
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        clocks.meet(subject(round), OBJECTION_RULE);
        timeline.record(
                caseFile.id(),
                outcome == Outcome.OBJECTION ? "HEARING_OBJECTION" : "HEARING_NO_OBJECTION",
                person,
                round.subject(),
                said);
        return bodyClock.run(caseFile, round, outcome.name());
    }

    private static String subject(Round round) {
        return round.subject() + "/HEARING";
    }
}
