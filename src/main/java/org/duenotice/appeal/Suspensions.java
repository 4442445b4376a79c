package org.duenotice.appeal;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealMessages.Kind;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * From its admission on an appeal suspends what it contests, unless an exception is recorded with its ground and reasons (Administrative
 * Procedural Code, art. 96). A measure that several appeals contest is suspended once, and stands again only when none of them holds it.
 */
@Component
@RequiredArgsConstructor
public class Suspensions {

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealRecords records;
    private final Restorations restorations;
    private final CaseReaders readers;
    private final AppealMessages messages;
    private final Clock clock;

    /** Why the measure goes on while the appeal is looked into. */
    public enum Ground {
        RIGHTS_OF_OTHERS,
        PUBLIC_INTEREST,
        LAW_SAYS_SO
    }

    void decide(Appeal appeal, Ground exception, String reasons, String person) {
        serialise(appeal);
        if (exception == null) {
            suspend(appeal, reasons, person);
        }
        sql.sql("insert into appeal_suspension values (?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        appeal.id(),
                        exception == null,
                        exception == null ? null : exception.name(),
                        reasons.strip(),
                        person,
                        now()))
                .update();
    }

    private void suspend(Appeal appeal, String reasons, String person) {
        var targets = standing(records.contested(appeal));
        var others = heldByOthers(appeal, targets);
        order(
                appeal,
                targets.stream().filter(target -> !others.contains(target)).toList(),
                RestorationKind.SUSPENSION,
                RestorationGround.APPEAL,
                reasons,
                person);
    }

    /** Those of which a measure is decided and not over: nothing is left to suspend of what was lifted or withdrawn. */
    private List<UUID> standing(List<UUID> targets) {
        return sql.sql(
                        """
                        select t.id from unnest(?) t(id) join current_disposition d on d.case_target_id = t.id
                        where d.disposition not in ('RESTRICTION_LIFTED', 'WITHDRAWN', 'RESCINDED', 'NO_VIOLATION', 'OUT_OF_COMPETENCE',
                                                    'DUPLICATE', 'MOVED')
                          and exists (select from restriction_decision r where r.case_target_id = t.id and r.decision = 'APPROVED')
                        """)
                .param(targets.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    private List<UUID> heldByOthers(Appeal appeal, Collection<UUID> targets) {
        return sql.sql(
                        "select distinct case_target_id from appeal_hold where case_target_id = any (?) and appeal_id <> ?")
                .params(targets.toArray(UUID[]::new), appeal.id())
                .query(UUID.class)
                .list();
    }

    /** The measure that was contested stands again, except where another appeal holds it; the appellant is told. */
    @Transactional
    public void resume(Appeal appeal, String reasons, String person) {
        resume(appeal, records.contested(appeal), reasons, person);
    }

    @Transactional
    void resume(Appeal appeal, List<UUID> contested, String reasons, String person) {
        if (!holds(appeal)) {
            return;
        }
        serialise(appeal);
        var others = heldByOthers(appeal, contested);
        var suspended = restored(contested);
        var again = contested.stream()
                .filter(target -> !others.contains(target))
                .filter(suspended::contains)
                .toList();
        if (order(appeal, again, RestorationKind.RESUMPTION, RestorationGround.APPEAL, reasons, person)) {
            end(appeal, "RESUMED");
            messages.write(appeal, Kind.RESUMED);
        } else {
            end(appeal, others.isEmpty() ? "NOTHING_TO_RESUME" : "OTHERS_GO_ON");
        }
    }

    /**
     * The measure is ended for good; what was suspended simply stays as it is. What has ended in another way meanwhile is open already; what
     * was sealed is for those who may read it.
     */
    @Transactional
    public void restore(Appeal appeal, List<UUID> targets, RestorationGround ground, String reasons, String person) {
        serialise(appeal);
        if (holds(appeal)) {
            end(appeal, "FINAL");
        }
        if (!order(appeal, targets, RestorationKind.RESTORATION, ground, reasons, person)
                && readers.mayRead(appeal.caseId())) {
            confirm(appeals.byNumber(appeal.number()), person);
        }
    }

    private void confirm(Appeal appeal, String person) {
        if (appeal.state() == AppealState.RESTORATION_ORDERED) {
            appeals.move(appeal, AppealState.RESTORATION_CONFIRMED, "", person);
        }
    }

    /** Two appeals of one case end one after the other. */
    private void serialise(Appeal appeal) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(?, 96))::text")
                .param(String.valueOf(appeal.caseId()))
                .query(String.class)
                .single();
    }

    /** Of those targets, the ones whose last restoration is a suspension. */
    private List<UUID> restored(Collection<UUID> targets) {
        return sql.sql(
                        """
                        select t.id from unnest(?) t(id) cross join lateral (
                            select r.kind from restoration_target x join restoration r on r.id = x.restoration_id
                            where x.case_target_id = t.id order by r.opened_at desc, r.number desc limit 1) last
                        where last.kind = 'SUSPENSION'
                        """)
                .param(targets.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    private boolean holds(Appeal appeal) {
        return sql.sql("select exists (select from appeal_hold where appeal_id = ?)")
                .param(appeal.id())
                .query(Boolean.class)
                .single();
    }

    private void end(Appeal appeal, String how) {
        sql.sql("insert into appeal_suspension_end values (?, ?, ?)")
                .params(appeal.id(), how, now())
                .update();
    }

    /** False when there is nothing to do. */
    private boolean order(
            Appeal appeal,
            List<UUID> targets,
            RestorationKind kind,
            RestorationGround ground,
            String reasons,
            String person) {
        if (targets.isEmpty() || !restorations.isLeft(appeal.caseId(), targets, kind)) {
            return false;
        }
        restorations.order(
                new Restorations.Wanted(appeal.caseId(), targets, kind, ground, appeal.number(), reasons.strip()),
                person);
        return true;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
