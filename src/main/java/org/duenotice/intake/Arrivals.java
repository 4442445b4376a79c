package org.duenotice.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.ArrivalLanes;
import org.duenotice.casefile.Placements;
import org.duenotice.casefile.Placements.UnderWork;
import org.duenotice.seal.SealedArrivals;
import org.duenotice.seal.SealedCategory;
import org.duenotice.target.TargetIdentity;
import org.duenotice.target.Targets;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What every way in has in common: whether a reference is known, whether a target is under work, and the one row that is kept of
 * each address that came in.
 */
@Component
@RequiredArgsConstructor
class Arrivals {

    /** As many numbers of targets are told in one line of a case's story. */
    private static final int MOST_TOLD = 40;

    private final JdbcClient sql;
    private final ArrivalLanes lanes;
    private final SealedArrivals sealedArrivals;
    private final Targets targets;
    private final Placements placements;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** An address that came in, under the reference its source gave it. */
    record Arrival(Source source, String reference, TargetIdentity target) {

        Reference named() {
            return new Reference(source, reference);
        }
    }

    record Reference(Source source, String reference) {}

    /** An address that came in and the target in a case that it is now. */
    record Detected(Source source, String reference, UUID caseTargetId, boolean sighted) {}

    /**
     * Lets arrivals of the same references and targets come one after the other until the transaction ends, on whatever copy of the
     * application. Always taken before anything else, and in one order.
     */
    void holdOthers(Collection<Arrival> arrivals) {
        lanes.hold(arrivals.stream()
                .flatMap(arrival -> Stream.of(
                        arrival.source() + "\n" + arrival.reference(),
                        arrival.target().canonicalKey()))
                .toList());
    }

    /**
     * What names sealed material by its canonical key, whatever it was reported as: it goes to {@link SealedArrivals}. Asked once others
     * are held, because a sealing holds them, too.
     */
    Map<String, SealedCategory> sealed(Collection<Arrival> arrivals) {
        return sealedArrivals.known(arrivals.stream()
                .map(arrival -> arrival.target().canonicalKey())
                .toList());
    }

    /** Those of the references that were recorded before, in an ordinary case or in one that is sealed. */
    Set<Reference> known(Collection<Arrival> arrivals) {
        return new HashSet<>(sql.sql(
                        """
                        select d.source, d.source_reference from unnest(:sources, :references) a(source, reference)
                        join detection d on d.source = a.source and d.source_reference = a.reference
                        union
                        select s.source, s.reference from unnest(:sources, :references) a(source, reference)
                        join sealed_reference s on s.source = a.source and s.reference = a.reference
                        """)
                .param("sources", array(arrivals, arrival -> arrival.source().name(), String[]::new))
                .param("references", array(arrivals, Arrival::reference, String[]::new))
                .query((row, no) -> new Reference(Source.valueOf(row.getString(1)), row.getString(2)))
                .list());
    }

    /** The id of each target by its canonical key, new ones included. */
    Map<String, UUID> register(Collection<Arrival> arrivals) {
        var distinct = new LinkedHashMap<String, TargetIdentity>();
        arrivals.forEach(arrival -> distinct.putIfAbsent(arrival.target().canonicalKey(), arrival.target()));
        return targets.register(distinct.values());
    }

    Map<UUID, UnderWork> underWork(Collection<UUID> targetIds) {
        return placements.underWork(targetIds);
    }

    /**
     * Writes down what came in, as it came and before anything is made of it: the one side of the conservation check, which asks what
     * became of each.
     *
     * @return when
     */
    Instant receive(Collection<Arrival> arrivals, UUID importId, String person) {
        var now = clock.instant();
        sql.sql(
                        """
                        insert into intake_row (source, source_reference, address, import_id, received_by, received_at)
                        select source, reference, address, :import, :person, :now
                        from unnest(:sources, :references, :addresses) a(source, reference, address)
                        """)
                .param("import", importId, java.sql.Types.OTHER)
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("sources", array(arrivals, one -> one.source().name(), String[]::new))
                .param("references", array(arrivals, Arrival::reference, String[]::new))
                .param("addresses", array(arrivals, one -> one.target().original(), String[]::new))
                .update();
        return now;
    }

    void record(List<Detected> detected, UUID importId, String person, Instant received) {
        sql.sql(
                        """
                        insert into detection
                            (id, source, source_reference, case_target_id, import_id, reported_by, reported_at, sighted)
                        select gen_random_uuid(), source, reference, target, :import, :person, :now, sighted
                        from unnest(:sources, :references, :targets, :sighted) d(source, reference, target, sighted)
                        """)
                .param("import", importId, java.sql.Types.OTHER)
                .param("person", person)
                .param("now", received.atOffset(ZoneOffset.UTC))
                .param("sources", array(detected, one -> one.source().name(), String[]::new))
                .param("references", array(detected, Detected::reference, String[]::new))
                .param("targets", array(detected, Detected::caseTargetId, UUID[]::new))
                .param("sighted", array(detected, Detected::sighted, Boolean[]::new))
                .update();
    }

    /**
     * Tells each case which of its targets were seen again; {@code subject} says where, and {@code description} what was seen, empty for
     * rows of a file, which is kept as a whole.
     */
    void tell(Collection<UnderWork> sighted, String subject, String description, String person) {
        var byCase = sighted.stream()
                .collect(Collectors.groupingBy(
                        UnderWork::caseId,
                        LinkedHashMap::new,
                        Collectors.mapping(UnderWork::no, Collectors.toCollection(TreeSet::new))));
        byCase.forEach((caseId, numbers) -> {
            timeline.record(caseId, "TARGETS_SIGHTED_AGAIN", person, subject, shown(numbers));
            if (!description.isEmpty()) {
                timeline.record(caseId, "SIGHTING_DESCRIBED", person, subject, description);
            }
            events.publishEvent(new CaseSighted(caseId));
        });
    }

    private static String shown(Set<Integer> numbers) {
        var told = numbers.stream().limit(MOST_TOLD).map(String::valueOf).collect(Collectors.joining(", "));
        return numbers.size() > MOST_TOLD ? told + " … (" + numbers.size() + ")" : told;
    }

    private static <S, T> T[] array(Collection<S> all, Function<S, T> part, IntFunction<T[]> make) {
        return all.stream().map(part).toArray(make);
    }
}
