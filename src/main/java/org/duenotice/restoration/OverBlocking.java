package org.duenotice.restoration;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The fast lane: a measure is said to hit what it should not, and the body says within hours whether it is lifted. */
@Component
@RequiredArgsConstructor
public class OverBlocking {

    private final JdbcClient sql;
    private final Restorations restorations;
    private final Timeline timeline;
    private final Clock clock;

    /** Who says so. */
    public enum Reporter {
        CASEWORKER,
        OPERATOR,
        PLATFORM,
        OWNER,
        THIRD_PARTY,
        USER
    }

    /**
     * What is said.
     *
     * @param caseTargets whose measure hits too much
     * @param whatIsHit what should be open and is not, in the reporter's words
     * @param occasion the number of the appeal it came with; may be empty
     */
    public record Report(
            UUID caseId, Collection<UUID> caseTargets, Reporter reporter, String whatIsHit, String occasion) {}

    /**
     * Opens a restoration that waits for an officer's word, before everything else.
     *
     * @return its number, or that of the one that is under way for the same targets already
     * @throws Problem {@code restoration.nothing-to-undo} when no measure stands on any of the targets
     */
    @Transactional
    public String report(Report report, String person) {
        if (report.whatIsHit() == null || report.whatIsHit().isBlank()) {
            throw Problem.invalid("over-blocking.nothing-hit");
        }
        timeline.record(
                report.caseId(),
                "OVER_BLOCKING_REPORTED",
                person,
                report.reporter().name(),
                report.whatIsHit());
        var number = restorations.propose(
                new Restorations.Wanted(
                        report.caseId(),
                        report.caseTargets(),
                        RestorationKind.RESTORATION,
                        RestorationGround.OVER_BLOCKING,
                        report.occasion(),
                        report.whatIsHit()),
                person);
        sql.sql("insert into over_blocking_report (restoration_id, reporter, what_is_hit, recorded_by, recorded_at) "
                        + "values (?, ?, ?, ?, ?)")
                .params(
                        restorations.byNumber(number).id(),
                        report.reporter().name(),
                        report.whatIsHit().strip(),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return number;
    }
}
