package org.duenotice.seal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The one way to read sealed material: for the group, with a purpose, and each read is kept. */
@Component
@RequiredArgsConstructor
public class SealedReading {

    private static final int LONGEST_PURPOSE = 1_000;

    private final JdbcClient sql;
    private final Cases cases;
    private final Clocks clocks;
    private final SealedGroup group;
    private final CurrentPerson person;
    private final Clock clock;

    /** All that is known of one case; {@code reasons} are those of whoever sealed an ordinary one. */
    public record Content(
            String number,
            String state,
            String category,
            String way,
            String source,
            String reportedBy,
            String description,
            String reasons,
            Instant sealedAt,
            Instant dueAt,
            boolean overdue,
            List<Address> addresses,
            List<SealedHash> hashes,
            List<Step> history) {}

    /** @param alsoIn numbers of other cases, sealed and ordinary ones, that have the same thing */
    public record Address(int no, String address, List<String> alsoIn) {}

    public record Step(String kind, String actor, String words, Instant happenedAt) {}

    /** A row of an ordinary table as it stood there before the case was sealed. */
    public record Kept(long id, String fromTable, String content) {}

    public record Reporter(String report, String name, String contact) {}

    public record Read(String person, String purpose, Instant readAt) {}

    /** A sealed case without its content. */
    public record Line(String number, String state, Instant sealedAt, boolean handedOver, boolean acknowledged) {}

    public record Counts(int open, int overdue, int handedOver, int acknowledged) {}

    private record Row(
            String category,
            String way,
            String source,
            String reportedBy,
            String description,
            String reasons,
            Instant sealedAt) {}

    /** @throws Problem {@code sealed.*} for whoever is not of the group, and without a purpose */
    @Transactional
    public Content read(String number, String purpose) {
        var stub = keep(number, purpose);
        var row = sql.sql("select * from sealed_case where case_id = ?")
                .param(stub.id())
                .query(Row.class)
                .single();
        var due = clocks.last(SealedCases.subject(number)).map(ClockView::dueAt).orElse(null);
        return new Content(
                number,
                stub.state().name(),
                row.category(),
                row.way(),
                row.source(),
                row.reportedBy(),
                row.description(),
                row.reasons(),
                row.sealedAt(),
                due,
                clocks.last(SealedCases.subject(number))
                        .filter(running -> running.state().equals("BREACHED"))
                        .isPresent(),
                addresses(stub.id()),
                sql.sql("select algorithm, value from sealed_hash where case_id = ? order by algorithm, value")
                        .param(stub.id())
                        .query(SealedHash.class)
                        .list(),
                sql.sql("select kind, actor, words, happened_at from sealed_event where case_id = ? order by id")
                        .param(stub.id())
                        .query(Step.class)
                        .list());
    }

    private List<Address> addresses(UUID caseId) {
        return sql.sql(
                        """
                        select a.no, a.address, array(
                            select f.number from case_file f where f.id in (
                                select other.case_id from sealed_address other
                                where other.canonical_key = a.canonical_key and other.case_id <> a.case_id
                                union
                                select ct.case_id from target t join case_target ct on ct.target_id = t.id
                                where t.canonical_key = a.canonical_key)
                            order by f.number limit 20) as also_in
                        from sealed_address a where a.case_id = ? order by a.no
                        """)
                .param(caseId)
                .query((row, no) -> new Address(row.getInt(1), row.getString(2), List.of((String[])
                        row.getArray(3).getArray())))
                .list();
    }

    @Transactional
    public List<Kept> records(String number, String purpose, long after, int limit) {
        var stub = keep(number, purpose);
        return sql.sql(
                        "select id, from_table, content::text as content from sealed_record where case_id = ? and id > ? "
                                + "order by id limit ?")
                .params(stub.id(), after, limit)
                .query(Kept.class)
                .list();
    }

    @Transactional
    public List<Reporter> reporters(String number, String purpose) {
        var stub = keep(number, purpose);
        return sql.sql("select report, name, contact from sealed_reporter where case_id = ? order by report")
                .param(stub.id())
                .query(Reporter.class)
                .list();
    }

    private CaseFile keep(String number, String purpose) {
        group.require();
        if (purpose == null || purpose.isBlank() || purpose.length() > LONGEST_PURPOSE) {
            throw Problem.invalid("sealed.purpose", LONGEST_PURPOSE);
        }
        var stub = sealed(number);
        sql.sql("insert into sealed_read (case_id, person, purpose, read_at) values (?, ?, ?, ?)")
                .params(stub.id(), person.id(), purpose.strip(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return stub;
    }

    private CaseFile sealed(String number) {
        return sql.sql("select f.* from case_file f join sealed_case s on s.case_id = f.id where f.number = ?")
                .param(number)
                .query(CaseFile.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("sealed.unknown"));
    }

    /** Who has read it so far, the last one first. */
    @Transactional(readOnly = true)
    public List<Read> reads(String number, int limit) {
        group.require();
        return sql.sql("select person, purpose, read_at from sealed_read where case_id = ? order by id desc limit ?")
                .params(sealed(number).id(), limit)
                .query(Read.class)
                .list();
    }

    /** The sealed cases by number, the newest first, those behind the one called {@code after}; without content, so not kept. */
    @Transactional(readOnly = true)
    public List<Line> list(String after, int limit) {
        group.require();
        return sql.sql(
                        """
                        select f.number, f.state, s.sealed_at, h.case_id is not null as handed_over,
                               a.case_id is not null as acknowledged
                        from sealed_case s join case_file f on f.id = s.case_id
                        left join sealed_hand_over h on h.case_id = s.case_id
                        left join sealed_acknowledgement a on a.case_id = s.case_id
                        where :after::text is null or f.number < :after order by f.number desc limit :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query(Line.class)
                .list();
    }

    /** How many there are, for whoever answers for the work without reading it. */
    @Transactional(readOnly = true)
    public Counts counts() {
        return sql.sql(
                        """
                        select count(*) filter (where h.case_id is null) as open,
                               count(*) filter (where h.case_id is null and exists (
                                   select from current_clock c where c.case_id = s.case_id and c.state = 'BREACHED'
                                   and c.rule_code = 'sealed-material-handed-over')) as overdue,
                               count(h.case_id) as handed_over, count(a.case_id) as acknowledged
                        from sealed_case s left join sealed_hand_over h on h.case_id = s.case_id
                        left join sealed_acknowledgement a on a.case_id = s.case_id
                        """)
                .query(Counts.class)
                .single();
    }
}
