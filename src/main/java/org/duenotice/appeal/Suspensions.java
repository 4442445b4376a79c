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
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.problem.Problem;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.duenotice.review.SealedReviews;
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
    private final SealedReviews sealedMeasures;
    private final CaseReaders readers;
    private final Impartiality impartiality;
    private final AppealMessages messages;
    private final Timeline timeline;
    private final Clock clock;

    /** Why the measure goes on while the appeal is looked into. */
    public enum Ground {
        RIGHTS_OF_OTHERS,
        PUBLIC_INTEREST,
        LAW_SAYS_SO
    }

    void decide(Appeal appeal, Ground exception, String reasons, String person) {
        serialise(appeal);
        // the exception follows from a seal, and is no judgment then
        if (exception != null && readers.mayRead(appeal.caseId())) {
            impartiality.requireForException(appeal, person);
        }
        var suspended = exception == null && suspend(appeal, reasons, person);
        sql.sql("insert into appeal_suspension values (?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        appeal.id(),
                        suspended,
                        exception == null ? null : exception.name(),
                        reasons.strip(),
                        person,
                        now()))
                .update();
    }

    /** @return false when no measure stands, so that there is nothing to suspend and nothing to except */
    private boolean suspend(Appeal appeal, String reasons, String person) {
        var contested = stillUnder(appeal, records.contested(appeal));
        var standing = decided(appeal, restorations.undoable(appeal.caseId(), contested, RestorationKind.SUSPENSION));
        // told that it is suspended, the appellant would wait for what nobody does
        if (!standing.isEmpty() && !readers.mayRead(appeal.caseId())) {
            throw Problem.conflict("appeal.sealed", appeal.number());
        }
        var suspended = suspended(contested);
        var others = heldByOthers(appeal, contested);
        refuseInBetween(appeal, without(suspended, others));
        order(appeal, without(standing, others), RestorationKind.SUSPENSION, RestorationGround.APPEAL, reasons, person);
        return !standing.isEmpty() || !suspended.isEmpty();
    }

    /** What the body decided in the measure that is contested: a suspension leaves alone what it is still asked about. */
    private List<UUID> decided(Appeal appeal, List<UUID> targets) {
        return sql.sql(
                        """
                        select c.case_target_id from appeal_contested c where c.appeal_id = ? and c.case_target_id = any (?)
                          and exists (select from restriction_decision r where r.case_target_id = c.case_target_id
                                      and r.restriction_id = c.restriction_id and r.decision = 'APPROVED')
                        """)
                .params(appeal.id(), targets.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    private List<UUID> suspended(List<UUID> targets) {
        return sql.sql(
                        "select case_target_id from current_disposition where case_target_id = any (?) and disposition = 'SUSPENDED'")
                .param(targets.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /** A measure that was ordered to stand again and does not yet can be suspended as soon as it does, a moment later. */
    private void refuseInBetween(Appeal appeal, List<UUID> suspended) {
        if (!lastIs(RestorationKind.RESUMPTION, suspended).isEmpty()) {
            throw Problem.conflict("appeal.standing-again", appeal.number());
        }
    }

    private static List<UUID> without(List<UUID> targets, Collection<UUID> others) {
        return targets.stream().filter(target -> !others.contains(target)).toList();
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
        if (!holds(appeal)) {
            return;
        }
        serialise(appeal);
        var contested = records.contested(appeal);
        var resumed = standsAgain(appeal, contested, reasons, person);
        var others = heldByOthers(appeal, contested);
        end(appeal, resumed ? "RESUMED" : !others.isEmpty() ? "OTHERS_GO_ON" : staysOpen(contested));
    }

    /** What was suspended and does not stand again: its provision fell meanwhile, or its case was sealed. */
    private String staysOpen(List<UUID> contested) {
        return lastIs(RestorationKind.SUSPENSION, contested).isEmpty() ? "NOTHING_TO_RESUME" : "STAYS_OPEN";
    }

    private boolean standsAgain(Appeal appeal, List<UUID> targets, String reasons, String person) {
        var again = without(lastIs(RestorationKind.SUSPENSION, targets), heldByOthers(appeal, targets));
        var resumed = order(appeal, again, RestorationKind.RESUMPTION, RestorationGround.APPEAL, reasons, person);
        if (resumed) {
            messages.write(appeal, Kind.RESUMED);
        }
        return resumed;
    }

    /**
     * The measure is ended for good on these targets; what was suspended of them simply stays as it is, and what else the appeal contests
     * stands again. Where the measure has ended meanwhile, or a later restriction has taken the target over, nobody is left to confirm
     * anything, so the appeal ends with it; what was decided since stands. What was sealed is opened by those who may read it.
     */
    @Transactional
    public void restore(Appeal appeal, List<UUID> targets, RestorationGround ground, String reasons, String person) {
        serialise(appeal);
        if (holds(appeal)) {
            var others = without(records.contested(appeal), targets);
            standsAgain(appeal, others, reasons, person);
            end(appeal, others.isEmpty() ? "FINAL" : "PARTLY");
        }
        var under = stillUnder(appeal, targets);
        if (readers.isSealed(appeal.caseId())) {
            switch (sealedMeasures.cancel(appeal.caseId(), under, appeal.number(), reasons.strip(), person)) {
                case TO_OPEN -> {}
                case WITHDRAWN -> over(appeal, Kind.RESTORED);
                case NOTHING_STOOD -> alreadyOver(appeal, person);
            }
        } else if (!order(appeal, under, RestorationKind.RESTORATION, ground, reasons, person)
                && readers.mayRead(appeal.caseId())) {
            alreadyOver(appeal, person);
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

    private void alreadyOver(Appeal appeal, String person) {
        timeline.record(appeal.caseId(), "APPEAL_NOTHING_LEFT", person, appeal.number(), "");
        over(appeal, Kind.ALREADY_ENDED);
    }

    private void over(Appeal appeal, Kind told) {
        var now = appeals.byNumber(appeal.number());
        if (now.state() == AppealState.RESTORATION_ORDERED) {
            appeals.move(now, AppealState.RESTORATION_CONFIRMED, "", Timeline.SOFTWARE);
        }
        messages.write(appeal, told);
    }

    /** Two appeals of one case end one after the other. */
    private void serialise(Appeal appeal) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(?, 96))::text")
                .param(String.valueOf(appeal.caseId()))
                .query(String.class)
                .single();
    }

    /** Of those targets, the ones whose last restoration is of that kind; what is only proposed may be kept and undoes nothing yet. */
    private List<UUID> lastIs(RestorationKind kind, Collection<UUID> targets) {
        return sql.sql(
                        """
                        select t.id from unnest(?) t(id) cross join lateral (
                            select r.kind from restoration_target x join restoration r on r.id = x.restoration_id
                            where x.case_target_id = t.id
                              and exists (select from restoration_order o where o.restoration_id = r.id)
                            order by r.opened_at desc, r.number desc limit 1) last
                        where last.kind = ?
                        """)
                .params(targets.toArray(UUID[]::new), kind.name())
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

    /** @return false when none of the targets is left to be undone */
    private boolean order(
            Appeal appeal,
            List<UUID> targets,
            RestorationKind kind,
            RestorationGround ground,
            String reasons,
            String person) {
        return !targets.isEmpty()
                && restorations
                        .orderWhatStands(
                                new Restorations.Wanted(
                                        appeal.caseId(), targets, kind, ground, appeal.number(), reasons.strip()),
                                person)
                        .isPresent();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
