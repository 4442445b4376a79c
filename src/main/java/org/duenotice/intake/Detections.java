package org.duenotice.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Placements;
import org.duenotice.casefile.Placements.Placement;
import org.duenotice.casefile.Placements.UnderWork;
import org.duenotice.intake.Arrivals.Arrival;
import org.duenotice.intake.Arrivals.Detected;
import org.duenotice.intake.Reported.SightedAgain;
import org.duenotice.problem.Problem;
import org.duenotice.seal.SealedArrivals;
import org.duenotice.seal.SealedArrivals.Way;
import org.duenotice.seal.SealedCategory;
import org.duenotice.target.IllegalAddress;
import org.duenotice.target.TargetIdentities;
import org.duenotice.target.TargetIdentity;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records detections. The same reference of the same source is the same detection; a target that is under work makes no second
 * case, it is a further sighting in the one that has it.
 */
@Component
@RequiredArgsConstructor
public class Detections {

    private static final Pattern CATEGORY = Pattern.compile("[A-Z][A-Z_]{1,39}");
    private static final int LONGEST_TEXT = 20_000;
    static final int LONGEST_REFERENCE = 200;

    private final JdbcClient sql;
    private final Cases cases;
    private final Placements placements;
    private final TargetIdentities identities;
    private final ApplicationEventPublisher events;
    private final Arrivals arrivals;
    private final SealedArrivals sealedArrivals;

    /** What a person or a system reports; addresses as they were seen, one line each. */
    public record Report(
            String category,
            String description,
            Source source,
            String sourceReference,
            List<String> addresses,
            String reportedBy) {}

    /**
     * Attaches what is under work already to the cases that have it, and opens one case for the rest. A report that names sealed material
     * in one of its addresses is sealed as a whole, because its words speak of all of them.
     *
     * @throws Problem {@code detection.*} when the input is wrong (nothing is kept) or the source's reference is already known
     */
    @Transactional
    public Reported report(Report report) {
        var sealed = SealedCategory.named(report.category());
        if (sealed.isPresent()) {
            return seal(report, sealed.get());
        }
        var addresses = report.addresses().stream()
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
        if (addresses.isEmpty() || addresses.size() > Cases.MOST_TARGETS) {
            throw Problem.invalid("case.number-of-targets", Cases.MOST_TARGETS, addresses.size());
        }
        check(report.category(), report.description());
        var reference =
                report.sourceReference() == null || report.sourceReference().isBlank()
                        ? UUID.randomUUID().toString()
                        : report.sourceReference().strip();
        var came = new ArrayList<Arrival>();
        for (var address : addresses) {
            came.add(new Arrival(
                    report.source(),
                    reference(reference, came.size() + 1, addresses.size()),
                    identify(address, came.size() + 1)));
        }
        arrivals.holdOthers(came);
        refuseKnown(report.source(), reference, addresses.size());
        var known = arrivals.sealed(came).values().stream().findAny();
        return known.isPresent() ? seal(report, known.get()) : take(report, came);
    }

    /** Nothing of it is looked up among what is known, nor attached to anything. */
    private Reported seal(Report report, SealedCategory category) {
        var way = report.source() == Source.CITIZEN || report.source() == Source.ANONYMOUS ? Way.CITIZEN : Way.REPORTED;
        var reference =
                report.sourceReference() == null ? "" : report.sourceReference().strip();
        return sealedArrivals
                .take(new SealedArrivals.Arrival(
                        category,
                        way,
                        report.source().name(),
                        reference,
                        report.description(),
                        report.addresses(),
                        List.of(),
                        report.reportedBy()))
                .map(stub -> new Reported(stub, true, List.of()))
                .orElseThrow(() -> Problem.conflict("sealed.already-reported"));
    }

    private static String reference(String reference, int no, int of) {
        return of == 1 ? reference : reference + "#" + no;
    }

