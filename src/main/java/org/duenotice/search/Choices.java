package org.duenotice.search;

import java.time.Clock;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.platform.Platform;
import org.duenotice.platform.Platforms;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the selects of the search page offer. */
@Component
@RequiredArgsConstructor
class Choices {

    private final JdbcClient sql;
    private final Platforms platforms;
    private final Clock clock;

    List<String> categories() {
        return sql.sql("select distinct category from current_competence order by category")
                .query(String.class)
                .list();
    }

    List<Platform> platforms() {
        return platforms.all(LawDay.of(clock.instant()));
    }
}
