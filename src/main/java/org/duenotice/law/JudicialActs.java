package org.duenotice.law;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The register of judicial acts and of the content they name. An act names a target by its canonical key and nothing
 * else: not what lies below it, not what looks like it.
 */
@Service
@RequiredArgsConstructor
public class JudicialActs {

    private final JdbcClient jdbc;

    /**
     * The act as last recorded.
     *
     * @throws Problem {@code law.act-unknown}, or {@code law.act-not-in-force} on that day
     */
    public JudicialAct inForce(UUID id, LocalDate day) {
        var act = jdbc.sql(
                        """
                        select c.* from judicial_act a
                        join current_judicial_act c on c.number = a.number and c.act_date = a.act_date
                        where a.id = :id
                        """)
                .param("id", id)
                .query(JudicialActs::act)
                .optional()
                .orElseThrow(() -> Problem.invalid("law.act-unknown"));
        if (!act.inForceOn(day)) {
            throw Problem.invalid("law.act-not-in-force", act.number(), day.toString());
        }
        return act;
    }

    /** Whether the act, as it is recorded last, is in force that day. */
    public boolean isInForce(UUID id, LocalDate day) {
        return jdbc.sql(
                        """
                        select exists (
                            select from judicial_act a join current_judicial_act c on c.number = a.number and c.act_date = a.act_date
                            where a.id = :id and :day >= c.in_force_since and (c.in_force_until is null or :day <= c.in_force_until))
                        """)
                .param("id", id)
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    /** The acts in force that day that name at least one of the targets, the newest first. */
    public List<JudicialAct> naming(Collection<String> canonicalKeys, LocalDate day) {
        return jdbc.sql(
                        """
                        select * from current_judicial_act a
                        where :day >= in_force_since and (in_force_until is null or :day <= in_force_until)
                          and exists (select from judicial_act_target t
                                      where t.judicial_act_id = a.id and t.canonical_key = any(:keys))
                        order by act_date desc, number
                        """)
                .param("day", day)
                .param("keys", canonicalKeys.toArray(String[]::new))
                .query(JudicialActs::act)
                .list();
    }

    /** Whether the act, as last recorded, names this very target. */
    public boolean names(UUID act, String canonicalKey) {
        return jdbc.sql(
                        """
                        select exists (
                            select from judicial_act a
                            join current_judicial_act c on c.number = a.number and c.act_date = a.act_date
                            join judicial_act_target t on t.judicial_act_id = c.id
                            where a.id = :act and t.canonical_key = :key)
                        """)
                .param("act", act)
                .param("key", canonicalKey)
                .query(Boolean.class)
                .single();
    }

    /** The act of that number and date as last recorded, in force or not. */
    public Optional<JudicialAct> find(String number, LocalDate actDate) {
        return jdbc.sql("select * from current_judicial_act where number = :number and act_date = :date")
                .param("number", number)
                .param("date", actDate)
                .query(JudicialActs::act)
                .optional();
    }

    /** The act exactly as it was recorded under this id, in force or not. */
    public JudicialAct get(UUID id) {
        return jdbc.sql("select * from judicial_act where id = :id")
                .param("id", id)
                .query(JudicialActs::act)
                .optional()
                .orElseThrow(() -> Problem.notFound("law.act-unknown"));
    }

    private static JudicialAct act(ResultSet row, int no) throws SQLException {
        return new JudicialAct(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getString("court"),
                row.getObject("act_date", LocalDate.class),
                row.getString("operative_part"),
                row.getString("source"),
                row.getBoolean("verified"),
                row.getObject("in_force_since", LocalDate.class),
                row.getObject("in_force_until", LocalDate.class));
    }
}
