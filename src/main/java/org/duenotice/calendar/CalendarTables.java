package org.duenotice.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
            var days = days();
            var years = years();
            tables = new Tables(recorded, workingDays(days, years), days, years, rules());
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

    private static WorkingDays workingDays(Map<LocalDate, SpecialDay> days, Map<Integer, KnownYear> years) {
        var exceptions = days.values().stream().collect(Collectors.toMap(SpecialDay::day, SpecialDay::worked));
        return new WorkingDays(years.keySet(), exceptions);
    }

    private Map<Integer, KnownYear> years() {
        return jdbc
                .sql(
                        "select distinct on (year) year, source, verified from calendar_year order by year, recorded_at desc")
                .query(KnownYear.class)
                .list()
                .stream()
                .collect(Collectors.toMap(KnownYear::year, Function.identity()));
    }

    private Map<LocalDate, SpecialDay> days() {
        return jdbc
                .sql("select distinct on (day) * from calendar_day order by day, recorded_at desc")
                .query(CalendarTables::day)
                .list()
                .stream()
                .collect(Collectors.toMap(SpecialDay::day, Function.identity()));
    }

    private static SpecialDay day(ResultSet row, int no) throws SQLException {
        var name = row.getString("name");
        var ru = row.getString("name_ru");
        var kk = row.getString("name_kk");
        return new SpecialDay(
                row.getObject("day", LocalDate.class),
                row.getString("kind").equals("WORKING"),
                new Citation(ru.isEmpty() ? name : ru, kk.isEmpty() ? name : kk, name),
                row.getObject("moved_from", LocalDate.class),
                row.getString("source"));
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

    /** A year whose days off are known, and who says so. */
    record KnownYear(int year, String source, boolean verified) {}

    /** A day that differs from the plain week, or did; an empty source means that of its year. */
    record SpecialDay(LocalDate day, boolean worked, Citation name, LocalDate movedFrom, String source) {}

    /** @param rules of one code the later wording first */
    record Tables(
            String recorded,
            WorkingDays workingDays,
            Map<LocalDate, SpecialDay> days,
            Map<Integer, KnownYear> years,
            List<DeadlineRule> rules) {}
}
