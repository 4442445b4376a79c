package org.duenotice.recreation;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.database.Turns;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says which target is a copy of which: one person proposes it with reasons, another confirms or rejects it. Never done by itself. */
@Component
@RequiredArgsConstructor
public class Mirrors {

    private static final int LONGEST_TEXT = 2_000;

    private static final String SELECT =
            """
            select m.id, m.number, f.number as case_number, ct.no, t.canonical_key, o.number as of_case, oct.no as of_no,
                   ot.canonical_key as of_key, d.disposition as of_disposition, coalesce(x.decision, 'PROPOSED') as state,
                   m.reasons, m.proposed_by, m.proposed_at, x.remarks, x.decided_by, x.decided_at
            from mirror m
            join case_target ct on ct.id = m.case_target_id join case_file f on f.id = ct.case_id
            join target t on t.id = ct.target_id
            join case_target oct on oct.id = m.of_case_target join case_file o on o.id = oct.case_id
            join target ot on ot.id = oct.target_id
            join current_disposition d on d.case_target_id = oct.id
            left join mirror_decision x on x.mirror_id = m.id
            """;

    private final JdbcClient sql;
    private final Cases cases;
    private final Timeline timeline;
    private final Turns turns;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** A target by the number of its case and its number there. */
    public record Place(String caseNumber, int no) {}

    /**
     * Records that a person takes the one for a copy of the other.
     *
     * @throws Problem {@code mirror.same-target} when both are the same thing, {@code mirror.known} when that was said before
     */
    @Transactional
    public Mirror propose(Place copy, Place original, String reasons, String person) {
        var why = checked(reasons);
        var mine = target(copy);
        var other = target(original);
        if (mine.targetId().equals(other.targetId())) {
            throw Problem.invalid("mirror.same-target", copy.no(), copy.caseNumber());
        }
        var id = UUID.randomUUID();
        var added = sql.sql(
                        """
                        insert into mirror (id, number, case_target_id, of_case_target, reasons, proposed_by, proposed_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (case_target_id, of_case_target) do nothing
                        """)
                .params(
                        id,
                        next(copy.caseNumber()),
                        mine.id(),
                        other.id(),
                        why,
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (added == 0) {
            throw Problem.conflict("mirror.known", copy.no(), copy.caseNumber());
        }
        timeline.record(cases.byNumber(copy.caseNumber()).id(), "MIRROR_PROPOSED", person, original.caseNumber(), why);
        var proposed = get(id);
        events.publishEvent(new MirrorProposed(proposed.number()));
        return proposed;
    }

    private String next(String caseNumber) {
        turns.take("mirrors of " + caseNumber);
        var before = sql.sql("select count(*) from mirror m join case_target t on t.id = m.case_target_id "
                        + "join case_file f on f.id = t.case_id where f.number = ?")
                .param(caseNumber)
                .query(Integer.class)
                .single();
        return "%s/M%d".formatted(caseNumber, before + 1);
    }

    private CaseTarget target(Place place) {
        var caseFile = cases.byNumber(place.caseNumber());
        return cases.targets(caseFile.id()).stream()
                .filter(target -> target.no() == place.no())
                .findFirst()
                .orElseThrow(() -> Problem.notFound("mirror.no-such-target", place.no(), place.caseNumber()));
    }

    private static String checked(String text) {
        if (text == null || text.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        if (text.length() > LONGEST_TEXT) {
            throw Problem.invalid("reasons-too-long", LONGEST_TEXT);
        }
        return text.strip();
    }

    /**
     * The second person's word.
     *
     * @throws Problem {@code mirror.four-eyes} for whoever proposed it, {@code mirror.decided} when it was decided before,
     *     {@code remarks-missing} for a rejection without a reason
     */
    @Transactional
    public Mirror decide(UUID id, boolean confirmed, String remarks, String person) {
        var proposed = get(id);
        if (proposed.proposedBy().equals(person)) {
            throw Problem.forbidden("mirror.four-eyes", person);
        }
        if (!confirmed && (remarks == null || remarks.isBlank())) {
            throw Problem.invalid("remarks-missing");
        }
        try {
            sql.sql("insert into mirror_decision values (?, ?, ?, ?, ?, ?)")
                    .params(
                            id,
                            proposed.proposedBy(),
                            confirmed ? "CONFIRMED" : "REJECTED",
                            remarks == null ? "" : remarks.strip(),
                            person,
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("mirror.decided", proposed.no(), proposed.caseNumber());
        }
        var decided = get(id);
        var words = decided.remarks();
        tell(decided.caseNumber(), confirmed, person, decided.ofCase(), words);
        tell(decided.ofCase(), confirmed, person, decided.caseNumber(), words);
        return decided;
    }

    private void tell(String caseNumber, boolean confirmed, String person, String other, String words) {
        timeline.record(
                cases.byNumber(caseNumber).id(),
                confirmed ? "MIRROR_CONFIRMED" : "MIRROR_REJECTED",
                person,
                other,
                words);
    }

    public Mirror get(UUID id) {
        return sql.sql(SELECT + " where m.id = ?")
                .param(id)
                .query(Mirror.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("mirror.unknown", id));
    }

    /** @throws Problem {@code mirror.unknown} */
    public Mirror byNumber(String number) {
        return sql.sql(SELECT + " where m.number = ?")
                .param(number)
                .query(Mirror.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("mirror.unknown", number));
    }

    /** What was said of the targets of a case, as copies and as originals, in the order it was said. */
    public List<Mirror> of(String caseNumber) {
        return sql.sql(SELECT + " where f.number = :number or o.number = :number order by m.proposed_at, m.id")
                .param("number", caseNumber)
                .query(Mirror.class)
                .list();
    }
}
