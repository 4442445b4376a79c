package org.duenotice.law;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What the unit may deal with and who takes over. A category that is not in the register is out of competence. */
@Service
@RequiredArgsConstructor
public class Competences {

    private final JdbcClient jdbc;

    public boolean within(String category, LocalDate day) {
        return jdbc.sql(
                        """
                        select exists (select from current_competence where category = :category and within
                                       and :day between valid_from and coalesce(valid_to, 'infinity'))
                        """)
                .param("category", category)
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    /**
     * The bodies that take a case of this category over on this route.
     *
     * @param offenceRoute CRIMINAL or ADMINISTRATIVE; NONE names the body that decides on a restriction
     */
    public List<Body> bodies(String category, String offenceRoute, LocalDate day) {
        return jdbc.sql(
                        """
                        select distinct b.* from current_competence c join current_body_name b on b.code = c.body_code
                        where category = :category and offence_route = :route and within
                          and :day between c.valid_from and coalesce(c.valid_to, 'infinity')
                          and :day between b.valid_from and coalesce(b.valid_to, 'infinity')
                        order by b.code
                        """)
                .param("category", category)
                .param("route", offenceRoute)
                .param("day", day)
                .query(Competences::body)
                .list();
    }

    /**
     * Those of them that have jurisdiction over an offence of this provision. A row of the register that names no provisions holds for
     * each; one that names a point of a part, such as {@code 217(3)(3)}, is proposed for the whole part, too, because which point it is
     * the facts say.
     *
     * @param provision article and part, with the point where the basis names one: {@code 217(3)}
     */
    public List<Body> bodies(String category, String offenceRoute, String provision, LocalDate day) {
        return jdbc.sql(
                        """
                        select distinct b.* from current_competence c join current_body_name b on b.code = c.body_code
                        where category = :category and offence_route = :route and within
                          and :day between c.valid_from and coalesce(c.valid_to, 'infinity')
                          and :day between b.valid_from and coalesce(b.valid_to, 'infinity')
                          and (c.provisions = '{}' or exists (select from unnest(c.provisions) p
                               where starts_with(p, :provision) or starts_with(:provision, p)))
                        order by b.code
                        """)
                .param("category", category)
                .param("route", offenceRoute)
                .param("provision", provision)
                .param("day", day)
                .query(Competences::body)
                .list();
    }

    /** Every body that has a name on that day, by code. */
    public List<Body> bodies(LocalDate day) {
        return jdbc.sql(
                        """
                        select * from current_body_name where :day between valid_from and coalesce(valid_to, 'infinity')
                        order by code
                        """)
                .param("day", day)
                .query(Competences::body)
                .list();
    }

    /**
     * The body under its name of that day; on a day that no name was recorded for under the nearest one.
     *
     * @throws Problem {@code law.body-unknown}
     */
    public Body body(String code, LocalDate day) {
        return jdbc.sql(
                        """
                        select * from current_body_name where code = :code
                        order by (cast(:day as date) between valid_from and coalesce(valid_to, 'infinity')) desc, valid_from <= :day desc,
                                 abs(valid_from - cast(:day as date)) limit 1
                        """)
                .param("code", code)
                .param("day", day)
                .query(Competences::body)
                .optional()
                .orElseThrow(() -> Problem.invalid("law.body-unknown", code));
    }

    /** The body as the register, as it stood at that moment, called it that day; empty for a code it did not know. */
    public Optional<Body> bodyKnownAt(String code, Instant moment) {
        return jdbc.sql(
                        """
                        select * from (
                            select distinct on (valid_from) * from body_name where code = :code and recorded_at <= :known
                            order by valid_from, recorded_at desc) b
                        order by (cast(:day as date) between valid_from and coalesce(valid_to, 'infinity')) desc, valid_from <= :day desc,
                                 abs(valid_from - cast(:day as date)) limit 1
                        """)
                .param("code", code)
                .param("known", moment.atOffset(ZoneOffset.UTC))
                .param("day", LocalDate.ofInstant(moment, ZoneOffset.UTC))
                .query(Competences::body)
                .optional();
    }

    /** The body as that row of the register named it, whatever was recorded later. */
    public Body namedBy(UUID version) {
        return jdbc.sql("select * from body_name where id = :version")
                .param("version", version)
                .query(Competences::body)
                .single();
    }

    /** Has the code stand for a body from now on; its first name is recorded beside it. */
    public void know(String code) {
        jdbc.sql("insert into body (code) values (:code) on conflict do nothing")
                .param("code", code)
                .update();
    }

    private static Body body(ResultSet row, int no) throws SQLException {
        return new Body(
                row.getString("code"),
                new Wording(row.getString("name_ru"), row.getString("name_kk"), row.getString("name_en")),
                row.getObject("id", UUID.class));
    }
}
