package org.duenotice.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Numbers;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Dispositions;
import org.duenotice.measure.Addressee;
import org.duenotice.measure.Measures;
import org.duenotice.measure.Request;
import org.duenotice.platform.Contact;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.Restrictions;
import org.duenotice.state.Moves;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Notices, one per platform or site owner of a restriction, each with an outcome per target. */
@Component
@RequiredArgsConstructor
public class Notices {

    private static final String SELECT_ITEMS =
            """
            select i.case_target_id, i.target_id, ct.no, ct.original_address as address, t.canonical_key, i.outcome, i.ground, i.verified,
                   i.undone_by is not null as undone
            from notice_item i join case_target ct on ct.id = i.case_target_id join target t on t.id = i.target_id
            where i.notice_id = ? order by ct.no
            """;

    /** What is suspended has its place in the notice all the same, and is asked for when the suspension is over. */
    private static final Set<Disposition> SOUGHT = EnumSet.of(Disposition.RESTRICTION_SOUGHT, Disposition.SUSPENDED);

    private final JdbcTemplate jdbc;
    private final JdbcClient sql;
    private final Moves moves;
    private final Cases cases;
    private final Dispositions dispositions;
    private final Restrictions restrictions;
    private final Measures measures;
    private final Clocks clocks;
    private final Timeline timeline;
    private final Numbers numbers;
    private final Clock clock;

    /**
     * Drafts a notice for each platform and each site owner that the officer addressed. A target that something already asks for
     * is not asked for twice; it becomes a duplicate.
     *
     * @return the numbers of the notices that ask for something now, in the order of their platforms and owners
     */
    @Transactional
    public List<String> prepare(String caseNumber) {
        var caseFile = cases.byNumber(caseNumber);
        var restriction = restrictions.of(caseFile.id());
        var decided = measures.decided(restriction.id()).stream()
                .filter(measure -> measure.addressee() != Addressee.OPERATORS)
                .collect(Collectors.toMap(Measures.Decided::caseTargetId, Function.identity()));
        Map<String, List<CaseTarget>> byAddressee = new TreeMap<>();
        for (var target : cases.targets(caseFile.id())) {
            var measure = decided.get(target.id());
            if (measure != null && SOUGHT.contains(target.disposition())) {
                byAddressee
                        .computeIfAbsent(addressee(target, measure), addressee -> new ArrayList<>())
                        .add(target);
            }
        }
        var numbers = new ArrayList<String>();
        byAddressee.values().forEach(targets -> {
            var asked = new ArrayList<>(withoutOpenMeasure(
                    targets.stream().filter(target -> !isSuspended(target)).toList(), restriction.number()));
            var suspended = targets.stream().filter(Notices::isSuspended).toList();
            var nothingToAsk = asked.isEmpty();
            asked.addAll(suspended);
            if (!asked.isEmpty()) {
                var number = draft(caseFile.id(), restriction.id(), asked, decided);
                if (nothingToAsk) {
                    close(number, false);
                } else {
                    numbers.add(number);
                }
            }
        });
        return numbers;
    }

    private static String addressee(CaseTarget target, Measures.Decided measure) {
        return target.platformCode() + " " + (measure.ownerAddress() == null ? "" : measure.ownerAddress());
    }

    private List<CaseTarget> withoutOpenMeasure(List<CaseTarget> targets, String restriction) {
        var open = underMeasure(targets);
        var duplicates = targets.stream()
                .filter(target -> open.contains(target.targetId()))
                .map(CaseTarget::id)
                .toList();
        dispositions.set(duplicates, Disposition.DUPLICATE, restriction, Timeline.SOFTWARE);
        return targets.stream()
                .filter(target -> !open.contains(target.targetId()))
                .toList();
    }

    /** The targets among these, by their identity, that an open notice or order asks for. */
    public Set<UUID> underMeasure(List<CaseTarget> targets) {
        var ids = targets.stream().map(CaseTarget::targetId).toArray(UUID[]::new);
        return Set.copyOf(sql.sql("select distinct target_id from open_measure where target_id = any (?)")
                .param(ids)
                .query(UUID.class)
                .list());
    }

