package org.duenotice.register;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and adds the rows of all registers; which columns there are is said by {@link Register} and the type of its rows. */
@Component
@RequiredArgsConstructor
class RegisterRows {

    private final JdbcClient sql;
    private final RegisterFormat format;

    /** A row as it was recorded under an id. */
    record Version(UUID id, Instant recordedAt, Row row) {}

    /**
     * As of a day of the world and a moment of recording, by key.
     *
     * @param validOn null for whatever the period
     * @param recordedAt null for now
     * @param after the id that the page before ended with, or null
     */
    List<Version> list(Register register, LocalDate validOn, Instant recordedAt, UUID after, int limit) {
        var key = String.join(", ", register.getKey());
        var valid = validOn == null ? "true" : register.getDated().condition();
        var place = after == null
                ? "true"
                : "(%1$s) > (select %1$s from %2$s where id = :after)".formatted(key, register.getTable());
        var text =
                """
                select t.id, t.recorded_at, %s as row
                from (select distinct on (%2$s) * from %3$s
                      where (cast(:at as timestamptz) is null or recorded_at <= :at) and %4$s
                      order by %2$s, recorded_at desc) t
                where %5$s
                order by %2$s limit :limit
                """
                        .formatted(content(register), key, register.getTable(), place, valid);
        return sql.sql(text)
                .param("day", validOn)
                .param(
                        "at",
                        recordedAt == null ? null : recordedAt.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("after", after)
                .param("limit", limit)
                .query((row, no) -> version(register, row))
                .list();
    }

    /** @throws Problem {@code register.row-unknown} */
    Version get(Register register, UUID id) {
        return now("select t.id, t.recorded_at, %s as row from %s t where t.id = :id"
                        .formatted(content(register), register.getTable()))
                .param("id", id)
                .query((row, no) -> version(register, row))
                .optional()
                .orElseThrow(() -> Problem.notFound("register.row-unknown", id, register.getPath()));
    }

    /** Every version of the row's key, the last recorded first. */
    List<Version> history(Register register, UUID id) {
        get(register, id);
        return now("""
                        select t.id, t.recorded_at, %1$s as row from %2$s t join %2$s asked on %3$s
                        where asked.id = :id order by t.recorded_at desc
                        """
                        .formatted(content(register), register.getTable(), sameKey(register.getKey(), "asked")))
                .param("id", id)
                .query((row, no) -> version(register, row))
                .list();
    }

    /** The version of that key that counts now. */
    Optional<Version> current(Register register, Row row) {
        return now("""
                        select t.id, t.recorded_at, %1$s as row
                        from %2$s t join jsonb_populate_record(null::%2$s, :row::jsonb) asked on %3$s
                        order by t.recorded_at desc limit 1
                        """
                        .formatted(content(register), register.getTable(), sameKey(register.getKey(), "asked")))
                .param("row", format.columns(row).toString())
                .query((found, no) -> version(register, found))
                .optional();
    }

    /** The rows that begin with that key, such as all wordings of one code, as they count now. */
    List<Version> ofThing(Register register, String rowKey) {
        var key = String.join(", ", register.getKey());
        return now("""
                        select t.id, t.recorded_at, %1$s as row
                        from (select distinct on (%2$s) * from %3$s where %4$s::text = :first order by %2$s, recorded_at desc) t
                        where concat_ws(' · ', %2$s) = :key or concat_ws(' · ', %2$s) like :beginning
                        order by %2$s limit 100
                        """
                        .formatted(
                                content(register),
                                key,
                                register.getTable(),
                                register.getKey().get(0)))
                .param("first", rowKey.split(" · ", 2)[0])
                .param("key", rowKey)
                .param("beginning", rowKey.replaceAll("([\\\\%_])", "\\\\$1") + " · %")
                .query((row, no) -> version(register, row))
                .list();
    }

    /** Records a row; of a year only the year itself, of an act with the targets it names. */
    UUID add(Register register, Row row) {
        var columns = format.columns(row);
        var names = RegisterFormat.fields(register).stream()
                .filter(field -> !(row instanceof CalendarYearRow && field.equals("days"))
                        && !(row instanceof JudicialActRow && field.equals("targets")))
                .map(RegisterFormat::column)
                .collect(Collectors.joining(", "));
        var id = sql.sql(
                        """
                        insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, :row::jsonb) returning id
                        """
                                .formatted(register.getTable(), names))
                .param("row", columns.toString())
                .query(UUID.class)
                .single();
        if (row instanceof JudicialActRow act) {
            sql.sql(
                            "insert into judicial_act_target (judicial_act_id, canonical_key) select :act, unnest(:keys::text[])")
                    .param("act", id)
                    .param("keys", act.targets().toArray(String[]::new))
                    .update();
        }
        return id;
    }

    /** A pair of periods of the thing that count on the same day, as "from, from"; asked after the row was added. */
    Optional<String> overlap(Register register, Row row) {
        if (register.thing().isEmpty()) {
            return Optional.empty();
        }
        return sql.sql(
                        """
                        with current as (
                            select distinct on (%1$s) t.* from %2$s t
                            join jsonb_populate_record(null::%2$s, :row::jsonb) asked on %3$s
                            order by %1$s, t.recorded_at desc)
                        select concat_ws(', ', a.valid_from, b.valid_from) from current a join current b
                            on a.valid_from < b.valid_from and coalesce(a.valid_to, 'infinity') >= b.valid_from
                        order by 1 limit 1
                        """
                                .formatted(
                                        register.getKey().stream()
                                                .map("t."::concat)
                                                .collect(Collectors.joining(", ")),
                                        register.getTable(),
                                        sameKey(register.thing(), "asked")))
                .param("row", format.columns(row).toString())
                .query(String.class)
                .optional();
    }

    private JdbcClient.StatementSpec now(String text) {
        return sql.sql(text).param("at", null, Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static String sameKey(List<String> key, String other) {
        return key.stream()
                .map(column -> "t.%1$s = %2$s.%1$s".formatted(column, other))
                .collect(Collectors.joining(" and "));
    }

    private static String content(Register register) {
        return "to_jsonb(t) - 'id' - 'recorded_at'"
                + switch (register) {
                    case JUDICIAL_ACT ->
                        """
                         || jsonb_build_object('targets', (select coalesce(jsonb_agg(canonical_key order by canonical_key), '[]')
                                from judicial_act_target n where n.judicial_act_id = t.id))""";
                    case CALENDAR_YEAR ->
                        """
                         || jsonb_build_object('days', (select coalesce(jsonb_agg(to_jsonb(d) - 'id' - 'recorded_at' order by day), '[]')
                                from (select distinct on (day) * from calendar_day
                                      where day between make_date(t.year, 1, 1) and make_date(t.year, 12, 31)
                                        and recorded_at <= coalesce(cast(:at as timestamptz), 'infinity')
                                        and recorded_at < coalesce((select min(n.recorded_at) from calendar_year n
                                            where n.year = t.year and n.recorded_at > t.recorded_at), 'infinity')
                                      order by day, recorded_at desc) d
                                where (kind = 'WORKING') = (extract(isodow from day) >= 6)))""";
                    default -> "";
                };
    }

    private Version version(Register register, ResultSet row) throws SQLException {
        JsonNode columns = format.parsed(row.getString("row"));
        return new Version(
                row.getObject("id", UUID.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                format.stored(register, columns));
    }
}
