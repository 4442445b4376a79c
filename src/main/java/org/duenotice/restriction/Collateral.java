package org.duenotice.restriction;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.law.Scope;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom a measure on a domain and above would hurt, looked at before it is decided (European Court of Human Rights, Kharitonov v.
 * Russia, 10795/14). An assessment is never changed; a second look is a second one.
 */
@Component
@RequiredArgsConstructor
public class Collateral {

    private final JdbcClient sql;
    private final Cases cases;
    private final Participations participations;
    private final Timeline timeline;
    private final Clock clock;

    /** A wide measure that somebody wants and nobody has assessed. */
    public record Wanted(UUID caseTargetId, Scope scope, String object) {}

    /** The three questions; each needs an answer. */
    public record Assessment(String livesThere, String hurt, String nothingNarrower) {

        boolean isComplete() {
            return Stream.of(livesThere, hurt, nothingNarrower).noneMatch(text -> text == null || text.isBlank());
        }
    }

    /** The assessment that covers the target at that scope, in this round. */
    Optional<UUID> covering(UUID roundId, UUID caseTarget, Scope scope) {
        return sql.sql(
                        """
                        select a.id from collateral_assessment a
                        join collateral_assessment_target t on t.assessment_id = a.id
                        where a.round_id = ? and t.case_target_id = ? and t.scope = ? order by a.assessed_at desc limit 1
                        """)
                .params(roundId, caseTarget, scope.name())
                .query(UUID.class)
                .optional();
    }

    void want(CaseFile caseFile, Round round, Collection<Wanted> wanted, String person) {
        wanted.forEach(one -> sql.sql("insert into collateral_request values (?, ?, ?, ?, ?, ?) on conflict do nothing")
                .params(
                        round.id(),
                        one.caseTargetId(),
                        one.scope().name(),
                        one.object(),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update());
        timeline.record(
                caseFile.id(),
                "COLLATERAL_WANTED",
                person,
                wanted.stream().map(Wanted::object).distinct().collect(Collectors.joining(", ")),
                "");
    }

    /** What was asked for and not assessed yet, by target. */
    public List<Wanted> wanted(UUID roundId) {
        return sql.sql(
                        """
                        select r.case_target_id, r.scope, r.object from collateral_request r
                        where r.round_id = ? and not exists (select from collateral_assessment a
                            join collateral_assessment_target t on t.assessment_id = a.id
                            where a.round_id = r.round_id and t.case_target_id = r.case_target_id and t.scope = r.scope)
                        """)
                .param(roundId)
                .query(Wanted.class)
                .list();
    }

    /** Assesses everything that was asked for; what it found does not decide, the officer does. */
    @Transactional
    public void assess(CaseFile caseFile, Round round, Assessment assessment, String person) {
        cases.refuseHeld(caseFile.id());
        participations.join(caseFile.id(), person, Side.AUTHORISED_BODY);
        var wanted = wanted(round.id());
        if (wanted.isEmpty()) {
            throw Problem.conflict("restriction.nothing-to-assess", round.subject());
        }
        record(caseFile, round, wanted, assessment, person);
    }

    void record(CaseFile caseFile, Round round, Collection<Wanted> wanted, Assessment assessment, String person) {
        if (!assessment.isComplete()) {
            throw Problem.invalid("restriction.assessment-incomplete");
        }
        var id = UUID.randomUUID();
        sql.sql("insert into collateral_assessment values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        round.id(),
                        assessment.livesThere().strip(),
                        assessment.hurt().strip(),
                        assessment.nothingNarrower().strip(),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        wanted.forEach(one -> sql.sql("insert into collateral_assessment_target values (?, ?, ?)")
                .params(id, one.caseTargetId(), one.scope().name())
                .update());
        timeline.record(
                caseFile.id(),
                "COLLATERAL_ASSESSED",
                person,
                round.subject(),
                assessment.hurt().strip());
    }

    /** The assessments of a round in words, the newest first. */
    public List<Assessment> of(UUID roundId) {
        return sql.sql("select lives_there, hurt, nothing_narrower from collateral_assessment where round_id = ? "
                        + "order by assessed_at desc")
                .param(roundId)
                .query(Assessment.class)
                .list();
    }
}
