package org.duenotice.operator;

import java.time.LocalDate;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The dated register of operators and technical services. */
@Component
@RequiredArgsConstructor
public class Operators {

    private final JdbcClient sql;

    /** Those that carry out orders on that day, by code. */
    public List<Operator> on(LocalDate day) {
        return sql.sql("select code, kind, name, address, verified, source from current_operator "
                        + "where valid_from <= :day and (valid_to is null or valid_to >= :day) order by code")
                .param("day", day)
                .query(Operator.class)
                .list();
    }
}
