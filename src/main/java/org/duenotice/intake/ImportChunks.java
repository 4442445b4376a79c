package org.duenotice.intake;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Placements.UnderWork;
import org.duenotice.intake.Arrivals.Arrival;
import org.duenotice.intake.Arrivals.Detected;
import org.duenotice.intake.RowCheck.Checked;
import org.duenotice.intake.RowCheck.Rejected;
import org.duenotice.seal.SealedArrivals;
import org.duenotice.seal.SealedCategory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The transactions of an import: each records some rows together with the progress, or nothing. */
@Component
@RequiredArgsConstructor
class ImportChunks {

    /** So many cases are handed over together; each starts a process. */
    private static final int HANDFUL = 20;

    private final JdbcClient sql;
    private final Arrivals arrivals;
    private final SealedArrivals sealedArrivals;
    private final ImportGroups groups;
    private final ImportLeases leases;
    private final Cases cases;
    private final CaseReaders readers;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** Rows of a file that follow one another, those that can be taken and those that cannot. */
    record Chunk(List<Checked> rows, List<Rejected> rejected, List<SealedRow> sealed) {

        int size() {
            return rows.size() + rejected.size() + sealed.size();
        }
    }

    /** What became of a chunk; {@code sealed} of the accepted rows are no detections that others see. */
    record Counts(int accepted, int sightedAgain, int duplicate, int rejected, int cases, int sealed) {

        Counts and(Counts more) {
            return new Counts(
                    accepted + more.accepted,
                    sightedAgain + more.sightedAgain,
                    duplicate + more.duplicate,
                    rejected + more.rejected,
                    cases + more.cases,
                    sealed + more.sealed);
        }
    }

    /** Records the rows that follow the first {@code running.rowsDone()} of the file. */
    @Transactional
    public DetectionImport take(DetectionImport running, String worker, Chunk chunk) {
        var came = chunk.rows().stream().map(Checked::arrival).toList();
        arrivals.holdOthers(came);
        var material = arrivals.sealed(came);
        var split = chunk.rows().stream()
                .collect(Collectors.partitioningBy(
                        row -> material.containsKey(row.arrival().target().canonicalKey())));
        var ordinary = split.get(false);
        var sealed = Stream.concat(
                        chunk.sealed().stream().map(row -> row.arrival(running)),
                        split.get(true).stream()
                                .map(row -> sealed(
                                        row, material.get(row.arrival().target().canonicalKey()), running)))
                .toList();
        var seen = arrivals.known(came);
        var byNews = ordinary.stream()
                .collect(Collectors.partitioningBy(row -> seen.add(row.arrival().named())));
        var rows = byNews.get(true);
        var namesSealed = noteRepetitions(running.id(), byNews.get(false)) || !sealed.isEmpty();
        var counts = sealed(sealed)
                .and(sort(
                        running,
                        rows,
                        ordinary.size() - rows.size(),
                        chunk.rejected().size()));
        reject(running.id(), chunk.rejected());
        return leases.progress(running, worker, counts, namesSealed);
    }

    /**
     * That the file names them, too, is known when one of them is sealed later; nothing else is made of them.
     *
     * @return true when one of them is sealed already
     */
    private boolean noteRepetitions(UUID importId, List<Checked> repeated) {
        if (repeated.isEmpty()) {
            return false;
        }
        return sql.sql(
                        """
                        with repeated as (
                            select distinct source, reference, exists (
                                select from sealed_reference s where s.source = r.source and s.reference = r.reference) as is_sealed
                            from unnest(:sources, :references) r(source, reference)
                        ), noted as (
                            insert into import_repetition (import_id, source, source_reference)
                            select :import::uuid, source, reference from repeated where not is_sealed on conflict do nothing)
                        select bool_or(is_sealed) from repeated
                        """)
                .param("import", importId)
                .param("sources", array(repeated, row -> row.arrival().source().name(), String[]::new))
                .param("references", array(repeated, row -> row.arrival().reference(), String[]::new))
                .query(Boolean.class)
                .single();
    }

    /** Each sealed row is a case of its own, whatever campaign or platform it names. */
    private Counts sealed(List<SealedArrivals.Arrival> rows) {
        var opened = (int) rows.stream()
                .filter(row -> sealedArrivals.take(row).isPresent())
                .count();
        return new Counts(opened, 0, rows.size() - opened, 0, opened, opened);
    }