    private String draft(
            UUID caseId, UUID restrictionId, List<CaseTarget> targets, Map<UUID, Measures.Decided> decided) {
        var now = clock.instant();
        var id = UUID.randomUUID();
        var number = numbers.next(Numbers.Kind.NOTICE, now);
        var measure = decided.get(targets.get(0).id());
        var platform = targets.get(0).platformCode();
        var legal = targets.stream().allMatch(target -> decided.get(target.id()).request() == Request.LEGAL);
        sql.sql("insert into notice (id, number, case_id, restriction_id, platform_code, state, created_at, request, "
                        + "owner_address, owner_language) values (?, ?, ?, ?, ?, 'DRAFT', ?, ?, ?, ?)")
                .params(Arrays.asList(
                        id,
                        number,
                        caseId,
                        restrictionId,
                        platform,
                        now.atOffset(ZoneOffset.UTC),
                        (legal ? Request.LEGAL : Request.POLICY_FIRST).name(),
                        measure.ownerAddress(),
                        measure.ownerAddress() == null ? null : "ru"))
                .update();
        jdbc.batchUpdate(
                "insert into notice_item (notice_id, case_target_id, target_id, open) values (?, ?, ?, ?)",
                targets,
                100,
                (row, target) -> {
                    row.setObject(1, id);
                    row.setObject(2, target.id());
                    row.setObject(3, target.targetId());
                    row.setBoolean(4, !isSuspended(target));
                });
        leaveOutSuspended(id, targets);
        dispositions.set(
                targets.stream()
                        .filter(target -> !isSuspended(target))
                        .map(CaseTarget::id)
                        .toList(),
                Disposition.UNDER_NOTICE,
                number,
                Timeline.SOFTWARE);
        timeline.record(caseId, "NOTICE_PREPARED", Timeline.SOFTWARE, number, platform);
        return number;
    }

    private static boolean isSuspended(CaseTarget target) {
        return target.disposition() == Disposition.SUSPENDED;
    }

    private void leaveOutSuspended(UUID notice, List<CaseTarget> targets) {
        sql.sql(
                        """
                        update notice_item i set undone_by = (
                            select r.id from restoration_target t join restoration r on r.id = t.restoration_id
                            where t.case_target_id = i.case_target_id and r.kind = 'SUSPENSION' order by r.number desc limit 1)
                        where i.notice_id = ? and i.case_target_id = any (?)
                        """)
                .params(
                        notice,
                        targets.stream()
                                .filter(Notices::isSuspended)
                                .map(CaseTarget::id)
                                .toArray(UUID[]::new))
                .update();
    }

    /** Whom the notice goes to where that is no contact of a platform: the owner of a site, as the officer named it. */
    Optional<Contact> ownContact(Notice notice) {
        return sql.sql("select owner_address, owner_language from notice where id = ? and owner_address is not null")
                .param(notice.id())
                .query((row, no) -> new Contact(
                        notice.platformCode(),
                        1,
                        row.getString("owner_address"),
                        "EMAIL",
                        row.getString("owner_address"),
                        row.getString("owner_language"),
                        false,
                        notice.number()))
                .optional();
    }

    /** What the addressee is asked first. */
    public Request request(Notice notice) {
        return sql.sql("select request from notice where id = ?")
                .param(notice.id())
                .query(Request.class)
                .single();
    }

    public Notice byNumber(String number) {
        return sql.sql("select * from notice where number = ?")
                .param(number)
                .query(Notice.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("notice.unknown", number));
    }

    /** The notice, held until the transaction ends: answers, terms and gates of one notice come one after the other. */
    @Transactional
    public Notice locked(String number) {
        return sql.sql("select * from notice where number = ? for update")
                .param(number)
                .query(Notice.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("notice.unknown", number));
    }

    public List<Notice> of(UUID caseId) {
        return sql.sql("select * from notice where case_id = ? order by number")
                .param(caseId)
                .query(Notice.class)
                .list();
    }

    public List<NoticeItem> items(UUID noticeId) {
        return sql.sql(SELECT_ITEMS).param(noticeId).query(Notices::item).list();
    }

    /** By hand, because a notice may have hundreds. */
    private static NoticeItem item(ResultSet row, int no) throws SQLException {
        var ground = row.getString(7);
        return new NoticeItem(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getString(4),
                row.getString(5),
                ItemOutcome.valueOf(row.getString(6)),
                ground == null ? null : RefusalGround.valueOf(ground),
                row.getObject(8, Boolean.class),
                row.getBoolean(9));
    }

    /** How many targets a notice has, how many of them are settled, and how many wait for a person's look. */
    record Tally(int all, int settled, int awaiting) {}

    private Tally tally(String number) {
        return sql.sql(
                        """
                        select count(*) as "all",
                               count(*) filter (where verified and outcome in ('REMOVED', 'ALREADY_GONE')
                                                or outcome in ('GEO_RESTRICTED', 'LABELLED')) as settled,
                               count(*) filter (where verified is null and outcome in ('REMOVED', 'ALREADY_GONE')) as awaiting
                        from notice_item where undone_by is null and notice_id = (select id from notice where number = ?)
                        """)
                .param(number)
                .query(Tally.class)
                .single();
    }

