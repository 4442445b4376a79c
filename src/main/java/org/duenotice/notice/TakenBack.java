package org.duenotice.notice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.Disposition;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes single targets out of notices, open ones and those closed long ago, and puts them back after a suspension. From then on
 * letters, answers and gates of the notice are about the others only.
 */
@Component
@RequiredArgsConstructor
public class TakenBack {

    /** A letter that asked for the measure left, or may have left. */
    private static final String MAY_HAVE_LEFT =
            """
            exists (select from letter l join delivery_attempt a on a.letter_id = l.id where l.notice_id = n.id
                    and l.kind not in ('WITHDRAWAL', 'SUSPENSION')
                    and a.state in ('SENT', 'SETTLED_AS_SENT', 'IN_DOUBT', 'STARTED'))
            """;

    private final JdbcClient sql;
    private final Notices notices;
    private final Letters letters;
    private final Clocks clocks;
    private final ApplicationEventPublisher events;

    /** A target of a notice; {@code mayBeKnown} where a letter about it left, or may have left. */
    public record Item(String noticeNumber, UUID caseTargetId, boolean mayBeKnown) {}

    /**
     * Nobody is asked for these targets any more.
     *
     * @return in which notices they were
     */
    @Transactional
    public List<Item> takeBack(UUID restoration, Collection<UUID> caseTargets) {
        lock(caseTargets);
        var items = sql.sql(
                        """
                        with taken as (
                            update notice_item i set undone_by = :restoration
                            where i.case_target_id = any (:targets) and i.undone_by is distinct from :restoration
                            and (i.undone_by is null or exists (
                                select from restoration s where s.id = i.undone_by and s.kind = 'SUSPENSION'))
                            returning i.notice_id, i.case_target_id)
                        select n.number as notice_number, t.case_target_id, %s as may_be_known
                        from taken t join notice n on n.id = t.notice_id order by n.number, t.case_target_id
                        """
                                .formatted(MAY_HAVE_LEFT))
                .param("restoration", restoration)
                .param("targets", caseTargets.toArray(UUID[]::new))
                .query(Item.class)
                .list();
        items.stream().map(Item::noticeNumber).distinct().forEach(this::goOn);
        return items;
    }

    /** The notices come one after the other for whoever takes back, answers or decides at a gate. */
    private void lock(Collection<UUID> caseTargets) {
        sql.sql("select distinct n.number from notice n join notice_item i on i.notice_id = n.id "
                        + "where i.case_target_id = any (?) order by n.number")
                .param(caseTargets.toArray(UUID[]::new))
                .query(String.class)
                .list()
                .forEach(notices::locked);
    }

    private void goOn(String number) {
        var notice = notices.byNumber(number);
        if (notice.closedAt() != null) {
            notices.settle(notice);
            return;
        }
        if (notices.isSettled(number)) {
            clocks.cancel(Gates.subject(number));
            notices.close(number, false);
            events.publishEvent(new NoticeReleased(number));
            return;
        }
        if (letters.mayAsk(number)) {
            withoutThem(notice);
        }
    }

    /** A letter that waits to leave is put on paper anew, without what is not asked for any more; on a fallen ground none leaves. */
    private void withoutThem(Notice notice) {
        sql.sql(
                        """
                        select l.number from letter l where l.notice_id = ?
                        and l.kind not in ('WITHDRAWAL', 'SUSPENSION', 'RESUMPTION')
                        and not exists (select from delivery_attempt a where a.letter_id = l.id
                                        and a.state in ('SENT', 'SETTLED_AS_SENT', 'IN_DOUBT', 'STARTED'))
                        order by l.composed_at
                        """)
                .param(notice.id())
                .query(String.class)
                .list()
                .forEach(letter -> letters.composeAgain(letter, Timeline.SOFTWARE));
    }

    /** The same targets are asked for again, as the notice asked for them before the suspension. */
    @Transactional
    public List<Item> giveBack(Collection<UUID> caseTargets) {
        lock(caseTargets);
        var items = sql.sql(
                        """
                        with given as (
                            update notice_item i set undone_by = null from restoration s, notice o
                            where i.case_target_id = any (?) and s.id = i.undone_by and s.kind = 'SUSPENSION'
                            and o.id = i.notice_id and o.restriction_id = restriction_over(i.case_target_id)
                            returning i.notice_id, i.case_target_id)
                        select n.number as notice_number, g.case_target_id, true as may_be_known
                        from given g join notice n on n.id = g.notice_id order by n.number, g.case_target_id
                        """)
                .param(caseTargets.toArray(UUID[]::new))
                .query(Item.class)
                .list();
        items.stream().map(Item::noticeNumber).distinct().forEach(number -> {
            var notice = notices.byNumber(number);
            if (notice.state() == NoticeState.SUSPENDED) {
                notices.state(notice, NoticeState.SENT);
            }
        });
        return items;
    }

    /** Those of the targets that a letter of the restoration is about already. */
    @Transactional(readOnly = true)
    public List<Item> takenBackBy(UUID restoration, Collection<UUID> caseTargets) {
        return sql.sql(
                        """
                        select distinct n.number as notice_number, t.case_target_id, true as may_be_known
                        from restoration_letter r join letter l on l.id = r.letter_id join notice n on n.id = l.notice_id
                        join letter_target t on t.letter_id = l.id
                        where r.restoration_id = ? and t.case_target_id = any (?) order by n.number, t.case_target_id
                        """)
                .params(restoration, caseTargets.toArray(UUID[]::new))
                .query(Item.class)
                .list();
    }

    /** After people looked: what stands again counts as carried out, the rest as not, and each notice says how it stands. */
    @Transactional
    public void seen(Collection<UUID> standing, Collection<UUID> open) {
        var all = new ArrayList<>(standing);
        all.addAll(open);
        lock(all);
        sql.sql(
                        """
                        update notice_item set verified = true,
                            outcome = case when outcome in ('REMOVED', 'GEO_RESTRICTED', 'LABELLED') then outcome else 'REMOVED' end
                        where case_target_id = any (?) and undone_by is null
                        """)
                .param(standing.toArray(UUID[]::new))
                .update();
        sql.sql("update notice_item set verified = false where case_target_id = any (?) and undone_by is null")
                .param(open.toArray(UUID[]::new))
                .update();
        sql.sql("select distinct n.number from notice n join notice_item i on i.notice_id = n.id "
                        + "where i.case_target_id = any (?) and n.closed_at is not null order by n.number")
                .param(all.toArray(UUID[]::new))
                .query(String.class)
                .list()
                .forEach(number -> notices.settle(notices.byNumber(number)));
    }

    private record Standing(UUID caseTargetId, ItemOutcome outcome) {}

    /** What each target is by the notices that ask for it: carried out, each in its way. */
    @Transactional(readOnly = true)
    public Map<UUID, Disposition> standing(Collection<UUID> caseTargets) {
        var found = new HashMap<UUID, Disposition>();
        sql.sql("select case_target_id, outcome from notice_item where case_target_id = any (?) and undone_by is null")
                .param(caseTargets.toArray(UUID[]::new))
                .query(Standing.class)
                .list()
                .forEach(one -> found.put(
                        one.caseTargetId(),
                        switch (one.outcome()) {
                            case GEO_RESTRICTED -> Disposition.GEO_RESTRICTED;
                            case LABELLED -> Disposition.LABELLED;
                            case REMOVED, ALREADY_GONE, PENDING, NO_ACTION, REFUSED -> Disposition.REMOVED;
                        }));
        return found;
    }
}
