package org.duenotice.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The register of platforms and their contacts. */
@Service
@RequiredArgsConstructor
public class Platforms {

    private final JdbcClient jdbc;

    /**
     * As it stands on that day; on a day that nothing was recorded for as on the nearest one.
     *
     * @throws Problem {@code platform.unknown}
     */
    public Platform get(String code, LocalDate day) {
        return on(day, "p.code = :code")
                .param("code", code)
                .query(Platforms::platform)
                .optional()
                .orElseThrow(() -> Problem.notFound("platform.unknown", code));
    }

    /** Those that stand in the register on that day, by name. */
    public List<Platform> all(LocalDate day) {
        return on(day, "cast(:day as date) between f.valid_from and coalesce(f.valid_to, 'infinity')")
                .query(Platforms::platform)
                .list();
    }

    /** What each platform there ever was is called on that day, by code. */
    public Map<String, String> names(LocalDate day) {
        return on(day, "true").query(Platforms::platform).list().stream()
                .collect(Collectors.toMap(Platform::code, Platform::name));
    }

    /** @throws Problem {@code platform.unknown} */
    public void check(String code) {
        var known = jdbc.sql("select exists (select from platform where code = :code)")
                .param("code", code)
                .query(Boolean.class)
                .single();
        if (!known) {
            throw Problem.notFound("platform.unknown", code);
        }
    }

    /** Has the code stand for a platform from now on; its first profile is recorded beside it. */
    public void know(String code) {
        jdbc.sql("insert into platform (code) values (:code) on conflict do nothing")
                .param("code", code)
                .update();
    }

    private JdbcClient.StatementSpec on(LocalDate day, String which) {
        return jdbc.sql(
                        """
                        select f.* from platform p
                        join lateral (select * from current_platform_profile c where c.platform_code = p.code
                                      order by (cast(:day as date) between c.valid_from and coalesce(c.valid_to, 'infinity')) desc,
                                               c.valid_from <= :day desc, abs(c.valid_from - cast(:day as date)) limit 1) f on true
                        where %s order by f.name
                        """
                                .formatted(which))
                .param("day", day);
    }

    /**
     * The contact of that day with the highest position not above the asked one.
     *
     * @throws Problem {@code platform.no-contact}
     */
    public Contact contact(String code, int position, LocalDate day) {
        return find(code, position, day).orElseThrow(() -> Problem.conflict("platform.no-contact", code));
    }

    /** The same, or nothing where nobody is known. */
    public Optional<Contact> find(String code, int position, LocalDate day) {
        return jdbc.sql(
                        """
                        select * from current_platform_contact
                        where platform_code = :code and position <= :position
                          and :day >= valid_from and (valid_to is null or :day <= valid_to)
                        order by position desc, valid_from desc limit 1
                        """)
                .param("code", code)
                .param("position", position)
                .param("day", day)
                .query(Platforms::contact)
                .optional();
    }

    /** All contacts of that day in the order in which they are written to. */
    public List<Contact> contacts(String code, LocalDate day) {
        return jdbc.sql(
                        """
                        select distinct on (position) * from current_platform_contact
                        where platform_code = :code and :day >= valid_from and (valid_to is null or :day <= valid_to)
                        order by position, valid_from desc
                        """)
                .param("code", code)
                .param("day", day)
                .query(Platforms::contact)
                .list();
    }

    private static Platform platform(ResultSet row, int no) throws SQLException {
        return new Platform(
                row.getString("platform_code"),
                row.getString("name"),
                row.getBoolean("under_law"),
                List.of((String[]) row.getArray("languages").getArray()),
                row.getString("representative"),
                row.getString("representative_address"),
                row.getString("representative_country"),
                row.getBoolean("verified"),
                row.getString("source"),
                row.getObject("id", UUID.class));
    }

    private static Contact contact(ResultSet row, int no) throws SQLException {
        return new Contact(
                row.getString("platform_code"),
                row.getInt("position"),
                row.getString("name"),
                row.getString("channel"),
                row.getString("address"),
                row.getString("language"),
                row.getBoolean("verified"),
                row.getString("source"));
    }
}
