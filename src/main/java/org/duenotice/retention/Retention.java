package org.duenotice.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.database.OwnTransaction;
import org.duenotice.database.Turns;
import org.duenotice.evidence.Disposals;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.retention.RetentionRules.DisposedBy;
import org.duenotice.retention.RetentionRules.Rule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Disposes of what is due, batch by batch. A batch and its record are one transaction, and nothing is remembered between batches: after
 * a crash the next night goes on where the last committed one ended.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class Retention {

    private static final String TURN = "retention";

    private final RetentionRules rules;
    private final RetentionSettings settings;
    private final Disposals disposals;
    private final EvidenceFiles evidence;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final OwnTransaction own;
    private final Turns turns;
    private final Clock clock;

    /** How many records of a kind went. */
    public record Disposed(String type, long records) {}

    /** Everything that is due now; what another node is at is left to it. */
    public List<Disposed> run() {
        var now = clock.instant();
        var all = new ArrayList<Disposed>();
        for (var rule : rules.on(LawDay.of(now))) {
            if (rule.hasTerm()) {
                var records = all(rule, now);
                if (records > 0) {
                    log.info("Disposed of {} record(s) of {} by rule {}", records, rule.type(), rule.ruleId());
                    all.add(new Disposed(rule.type(), records));
                }
            }
        }
        return all;
    }

    private long all(Rule rule, Instant now) {
        var records = 0L;
        for (var batch = settings.batch(); batch == settings.batch(); records += batch) {
            batch = own.run(() -> turns.takeIfFree(TURN) ? batch(rule, now) : 0);
        }
        return records;
    }

    private int batch(Rule rule, Instant now) {
        return rule.disposedBy() == DisposedBy.EVIDENCE ? evidence(rule, now) : rows(rule, now);
    }

    private record Gone(UUID ofCase, String content) {}

    private int rows(Rule rule, Instant now) {
        var gone = sql.sql("select of_case, content from dispose_due(?, ?, ?)")
                .params(rule.type(), now.atOffset(ZoneOffset.UTC), settings.batch())
                .query(Gone.class)
                .list();
        gone.stream()
                .filter(one -> one.ofCase() != null)
                .collect(Collectors.groupingBy(Gone::ofCase, Collectors.counting()))
                .forEach((ofCase, records) -> record(rule, ofCase, records.intValue(), now));
        var ofNoCase = gone.stream().filter(one -> one.ofCase() == null).count();
        if (ofNoCase > 0) {
            record(rule, null, (int) ofNoCase, now);
        }
        disposals.deleteAfterCommit(gone.stream()
                .map(Gone::content)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return gone.size();
    }

    private record Kept(UUID id, UUID caseId) {}

    /** Each with its entry in the log of custody, so that the log stays whole and tells that it is gone. */
    private int evidence(Rule rule, Instant now) {
        var due = sql.sql(
                        """
                        select e.id, e.case_id from evidence e join case_over o on o.case_id = e.case_id
                        where o.over_at + retention_term((select r from retention_rule r where r.id = :rule)) <= :now
                            and not exists (select from disposed_evidence d where d.evidence_id = e.id)
                            and not exists (select from held_case h where h.case_id = e.case_id)
                        order by e.case_id, e.id limit :most
                        """)
                .param("rule", rule.ruleId())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", settings.batch())
                .query(Kept.class)
                .list();
        due.stream().collect(Collectors.groupingBy(Kept::caseId)).forEach((ofCase, pieces) -> {
            pieces.forEach(piece -> disposals.dispose(
                    evidence.get(ofCase, piece.id()), "Retention rule " + rule.ruleId(), Timeline.SOFTWARE));
            record(rule, ofCase, pieces.size(), now);
        });
        return due.size();
    }

    private void record(Rule rule, UUID ofCase, int records, Instant now) {
        sql.sql(
                        "insert into retention_disposal (type, rule_id, case_id, records, disposed_at) values (:type, :rule, :case, :records, :now)")
                .param("type", rule.type())
                .param("rule", rule.ruleId())
                .param("case", ofCase, java.sql.Types.OTHER)
                .param("records", records)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        if (ofCase != null) {
            timeline.record(ofCase, "RETENTION_DISPOSED", Timeline.SOFTWARE, rule.type(), String.valueOf(records), now);
        }
    }
}
