package org.duenotice.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Numbers;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens, moves and closes cases. */
@Component
@RequiredArgsConstructor
public class Cases {

    /** More targets than this are split into further cases. */
    public static final int MOST_TARGETS = 500;

    private static final String SELECT_TARGETS =
            """
            select ct.id, ct.target_id, ct.no, ct.original_address, t.canonical_key, t.kind, t.platform_code, d.disposition
            from case_target ct
            join target t on t.id = ct.target_id
            join current_disposition d on d.case_target_id = ct.id
            """;

    private final JdbcClient sql;
    private final Dispositions dispositions;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Numbers numbers;
    private final CaseReaders readers;
    private final Clock clock;

    /** Opens a case; its targets are put into it in the same transaction, see {@link Placements}. */
    @Transactional
    public CaseFile open(String category, String description, String source, String reportedBy) {
        var now = clock.instant();
        var caseFile = new CaseFile(
                UUID.randomUUID(),
                numbers.next(Numbers.Kind.CASE, now),
                category,
                description,
                source,
                reportedBy,
                CaseState.DETECTED,
                now,
                null,
                null);
        insert(caseFile);
        timeline.record(caseFile.id(), "CASE_OPENED", reportedBy, caseFile.number(), description);
        return caseFile;
    }

    private void insert(CaseFile caseFile) {
        sql.sql("insert into case_file (id, number, category, description, source, reported_by, state, opened_at) "
                        + "values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        caseFile.id(),
                        caseFile.number(),
                        caseFile.category(),
                        caseFile.description(),
                        caseFile.source(),
                        caseFile.reportedBy(),
                        caseFile.state().name(),
                        caseFile.openedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Opens the stub of a sealed case: a number and where it stands, nothing else. */
    @Transactional
    public CaseFile openSealed() {
        var now = clock.instant();
        var stub = new CaseFile(
                UUID.randomUUID(),
                numbers.next(Numbers.Kind.CASE, now),
                CaseReaders.SEALED_CATEGORY,
                "",
                "SEALED",
                "sealed",
                CaseState.DETECTED,
                now,
                null,
                null);
        insert(stub);
        return stub;
    }

    /** Moves the stub of a sealed case on. */
    @Transactional
    public void moveSealed(UUID id, CaseState to) {
        sql.sql("update case_file set state = ? where id = ?")
                .params(to.name(), id)
                .update();
    }

    /** Closes the stub of a sealed case, whose content is with the competent body. */
    @Transactional
    public void closeSealed(UUID id) {
        closeSealed(id, CloseReason.SEALED_FORWARDED);
    }

    /** Closes the stub of a case that had been merged into one that is sealed; it goes on there. */
    @Transactional
    public void closeSealedAsMerged(UUID id) {
        closeSealed(id, CloseReason.MERGED);
    }

    private void closeSealed(UUID id, CloseReason reason) {
        sql.sql("update case_file set state = 'CLOSED', closed_at = ?, close_reason = ? where id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), reason.name(), id)
                .update();
    }

    /** The case, held until the transaction ends. */
    @Transactional
    public CaseFile locked(String number) {
        sql.sql("select 1 from case_file where number = ? for update")
                .param(number)
                .query(Integer.class)
                .optional();
        return byNumber(number);
    }

    public CaseFile byNumber(String number) {
        return sql.sql("select * from case_file where number = ?")
                .param(number)
                .query(CaseFile.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("case.unknown", number));
    }

    public CaseFile byId(UUID id) {
        return sql.sql("select * from case_file where id = ?")
                .param(id)
                .query(CaseFile.class)
                .single();
    }

    /** The numbers of many cases at once. */
    public Map<UUID, String> numbers(Collection<UUID> ids) {
        return sql
                .sql("select id, number from case_file where id = any (?)")
                .param(ids.toArray(UUID[]::new))
                .query((row, no) -> Map.entry(row.getObject("id", UUID.class), row.getString("number")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The targets of the case, without those that left it. */
    public List<CaseTarget> targets(UUID caseId) {
        return sql.sql(SELECT_TARGETS + " where ct.case_id = ? and d.disposition <> 'MOVED' order by ct.no")
                .param(caseId)
                .query(Cases::target)
                .list();
    }

    /** By hand, because a case may have hundreds. */
    private static CaseTarget target(ResultSet row, int no) throws SQLException {
        return new CaseTarget(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                Disposition.valueOf(row.getString(8)));
    }

    /** True when every target of the case is under work in an open case that is older. */
    public boolean isKnownOpen(UUID caseId) {
        return sql.sql(
                        """
                        select bool_and(exists (
                            select from case_target other join case_file f on f.id = other.case_id
                            join current_disposition d on d.case_target_id = other.id
                            where other.target_id in (select ct.target_id union all
                                                      select target_id from current_target_merge m where m.into_id = ct.target_id)
                              and f.closed_at is null and f.opened_at < mine.opened_at
                              and d.disposition in ('IN_QUALIFICATION', 'REFERRED', 'RESTRICTION_SOUGHT', 'UNDER_NOTICE',
                                                    'UNDER_ORDER')))
                        from case_target ct join case_file mine on mine.id = ct.case_id
                        join current_disposition own on own.case_target_id = ct.id
                        where ct.case_id = ? and own.disposition <> 'MOVED'
                        """)
                .param(caseId)
                .query(Boolean.class)
                .single();
    }

    /** Moves the case on; a move that its state does not allow is a conflict. */
    @Transactional
    public void move(CaseFile caseFile, CaseState to) {
        var from = stateLocked(caseFile.id());
        if (from == to) {
            return;
        }
        if (!from.next().contains(to)) {
            throw Problem.conflict("case.state", caseFile.number(), from, to);
        }
        sql.sql("update case_file set state = ? where id = ?")
                .params(to.name(), caseFile.id())
                .update();
    }

    /** Refuses what is not possible in the case's present state and holds the case until the transaction ends. */
    @Transactional
    public void require(CaseFile caseFile, Collection<CaseState> allowed) {
        var state = stateLocked(caseFile.id());
        if (!allowed.contains(state)) {
            throw Problem.conflict("case.not-in-state", caseFile.number(), state);
        }
    }

    /** Nothing more is done in a case that has been sealed meanwhile. */
    private CaseState stateLocked(UUID id) {
        var state = sql.sql("select state from case_file where id = ? for update")
                .param(id)
                .query(CaseState.class)
                .single();
        if (!readers.mayRead(id)) {
            throw Problem.conflict("sealed.withdrawn");
        }
        return state;
    }

    /** Closes the case with the reason that the dispositions of its targets give. */
    @Transactional
    public CaseFile close(CaseFile caseFile) {
        var counts = dispositions.count(caseFile.id());
        var reason = CloseReason.of(counts.keySet());
        var from = stateLocked(caseFile.id());
        if (!from.next().contains(CaseState.CLOSED)) {
            throw Problem.conflict("case.state", caseFile.number(), from, CaseState.CLOSED);
        }
        return close(caseFile, reason);
    }

    /** Closes a case whose targets have all gone over to another one, in whatever state it is. */
    CaseFile closeEmptied(CaseFile caseFile) {
        return close(caseFile, CloseReason.of(dispositions.count(caseFile.id()).keySet()));
    }

    private CaseFile close(CaseFile caseFile, CloseReason reason) {
        sql.sql("update case_file set state = 'CLOSED', closed_at = ?, close_reason = ? where id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), reason.name(), caseFile.id())
                .update();
        timeline.record(caseFile.id(), "CASE_CLOSED", Timeline.SOFTWARE, caseFile.number(), reason.name());
        events.publishEvent(new CaseClosed(caseFile.number()));
        return byId(caseFile.id());
    }

    /** What to list: every part is optional; {@code after} is the number that the page before ended with. */
    public record Search(String state, String category, String address, String after, int limit) {}

    /** Newest numbers first, page by page. */
    public List<CaseFile> search(Search search) {
        return sql.sql(
                        """
                        select f.* from case_file f
                        where (:state::text is null or f.state = :state)
                          and (:category::text is null or f.category = :category)
                          and (:after::text is null or f.number < :after)
                          and (:key::text is null or exists (
                              select from case_target ct join target_of_key k on k.target_id = ct.target_id
                              where ct.case_id = f.id and k.canonical_key = :key))
                        order by f.number desc limit :limit
                        """)
                .param("state", search.state())
                .param("category", search.category())
                .param("after", search.after())
                .param("key", search.address())
                .param("limit", search.limit())
                .query(CaseFile.class)
                .list();
    }
}
