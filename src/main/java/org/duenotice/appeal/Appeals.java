package org.duenotice.appeal;

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

    /** How it came in. */
    public enum Way {
        PUBLIC,
        LETTER,
        MAIL,
        STAFF
    }

    /**
     * An appeal; its number, such as {@code A-2026-000007}, is what people speak.
     *
     * @param caseId null until somebody knows which case it is about
     * @param contested the number or address as the appellant wrote it
     * @param late after the three months of article 92, which is shown and no reason to refuse it
     */
    public record Appeal(
            UUID id,
            String number,
            UUID caseId,
            UUID caseTargetId,
            Appellant appellant,
            String contested,
            String grounds,
            String demands,
            String evidence,
            Way way,
            String language,
            LocalDate learnedOn,
            boolean late,
            AppealState state,
            Instant receivedAt) {}

    /** What is received; {@code caseId} and {@code caseTargetId} where they are known. */
    record Received(
            UUID caseId,
            UUID caseTargetId,
            Appellant appellant,
            String contested,
            String grounds,
            String demands,
            String evidence,
            Way way,
            String language,
            LocalDate learnedOn,
            boolean late,
            String textSha256,
            Instant at,
            String person) {}

    /**
     * Records an appeal as received; a late one is recorded as well.
     *
     * @param caseTargetId null when it is against all of the case
     */
    @Transactional
    public Appeal receive(
            CaseFile caseFile, UUID caseTargetId, Appellant appellant, String grounds, Instant at, String person) {
        return receive(new Received(
                caseFile.id(),
                caseTargetId,
                appellant,
                caseFile.number(),
                grounds,
                "",
                "",
                Way.STAFF,
                "ru",
                null,
                false,
                null,
                at,
                person));
    }

    @Transactional
    Appeal receive(Received received) {
        if (received.grounds() == null || received.grounds().isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        var number = numbers.next(Numbers.Kind.APPEAL, clock.instant());
        sql.sql(
                        """
                        insert into appeal (id, number, case_id, case_target_id, appellant, contested, grounds, demands, evidence, way,
                                            language, learned_on, late, text_sha256, state, received_at, recorded_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'RECEIVED', ?, ?)
                        """)
                .params(Arrays.asList(
                        UUID.randomUUID(),
                        number,
                        received.caseId(),
                        received.caseTargetId(),
                        received.appellant().name(),
                        received.contested(),
                        received.grounds().strip(),
                        received.demands(),
                        received.evidence(),
                        received.way().name(),
                        received.language(),
                        received.learnedOn(),
                        received.late(),
                        received.textSha256(),
                        received.at().atOffset(ZoneOffset.UTC),
                        received.person()))
                .update();
        if (received.caseId() != null) {
            // what people outside wrote may name them, and everybody who works on the case reads its story
            timeline.record(received.caseId(), "APPEAL_RECEIVED", received.person(), number, "", received.at());
        }
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
            joinAsOfficer(appeal, person);
        }
        moves.move(appeal.id(), to, reason, person);
        if (appeal.caseId() != null) {
            timeline.record(appeal.caseId(), "APPEAL_MOVED", person, appeal.number(), to.name());
        }
    }

    /**
     * Moves the appeal on by the officer who reviews it.
     *
     * @throws Problem {@code case.other-side} when the officer took part in the case before
     */
    @Transactional
    public void review(Appeal appeal, AppealState to, String reason, String officer) {
        joinAsOfficer(appeal, officer);
        move(appeal, to, reason, officer);
    }

    /** Whoever works on an appeal took part in nothing else of its case (art. 97(2)); of an unknown case nobody did. */
    void joinAsOfficer(Appeal appeal, String person) {
        if (appeal.caseId() != null) {
            participations.join(appeal.caseId(), person, Side.APPEAL);
        }
    }

    public Appeal byNumber(String number) {
        return find(number, "").orElseThrow(() -> unknown(number));
    }

    Optional<Appeal> find(String number) {
        return find(number, "");
    }

    /** Held until the transaction ends, so that of two who decide at once one waits and sees what the other did. */
    @Transactional
    Appeal locked(String number) {
        return find(number, " for no key update").orElseThrow(() -> unknown(number));
    }

    /**
     * Those of the case that waited for access, and that one, where nothing of what they took away stands or is closed any more. What a later
     * restriction has taken over is not theirs.
     */
    List<String> restored(UUID caseId, String own) {
        return sql.sql(
                        """
                        select a.number from appeal a where a.case_id = :case and (a.state = 'RESTORATION_ORDERED' or a.number = :own) and not exists (
                            select from appeal_contested c left join appeal_decision_target t using (appeal_id, case_target_id)
                            join current_disposition d on d.case_target_id = c.case_target_id
                            where c.appeal_id = a.id and (t.restored is not false
                                  or exists (select from appeal_judgment j where j.appeal_id = a.id and j.outcome = 'OVERTURNED')
                                  or exists (select from appeal_fulfilment f where f.appeal_id = a.id and f.outcome = 'CORRECTED'))
                              and c.restriction_id is not distinct from restriction_over(c.case_target_id)
                              and (d.disposition = 'BEING_RESTORED' or exists (
                                  select from standing_measure m where m.case_target_id = c.case_target_id)))
                        order by a.number
                        """)
                .param("case", caseId)
                .param("own", own)
                .query(String.class)
                .list();
    }

    private static Problem unknown(String number) {
        return Problem.notFound("appeal.unknown", number);
    }

    private Optional<Appeal> find(String number, String lock) {
        return sql.sql("select * from appeal where number = ?" + lock)
                .param(number)
                .query(Appeal.class)
                .optional();
    }
}
