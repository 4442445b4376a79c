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
        var targets = standing(appeal);
        var others = heldByOthers(appeal, targets);
        order(
                appeal,
                targets.stream().filter(target -> !others.contains(target)).toList(),
                RestorationKind.SUSPENSION,
                RestorationGround.APPEAL,
                reasons,
                person);
    }

    /**
     * Those of which the contested measure is decided and not over: nothing is left to suspend of what was lifted or withdrawn, and what a
     * later restriction decided on the same target is not what this appeal contests.
     */
    private List<UUID> standing(Appeal appeal) {
        return sql.sql(
                        """
                        select c.case_target_id from appeal_contested c join current_disposition d on d.case_target_id = c.case_target_id
                        where c.appeal_id = ?
                          and d.disposition not in ('RESTRICTION_LIFTED', 'WITHDRAWN', 'RESCINDED', 'NO_VIOLATION', 'OUT_OF_COMPETENCE',
                                                    'DUPLICATE', 'MOVED')
                          and exists (select from restriction_decision r where r.case_target_id = c.case_target_id
                                      and r.restriction_id = c.restriction_id and r.decision = 'APPROVED')
                          and c.restriction_id = restriction_over(c.case_target_id)
                        """)
                .param(appeal.id())
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
        end(appeal, again.isEmpty() ? others.isEmpty() ? "NOTHING_TO_RESUME" : "OTHERS_GO_ON" : "RESUMED");
        if (!again.isEmpty()) {
            order(appeal, again, RestorationKind.RESUMPTION, RestorationGround.APPEAL, reasons, person);
            messages.write(appeal, Kind.RESUMED);
        }
    }

    /**
     * The measure is ended for good; what was suspended simply stays as it is. Of a target that a later restriction has taken over nothing is
     * left to undo of what was contested, and what was decided since stands.
     */
    @Transactional
    public void restore(Appeal appeal, List<UUID> targets, RestorationGround ground, String reasons, String person) {
        serialise(appeal);
        if (holds(appeal)) {
            end(appeal, "FINAL");
        }
        var own = stillUnder(appeal, targets);
        order(appeal, own, RestorationKind.RESTORATION, ground, reasons, person);
        if (own.isEmpty()) {
            appeals.move(appeals.byNumber(appeal.number()), AppealState.RESTORATION_CONFIRMED, "", person);
            messages.write(appeal, Kind.RESTORED);
        }
    }

    /** Those of the targets that are under the restriction which is contested. */
    private List<UUID> stillUnder(Appeal appeal, List<UUID> targets) {
        return sql.sql(
                        """
                        select case_target_id from appeal_contested where appeal_id = ? and case_target_id = any (?)
                          and restriction_id is not distinct from restriction_over(case_target_id)
                        """)
                .params(appeal.id(), targets.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
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

    private void order(
            Appeal appeal,
            List<UUID> targets,
            RestorationKind kind,
            RestorationGround ground,
            String reasons,
            String person) {
        if (!targets.isEmpty()) {
            restorations.order(
                    new Restorations.Wanted(appeal.caseId(), targets, kind, ground, appeal.number(), reasons.strip()),
                    person);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
