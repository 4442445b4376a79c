package org.duenotice.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseFile;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Holds on cases: while one stands, nothing of the case is disposed of. Setting and lifting are facts with reasons. */
@Component
@RequiredArgsConstructor
class LegalHolds {

    private static final String SELECT =
            """
            select h.id, h.reasons, h.set_by, h.set_at, l.reasons as lift_reasons, l.lifted_by, l.lifted_at
            from legal_hold h left join legal_hold_lift l on l.hold_id = h.id
            """;

    private final JdbcClient sql;
    private final Timeline timeline;
    private final Clock clock;

    /** @param liftedAt null while it stands */
    record Hold(
            UUID id,
            String reasons,
            String setBy,
            Instant setAt,
            String liftReasons,
            String liftedBy,
            Instant liftedAt) {}

    /** @throws Problem {@code reasons-missing} */
    @Transactional
    public Hold set(CaseFile caseFile, String reasons, String person) {
        var id = UUID.randomUUID();
        sql.sql("insert into legal_hold (id, case_id, reasons, set_by, set_at) values (?, ?, ?, ?, ?)")
                .params(
                        id,
                        caseFile.id(),
                        given(reasons),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        timeline.record(caseFile.id(), "LEGAL_HOLD_SET", person, caseFile.number(), reasons.strip());
        return get(caseFile, id);
    }

    /** @throws Problem {@code reasons-missing}, {@code hold.unknown}, {@code hold.lifted} */
    @Transactional
    public Hold lift(CaseFile caseFile, UUID id, String reasons, String person) {
        get(caseFile, id);
        var lifted = sql.sql("insert into legal_hold_lift (hold_id, reasons, lifted_by, lifted_at) values (?, ?, ?, ?)"
                        + " on conflict do nothing")
                .params(id, given(reasons), person, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (lifted == 0) {
            throw Problem.conflict("hold.lifted");
        }
        timeline.record(caseFile.id(), "LEGAL_HOLD_LIFTED", person, caseFile.number(), reasons.strip());
        return get(caseFile, id);
    }

    /** The oldest first. */
    List<Hold> of(CaseFile caseFile) {
        return sql.sql(SELECT + "where h.case_id = ? order by h.set_at, h.id")
                .param(caseFile.id())
                .query(Hold.class)
                .list();
    }

    /** A hold that stands, of a case. */
    record Standing(String caseNumber, String reasons, String setBy, Instant setAt) {}

    /** Those that nobody has lifted, the oldest first. */
    List<Standing> standing(int limit) {
        return sql.sql(
                        """
                        select f.number as case_number, h.reasons, h.set_by, h.set_at from legal_hold h join case_file f on f.id = h.case_id
                        where not exists (select from legal_hold_lift l where l.hold_id = h.id) order by h.set_at, h.id limit ?
                        """)
                .param(limit)
                .query(Standing.class)
                .list();
    }

    private Hold get(CaseFile caseFile, UUID id) {
        return sql.sql(SELECT + "where h.case_id = ? and h.id = ?")
                .params(caseFile.id(), id)
                .query(Hold.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("hold.unknown", id, caseFile.number()));
    }

    private static String given(String reasons) {
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        return reasons.strip();
    }
}
