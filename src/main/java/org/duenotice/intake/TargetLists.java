package org.duenotice.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseRelations;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Placements;
import org.duenotice.casefile.Placements.Placement;
import org.duenotice.casefile.Placements.UnderWork;
import org.duenotice.casefile.Regroupings;
import org.duenotice.intake.Arrivals.Arrival;
import org.duenotice.intake.Arrivals.Detected;
import org.duenotice.problem.Problem;
import org.duenotice.seal.SealedArrivals;
import org.duenotice.seal.SealedCategory;
import org.duenotice.target.IllegalAddress;
import org.duenotice.target.TargetIdentities;
import org.duenotice.target.TargetIdentity;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lists of addresses that a document names and somebody prepares as a whole. No line costs another one: each is told what became of
 * it. What is under work is a sighting in the case that has it, unless that case lets it go; the rest opens cases, one for each
 * platform and, beyond what one case holds, its siblings. Nobody is asked to work on these cases until the document is decided.
 */
@Component
@RequiredArgsConstructor
public class TargetLists {

    private final Cases cases;
    private final CaseRelations relations;
    private final Placements placements;
    private final TargetIdentities identities;
    private final Arrivals arrivals;
    private final Regroupings regroupings;
    private final SealedArrivals sealedArrivals;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    /** What became of a line. */
    public enum Outcome {
        /** Stands in a case that was opened for the list. */
        PLACED,
        /** Was under work; attached to the case that has it. */
        SIGHTED_AGAIN,
        /** Names the same as a line before. */
        REPEATED,
        REJECTED
    }

    /** A line as it came in; {@code broken} says why it cannot be read, null for one that can. */
    public record Line(int no, String address, Problem broken) {

        public Line(int no, String address) {
            this(no, address, null);
        }
    }

    /** A line that was looked at; {@code target} is null where {@code why} says why it cannot be taken. */
    public record Checked(int no, String address, TargetIdentity target, Problem why) {}

    /**
     * A line and what became of it.
     *
     * @param target null for a line that was rejected, as are the case target and the case
     * @param why of a rejection, or what is to be known of the line, or null
     */
    public record Taken(
            int no,
            String address,
            Outcome outcome,
            TargetIdentity target,
            UUID caseTargetId,
            UUID caseId,
            Problem why) {}

    /**
     * The document that has the list.
     *
     * @param reference told apart from those of all others
     * @param takesOver why a target goes on in a case of the list instead of the one that has it
     */
    public record Document(
            String reference, String category, String description, Source source, String takesOver, String person) {}

    /** Says which of the targets that are under work may leave their cases for those of the list. */
    public interface Leave extends UnaryOperator<Set<UUID>> {}

    /** What each line names, or why it cannot be taken. Asks no database. */
    public List<Checked> check(List<Line> lines) {
        return lines.stream().map(this::check).toList();
    }

    private Checked check(Line line) {
        if (line.broken() != null) {
            return new Checked(line.no(), line.address(), null, line.broken());
        }
        try {
            RowCheck.checkText(line.address());
            var target = identities.identify(line.address());
            var why = target.unresolved() ? Problem.invalid("list.unresolved") : null;
            return new Checked(line.no(), line.address(), target, why);
        } catch (IllegalAddress e) {
            return new Checked(line.no(), line.address(), null, Problem.invalid("list.address", e.getMessage()));
        } catch (Problem e) {
            return new Checked(line.no(), line.address(), null, e);
        }
    }

    /** Refuses a document whose category or description is none. */
    public static void check(String category, String description) {
        Detections.check(category, description);
    }

    /**
     * Seals the lines that name sealed material. What is left of them in the list is their number, so that nothing made of it, such as
     * the document's text in the case file, shows them.
     *
     * @param document as {@link #take} records it afterwards, in the same transaction
     */
    @Transactional
    public List<Checked> seal(Document document, List<Checked> lines) {
        var came = lines.stream()
                .filter(line -> line.target() != null)
                .map(line -> new Arrival(document.source(), document.reference() + "#" + line.no(), line.target()))
                .toList();
        arrivals.holdOthers(came);
        var known = arrivals.sealed(came);
        return lines.stream()
                .map(line ->
                        line.target() != null && known.containsKey(line.target().canonicalKey())
                                ? seal(document, line, known.get(line.target().canonicalKey()))
                                : line)
                .toList();
    }

    private Checked seal(Document document, Checked line, SealedCategory category) {
        sealedArrivals.take(new SealedArrivals.Arrival(
                category,
                SealedArrivals.Way.REPORTED,
                document.source().name(),
                document.reference() + " " + line.target().canonicalKey(),
                document.description(),
                List.of(line.address()),
                List.of(),
                document.person()));
        return new Checked(line.no(), "sealed", null, Problem.invalid("list.sealed"));
    }

