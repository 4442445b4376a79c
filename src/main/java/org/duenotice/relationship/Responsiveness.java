package org.duenotice.relationship;

import java.time.Instant;
import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How fast a platform answers, measured from the notices themselves and never estimated. */
@Component
@RequiredArgsConstructor
class Responsiveness {

    /**
     * A notice counts in the period in which its first letter left. What became of its targets is an answer; an acknowledgement or a
     * question is none. Silent is who has not answered although the term ran out.
     */
    private static final String MEASURE =
            """
            with sent as (
                select n.id, n.number, min(a.finished_at) as sent_at
                from delivery_attempt a join letter l on l.id = a.letter_id and l.kind = 'NOTICE'
                join notice n on n.id = l.notice_id and n.platform_code = :platform
                where a.state in ('SENT', 'SETTLED_AS_SENT') and a.finished_at >= :from and a.finished_at < :to
                group by n.id, n.number
            ), measured as (
                select s.sent_at, first.answered_at, first.late,
                       exists (select from clock c join clock_state t on t.clock_id = c.id
                               where c.subject = s.number and t.state = 'BREACHED') as breached
                from sent s
                left join lateral (select w.answered_at, w.late from answer w
                                   where w.notice_id = s.id and w.kind = 'OUTCOME' order by w.answered_at, w.id limit 1) first on true
            ), timed as (
                select *, case when answered_at is not null
                               then greatest(0, extract(epoch from answered_at - sent_at) / 3600) end as hours
                from measured
            )
            select count(*) as sent,
                   count(*) filter (where answered_at is not null and not late) as in_time,
                   count(*) filter (where answered_at is not null and late) as late,
                   count(*) filter (where answered_at is null and breached) as silent,
                   count(*) filter (where answered_at is null and not breached) as waiting,
                   percentile_cont(0.5) within group (order by hours) as median_hours,
                   percentile_cont(0.9) within group (order by hours) as ninetieth_hours
            from timed
            """;

    private final JdbcClient sql;

    /**
     * Numbers of notices, and hours from sending to the first answer: half of the answers came within the median, nine of ten within
     * the other. Hours are null without an answer.
     */
    record Measured(
            Instant from,
            Instant to,
            long sent,
            long inTime,
            long late,
            long silent,
            long waiting,
            Double medianHours,
            Double ninetiethHours) {}

    Measured of(String platform, Instant from, Instant to) {
        return sql.sql(MEASURE)
                .param("platform", platform)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, no) -> new Measured(
                        from,
                        to,
                        row.getLong("sent"),
                        row.getLong("in_time"),
                        row.getLong("late"),
                        row.getLong("silent"),
                        row.getLong("waiting"),
                        row.getObject("median_hours", Double.class),
                        row.getObject("ninetieth_hours", Double.class)))
                .single();
    }
}
