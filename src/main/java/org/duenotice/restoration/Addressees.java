package org.duenotice.restoration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everyone who was told of a restoration, over the channel over which the measure came, and what each of them said. */
@Component
@RequiredArgsConstructor
public class Addressees {

    private static final String SELECT =
            """
            select r.round, 'PLATFORM' as kind, l.number, coalesce(p.recipient, n.platform_code) as party, n.number as notice_number,
                   sent.at as sent_at, k.due_at, c.outcome as said, c.reference, c.remarks, c.confirmed_at,
                   case when c.outcome is not null then c.outcome when k.state = 'BREACHED' then 'SILENT'
                        when sent.at is not null then 'TOLD' when given_up.so then 'UNDELIVERABLE' else 'ON_ITS_WAY' end as state
            from restoration_letter r join letter l on l.id = r.letter_id join notice n on n.id = l.notice_id
            left join lateral (select recipient from letter_paper where letter_id = l.id order by version desc limit 1) p on true
            left join lateral (select min(a.finished_at) as at from delivery_attempt a
                               where a.letter_id = l.id and a.state in ('SENT', 'SETTLED_AS_SENT')) sent on true
            left join lateral (select a.state in ('UNDELIVERABLE', 'SETTLED_AS_NOT_SENT') as so from delivery_attempt a
                               where a.letter_id = l.id order by a.no desc limit 1) given_up on true
            left join lateral (select * from restoration_confirmation c where c.letter_id = l.id order by c.id desc limit 1) c on true
            left join lateral (select s.due_at, s.state from clock t join clock_state s on s.clock_id = t.id
                               where t.subject = l.number order by t.started_at desc limit 1) k on true
            where r.restoration_id = :restoration
            union all
            select o.restoration_round, 'OPERATOR', o.number || '/' || x.operator_code, x.operator_name, first.number,
                   x.sent_at, null, c.outcome, coalesce(c.reference, ''), coalesce(c.remarks, x.words), c.confirmed_at,
                   case x.state when 'CONFIRMED' then 'CARRIED_OUT' when 'FAILED' then 'FAILED' when 'SENT' then 'TOLD'
                        when 'CANCELLED' then 'TAKEN_BACK' else 'ON_ITS_WAY' end
            from operator_order o join operator_execution x on x.order_id = o.id
            left join operator_order first on first.id = o.cancels
            left join lateral (select * from operator_confirmation c where c.order_id = o.id and c.operator_code = x.operator_code
                               order by c.id desc limit 1) c on true
            where o.restoration_id = :restoration
            order by 1, 3
            """;

    private final JdbcClient sql;

    /** Where one addressee stands. */
    public enum State {
        ON_ITS_WAY,
        TOLD,
        SILENT,
        UNDELIVERABLE,
        CARRIED_OUT,
        NOTHING_TO_DO,
        IMPOSSIBLE,
        NO_ANSWER,
        /** An operator that did not carry it out. */
        FAILED,
        TAKEN_BACK
    }

    /**
     * One addressee of one round.
     *
     * @param number of the letter, or of the operator's part in the order, such as {@code O-2026-000007/OPERATOR_NORTH}
     * @param noticeNumber of the notice or order that is undone
     * @param said its last word; null while there is none
     */
    public record Told(
            int round,
            String kind,
            String number,
            String party,
            String noticeNumber,
            Instant sentAt,
            Instant dueAt,
            String said,
            String reference,
            String remarks,
            Instant confirmedAt,
            State state) {}

    /** All rounds, first to last. */
    public List<Told> of(UUID restoration) {
        return sql.sql(SELECT)
                .param("restoration", restoration)
                .query(Told.class)
                .list();
    }
}
