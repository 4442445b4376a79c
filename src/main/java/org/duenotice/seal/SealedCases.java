package org.duenotice.seal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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
import org.duenotice.casefile.SealedStubs;
import org.duenotice.law.Body;
import org.duenotice.law.Competences;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands sealed material over to the body that investigates it (Criminal Procedure Code, art. 187: Criminal Code, art. 312 is the
 * police's). A term that ran out is on record and decides nothing.
 */
@Component
@RequiredArgsConstructor
public class SealedCases {

    private static final String RULE = "sealed-material-handed-over";
    private static final String ROUTE = "CRIMINAL";

    private final JdbcClient sql;
    private final Cases cases;
    private final SealedStubs stubs;
    private final Competences competences;
    private final Deadlines deadlines;
    private final Clocks clocks;
    private final SealedGroup group;
    private final Clock clock;

    private record Row(String category, Instant sealedAt, boolean handedOver, boolean acknowledged) {}

    /** Starts the clock, which runs round the clock from the moment of sealing. */
    @Transactional
    public Deadline open(String number) {
        var stub = cases.byNumber(number);
        var deadline = deadlines.due(RULE, row(stub).sealedAt());
        clocks.start(stub.id(), subject(number), deadline);
        tell(stub, "SEALED", Timeline.SOFTWARE, "");
        return deadline;
    }

    /** The bodies that take it over today. */
    @Transactional(readOnly = true)
    public List<Body> bodies(String number) {
        return bodies(row(cases.byNumber(number)));
    }

    private List<Body> bodies(Row row) {
        return competences.bodies(row.category(), ROUTE, LawDay.of(clock.instant()));
    }

    /** To whom it was handed over, under which number, how and when. */
    public record HandOver(String bodyCode, String number, String how, Instant at, String person) {}

    /** @throws Problem {@code sealed.*} when a part is missing, the body is not competent or the moment lies outside */
    @Transactional
    public void handOver(String caseNumber, HandOver step) {
        group.require();
        var stub = cases.byNumber(caseNumber);
        var row = row(stub);
        if (row.handedOver()) {
            throw Problem.conflict("sealed.handed-over-already", caseNumber);
        }
        if (bodies(row).stream().noneMatch(body -> body.code().equals(step.bodyCode()))) {
            throw Problem.invalid("sealed.body", String.valueOf(step.bodyCode()));
        }
        var at = checked(step.at(), row.sealedAt());
        sql.sql("insert into sealed_hand_over values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        stub.id(),
                        step.bodyCode(),
                        step.number(),
                        step.how(),
                        at.atOffset(ZoneOffset.UTC),
                        step.person(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        clocks.meet(subject(caseNumber), RULE);
        tell(stub, "HANDED_OVER", step.person(), step.number());
    }

    /** The body's own number, by which it acknowledges what it got. */
    @Transactional
    public void acknowledge(String caseNumber, String number, Instant at, String person) {
        group.require();
        var stub = cases.byNumber(caseNumber);
        var row = row(stub);
        if (!row.handedOver() || row.acknowledged()) {
            throw Problem.conflict("sealed.nothing-to-acknowledge", caseNumber);
        }
        var when = checked(at, row.sealedAt());
        sql.sql("insert into sealed_acknowledgement values (?, ?, ?, ?, ?)")
                .params(
                        stub.id(),
                        number,
                        when.atOffset(ZoneOffset.UTC),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        tell(stub, "ACKNOWLEDGED", person, number);
    }

    private Instant checked(Instant at, Instant earliest) {
        var now = clock.instant();
        var when = at == null ? now : at;
        if (when.isBefore(earliest.minusSeconds(60)) || when.isAfter(now)) {
            throw Problem.invalid("sealed.moment");
        }
        return when;
    }

    /** The term ran out: a breach on the record, nothing more. */
    @Transactional
    public void breached(String number) {
        var ranOut = clocks.running(subject(number))
                .filter(running -> !running.dueAt().isAfter(clock.instant()))
                .isPresent();
        if (ranOut && clocks.breach(subject(number), RULE)) {
            tell(cases.byNumber(number), "OVERDUE", Timeline.SOFTWARE, "");
        }
    }

    /** What the manager ordered about a late hand-over, whose content the manager does not know. */
    @Transactional
    public void reviewed(String number, String remarks, String person) {
        tell(cases.byNumber(number), "LATE_HAND_OVER_REVIEWED", person, remarks);
    }

    @Transactional
    public void close(String number) {
        stubs.close(cases.byNumber(number).id());
    }

    /** What the sender is told: whether it was handed over. Empty for an ordinary case. */
    @Transactional(readOnly = true)
    public Optional<Boolean> handedOver(UUID caseId) {
        return sql.sql("select exists (select from sealed_hand_over h where h.case_id = s.case_id) from sealed_case s "
                        + "where s.case_id = ?")
                .param(caseId)
                .query(Boolean.class)
                .optional();
    }

    private Row row(CaseFile stub) {
        return sql.sql(
                        """
                        select s.category, s.sealed_at, h.case_id is not null as handed_over, a.case_id is not null as acknowledged
                        from sealed_case s left join sealed_hand_over h on h.case_id = s.case_id
                        left join sealed_acknowledgement a on a.case_id = s.case_id where s.case_id = ?
                        """)
                .param(stub.id())
                .query(Row.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("sealed.unknown"));
    }

    private void tell(CaseFile stub, String kind, String actor, String words) {
        sql.sql("insert into sealed_event (case_id, kind, actor, words, happened_at) values (?, ?, ?, ?, ?)")
                .params(stub.id(), kind, actor, words, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    static String subject(String number) {
        return number + "/SEALED";
    }
}
