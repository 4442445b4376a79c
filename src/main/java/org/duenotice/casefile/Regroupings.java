package org.duenotice.casefile;

import static org.duenotice.casefile.CaseState.DETECTED;
import static org.duenotice.casefile.CaseState.LEGAL_REVIEW;
import static org.duenotice.casefile.CaseState.QUALIFICATION;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.Placements.Placement;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Splits and merges cases by hand, as long as nobody has approved what is to become of their targets. A target that moves keeps its
 * history under the old number and goes on under the new one; both cases tell why. Evidence, and who acted for which side, go along.
 */
@Component
@RequiredArgsConstructor
public class Regroupings {

    private static final Set<CaseState> SPLIT_IN = EnumSet.of(DETECTED, QUALIFICATION, LEGAL_REVIEW);
    private static final Set<CaseState> MERGED_IN = EnumSet.of(DETECTED, QUALIFICATION);
    private static final int LONGEST_REASON = 2_000;

    /** What a number in a case goes up to; targets that left keep theirs. */
    private static final int HIGHEST_NUMBER = 999;

    private final JdbcClient sql;
    private final Cases cases;
    private final Placements placements;
    private final Dispositions dispositions;
    private final Participations participations;
    private final CaseRelations relations;
    private final EvidenceFiles evidence;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /**
     * Opens a new case for some of the targets.
     *
     * @throws Problem {@code case.split-targets} unless they are some of the case's targets and not all, {@code case.regroup-state}
     *     once the qualification is approved
     */
    @Transactional
    public CaseFile split(String number, Collection<Integer> targets, String reason, String person) {
        var why = checked(reason);
        var found = locked(List.of(cases.byNumber(number)), SPLIT_IN).get(0);
        participations.join(found.id(), person, Side.UNIT);
        var all = cases.targets(found.id());
        var wanted = Set.copyOf(targets);
        var moving = all.stream().filter(target -> wanted.contains(target.no())).toList();
        if (moving.isEmpty() || moving.size() != wanted.size() || moving.size() == all.size()) {
            throw Problem.invalid(
                    "case.split-targets", number, wanted.stream().sorted().toList());
        }
        var opened = cases.open(found.category(), found.description(), found.source(), person);
        move(moving, opened, why, person);
        takeAlong(found, opened, person);
        relations.relate(opened.id(), found.id(), CaseRelations.Kind.SPLIT, why, person);
        timeline.record(found.id(), "CASE_SPLIT", person, opened.number(), why);
        timeline.record(opened.id(), "CASE_SPLIT_OFF", person, number, why);
        events.publishEvent(new CaseSplit(number, opened.number(), person));
        return opened;
    }

    /**
     * Moves all targets of a case into another and closes it.
     *
     * @throws Problem {@code case.regroup-state} once the qualification of one of them is prepared, {@code case.merge-category},
     *     {@code case.merge-evidence} or {@code case.number-of-targets} when they do not fit together
     */
    @Transactional
    public CaseFile merge(String number, String into, String reason, String person) {
        var why = checked(reason);
        if (number.equals(into)) {
            throw Problem.invalid("case.merge-itself", number);
        }
        var both = locked(List.of(cases.byNumber(number), cases.byNumber(into)), MERGED_IN);
        var merged = both.get(0);
        var other = both.get(1);
        if (!merged.category().equals(other.category())) {
            throw Problem.conflict("case.merge-category", number, into);
        }
        if (merged.state() == DETECTED && other.state() != DETECTED) {
            throw Problem.conflict("case.merge-evidence", number, into);
        }
        participations.join(merged.id(), person, Side.UNIT);
        participations.join(other.id(), person, Side.UNIT);
        move(cases.targets(merged.id()), other, why, person);
        takeAlong(merged, other, person);
        relations.relate(merged.id(), other.id(), CaseRelations.Kind.MERGE, why, person);
        timeline.record(merged.id(), "CASE_MERGED", person, into, why);
        timeline.record(other.id(), "CASE_TOOK_IN", person, number, why);
        cases.closeEmptied(merged);
        events.publishEvent(new CaseMerged(number, into, person));
        return other;
    }

    /** A target in the case that it leaves, and its place in the one that it goes on in. */
    public record Taken(UUID caseTarget, UUID caseId, Placement to) {}

    /**
     * Lets targets go on in new cases, in which they have their places already, because of a document that names them. A case that
     * keeps no target is closed.
     *
     * @throws Problem {@code case.regroup-state} once the qualification of one of them is prepared
     */
    @Transactional
    public void takeOver(Collection<Taken> targets, String reason, String person) {
        var why = checked(reason);
        var leaving = new LinkedHashMap<UUID, List<Taken>>();
        targets.forEach(target -> leaving.computeIfAbsent(target.caseId(), id -> new ArrayList<>())
                .add(target));
        if (leaving.isEmpty()) {
            return;
        }
        locked(leaving.keySet().stream().map(cases::byId).toList(), MERGED_IN)
                .forEach(from -> takeOver(from, leaving.get(from.id()), why, person));
    }