    void state(Notice notice, NoticeState state) {
        moves.move(notice.id(), state, "", Timeline.SOFTWARE);
    }

    /** Where an open notice stands whose platform has answered: complied in part, or only answered so far. */
    void advance(Notice notice) {
        if (notice.closedAt() == null) {
            var tally = tally(notice.number());
            state(
                    notice,
                    tally.settled() > 0 && tally.settled() < tally.all()
                            ? NoticeState.PARTIALLY_COMPLIED
                            : NoticeState.ANSWERED);
        }
    }

    /** Ends the notice, once: each target gets what became of it, and may be asked for again by another notice. */
    @Transactional
    public void close(String number, boolean withdrawn) {
        var notice = locked(number);
        if (notice.closedAt() != null) {
            return;
        }
        var items = items(notice.id());
        items.stream()
                .filter(item -> !item.undone())
                .collect(Collectors.groupingBy(
                        item -> withdrawn ? Disposition.WITHDRAWN : disposition(item),
                        TreeMap::new,
                        Collectors.mapping(NoticeItem::caseTargetId, Collectors.toList())))
                .forEach((disposition, targets) -> dispositions.set(targets, disposition, number, Timeline.SOFTWARE));
        var state = withdrawn ? NoticeState.WITHDRAWN : state(items, notice);
        state(notice, state);
        sql.sql("insert into notice_end (notice_id, ended_at) values (?, ?)")
                .params(notice.id(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        clocks.cancel(number);
        timeline.record(notice.caseId(), "NOTICE_CLOSED", Timeline.SOFTWARE, number, state.name());
    }

    private static Disposition disposition(NoticeItem item) {
        if (!item.isCarriedOut()) {
            return Disposition.NOT_COMPLIED;
        }
        return switch (item.outcome()) {
            case REMOVED -> Disposition.REMOVED;
            case ALREADY_GONE -> Disposition.ALREADY_UNAVAILABLE;
            case GEO_RESTRICTED -> Disposition.GEO_RESTRICTED;
            case LABELLED -> Disposition.LABELLED;
            case PENDING, NO_ACTION, REFUSED -> Disposition.NOT_COMPLIED;
        };
    }

    /** By what is still asked; where that is nothing, the notice is withdrawn, or waits for the end of an appeal. */
    private NoticeState state(List<NoticeItem> all, Notice notice) {
        var items = all.stream().filter(item -> !item.undone()).toList();
        if (items.isEmpty()) {
            return isSuspended(notice) ? NoticeState.SUSPENDED : NoticeState.WITHDRAWN;
        }
        var settled = items.stream().filter(NoticeItem::isSettled).count();
        if (settled == items.size()) {
            return NoticeState.FULLY_COMPLIED;
        }
        return settled == 0 ? NoticeState.NOT_COMPLIED : NoticeState.PARTIALLY_COMPLIED;
    }

    private boolean isSuspended(Notice notice) {
        return sql.sql("select exists (select from notice_item i join restoration r on r.id = i.undone_by "
                        + "where i.notice_id = ? and r.kind = 'SUSPENSION')")
                .param(notice.id())
                .query(Boolean.class)
                .single();
    }

    /** The state of a notice that is closed, or that nothing is asked of any more, follows its targets. */
    void settle(Notice notice) {
        var state = state(items(notice.id()), notice);
        if (notice.state().next().contains(state)) {
            state(notice, state);
        }
    }

    /** True when nothing is left to ask of the platform. */
    public boolean isSettled(String number) {
        var tally = tally(number);
        return tally.settled() == tally.all();
    }

    /** True when the platform claims that something is gone, which a person has to look at. */
    public boolean isRemovalClaimed(String number) {
        return tally(number).awaiting() > 0;
    }

    /** What to list: every part is optional; {@code after} is the number that the page before ended with. */
    public record Search(String state, String platform, String after, int limit) {}

    /** Newest numbers first, page by page. */
    public List<Notice> search(Search search) {
        return sql.sql(
                        """
                        select * from notice where (:state::text is null or state = :state)
                        and (:platform::text is null or platform_code = :platform)
                        and (:after::text is null or number < :after) and %s order by number desc limit :limit
                        """
                                .formatted(CaseReaders.ordinary("notice.case_id")))
                .param("state", search.state())
                .param("platform", search.platform())
                .param("after", search.after())
                .param("limit", search.limit())
                .query(Notice.class)
                .list();
    }
}
