package org.duenotice.judicialact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.intake.TargetLists.Outcome;
import org.duenotice.intake.TargetLists.Taken;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is kept of incoming acts; rows are added and never changed. */
@Component
@RequiredArgsConstructor
class ActRows {

    private static final String LAST =
            """
            select i.number, i.category, i.recorded_by, i.recorded_at, v.no, v.act_number, v.act_date, v.legal_basis,
                   v.reasons_ru, v.reasons_kk, v.prepared_by, v.prepared_at
            from incoming_act i join lateral (
                select * from incoming_act_version v where v.number = i.number order by v.no desc limit 1) v on true
            """;

    private static final String LINES =
            """
            select r.line, r.address, r.outcome, r.canonical_key, f.number, r.code, r.arguments
            from incoming_act_row r left join case_target t on t.id = r.case_target_id
            left join case_file f on f.id = t.case_id
            where r.number = ? and r.no = ?
            """;

    private final JdbcClient sql;
    private final Clock clock;

    /** A line of the list and what became of it; {@code code} and {@code arguments} become words. */
    record Row(
            int line,
            String address,
            Outcome outcome,
            String canonicalKey,
            String caseNumber,
            String code,
            List<String> arguments) {}

    void open(String number, String category, String person) {
        sql.sql("insert into incoming_act (number, category, recorded_by, recorded_at) values (?, ?, ?, ?)")
                .params(number, category, person, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void addVersion(String number, int no, EnteredAct act, UUID basis, String person) {
        sql.sql(
                        """
                        insert into incoming_act_version (number, no, act_number, act_date, legal_basis, reasons_ru, reasons_kk,
                                                          prepared_by, prepared_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        number,
                        no,
                        act.number().strip(),
                        act.actDate(),
                        basis,
                        act.reasonsRu().strip(),
                        act.reasonsKk().strip(),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void addLines(String number, int no, List<Taken> taken) {
        sql.sql(
                        """
                        insert into incoming_act_row
                            (number, no, line, address, outcome, canonical_key, case_target_id, code, arguments)
                        select :number, :no, line, address, outcome, key, target, code, string_to_array(arguments, E'\\x1f')
                        from unnest(:lines, :addresses, :outcomes, :keys, :targets, :codes, :arguments)
                            r(line, address, outcome, key, target, code, arguments)
                        """)
                .param("number", number)
                .param("no", no)
                .param("lines", array(taken, Taken::no, Integer[]::new))
                .param("addresses", array(taken, line -> shown(line.address()), String[]::new))
                .param("outcomes", array(taken, line -> line.outcome().name(), String[]::new))
                .param("keys", array(taken, ActRows::key, String[]::new))
                .param("targets", array(taken, Taken::caseTargetId, UUID[]::new))
                .param(
                        "codes",
                        array(
                                taken,
                                line -> line.why() == null ? null : line.why().getCode(),
                                String[]::new))
                .param("arguments", array(taken, ActRows::arguments, String[]::new))
                .update();
    }

    private static String key(Taken line) {
        return line.target() == null ? null : line.target().canonicalKey();
    }

    private static String shown(String address) {
        return address.replace('\0', '\uFFFD');
    }

    private static String arguments(Taken line) {
        return line.why() == null
                ? ""
                : String.join(
                        "\u001f",
                        Arrays.stream(line.why().getArguments())
                                .map(String::valueOf)
                                .toList());
    }

    private static <T> T[] array(List<Taken> taken, Function<Taken, T> part, IntFunction<T[]> make) {
        return taken.stream().map(part).toArray(make);
    }

    void addCases(String number, Collection<UUID> cases) {
        sql.sql("insert into incoming_act_case (case_id, number) select c, :number from unnest(:cases) c "
                        + "on conflict do nothing")
                .param("number", number)
                .param("cases", cases.toArray(UUID[]::new))
                .update();
    }

    /** The case goes on by hand from now on. */
    void release(UUID caseId, String reasons, String person) {
        sql.sql("insert into incoming_act_release (case_id, reasons, released_by, released_at) values (?, ?, ?, ?)")
                .params(caseId, reasons, person, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The open ordinary cases of the act that go on with it, in the order of their numbers. */
    List<UUID> cases(String number) {
        return sql.sql(
                        """
                        select c.case_id from incoming_act_case c join case_file f on f.id = c.case_id
                        where c.number = ? and f.closed_at is null
                          and not exists (select from incoming_act_release r where r.case_id = c.case_id) and %s
                        order by f.number
                        """
                                .formatted(CaseReaders.ordinary("c.case_id")))
                .param(number)
                .query(UUID.class)
                .list();
    }

    /** The act that an ordinary case was opened for, if it was and goes on with it. */
    Optional<String> actOf(UUID caseId) {
        return sql.sql(
                        """
                        select c.number from incoming_act_case c where c.case_id = ?
                        and not exists (select from incoming_act_release r where r.case_id = c.case_id) and %s
                        """
                                .formatted(CaseReaders.ordinary("c.case_id")))
                .param(caseId)
                .query(String.class)
                .optional();
    }

    IncomingAct get(String number) {
        return sql.sql(LAST + " where i.number = ?")
                .param(number)
                .query(IncomingAct.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("judicial-act.unknown", number));
    }

    /** The change under which that act is open already. */
    Optional<String> open(String actNumber, LocalDate actDate, String except) {
        return sql.sql(
                        """
                        select v.number from incoming_act_version v join current_register_change c on c.number = v.number
                        where v.act_number = ? and v.act_date = ? and v.number <> ? and c.state in ('OPENED', 'PREPARED', 'RETURNED')
                        limit 1
                        """)
                .params(actNumber, actDate, except)
                .query(String.class)
                .optional();
    }

    /** The lines of a version behind that line. */
    List<Row> lines(String number, int no, int after, int limit) {
        return sql.sql(LINES + "and r.line > ? order by r.line limit ?")
                .params(number, no, after, limit)
                .query(ActRows::line)
                .list();
    }

    /** The first lines of a version that are not simply placed. */
    List<Row> notable(String number, int no, int limit) {
        return sql.sql(LINES + "and (r.outcome <> 'PLACED' or r.code is not null) order by r.line limit ?")
                .params(number, no, limit)
                .query(ActRows::line)
                .list();
    }

    private static Row line(ResultSet row, int no) throws SQLException {
        return new Row(
                row.getInt(1),
                row.getString(2),
                Outcome.valueOf(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                List.of((String[]) row.getArray(7).getArray()));
    }

    /** How many lines of a version became what. */
    record Count(Outcome outcome, int count) {}

    List<Count> counts(String number, int no) {
        return sql.sql("select outcome, count(*) as count from incoming_act_row where number = ? and no = ? "
                        + "group by outcome order by outcome")
                .params(number, no)
                .query(Count.class)
                .list();
    }

    /**
     * Those of the targets that nobody has decided anything about yet, in cases that are neither held nor protected, that go on with no
     * other act and that the person may act in.
     */
    Set<UUID> free(Set<UUID> caseTargets, String person) {
        return new HashSet<>(sql.sql(
                        """
                        select t.id from unnest(:targets) w(id) join case_target t on t.id = w.id
                        join case_file f on f.id = t.case_id and f.state in ('DETECTED', 'QUALIFICATION')
                        join current_disposition d on d.case_target_id = t.id and d.disposition = 'IN_QUALIFICATION'
                        where not coalesce((select p.ticked from protected_expression p where p.case_id = f.id
                                            order by p.id desc limit 1), false)
                          and not exists (select from incoming_act_case c where c.case_id = f.id
                              and not exists (select from incoming_act_release r where r.case_id = c.case_id))
                          and not is_recused(f.id, :person)
                        """)
                .param("targets", caseTargets.toArray(UUID[]::new))
                .param("person", person)
                .query(UUID.class)
                .list());
    }

    /** The canonical keys that a version names. */
    Set<String> keys(String number, int no) {
        return new HashSet<>(sql.sql("select distinct canonical_key from incoming_act_row where number = ? and no = ? "
                        + "and canonical_key is not null and canonical_key not like 'sealed:%'")
                .params(number, no)
                .query(String.class)
                .list());
    }

    /** Where a line stands: its target in the case that has it now. */
    record Stands(int line, UUID caseTargetId, UUID caseId) {}

    /** Where some lines of a version stand that were placed, wherever splits and merges led. */
    List<Stands> stands(String number, int no, Collection<Integer> lines) {
        return sql.sql(
                        """
                        with recursive walk as (
                            select r.line, r.case_target_id as id, 0 as depth from incoming_act_row r
                            where r.number = ? and r.no = ? and r.line = any (?) and r.outcome = 'PLACED'
                            union all
                            select w.line, m.to_case_target, w.depth + 1 from walk w
                            join current_disposition d on d.case_target_id = w.id and d.disposition = 'MOVED'
                            join lateral (select to_case_target from target_move where from_case_target = w.id
                                          order by id desc limit 1) m on true
                            where w.depth < 100)
                        select distinct on (w.line) w.line, w.id as case_target_id, t.case_id
                        from walk w join case_target t on t.id = w.id order by w.line, w.depth desc
                        """)
                .params(number, no, lines.toArray(Integer[]::new))
                .query(Stands.class)
                .list();
    }
}
