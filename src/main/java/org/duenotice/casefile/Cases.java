package org.duenotice.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Numbers;
import org.duenotice.problem.Problem;
import org.duenotice.state.Moves;
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
    private final Moves moves;
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

    void insert(CaseFile caseFile) {
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
                .list()
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

    /** Those of them that stand so. */
    public List<CaseTarget> targets(UUID caseId, Disposition disposition) {
        return targets(caseId).stream()
                .filter(target -> target.disposition() == disposition)
                .toList();
    }

    /** When the case was last taken up again. */
    public Optional<Instant> reopenedAt(UUID caseId) {
        return sql.sql(
                        "select effective_at from state_move where subject = ? and to_state = 'REOPENED' order by id desc limit 1")
                .param(caseId)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** The targets that a qualification gave a route since the case was opened, or last taken up again. */
    public Set<UUID> routed(UUID caseId) {
        return Set.copyOf(sql.sql(
                        """
                        select m.subject from case_target ct join state_move m on m.subject = ct.id
                        where ct.case_id = :case and m.from_state = 'IN_QUALIFICATION' and m.to_state in ('REFERRED', 'RESTRICTION_SOUGHT')
                          and m.id > coalesce((select max(id) from state_move where subject = :case and to_state = 'REOPENED'), 0)
                        group by m.subject
                        """)
                .param("case", caseId)
                .query(UUID.class)
                .list());
    }

    /** By hand, because a case may have hundreds. */
    static CaseTarget target(ResultSet row, int no) throws SQLException {
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

    /** True when every target that is to be qualified is under work in an open case that is older. */
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
                        where ct.case_id = ? and own.disposition = 'IN_QUALIFICATION'
                        """)
                .param(caseId)
                .query(Boolean.class)
                .single();
    }

    /** Moves the case on as the flow demands it; a move that its state does not allow is a conflict. */
    @Transactional
    public void move(CaseFile caseFile, CaseState to) {
        move(caseFile, to, "", Timeline.SOFTWARE);
    }

    /**
     * Moves the case on.
     *
     * @throws Problem {@code case.state} when its state does not allow it
     */
    @Transactional
    public void move(CaseFile caseFile, CaseState to, String reason, String person) {
        var from = stateLocked(caseFile.id());
        if (from == to) {
            return;
        }
        if (from.isHold() && !to.isHold()) {
            throw held(caseFile);
        }
        if (!from.next().contains(to)) {
            throw Problem.conflict("case.state", caseFile.number(), from, to);
        }
        moves.move(caseFile.id(), to, reason, person);
    }

    /** Refuses what is not possible in the case's present state and holds the case until the transaction ends. */
    @Transactional
    public void require(CaseFile caseFile, Collection<CaseState> allowed) {
        var state = stateLocked(caseFile.id());
        if (state.isHold() && !allowed.contains(state)) {
            throw held(caseFile);
        }
        if (!allowed.contains(state)) {
            throw Problem.conflict("case.not-in-state", caseFile.number(), state);
        }
    }

    /** The case, held until the transaction ends. */
    @Transactional
    public CaseFile locked(String number) {
        return sql.sql("select * from case_file where number = ? for update")
                .param(number)
                .query(CaseFile.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("case.unknown", number));
    }

    /**
     * Refuses a decision while the case is on hold, and keeps it from being held until the transaction ends.
     *
     * @throws Problem {@code case.on-hold}
     */
    @Transactional
    public void refuseHeld(UUID caseId) {
        if (stateLocked(caseId).isHold()) {
            throw held(byId(caseId));
        }
    }

    private static Problem held(CaseFile caseFile) {
        return Problem.conflict("case.on-hold", caseFile.number());
    }

    /** The only way out of a hold: back to where the case stood. */
    void goOn(CaseFile caseFile, CaseState before, String reason, String person) {
        moves.move(caseFile.id(), before, reason, person);
    }

    /**
     * Closes the case once its flow is over. One on hold stays open and is closed when it goes on, see {@link CaseResumed}; until then
     * its clocks stand still.
     */
    @Transactional
    public void closeWhenOver(CaseFile caseFile) {
        if (!stateLocked(caseFile.id()).isHold()) {
            close(caseFile);
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
        if (from.isHold()) {
            throw held(caseFile);
        }
        if (!from.next().contains(CaseState.CLOSED)) {
            throw Problem.conflict("case.state", caseFile.number(), from, CaseState.CLOSED);
        }
        return close(caseFile, CaseState.CLOSED, reason);
    }

    /** Closes a case whose targets have all gone over to another one. */
    CaseFile closeEmptied(CaseFile caseFile) {
        return close(
                caseFile,
                CaseState.MERGED,
                CloseReason.of(dispositions.count(caseFile.id()).keySet()));
    }

    private CaseFile close(CaseFile caseFile, CaseState state, CloseReason reason) {
        moves.move(caseFile.id(), state, reason.name(), Timeline.SOFTWARE);
        timeline.record(caseFile.id(), "CASE_CLOSED", Timeline.SOFTWARE, caseFile.number(), reason.name());
        events.publishEvent(new CaseClosed(caseFile.number()));
        return byId(caseFile.id());
    }
}
