package org.duenotice.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a list says of each case besides the case itself, read for a whole page at once. */
@Component
@RequiredArgsConstructor
class Rows {

    private final JdbcClient sql;

    /** @param dueAt when the first of its running clocks ends, or null */
    record Row(CaseFile caseFile, int targets, List<String> platforms, Instant dueAt) {}

    private record More(int targets, List<String> platforms, Instant dueAt) {}

    List<Row> of(List<CaseFile> cases) {
        if (cases.isEmpty()) {
            return List.of();
        }
        var more = more(cases);
        return cases.stream()
                .map(each -> {
                    var known = more.get(each.id());
                    return new Row(each, known.targets(), known.platforms(), known.dueAt());
                })
                .toList();
    }

    private Map<UUID, More> more(List<CaseFile> cases) {
        var found = new HashMap<UUID, More>();
        sql.sql(
                        """
                        select f.id,
                               (select count(*) from case_target t where t.case_id = f.id) as targets,
                               (select array_agg(distinct k.value order by k.value) from case_facet k
                                where k.number = f.number and k.kind = 'PLATFORM') as platforms,
                               (select min(s.due_at) from clock c join clock_state s on s.clock_id = c.id
                                where c.case_id = f.id and s.state = 'RUNNING') as due_at
                        from case_file f where f.id = any (?)
                        """)
                .param(cases.stream().map(CaseFile::id).toArray(UUID[]::new))
                .query(row -> {
                    var platforms = row.getArray("platforms");
                    found.put(
                            row.getObject("id", UUID.class),
                            new More(
                                    row.getInt("targets"),
                                    platforms == null ? List.of() : List.of((String[]) platforms.getArray()),
                                    instant(row, "due_at")));
                });
        return found;
    }

    static CaseFile caseFile(ResultSet row) throws SQLException {
        return new CaseFile(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getString("category"),
                row.getString("description"),
                row.getString("source"),
                row.getString("reported_by"),
                CaseState.valueOf(row.getString("state")),
                instant(row, "opened_at"),
                instant(row, "closed_at"),
                row.getString("close_reason"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