    private void takeOver(CaseFile from, List<Taken> leaving, String why, String person) {
        participations.join(from.id(), person, Side.UNIT);
        var places = new LinkedHashMap<UUID, UUID>();
        leaving.forEach(target -> places.put(target.caseTarget(), target.to().id()));
        dispositions.set(places.keySet(), Disposition.MOVED, why, person);
        record(places, why, person);
        var into = leaving.stream()
                .map(target -> target.to().caseId())
                .distinct()
                .map(cases::byId)
                .toList();
        var emptied = cases.targets(from.id()).isEmpty();
        for (var to : into) {
            takeAlong(from, to, person);
            relations.relate(
                    emptied ? from.id() : to.id(),
                    emptied ? to.id() : from.id(),
                    emptied ? CaseRelations.Kind.MERGE : CaseRelations.Kind.SPLIT,
                    why,
                    person);
            timeline.record(from.id(), "CASE_SPLIT", person, to.number(), why);
            timeline.record(to.id(), "CASE_SPLIT_OFF", person, from.number(), why);
        }
        if (emptied) {
            cases.closeEmptied(from);
            events.publishEvent(
                    new CaseMerged(from.number(), into.get(into.size() - 1).number(), person));
        }
    }

    private static String checked(String reason) {
        if (reason == null || reason.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        if (reason.length() > LONGEST_REASON) {
            throw Problem.invalid("reasons-too-long", LONGEST_REASON);
        }
        return reason.strip();
    }

    /** The cases as they are once nobody else can change them; in one order everywhere. */
    private List<CaseFile> locked(List<CaseFile> found, Set<CaseState> allowed) {
        sql.sql("select 1 from case_file where id = any (?) order by id for update")
                .param(found.stream().map(CaseFile::id).toArray(UUID[]::new))
                .query(Integer.class)
                .list();
        var now = found.stream().map(each -> cases.byId(each.id())).toList();
        now.stream().filter(each -> !allowed.contains(each.state())).forEach(each -> {
            throw Problem.conflict("case.regroup-state", each.number(), each.state());
        });
        return now;
    }

    private void takeAlong(CaseFile from, CaseFile to, String person) {
        evidence.copy(from.id(), to.id(), person);
        participations.copy(from.id(), to.id());
    }

    private void move(List<CaseTarget> moving, CaseFile to, String why, String person) {
        dispositions.set(moving.stream().map(CaseTarget::id).toList(), Disposition.MOVED, why, person);
        var places = placesOfOld(moving, to);
        var last = placements.lastNumber(to.id());
        var placed = new ArrayList<Placement>();
        for (var target : moving) {
            if (!places.containsKey(target.targetId())) {
                placed.add(new Placement(
                        UUID.randomUUID(),
                        to.id(),
                        target.targetId(),
                        last + placed.size() + 1,
                        target.originalAddress()));
            }
        }
        if (last + placed.size() > HIGHEST_NUMBER) {
            throw Problem.conflict("case.number-of-targets", Cases.MOST_TARGETS, last + placed.size());
        }
        dispositions.set(places.values(), Disposition.IN_QUALIFICATION, why, person);
        placements.put(placed, person);
        var now = cases.targets(to.id()).size();
        if (now > Cases.MOST_TARGETS) {
            throw Problem.conflict("case.number-of-targets", Cases.MOST_TARGETS, now);
        }
        placed.forEach(place -> places.put(place.targetId(), place.id()));
        var moves = new LinkedHashMap<UUID, UUID>();
        moving.forEach(target -> moves.put(target.id(), places.get(target.targetId())));
        record(moves, why, person);
    }

    /** The targets that the case has already, or had until they left it. */
    private Map<UUID, UUID> placesOfOld(List<CaseTarget> moving, CaseFile to) {
        var places = new HashMap<UUID, UUID>();
        sql.sql("select target_id, id from case_target where case_id = ? and target_id = any (?)")
                .params(to.id(), moving.stream().map(CaseTarget::targetId).toArray(UUID[]::new))
                .query(row -> {
                    places.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        return places;
    }

    /** Each place that a target left, with the one it has now. */
    private void record(Map<UUID, UUID> moves, String why, String person) {
        sql.sql(
                        """
                        insert into target_move (from_case_target, to_case_target, reasons, moved_by, moved_at)
                        select f, t, :why, :person, :now from unnest(:from, :to) m(f, t)
                        """)
                .param("why", why)
                .param("person", person)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("from", moves.keySet().toArray(UUID[]::new))
                .param("to", moves.values().toArray(UUID[]::new))
                .update();
    }
}
