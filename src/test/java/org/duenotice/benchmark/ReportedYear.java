package org.duenotice.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Properties;
import lombok.RequiredArgsConstructor;
import org.duenotice.report.PeriodReports;
import org.duenotice.security.Caller;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** How long the report of a year takes, and the counts of a past moment, with that many targets in cases of twenty. */
@RequiredArgsConstructor
final class ReportedYear {

    private static final int TARGETS = 20;
    private static final int ASKED = 15;
    private static final int WARM_UP = 3;

    private final HikariDataSource database;
    private final PeriodReports reports;
    private final int port;
    private final int targets;

    private interface Work {
        void run() throws Exception;
    }

    void run() throws Exception {
        System.out.printf("%nreport: a year of %,d targets%n", targets);
        seed();
        analyse();
        measure("the year, counted", () -> reports.of(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31)));
        measure("a month, counted", () -> reports.of(LocalDate.of(2025, 6, 1), LocalDate.of(2025, 6, 30)));
        measure("the year as JSON over HTTP", () -> ask("/api/v1/reports/period?from=2025-01-01&to=2025-12-31"));
        measure("the year as a workbook", () -> ask("/api/v1/reports/period.xlsx?from=2025-01-01&to=2025-12-31"));
        measure("the year on paper", () -> ask("/api/v1/reports/period.pdf?from=2025-01-01&to=2025-12-31"));
        measure("removed as of a day", () -> ask("/api/v1/reports/as-of?at=2025-07-27"));
        measure("counts of a past moment", () -> ask("/api/v1/counts?asOf=" + Instant.parse("2025-07-27T00:00:00Z")));
    }

    private void ask(String path) {
        var answer = Caller.of(port, "manager1").get(path);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
    }

    private static void measure(String what, Work work) throws Exception {
        var times = new double[ASKED];
        for (var n = -WARM_UP; n < ASKED; n++) {
            var start = System.nanoTime();
            work.run();
            if (n >= 0) {
                times[n] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(times);
        System.out.printf("  %-34s median %7.1f ms, worst %7.1f ms%n", what, times[ASKED / 2], times[ASKED - 1]);
    }

    /** On one connection, each statement by itself: its working tables are the connection's. */
    private void seed() throws SQLException, IOException {
        var script = new ClassPathResource("benchmark/reported-year.sql")
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("${cases}", String.valueOf(targets / TARGETS));
        try (var connection = database.getConnection()) {
            ScriptUtils.executeSqlScript(connection, new ByteArrayResource(script.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** What autovacuum does a minute later; the tables are the owner's. */
    private void analyse() throws SQLException {
        var superuser = new Properties();
        superuser.setProperty("user", "postgres");
        try (var connection = DriverManager.getConnection(database.getJdbcUrl(), superuser);
                var statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }
}