    /** A row that names sealed material without saying so. */
    private static SealedArrivals.Arrival sealed(Checked row, SealedCategory category, DetectionImport running) {
        return new SealedArrivals.Arrival(
                category,
                SealedArrivals.Way.IMPORTED,
                row.arrival().source().name(),
                row.arrival().reference(),
                row.description(),
                List.of(row.arrival().target().original()),
                List.of(),
                running.importedBy());
    }

    private Counts sort(DetectionImport running, List<Checked> rows, int duplicate, int rejected) {
        if (rows.isEmpty()) {
            return new Counts(0, 0, duplicate, rejected, 0, 0);
        }
        var came = rows.stream().map(Checked::arrival).toList();
        var received = arrivals.receive(came, running.id(), running.importedBy());
        var ids = arrivals.register(came);
        var underWork = arrivals.underWork(ids.values());
        var filling = groups.filling(running, rows);
        var here = new HashMap<UUID, UUID>();
        var detected = new ArrayList<Detected>();
        var sighted = new ArrayList<UnderWork>();
        for (var row : rows) {
            var arrival = row.arrival();
            var target = ids.get(arrival.target().canonicalKey());
            var known = underWork.get(target);
            if (known != null) {
                sighted.add(known);
                detected.add(detected(arrival, known.caseTargetId(), true));
            } else if (here.containsKey(target)) {
                detected.add(detected(arrival, here.get(target), true));
            } else {
                here.put(target, filling.place(row, target).id());
                detected.add(detected(arrival, here.get(target), false));
            }
        }
        var opened = filling.put();
        arrivals.record(detected, running.id(), running.importedBy(), received);
        arrivals.tell(sighted, running.fileName(), "", running.importedBy());
        return new Counts(here.size(), rows.size() - here.size(), duplicate, rejected, opened, 0);
    }

    private static Detected detected(Arrival arrival, UUID caseTarget, boolean sighted) {
        return new Detected(arrival.source(), arrival.reference(), caseTarget, sighted);
    }

    private void reject(UUID importId, List<Rejected> rejected) {
        if (rejected.isEmpty()) {
            return;
        }
        sql.sql(
                        """
                        insert into rejected_row (import_id, line, code, arguments, content)
                        select :import, line, code, string_to_array(arguments, E'\\x1f'), content
                        from unnest(:lines, :codes, :arguments, :contents) r(line, code, arguments, content)
                        """)
                .param("import", importId)
                .param("lines", array(rejected, Rejected::line, Integer[]::new))
                .param("codes", array(rejected, Rejected::code, String[]::new))
                .param("arguments", array(rejected, row -> String.join("\u001f", row.arguments()), String[]::new))
                .param("contents", array(rejected, Rejected::content, String[]::new))
                .update();
    }

    private static <S, T> T[] array(Collection<S> all, Function<S, T> part, IntFunction<T[]> make) {
        return all.stream().map(part).toArray(make);
    }

    /** Some of the cases that wait for people, without those. */
    List<UUID> waiting(DetectionImport running, Collection<UUID> without) {
        return sql.sql("select case_id from import_group where import_id = ? and handed_over_at is null "
                        + "and case_id <> all (?) order by case_id limit ?")
                .params(running.id(), without.toArray(UUID[]::new), HANDFUL)
                .query(UUID.class)
                .list();
    }

    /** Gives these cases to people, now that no more targets come; all of them or none. */
    @Transactional
    public void handOver(DetectionImport running, String worker, List<UUID> waiting) {
        sql.sql("update import_group set handed_over_at = ? where import_id = ? and case_id = any (?)")
                .params(clock.instant().atOffset(ZoneOffset.UTC), running.id(), waiting.toArray(UUID[]::new))
                .update();
        waiting.stream()
                .map(cases::byId)
                .filter(caseFile -> caseFile.state() == CaseState.DETECTED && readers.mayRead(caseFile.id()))
                .forEach(caseFile -> events.publishEvent(new DetectionReported(caseFile.number())));
        leases.renew(running, worker);
    }

    /** Says in the case that nobody works on it; returns its number. */
    @Transactional
    public String notHandedOver(DetectionImport running, String worker, UUID caseId) {
        var number = cases.byId(caseId).number();
        timeline.record(caseId, "NOT_HANDED_OVER", Timeline.SOFTWARE, running.fileName(), "");
        leases.hold(running, worker);
        return number;
    }
}
