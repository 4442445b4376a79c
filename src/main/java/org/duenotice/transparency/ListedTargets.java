package org.duenotice.transparency;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds what somebody outside names, by a number or an address, as far as it stands in the public register. */
@Component
@RequiredArgsConstructor
public class ListedTargets {

    /** Whoever names more has not named one thing. */
    private static final int MOST = 50;

    /** In seconds. */
    private static final int LONGEST = 5;

    private final JdbcClient sql;
    private final Search search;

    /** A target of a case that stands in the register. */
    public record Listed(UUID caseId, UUID caseTargetId) {}

    /** Empty where the register has nothing under it, or more than one thing can be. */
    @Transactional(readOnly = true, timeout = LONGEST)
    public List<Listed> find(String named) {
        var found = new ArrayList<Listed>();
        try {
            for (var condition : search.understand(named).conditions()) {
                var parameters = new ArrayList<>(condition.parameters());
                parameters.add(MOST + 1);
                found.addAll(sql.sql("select distinct d.case_id, d.case_target_id from decided_target d where "
                                + condition.sql() + " limit ?")
                        .params(parameters)
                        .query(Listed.class)
                        .list());
            }
        } catch (Problem noNumberAndNoAddress) {
            return List.of();
        }
        var targets = found.stream().distinct().toList();
        return targets.size() > MOST ? List.of() : targets;
    }
}
