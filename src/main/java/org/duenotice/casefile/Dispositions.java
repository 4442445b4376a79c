package org.duenotice.casefile;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.state.Moves;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What became of each target: its chain of {@link Moves}, read by the names {@code disposition} and {@code current_disposition}. */
@Component
@RequiredArgsConstructor
public class Dispositions {

    private final JdbcClient sql;
    private final Moves moves;
    private final ApplicationEventPublisher events;

    /** Gives each target the disposition from now on; a target that has it already is left alone. */
    @Transactional
    public void set(Collection<UUID> caseTargets, Disposition disposition, String reasons, String person) {
        if (caseTargets.isEmpty()) {
            return;
        }
        moves.move(caseTargets, disposition, reasons, person);
        events.publishEvent(new DispositionsSet(List.copyOf(caseTargets), disposition, reasons, person));
    }

    /** Gives targets that have none yet their first disposition. */
    void begin(UUID[] caseTargets, Disposition disposition, String person) {
        moves.begin(caseTargets, disposition, person);
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
