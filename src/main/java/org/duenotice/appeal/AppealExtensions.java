package org.duenotice.appeal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealMessages.Kind;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.LawDay;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The officer needs longer than the twenty working days: by a decision with reasons, once, and to two months of receipt at most; the
 * appellant is told (Administrative Procedural Code, art. 76).
 */
@Component
@RequiredArgsConstructor
public class AppealExtensions {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealRecords records;
    private final AppealTerms terms;
    private final AppealMessages messages;
    private final Timeline timeline;
    private final Clock clock;

    /**
     * @param until the last day on which the appeal is to be decided
     * @return the clock as it runs now
     * @throws Problem {@code appeal.not-under-review}, {@code appeal.extended} for a second time, {@code appeal.term-over} when the term has
     *     ended, {@code appeal.extension-day} for a day that is no extension or more than the law allows, {@code case.other-side}
     */
    @Transactional
    public ClockView extend(String number, LocalDate until, String reasons, String officer) {
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        var appeal = appeals.locked(number.strip());
        records.extension(appeal).ifPresent(before -> {
            throw Problem.conflict("appeal.extended", appeal.number(), DAY.format(before.until()));
        });
        if (appeal.state() == AppealState.SILENT) {
            throw Problem.conflict("appeal.term-over", appeal.number());
        }
        if (appeal.state() != AppealState.UNDER_REVIEW && appeal.state() != AppealState.HEARING) {
            throw Problem.conflict("appeal.not-under-review", appeal.number());
        }
        appeals.joinAsOfficer(appeal, officer);
        var running = terms.running(appeal, AppealTerms.Term.DECISION)
                .filter(term -> clock.instant().isBefore(term.dueAt()))
                .orElseThrow(() -> Problem.conflict("appeal.term-over", appeal.number()));
        check(appeal, until, running);
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        sql.sql("insert into appeal_extension values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        appeal.id(),
                        reasons.strip(),
                        until,
                        running.dueAt().atOffset(ZoneOffset.UTC),
                        LawDay.endOf(until).atOffset(ZoneOffset.UTC),
                        officer,
                        now)
                .update();
        timeline.record(appeal.caseId(), "APPEAL_TERM_EXTENDED", officer, appeal.number(), DAY.format(until));
        messages.write(appeal, Kind.EXTENDED);
        return terms.extend(running, LawDay.endOf(until), appeal.number());
    }

    private void check(Appeals.Appeal appeal, LocalDate until, ClockView running) {
        var latest = lastDay(terms.latest(appeal.receivedAt()).due());
        var now = lastDay(running.dueAt());
        if (until == null || !until.isAfter(now) || until.isAfter(latest)) {
            throw Problem.invalid("appeal.extension-day", DAY.format(now), DAY.format(latest));
        }
    }

    /** Terms in days end with the day: what ends at midnight ends on the day before. */
    private static LocalDate lastDay(java.time.Instant due) {
        return LawDay.of(due.minusSeconds(1));
    }
}
