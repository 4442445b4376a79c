package org.duenotice.appeal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Numbers;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.problem.Problem;
import org.duenotice.state.Moves;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Receives appeals and moves them from state to state; the officer who decides has taken part in nothing before. */
@Component
@RequiredArgsConstructor
public class Appeals {

    private final JdbcClient sql;
    private final Moves moves;
    private final Participations participations;
    private final Numbers numbers;
    private final Timeline timeline;
    private final Clock clock;

    /** Who appeals. */
    public enum Appellant {
        OWNER,
        AUTHOR,
        PLATFORM,
        THIRD_PARTY,
        USER
    }

    /** An appeal; its number, such as {@code A-2026-000007}, is what people speak. */
    public record Appeal(
            UUID id,
            String number,
            UUID caseId,
            UUID caseTargetId,
            Appellant appellant,
            String grounds,
            AppealState state,
            Instant receivedAt) {}

    /**
     * Records an appeal as received; a late one is recorded as well.
     *
     * @param caseTargetId null when it is against all of the case
     */
    @Transactional
    public Appeal receive(
            CaseFile caseFile, UUID caseTargetId, Appellant appellant, String grounds, Instant at, String person) {
        if (grounds == null || grounds.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        var number = numbers.next(Numbers.Kind.APPEAL, clock.instant());
        sql.sql(
                        "insert into appeal (id, number, case_id, case_target_id, appellant, grounds, state, received_at, recorded_by) "
                                + "values (?, ?, ?, ?, ?, ?, 'RECEIVED', ?, ?)")
                .params(Arrays.asList(
                        UUID.randomUUID(),
                        number,
                        caseFile.id(),
                        caseTargetId,
                        appellant.name(),
                        grounds.strip(),
                        at.atOffset(ZoneOffset.UTC),
                        person))
                .update();
        timeline.record(caseFile.id(), "APPEAL_RECEIVED", person, number, grounds.strip(), at);
        return byNumber(number);
    }

    /**
     * Moves the appeal on. Whoever looks into it or decides it does so as the officer for it, with no other part in the case; before and
     * after that a person of the unit's office does.
     *
     * @throws Problem {@code case.other-side} when an officer took part in the case before
     */
    @Transactional
    public void move(Appeal appeal, AppealState to, String reason, String person) {
        if (to.isForTheOfficer()) {
            participations.join(appeal.caseId(), person, Side.APPEAL);
        }
        moves.move(appeal.id(), to, reason, person);
        timeline.record(appeal.caseId(), "APPEAL_MOVED", person, appeal.number(), to.name());
    }

    /**
     * Moves the appeal on by the officer who reviews it.
     *
     * @throws Problem {@code case.other-side} when the officer took part in the case before
     */
    @Transactional
    public void review(Appeal appeal, AppealState to, String reason, String officer) {
        participations.join(appeal.caseId(), officer, Side.APPEAL);
        move(appeal, to, reason, officer);
    }

    public Appeal byNumber(String number) {
        return sql.sql("select * from appeal where number = ?")
                .param(number)
                .query(Appeal.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("appeal.unknown", number));
    }
}
