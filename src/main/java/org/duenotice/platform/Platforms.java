package org.duenotice.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The register of platforms and their contacts. */
@Service
@RequiredArgsConstructor
public class Platforms {

    private final JdbcClient jdbc;

    /** @throws Problem {@code platform.unknown} */
    public Platform get(String code) {
        return jdbc.sql("select * from platform where code = :code")
                .param("code", code)
                .query(Platforms::platform)
                .optional()
                .orElseThrow(() -> Problem.notFound("platform.unknown", code));
    }

    /** By name. */
    public List<Platform> all() {
        return jdbc.sql("select * from platform order by name")
                .query(Platforms::platform)
                .list();
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

    /** What is known of the platform on that day. */
    public Optional<PlatformProfile> profile(String code, LocalDate day) {
        return jdbc.sql(
                        """
                        select * from current_platform_profile
                        where platform_code = :code and :day >= valid_from and (valid_to is null or :day <= valid_to)
                        order by valid_from desc limit 1
                        """)
                .param("code", code)
                .param("day", day)
                .query(Platforms::profile)
                .optional();
    }

    private static PlatformProfile profile(ResultSet row, int no) throws SQLException {
        return new PlatformProfile(
                List.of((String[]) row.getArray("hosts").getArray()),
                List.of((String[]) row.getArray("languages").getArray()),
                row.getString("representative"),
                row.getString("representative_address"),
                row.getString("representative_country"),
                row.getBoolean("verified"),
                row.getString("source"));
    }

    private static Platform platform(ResultSet row, int no) throws SQLException {
        return new Platform(
                row.getString("code"),
                row.getString("name"),
                row.getBoolean("under_law"),
                row.getBoolean("verified"),
                row.getString("source"));
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
