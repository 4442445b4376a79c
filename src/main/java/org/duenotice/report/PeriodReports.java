package org.duenotice.report;

import java.time.Clock;
import java.time.LocalDate;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Counts a period from the histories, all of it at one moment of the database, so that its tables agree with each other. */
@Component
@RequiredArgsConstructor
public class PeriodReports {

    private final IntakeFigures intake;
    private final PlatformFigures platforms;
    private final LaterFigures later;
    private final JdbcClient sql;
    private final Clock clock;

    /** @throws org.duenotice.problem.Problem {@code report.period} */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public PeriodReport of(LocalDate from, LocalDate to) {
        var period = Period.of(from, to, clock.instant());
        // a year is joined in memory instead of in temporary files, and each period planned for itself: a plan for any
        // period takes
        // a year for a day; both last as long as this transaction
        sql.sql("select set_config('work_mem', '64MB', true), set_config('plan_cache_mode', 'force_custom_plan', true)")
                .query()
                .singleRow();
        var lines = platforms.lines(period);
        var all = lines.stream()
                .filter(line -> line.platform() == null)
                .findFirst()
                .orElseThrow();
        var dispositions = intake.dispositions(period);
        var decided = intake.decided(period);
        var routes = intake.routes(period, decided);
        return new PeriodReport(
                from,
                to,
                period.asOf(),
                intake.detections(period, decided),
                dispositions,
                routes,
                platforms.notices(period, all),
                lines.stream().filter(line -> line.platform() != null).toList(),
                all,
                later.breaches(period),
                later.appeals(period),
                later.undone(period, routes, dispositions),
                later.recreations(period),
                later.openWork(period));
    }
}
