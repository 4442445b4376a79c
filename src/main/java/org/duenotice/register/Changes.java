package org.duenotice.register;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.Numbers;
import org.duenotice.database.Turns;
import org.duenotice.problem.Problem;
import org.duenotice.target.TargetIdentities;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How a register changes: one person prepares rows, another approves, and in that same transaction they are recorded. A draft keeps
 * which version each of its rows replaces; when another change was faster, the approval is refused and the draft goes back.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class Changes {

    private static final int LONGEST = 4_000;

    private final JdbcClient sql;
    private final RegisterRows rows;
    private final RegisterFormat format;
    private final Recordings recordings;
    private final TargetIdentities identities;
    private final Numbers numbers;
    private final Turns turns;
    private final ApplicationEventPublisher events;
    private final PlatformTransactionManager transactions;
    private final Clock clock;

    /** What one row would become. */
    record Draft(String rowKey, Row row, UUID replaces) {}

    /**
     * Opens a change that somebody is to prepare.
     *
     * @param rowKey what it is about, such as the code of a legal basis; may be empty
     * @return its number
     */
    public String open(Register register, String rowKey, String reasons, String person) {
        if (register == Register.CALENDAR_YEAR && !rowKey.strip().matches("2[01]\\d\\d")) {
            throw Problem.invalid("register.year-needed", rowKey);
        }
        var number = record(register, rowKey.strip(), reasons, person);
        events.publishEvent(new ChangeOpened(number));
        return number;
    }

    /** Opens a change that is prepared already, so that it waits for the second person. */
    public String propose(Register register, JsonNode content, String reasons, String person) {
        var number = draft(register, content, reasons, person);
        events.publishEvent(new ChangeOpened(number));
        return number;
    }

    /** Prepares a change whose second person decides it together with what was made for it, by {@link #approve} or {@link #sendBack}. */
    public String draft(Register register, JsonNode content, String reasons, String person) {
        var number = record(register, "", reasons, person);
        prepare(number, content, reasons, person);
        return number;
    }

    private String record(Register register, String rowKey, String reasons, String person) {
        var now = clock.instant();
        var number = numbers.next(Numbers.Kind.REGISTER_CHANGE, now);
        sql.sql(
                        """
                        insert into register_change (id, number, register, row_key, reasons, opened_by, opened_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(UUID.randomUUID(), number, register.name(), rowKey, needed("reasons", reasons), person, at(now))
                .update();
        return number;
    }

    /** The same with rows as a person wrote them, in YAML or JSON. */
    public void prepare(String number, String content, String reasons, String person) {
        prepare(number, format.tree(content), reasons, person);
    }

    /** A calendar of a year with its days as a person wrote them: CSV with a header, or a list in YAML. */
    public void prepareYear(
            String number, String source, boolean verified, String days, String reasons, String person) {
        var year = get(number).rowKey();
        var row = format.node(new CalendarYearRow(Integer.valueOf(year), source, verified, List.of()));
        row.set(
                "days",
                days.stripLeading().startsWith("day,") ? DaysInCsv.read(days, row.arrayNode()) : format.tree(days));
        prepare(number, row, reasons, person);
    }

    /**
     * Puts rows down for the second person; they are tried out by the rules they will be recorded by.
     *
     * @throws Problem {@code register.*} when a row is wrong, changes nothing, or the change is not in preparation
     */
    public void prepare(String number, JsonNode content, String reasons, String person) {
        hold(number);
        var change = get(number);
        if (!change.isInPreparation()) {
            throw Problem.conflict("register.not-in-preparation", number);
        }
        var drafts = drafts(change.register(), format.rows(change.register(), content));
        tryOut(change.register(), drafts);
        var id = UUID.randomUUID();
        sql.sql(
                        """
                        insert into register_change_draft (id, change_id, no, reasons, prepared_by, prepared_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id,
                        change.id(),
                        change.draftNo() == null ? 1 : change.draftNo() + 1,
                        needed("reasons", reasons),
                        person,
                        at(clock.instant()))
                .update();
        var no = 1;
        for (var draft : drafts) {
            sql.sql(
                            "insert into register_change_row (draft_id, no, row_key, content, replaces) values (?, ?, ?, ?::jsonb, ?)")
                    .params(id, no++, draft.rowKey(), format.node(draft.row()).toString(), draft.replaces())
                    .update();
        }
    }

    private List<Draft> drafts(Register register, List<Row> wanted) {
        var drafts = new ArrayList<Draft>();
        var keys = new HashSet<String>();
        for (var entered : wanted) {
            var row = entered instanceof JudicialActRow act ? act.identified(identities) : entered;
            var key = format.key(register, row);
            if (!keys.add(key)) {
                throw Problem.invalid("register.row-twice", key);
            }
            var current = rows.current(register, row);
            if (current.isPresent() && current.get().row().equals(row)) {
                throw Problem.invalid("register.no-change", key);
            }
            drafts.add(new Draft(key, row, current.map(RegisterRows.Version::id).orElse(null)));
        }
        return drafts;
    }

    /** Records the rows and takes them back at once. */
    private void tryOut(Register register, List<Draft> drafts) {
        var trial = new TransactionTemplate(transactions);
        trial.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        trial.executeWithoutResult(status -> {
            recordings.add(register, drafts.stream().map(Draft::row).toList());
            status.setRollbackOnly();
        });
    }

    /**
     * Records what was prepared.
     *
     * @throws Problem {@code register.four-eyes}, {@code register.not-waiting}, {@code register.overtaken}, or what a rule refuses by now
     */
    public void approve(String number, String remarks, String person) {
        hold(number);
        var change = waiting(number, person);
        turns.take("register " + change.register());
        var drafts = drafts(change);
        for (var draft : drafts) {
            var current = rows.current(change.register(), draft.row())
                    .map(RegisterRows.Version::id)
                    .orElse(null);
            if (!java.util.Objects.equals(current, draft.replaces())) {
                throw Problem.conflict("register.overtaken", number, draft.rowKey());
            }
        }
        decide(change, "APPROVED", remarks == null ? "" : remarks.strip(), person);
        var versions = recordings.add(
                change.register(), drafts.stream().map(Draft::row).toList());
        versions.forEach(version -> sql.sql("insert into register_change_version (draft_id, version_id) values (?, ?)")
                .params(change.draftId(), version)
                .update());
        events.publishEvent(new RowsRecorded(change.register(), number, person));
        if (change.register() == Register.CALENDAR_YEAR || change.register() == Register.CALENDAR_DAY) {
            events.publishEvent(new CalendarChanged(number, person));
        }
    }

    /** Sends a draft back to whoever prepares. */
    public void sendBack(String number, String remarks, String person) {
        hold(number);
        decide(waiting(number, person), "RETURNED", needed("remarks", remarks), person);
    }

    private void decide(Change change, String decision, String remarks, String person) {
        sql.sql(
                        """
                        insert into register_change_decision (draft_id, prepared_by, decision, remarks, decided_by, decided_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(change.draftId(), change.preparedBy(), decision, remarks, person, at(clock.instant()))
                .update();
    }

    /** A change that waits for a person who prepared none of its drafts. */
    private Change waiting(String number, String person) {
        var change = get(number);
        if (change.state() != ChangeState.PREPARED) {
            throw Problem.conflict("register.not-waiting", number);
        }
        if (sql.sql("select exists (select from register_change_draft where change_id = ? and prepared_by = ?)")
                .params(change.id(), person)
                .query(Boolean.class)
                .single()) {
            throw Problem.forbidden("register.four-eyes", number, person);
        }
        return change;
    }

    /** Ends a change that is in preparation. */
    public void withdraw(String number, String remarks, String person) {
        hold(number);
        var change = get(number);
        if (!change.isInPreparation()) {
            throw Problem.conflict("register.not-in-preparation", number);
        }
        sql.sql(
                        "insert into register_change_withdrawal (change_id, remarks, withdrawn_by, withdrawn_at) values (?, ?, ?, ?)")
                .params(change.id(), needed("remarks", remarks), person, at(clock.instant()))
                .update();
    }

    /** Lets people who act on one change come one after the other. */
    public void hold(String number) {
        turns.take("register-change " + number);
    }

    /** @throws Problem {@code register.change-unknown} */
    @Transactional(readOnly = true)
    public Change get(String number) {
        return sql.sql("select * from current_register_change where number = ?")
                .param(number)
                .query(Change.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("register.change-unknown", number));
    }

    /** The newest first; every part but the limit may be null. */
    @Transactional(readOnly = true)
    public List<Change> search(Register register, ChangeState state, String after, int limit) {
        return sql.sql(
                        """
                        select * from current_register_change
                        where (:register::text is null or register = :register) and (:state::text is null or state = :state)
                          and (:after::text is null or number < :after)
                        order by number desc limit :limit
                        """)
                .param("register", register == null ? null : register.name())
                .param("state", state == null ? null : state.name())
                .param("after", after)
                .param("limit", limit)
                .query(Change.class)
                .list();
    }

    /** The open change that was opened for that row, if there is one. */
    @Transactional(readOnly = true)
    public Optional<Change> openFor(Register register, String rowKey) {
        return sql
                .sql("select * from current_register_change where register = ? and row_key = ? order by number desc")
                .params(register.name(), rowKey)
                .query(Change.class)
                .list()
                .stream()
                .filter(Change::isOpen)
                .findFirst();
    }

    /** The rows of the last draft as they are to read. */
    @Transactional(readOnly = true)
    public List<? extends JsonNode> rowsOf(String number) {
        return drafts(get(number)).stream()
                .map(draft -> format.node(draft.row()))
                .toList();
    }

    /** The rows of the last draft. */
    List<Draft> drafts(Change change) {
        return sql.sql("select row_key, content, replaces from register_change_row where draft_id = ? order by no")
                .param(change.draftId())
                .query((row, no) -> new Draft(
                        row.getString("row_key"),
                        format.stored(change.register(), format.parsed(row.getString("content"))),
                        row.getObject("replaces", UUID.class)))
                .list();
    }

    private static String needed(String field, String text) {
        if (text == null || text.isBlank()) {
            throw Problem.invalid("input.missing", field);
        }
        if (text.length() > LONGEST) {
            throw Problem.invalid("input.text", field, LONGEST);
        }
        return text.strip();
    }

    private static java.time.OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
