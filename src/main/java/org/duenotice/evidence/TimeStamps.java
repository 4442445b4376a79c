package org.duenotice.evidence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.duenotice.database.OwnTransaction;
import org.duenotice.timestamp.Stamp;
import org.duenotice.timestamp.StampAnswer;
import org.duenotice.timestamp.TimeStampAuthority;
import org.duenotice.timestamp.TimeStampSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has evidence time-stamped by an authority (RFC 3161), afterwards and as often as it takes: an authority that is out never costs
 * evidence. One transaction claims, the next asks and keeps the token; asking twice does no harm.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class TimeStamps {

    private static final int HANDFUL = 20;
    private static final String ACTOR = "duenotice";

    /** WACZ-auth allows ten minutes between the capture and the stamp. */
    private static final Duration NEAR = Duration.ofMinutes(10);

    private final JdbcClient sql;
    private final TimeStampAuthority authority;
    private final TimeStampSettings settings;
    private final EvidenceRows rows;
    private final CustodyLog custody;
    private final OwnTransaction own;
    private final Clock clock;

    /** A stamp as it is kept. */
    public record Kept(UUID evidenceId, byte[] token, Instant stampedAt, String serial, String policy, String signer) {}

    void wantFor(Evidence evidence) {
        sql.sql("insert into time_stamp_wait (evidence_id, due_at) values (?, ?)")
                .params(evidence.id(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private record Claimed(UUID evidenceId, int attempts) {}

    /**
     * Asks for what is due, a handful at a time.
     *
     * @return how many stamps were kept
     */
    public int work() {
        if (!settings.on()) {
            return 0;
        }
        var claimed = own.run(this::claim);
        return (int) claimed.stream().filter(this::perform).count();
    }

    /** Takes the next attempts; one that is never finished falls due again after its pause. */
    private List<Claimed> claim() {
        var due = sql.sql(
                        """
                        select evidence_id, attempts + 1 as attempts from time_stamp_wait where due_at <= ?
                        order by due_at limit ? for update skip locked
                        """)
                .params(clock.instant().atOffset(ZoneOffset.UTC), HANDFUL)
                .query(Claimed.class)
                .list();
        due.forEach(one -> put(one, clock.instant().plus(settings.pause(one.attempts())), "asked"));
        return due;
    }

    private void put(Claimed one, Instant dueAt, String words) {
        sql.sql(
                        "update time_stamp_wait set attempts = :attempts, due_at = :due, words = :words where evidence_id = :id")
                .param("attempts", one.attempts())
                .param(
                        "due",
                        dueAt == null ? null : dueAt.atOffset(ZoneOffset.UTC),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("words", words)
                .param("id", one.evidenceId())
                .update();
    }

    private boolean perform(Claimed one) {
        var file = sql.sql("select * from evidence where id = ?")
                .param(one.evidenceId())
                .query(Evidence.class)
                .single();
        var answer = authority.stamp(HexFormat.of().parseHex(file.sha256()));
        return own.run(() -> settled(one, file, answer));
    }

    private boolean settled(Claimed one, Evidence file, StampAnswer answer) {
        if (answer instanceof StampAnswer.Stamped stamped) {
            keep(file, stamped.stamp());
            put(one, null, "");
            return true;
        }
        var later = clock.instant().plus(settings.pause(one.attempts()));
        if (answer instanceof StampAnswer.Useless useless) {
            if (one.attempts() == 1) {
                rows.found(file.id(), new Finding(Finding.Code.TIME_STAMP_REFUSED, useless.words()), clock.instant());
            }
            put(one, later, useless.words());
        } else if (answer instanceof StampAnswer.NotNow notNow) {
            put(one, later, notNow.words());
        }
        return false;
    }

    private void keep(Evidence file, Stamp stamp) {
        var inserted = sql.sql(
                        """
                        insert into time_stamp (evidence_id, token, stamped_at, serial, policy, signer, received_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        file.id(),
                        stamp.token(),
                        stamp.stampedAt().atOffset(ZoneOffset.UTC),
                        stamp.serial(),
                        stamp.policy(),
                        stamp.signer(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (inserted == 0) {
            return;
        }
        rows.found(
                file.id(),
                new Finding(Finding.Code.TIME_STAMPED, stamp.stampedAt().toString()),
                clock.instant());
        var apart = Duration.between(file.capturedAt().minus(offset(file)), stamp.stampedAt());
        if (apart.abs().compareTo(NEAR) > 0) {
            rows.found(
                    file.id(),
                    new Finding(Finding.Code.TIME_STAMP_APART, Math.round(apart.toSeconds() / 60.0) + ""),
                    clock.instant());
        }
        custody.append(
                file.caseId(),
                CustodyEvent.TIME_STAMPED,
                file.id(),
                file.sha256(),
                ACTOR,
                Map.of("serial", stamp.serial(), "signer", stamp.signer()));
    }

    private static Duration offset(Evidence file) {
        return file.clockOffsetMs() == null ? Duration.ZERO : Duration.ofMillis(file.clockOffsetMs());
    }

    public List<Kept> of(UUID caseId) {
        return sql.sql("select s.* from time_stamp s join evidence e on e.id = s.evidence_id where e.case_id = ?")
                .param(caseId)
                .query(Kept.class)
                .list();
    }

    /** Why a kept token no longer proves anything, or empty. */
    Optional<String> wrong(Kept stamp, Evidence file) {
        return authority.wrong(stamp.token(), HexFormat.of().parseHex(file.sha256()));
    }

    /** Asks every minute, on the nodes that also work jobs. */
    @Component
    @RequiredArgsConstructor
    @ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
    static class Watch {

        private final TimeStamps stamps;

        @Scheduled(fixedDelayString = "${duenotice.time-stamp.every}")
        void work() {
            var kept = stamps.work();
            if (kept > 0) {
                log.info("{} piece(s) of evidence time-stamped", kept);
            }
        }
    }
}
