package org.duenotice.casefile;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The append-only history of what became of each target. A row names the row it replaces and every row can be replaced once, so
 * two writers cannot leave a target with two current dispositions.
 */
@Component
@RequiredArgsConstructor
public class Dispositions {

    private final JdbcClient sql;
    private final Clock clock;

    /** Gives each target the disposition from now on; a target that has it already is left alone. */
    public void set(Collection<UUID> caseTargets, Disposition disposition, String reasons, String person) {
        sql.sql(
                        """
                        insert into disposition (case_target_id, replaces, disposition, reasons, effective_at, recorded_by)
                        select t.id, c.id, :disposition, :reasons, :now, :person
                        from unnest(:targets) t(id) left join lateral (
                            select d.id, d.disposition from disposition d where d.case_target_id = t.id
                            order by d.id desc limit 1) c on true
                        where c.disposition is distinct from :disposition
                        """)
                .param("disposition", disposition.name())
                .param("reasons", reasons)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("person", person)
                .param("targets", caseTargets.toArray(UUID[]::new))
                .update();
    }

    /** Gives targets that have none yet their first disposition. */
    void begin(UUID[] caseTargets, Disposition disposition, String person) {
        sql.sql(
                        """
                        insert into disposition (case_target_id, disposition, reasons, effective_at, recorded_by)
                        select id, :disposition, '', :now, :person from unnest(:targets) t(id)
                        """)
                .param("disposition", disposition.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("person", person)
                .param("targets", caseTargets)
                .update();
    }

    /** How many targets of the case stand at each disposition now; the sum is the number of its targets without those that left. */
    public Map<Disposition, Integer> count(UUID caseId) {
        return sql
                .sql(
                        """
                        select d.disposition, count(*) from case_target t join current_disposition d on d.case_target_id = t.id
                        where t.case_id = ? and d.disposition <> 'MOVED' group by d.disposition
                        """)
                .param(caseId)
                .query((row, n) -> Map.entry(Disposition.valueOf(row.getString(1)), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
