package org.duenotice.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
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
     * The contact with the highest position not above the asked one.
     *
     * @throws Problem {@code platform.no-contact}
     */
    public Contact contact(String code, int position) {
        return find(code, position).orElseThrow(() -> Problem.conflict("platform.no-contact", code));
    }

    /** The same, or nothing where nobody is known. */
    public Optional<Contact> find(String code, int position) {
        return jdbc.sql(
                        """
                        select * from current_platform_contact where platform_code = :code and position <= :position
                        order by position desc limit 1
                        """)
                .param("code", code)
                .param("position", position)
                .query(Platforms::contact)
                .optional();
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
