package org.duenotice.law;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What the unit may deal with and who takes over. A category that is not in the register is out of competence. */
@Service
@RequiredArgsConstructor
public class Competences {

    private static final String VALID = "within and :day >= valid_from and (valid_to is null or :day <= valid_to)";

    private final JdbcClient jdbc;

    public boolean within(String category, LocalDate day) {
        return jdbc.sql("select exists (select from current_competence where category = :category and " + VALID + ")")
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
                        select distinct b.* from current_competence c join body b on b.code = c.body_code
                        where category = :category and offence_route = :route and %s
                        order by b.code
                        """
                                .formatted(VALID))
                .param("category", category)
                .param("route", offenceRoute)
                .param("day", day)
                .query(Competences::body)
                .list();
    }

    public Body body(String code) {
        return jdbc.sql("select * from body where code = :code")
                .param("code", code)
                .query(Competences::body)
                .optional()
                .orElseThrow(() -> Problem.invalid("law.body-unknown", code));
    }

    private static Body body(ResultSet row, int no) throws SQLException {
        return new Body(
                row.getString("code"),
                new Wording(row.getString("name_ru"), row.getString("name_kk"), row.getString("name_en")));
    }
}
