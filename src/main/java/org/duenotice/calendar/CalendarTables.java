package org.duenotice.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The calendar and the deadline rules, read once and again only when something was recorded. The tables only grow, so
 * their number of rows and last recording tell whether what was read is still all there is, also on another node.
 */
@Component
@RequiredArgsConstructor
class CalendarTables {

    private final JdbcClient jdbc;
    private volatile Tables read;

    Tables current() {
        var recorded = recorded();
        var tables = read;
        if (tables == null || !tables.recorded().equals(recorded)) {
            tables = new Tables(recorded, workingDays(), rules());
            read = tables;
        }
        return tables;
    }

    private String recorded() {
        return jdbc.sql(
                        """
                        select concat_ws(' ',
                            (select concat_ws(' ', count(*), max(recorded_at)) from calendar_year),
                            (select concat_ws(' ', count(*), max(recorded_at)) from calendar_day),
                            (select concat_ws(' ', count(*), max(recorded_at)) from deadline_rule))
                        """)
                .query(String.class)
                .single();
    }

    private WorkingDays workingDays() {
        var years = jdbc.sql("select distinct year from calendar_year")
                .query(Integer.class)
                .list();
        var exceptions = jdbc
                .sql("select distinct on (day) day, kind from calendar_day order by day, recorded_at desc")
                .query((row, no) -> Map.entry(
                        row.getObject("day", LocalDate.class),
                        row.getString("kind").equals("WORKING")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new WorkingDays(new HashSet<>(years), exceptions);
    }

    private List<DeadlineRule> rules() {
        return jdbc.sql(
                        """
                        select distinct on (code, valid_from) * from deadline_rule
                        order by code, valid_from desc, recorded_at desc
                        """)
                .query(CalendarTables::rule)
                .list();
    }

    private static DeadlineRule rule(ResultSet row, int no) throws SQLException {
        return new DeadlineRule(
                row.getString("code"),
                new Term(row.getInt("amount"), Term.Unit.valueOf(row.getString("unit"))),
                new Citation(row.getString("citation_ru"), row.getString("citation_kk"), row.getString("citation_en")),
                row.getBoolean("verified"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class));
    }

    /** @param rules of one code the later wording first */
    record Tables(String recorded, WorkingDays workingDays, List<DeadlineRule> rules) {}
}
