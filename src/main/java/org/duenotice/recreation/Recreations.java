package org.duenotice.recreation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseMerged;
import org.duenotice.casefile.CaseSplit;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.intake.CaseListed;
import org.duenotice.intake.DetectionReported;
import org.duenotice.intake.Detections;
import org.duenotice.intake.Source;
import org.duenotice.problem.Problem;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Looks again at what a closed case removed or restricted. A target that is seen again opens a case of its own, linked to the first. */
@Component
@RequiredArgsConstructor
public class Recreations {

    private static final Set<Disposition> GONE =
            EnumSet.of(Disposition.REMOVED, Disposition.GEO_RESTRICTED, Disposition.RESTRICTED_BY_OPERATOR);

    private final JdbcClient sql;
    private final Cases cases;
    private final Detections detections;
    private final RecheckSettings settings;
    private final Timeline timeline;
    private final Clock clock;

    /** A person's look at one target: seen again, or still gone. */
    public record Look(int no, boolean seen) {}

    /** A link between two cases over one target, with what became of it in the earlier one. */
    public record Link(
            String caseNumber, String earlierCase, String canonicalKey, Disposition earlierDisposition, Instant at) {}

    /** How many targets came back, and how many cases that made. */
    public record Figure(int targets, int cases) {}

    /** The targets of the case that are still to be looked at: gone, and not seen again since. */
    public List<CaseTarget> watched(String caseNumber) {
        var caseFile = cases.byNumber(caseNumber);
        var back = Set.copyOf(sql.sql("select target_id from case_link where earlier_case = ? and kind = 'RECREATION'")
                .param(caseFile.id())
                .query(UUID.class)
                .list());
        return cases.targets(caseFile.id()).stream()
                .filter(target -> GONE.contains(target.disposition()) && !back.contains(target.targetId()))
                .toList();
    }

