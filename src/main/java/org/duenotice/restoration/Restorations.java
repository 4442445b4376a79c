package org.duenotice.restoration;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Numbers;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens restorations: each names the measures it undoes, and why. */
@Component
@RequiredArgsConstructor
public class Restorations {

    private static final String SELECT =
            "select r.*, o.ordered_at from restoration r left join restoration_order o on o.restoration_id = r.id ";

    private final JdbcClient sql;
    private final Numbers numbers;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /**
     * What is to be undone.
     *
     * @param caseTargets of one case
     * @param occasion the number of what it follows from; may be empty
     */
    public record Wanted(
            UUID caseId,
            Collection<UUID> caseTargets,
            RestorationKind kind,
            RestorationGround ground,
            String occasion,
            String reasons) {}

    /**
     * Opens a restoration that waits for a person of the authorised body.
     *
     * @return its number
     */
    @Transactional
    public String propose(Wanted wanted, String person) {
        return open(wanted, person, false);
    }

    /**
     * Opens a restoration that is decided already, and is carried out at once.
     *
     * @param person who decided, or {@link Timeline#SOFTWARE} where an end that was set has come
     * @return its number
     */
    @Transactional
    public String order(Wanted wanted, String person) {
        return open(wanted, person, true);
    }

    private String open(Wanted wanted, String person, boolean ordered) {
        if (wanted.reasons() == null || wanted.reasons().isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        var now = clock.instant();
        var at = now.atOffset(ZoneOffset.UTC);
        var id = UUID.randomUUID();
        var number = numbers.next(Numbers.Kind.RESTORATION, now);
        var reasons = wanted.reasons().strip();
        sql.sql("insert into restoration values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        number,
                        wanted.caseId(),
                        wanted.kind().name(),
                        wanted.ground().name(),
                        wanted.occasion(),
                        reasons,
                        person,
                        at)
                .update();
        sql.sql("insert into restoration_target select ?, t.id from unnest(?) t(id)")
                .params(id, wanted.caseTargets().toArray(UUID[]::new))
                .update();
        if (ordered) {
            sql.sql("insert into restoration_order values (?, ?, ?, ?)")
                    .params(id, reasons, person, at)
                    .update();
        }
        timeline.record(
                wanted.caseId(), ordered ? "RESTORATION_ORDERED" : "RESTORATION_PROPOSED", person, number, reasons);
        events.publishEvent(new RestorationOpened(number, ordered));
        return number;
    }

    public Restoration byNumber(String number) {
        return sql.sql(SELECT + "where r.number = ?")
                .param(number)
                .query(Restoration.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("restoration.unknown", number));
    }

    /** The restorations that follow from what has that number, the oldest first. */
    public List<Restoration> following(String occasion) {
        return sql.sql(SELECT + "where r.occasion = ? order by r.number")
                .param(occasion)
                .query(Restoration.class)
                .list();
    }
}
