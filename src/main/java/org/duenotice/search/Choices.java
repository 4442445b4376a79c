package org.duenotice.search;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the selects of the search page offer. */
@Component
@RequiredArgsConstructor
class Choices {

    private final JdbcClient sql;

    record Platform(String code, String name) {}

    List<String> categories() {
        return sql.sql("select distinct category from current_competence order by category")
                .query(String.class)
                .list();
    }

    List<Platform> platforms() {
        return sql.sql("select code, name from platform order by name")
                .query(Platform.class)
                .list();
    }
}