    /**
     * Records the list, all of it or nothing.
     *
     * @param own the cases that were opened for an earlier version of it
     * @param leave of the targets in other cases, which may leave them
     * @return the lines in their order
     */
    @Transactional
    public List<Taken> take(Document document, List<Checked> lines, Set<UUID> own, Leave leave) {
        var came = new HashMap<Integer, Arrival>();
        for (var line : lines) {
            if (line.target() != null) {
                came.put(
                        line.no(),
                        new Arrival(document.source(), document.reference() + "#" + line.no(), line.target()));
            }
        }
        arrivals.holdOthers(came.values());
        var ids = arrivals.register(came.values());
        placements.hold(ids.values());
        var underWork = new HashMap<>(arrivals.underWork(ids.values()));
        var leaving = leaving(underWork, own, leave);
        underWork.keySet().removeAll(leaving.keySet());
        // what stands in a case of an earlier version of the list came in with that
        var received = arrivals.receive(
                came.values().stream()
                        .filter(one -> {
                            var known = underWork.get(ids.get(one.target().canonicalKey()));
                            return known == null || !own.contains(known.caseId());
                        })
                        .toList(),
                null,
                document.person());
        var fresh = place(document, lines, ids, underWork);
        regroupings.takeOver(
                leaving.values().stream()
                        .map(one -> new Regroupings.Taken(one.caseTargetId(), one.caseId(), fresh.get(one.targetId())))
                        .toList(),
                document.takesOver(),
                document.person());
        var seen = new HashMap<UUID, Integer>();
        var taken = new ArrayList<Taken>();
        var detected = new ArrayList<Detected>();
        var sighted = new ArrayList<UnderWork>();
        for (var line : lines) {
            if (line.target() == null) {
                taken.add(new Taken(line.no(), line.address(), Outcome.REJECTED, null, null, null, line.why()));
                continue;
            }
            var target = ids.get(line.target().canonicalKey());
            var known = underWork.get(target);
            var left = leaving.get(target);
            var place = fresh.get(target);
            var caseTarget = known == null ? place.id() : known.caseTargetId();
            var caseId = known == null ? place.caseId() : known.caseId();
            var before = seen.putIfAbsent(target, line.no());
            var first = before == null;
            var elsewhere = known != null && !own.contains(caseId);
            var outcome = !first ? Outcome.REPEATED : elsewhere ? Outcome.SIGHTED_AGAIN : Outcome.PLACED;
            var why =
                    switch (outcome) {
                        case REPEATED -> Problem.invalid("list.repeated", before);
                        case SIGHTED_AGAIN -> Problem.conflict("list.under-work", known.caseNumber(), known.no());
                        default ->
                            left == null
                                    ? line.why()
                                    : Problem.conflict("list.taken-over", left.caseNumber(), left.no());
                    };
            taken.add(new Taken(line.no(), line.address(), outcome, line.target(), caseTarget, caseId, why));
            if (known == null || elsewhere) {
                var arrival = came.get(line.no());
                var again = left != null || outcome != Outcome.PLACED;
                detected.add(new Detected(arrival.source(), arrival.reference(), caseTarget, again));
            }
            if (elsewhere) {
                sighted.add(known);
            }
        }
        if (!detected.isEmpty()) {
            arrivals.record(detected, null, document.person(), received);
        }
        arrivals.tell(sighted, document.reference(), "", document.person());
        fresh.values().stream()
                .map(Placement::caseId)
                .distinct()
                .forEach(caseId ->
                        events.publishEvent(new CaseListed(cases.byId(caseId).number())));
        return taken;
    }

    /** What is under work in another case and may leave it, by target. */
    private static Map<UUID, UnderWork> leaving(Map<UUID, UnderWork> underWork, Set<UUID> own, Leave leave) {
        var elsewhere = underWork.values().stream()
                .filter(one -> !own.contains(one.caseId()))
                .toList();
        var free = leave.apply(elsewhere.stream().map(UnderWork::caseTargetId).collect(Collectors.toSet()));
        return elsewhere.stream()
                .filter(one -> free.contains(one.caseTargetId()))
                .collect(Collectors.toMap(UnderWork::targetId, Function.identity()));
    }

    /** Puts what stands in no other case into new cases, by its platform; the places by target, in the order of the list. */
    private Map<UUID, Placement> place(
            Document document, List<Checked> lines, Map<String, UUID> ids, Map<UUID, UnderWork> underWork) {
        var byPlatform = lines.stream()
                .filter(line -> line.target() != null)
                .map(Checked::target)
                .filter(target -> !underWork.containsKey(ids.get(target.canonicalKey())))
                .collect(Collectors.groupingBy(
                        TargetIdentity::platform,
                        TreeMap::new,
                        Collectors.toMap(
                                TargetIdentity::canonicalKey,
                                Function.identity(),
                                (one, same) -> one,
                                LinkedHashMap::new)));
        var placed = new LinkedHashMap<UUID, Placement>();
        byPlatform.values().forEach(targets -> {
            CaseFile first = null;
            CaseFile open = null;
            var no = 0;
            for (var target : targets.values()) {
                if (open == null || no == Cases.MOST_TARGETS) {
                    open = open(document, first);
                    first = first == null ? open : first;
                    no = 0;
                }
                var id = ids.get(target.canonicalKey());
                placed.put(id, new Placement(UUID.randomUUID(), open.id(), id, ++no, target.original()));
            }
        });
        if (!placed.isEmpty()) {
            placements.put(List.copyOf(placed.values()), document.person());
        }
        return placed;
    }

    private CaseFile open(Document document, CaseFile first) {
        var opened = cases.open(
                document.category(), document.description(), document.source().name(), document.person());
        if (first != null) {
            relations.relate(opened.id(), first.id(), CaseRelations.Kind.SIBLING, "", document.person());
            timeline.record(opened.id(), "CASE_SIBLING", document.person(), first.number(), "");
            timeline.record(first.id(), "CASE_SIBLING", document.person(), opened.number(), "");
        }
        return opened;
    }
}