    /** When the next look is due; nothing when all looks were taken or nothing is left to look at. */
    @Transactional
    public Optional<Instant> plan(String caseNumber) {
        var done = round(cases.byNumber(caseNumber));
        if (done >= settings.intervals().size() || watched(caseNumber).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(clock.instant().plus(settings.intervals().get(done)));
    }

    private int round(CaseFile caseFile) {
        return sql.sql("select coalesce(max(round), 0) from recheck where case_id = ?")
                .param(caseFile.id())
                .query(Integer.class)
                .single();
    }

    /**
     * Records a person's look at each watched target.
     *
     * @return true when any of them was seen again
     */
    @Transactional
    public boolean looked(String caseNumber, List<Look> looks, String remarks, String person) {
        var caseFile = cases.byNumber(caseNumber);
        var byNo = watched(caseNumber).stream().collect(Collectors.toMap(CaseTarget::no, Function.identity()));
        var given = looks.stream().map(Look::no).sorted().toList();
        if (!given.equals(byNo.keySet().stream().sorted().toList())) {
            throw Problem.invalid("recheck.each-target-once", byNo.keySet(), given);
        }
        var round = round(caseFile) + 1;
        looks.forEach(look -> sql.sql("insert into recheck (case_id, case_target_id, round, seen, remarks, looked_by, "
                        + "looked_at) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        caseFile.id(),
                        byNo.get(look.no()).id(),
                        round,
                        look.seen(),
                        remarks,
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update());
        var seen = looks.stream().filter(Look::seen).count();
        timeline.record(caseFile.id(), "TARGETS_RECHECKED", person, caseNumber, seen + " / " + looks.size());
        return seen > 0;
    }

    /** Reports all targets that the last look saw again; returns the number of the case that has them now, linked to this one. */
    @Transactional
    public String openLinked(String caseNumber) {
        var caseFile = cases.byNumber(caseNumber);
        var round = round(caseFile);
        var seen = Map.copyOf(sql
                .sql("select case_target_id, looked_by from recheck where case_id = ? and round = ? and seen")
                .params(caseFile.id(), round)
                .query((row, no) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        var targets = cases.targets(caseFile.id()).stream()
                .filter(target -> seen.containsKey(target.id()))
                .toList();
        var person = seen.values().iterator().next();
        return detections
                .report(new Detections.Report(
                        caseFile.category(),
                        caseFile.description(),
                        Source.OWN_MONITORING,
                        "recheck %s/%d".formatted(caseNumber, round),
                        targets.stream().map(CaseTarget::originalAddress).toList(),
                        person))
                .number();
    }

    /**
     * Links a new case to the last one in which any of its targets was removed or restricted, whoever reported it and however it
     * came in.
     */
    @EventListener
    void link(DetectionReported reported) {
        link(cases.byNumber(reported.caseNumber()));
    }

    /** Also where nobody works on the new case yet. */
    @EventListener
    void link(CaseListed listed) {
        link(cases.byNumber(listed.caseNumber()));
    }

    /** What came back is linked in the new case too. */
    @EventListener
    void link(CaseSplit split) {
        link(cases.byNumber(split.newCase()));
    }

    /** And in the case that took it in. */
    @EventListener
    void link(CaseMerged merged) {
        link(cases.byNumber(merged.into()));
    }

    private void link(CaseFile opened) {
        var earlier = sql.sql(
                        """
                        insert into case_link (case_id, earlier_case, target_id, kind, recorded_by, recorded_at)
                        select distinct on (mine.target_id) mine.case_id, gone.case_id, mine.target_id, 'RECREATION', :person,
                               :now::timestamptz
                        from case_target mine
                        join case_target gone on gone.target_id = mine.target_id and gone.case_id <> mine.case_id
                        join current_disposition d on d.case_target_id = gone.id and d.disposition = any (:gone)
                        join case_file f on f.id = gone.case_id
                        where mine.case_id = :case order by mine.target_id, f.opened_at desc, f.number desc
                        on conflict do nothing returning earlier_case
                        """)
                .param("person", opened.reportedBy())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("gone", GONE.stream().map(Disposition::name).toArray(String[]::new))
                .param("case", opened.id())
                .query(UUID.class)
                .list();
        earlier.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .forEach((before, targets) -> tell(opened, cases.byId(before), targets));
    }

    private void tell(CaseFile opened, CaseFile before, long targets) {
        timeline.record(opened.id(), "CASE_LINKED", opened.reportedBy(), before.number(), "" + targets);
        timeline.record(before.id(), "TARGETS_SEEN_AGAIN", opened.reportedBy(), opened.number(), "" + targets);
    }

    /** What became of a target in an earlier case. */
    public record Before(String caseNumber, String canonicalKey, Disposition disposition) {}

    /** All earlier cases of what came back in this one, the last first, and what became of it in each. */
    public List<Before> history(UUID caseId) {
        return sql.sql(
                        """
                        with recursive earlier as (
                            select l.earlier_case, l.target_id from case_link l where l.case_id = :case and l.kind = 'RECREATION'
                            union
                            select l.earlier_case, l.target_id from earlier e join case_link l
                                on l.case_id = e.earlier_case and l.target_id = e.target_id and l.kind = 'RECREATION')
                        select f.number as case_number, t.canonical_key, d.disposition from earlier e
                        join case_file f on f.id = e.earlier_case join target t on t.id = e.target_id
                        join case_target ct on ct.case_id = e.earlier_case and ct.target_id = e.target_id
                        join current_disposition d on d.case_target_id = ct.id
                        order by f.opened_at desc, f.number desc, t.canonical_key
                        """)
                .param("case", caseId)
                .query(Before.class)
                .list();
    }

    /** The links of a case to earlier and later ones, in the order they were made. */
    public List<Link> links(String caseNumber) {
        return sql.sql(
                        """
                        select f.number as case_number, e.number as earlier_case, t.canonical_key,
                               d.disposition as earlier_disposition, l.recorded_at as at
                        from case_link l join case_file f on f.id = l.case_id join case_file e on e.id = l.earlier_case
                        join target t on t.id = l.target_id
                        join case_target ct on ct.case_id = l.earlier_case and ct.target_id = l.target_id
                        join current_disposition d on d.case_target_id = ct.id
                        where f.number = :number or e.number = :number order by l.recorded_at, t.canonical_key
                        """)
                .param("number", caseNumber)
                .query(Link.class)
                .list();
    }

    public Figure count() {
        return sql.sql(
                        "select count(distinct (earlier_case, target_id)) as targets, count(distinct case_id) as cases from case_link "
                                + "where kind = 'RECREATION'")
                .query(Figure.class)
                .single();
    }
}