    private void refuseKnown(Source source, String reference, int addresses) {
        if (reference.length() > LONGEST_REFERENCE) {
            throw Problem.invalid("detection.reference-too-long", LONGEST_REFERENCE);
        }
        for (var name : List.of(reference, reference(reference, 1, addresses))) {
            sealedArrivals.known(source.name(), name).ifPresent(number -> {
                throw Problem.conflict("sealed.already-reported");
            });
        }
        sql.sql(
                        """
                        select f.number from detection d join case_target ct on ct.id = d.case_target_id
                        join case_file f on f.id = ct.case_id where d.source = ? and d.source_reference = ?
                        """)
                .params(source.name(), reference(reference, 1, addresses))
                .query(String.class)
                .optional()
                .ifPresent(number -> {
                    throw Problem.conflict("detection.already-reported", reference, number);
                });
    }

    private TargetIdentity identify(String address, int line) {
        try {
            return identities.identify(address);
        } catch (IllegalAddress e) {
            throw Problem.invalid("detection.address", line, e.getMessage());
        }
    }

    private Reported take(Report report, List<Arrival> came) {
        var received = arrivals.receive(came, null, report.reportedBy());
        var ids = arrivals.register(came);
        var underWork = arrivals.underWork(ids.values());
        var isNew = came.stream()
                .filter(arrival -> !underWork.containsKey(id(ids, arrival)))
                .map(Arrival::target)
                .collect(Collectors.toMap(
                        TargetIdentity::canonicalKey, Function.identity(), (one, same) -> one, LinkedHashMap::new));
        if (isNew.isEmpty()) {
            var first = underWork.get(id(ids, came.get(0)));
            return attach(report, came, received, ids, underWork, Map.of(), cases.byId(first.caseId()));
        }
        var opened = cases.open(
                report.category(), report.description().strip(), report.source().name(), report.reportedBy());
        var placed = new ArrayList<Placement>();
        isNew.forEach((key, target) -> placed.add(
                new Placement(UUID.randomUUID(), opened.id(), ids.get(key), placed.size() + 1, target.original())));
        placements.put(placed, report.reportedBy());
        var caseTargets = placed.stream().collect(Collectors.toMap(Placement::targetId, Placement::id));
        var reported = attach(report, came, received, ids, underWork, caseTargets, opened);
        events.publishEvent(new DetectionReported(opened.number()));
        return reported;
    }

    private Reported attach(
            Report report,
            List<Arrival> came,
            Instant received,
            Map<String, UUID> ids,
            Map<UUID, UnderWork> underWork,
            Map<UUID, UUID> caseTargets,
            CaseFile caseFile) {
        var detected = new ArrayList<Detected>();
        var sightings = new ArrayList<SightedAgain>();
        var opening = new HashSet<>(caseTargets.keySet());
        for (var arrival : came) {
            var target = id(ids, arrival);
            var known = underWork.get(target);
            var caseTarget = known == null ? caseTargets.get(target) : known.caseTargetId();
            detected.add(new Detected(arrival.source(), arrival.reference(), caseTarget, !opening.remove(target)));
            if (known != null) {
                sightings.add(new SightedAgain(arrival.target().original(), known.caseNumber(), known.no()));
            }
        }
        arrivals.record(detected, null, report.reportedBy(), received);
        arrivals.tell(
                came.stream()
                        .map(arrival -> underWork.get(id(ids, arrival)))
                        .filter(Objects::nonNull)
                        .toList(),
                report.sourceReference() == null ? "" : report.sourceReference().strip(),
                report.description().strip(),
                report.reportedBy());
        return new Reported(caseFile, !caseTargets.isEmpty(), sightings);
    }

    private static UUID id(Map<String, UUID> ids, Arrival arrival) {
        return ids.get(arrival.target().canonicalKey());
    }

    /** @throws Problem when the category or the description is none */
    static void check(String category, String description) {
        if (category == null || !CATEGORY.matcher(category).matches()) {
            throw Problem.invalid("detection.category", String.valueOf(category));
        }
        if (description == null || description.isBlank()) {
            throw Problem.invalid("detection.description-missing");
        }
        if (description.length() > LONGEST_TEXT) {
            throw Problem.invalid("detection.description-too-long", LONGEST_TEXT);
        }
    }
}
