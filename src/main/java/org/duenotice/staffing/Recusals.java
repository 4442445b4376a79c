package org.duenotice.staffing;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadline;
import org.duenotice.calendar.Deadlines;
import org.duenotice.calendar.Numbers;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.security.Groups;
import org.duenotice.security.People;
import org.duenotice.security.Person;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Recusal and self-recusal: asked for on a ground of article 67, resolved by the head within three working days. Until then the person
 * goes on; afterwards the database lets them do nothing more in the case.
 */
@Component
@RequiredArgsConstructor
public class Recusals {

    private static final String RULE = "recusal-3wd";

    private static final String SELECT =
            """
            select r.number, r.case_id, f.number as case_number, r.person, r.ground, r.moved_by, r.mover, r.reasons, r.decides,
                   r.opened_by, r.opened_at, d.decision, d.reasons as remarks, d.decided_by, d.decided_at
            from recusal r join case_file f on f.id = r.case_id left join recusal_decision d on d.recusal_id = r.id
            """;

    private final JdbcClient sql;
    private final Cases cases;
    private final People people;
    private final Timeline timeline;
    private final Clocks clocks;
    private final Deadlines deadlines;
    private final Numbers numbers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /**
     * What is asked for.
     *
     * @param person the login of the one to be recused
     * @param mover the participant of the case who asks; empty when the person does
     */
    public record Motion(String caseNumber, String person, Recusal.Ground ground, String mover, String reasons) {}

    /**
     * Records a motion and puts it before the head.
     *
     * @throws Problem {@code recusal.*} when it is incomplete, when one about the same person waits, or when the person is out already
     */
    @Transactional
    public Recusal open(Motion motion, String openedBy) {
        var caseFile = cases.byNumber(motion.caseNumber());
        var person = people.byId(motion.person()).orElseThrow(() -> Problem.invalid("staff.unknown", motion.person()));
        var byParticipant = motion.mover() != null && !motion.mover().isBlank();
        if (!byParticipant && !openedBy.equals(person.id())) {
            throw Problem.invalid("recusal.mover-missing");
        }
        if (motion.reasons() == null || motion.reasons().isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        // of two at once, the second sees the first
        cases.require(caseFile, EnumSet.complementOf(EnumSet.of(CaseState.CLOSED)));
        var before = about(caseFile.id(), person.id());
        before.stream().filter(one -> one.decision() == null).findFirst().ifPresent(one -> {
            throw Problem.conflict("recusal.open-already", one.number(), person.id());
        });
        if (before.stream().anyMatch(one -> one.decision() == Recusal.Decision.GRANTED)) {
            throw Problem.conflict("recusal.out-already", person.id());
        }
        var now = clock.instant();
        var number = numbers.next(Numbers.Kind.RECUSAL, now);
        sql.sql(
                        """
                        insert into recusal (id, number, case_id, person, round, ground, moved_by, mover, reasons, decides, opened_by,
                                             opened_at)
                        values (:id, :number, :case, :person, :round, :ground, :movedBy, :mover, :reasons, :decides, :openedBy, :now)
                        """)
                .param("id", UUID.randomUUID())
                .param("number", number)
                .param("case", caseFile.id())
                .param("person", person.id())
                .param("round", before.size() + 1)
                .param("ground", motion.ground().name())
                .param("movedBy", (byParticipant ? Recusal.MovedBy.PARTICIPANT : Recusal.MovedBy.SELF).name())
                .param("mover", byParticipant ? motion.mover().strip() : person.id())
                .param("reasons", motion.reasons().strip())
                .param("decides", headOf(person))
                .param("openedBy", openedBy)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        timeline.record(
                caseFile.id(),
                "RECUSAL_MOVED",
                openedBy,
                person.id(),
                motion.reasons().strip());
        events.publishEvent(new RecusalOpened(number));
        return get(number);
    }

    /** The body's officers have their own head; it is another organisation. */
    private static String headOf(Person person) {
        return person.groups().contains(Groups.AUTHORISED_BODY)
                        || person.groups().contains(Groups.BODY_HEADS)
                ? Groups.BODY_HEADS
                : Groups.MANAGERS;
    }

    /** Starts the clock of three working days. */
    @Transactional
    public Deadline startClock(String number) {
        var recusal = get(number);
        var deadline = deadlines.due(RULE, recusal.openedAt());
        clocks.start(recusal.caseId(), number, deadline);
        return deadline;
    }

    /**
     * The head's word. A granted recusal takes effect with this transaction.
     *
     * @throws Problem {@code recusal.decided}, {@code recusal.own}, {@code reasons-missing}
     */
    @Transactional
    public void decide(String number, Recusal.Decision decision, String reasons, String head) {
        var recusal = get(number);
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        if (head.equals(recusal.person())) {
            throw Problem.forbidden("recusal.own", head);
        }
        // whoever acts in the case at this moment has finished before it, or finds it decided
        cases.require(cases.byId(recusal.caseId()), EnumSet.allOf(CaseState.class));
        if (get(number).decision() != null) {
            throw Problem.conflict("recusal.decided", number);
        }
        sql.sql(
                        """
                        insert into recusal_decision (recusal_id, person, decision, reasons, decided_by, decided_at)
                        select id, person, :decision, :reasons, :head, :now from recusal where number = :number
                        """)
                .param("decision", decision.name())
                .param("reasons", reasons.strip())
                .param("head", head)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("number", number)
                .update();
        clocks.meet(number, RULE);
        timeline.record(
                recusal.caseId(),
                decision == Recusal.Decision.GRANTED ? "RECUSAL_GRANTED" : "RECUSAL_REJECTED",
                head,
                recusal.person(),
                reasons.strip());
    }

    /** The term ran out: a breach on the record, nothing more. */
    @Transactional
    public void breached(String number) {
        var recusal = get(number);
        var ranOut = clocks.running(number)
                .filter(running -> !running.dueAt().isAfter(clock.instant()))
                .isPresent();
        if (ranOut && clocks.breach(number, RULE)) {
            timeline.record(recusal.caseId(), "TERM_BREACHED", Timeline.SOFTWARE, number, RULE);
        }
    }

    public Recusal get(String number) {
        return sql.sql(SELECT + " where r.number = ?")
                .param(number)
                .query(Recusal.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("recusal.unknown", number));
    }

    List<Recusal> of(UUID caseId) {
        return sql.sql(SELECT + " where r.case_id = ? order by r.opened_at, r.number")
                .param(caseId)
                .query(Recusal.class)
                .list();
    }

    private List<Recusal> about(UUID caseId, String person) {
        return sql.sql(SELECT + " where r.case_id = ? and r.person = ? order by r.round")
                .params(caseId, person)
                .query(Recusal.class)
                .list();
    }
}
