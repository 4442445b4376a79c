package org.duenotice.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.intake.ImportChunks.Chunk;
import org.duenotice.intake.ImportLeases.LeaseLost;
import org.duenotice.intake.RowCheck.Checked;
import org.duenotice.intake.RowCheck.Rejected;
import org.duenotice.problem.Problem;
import org.duenotice.security.Groups;
import org.duenotice.security.People;
import org.duenotice.security.Person;
import org.duenotice.target.IllegalAddress;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Works imports off, one at a time on each copy of the application. Each chunk of rows commits with the progress, so that whoever
 * takes an import up again begins behind the last row that was done.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class ImportWork {

    /** So often an import is taken up without coming any further, before what holds it up is given up. */
    private static final int MOST_TRIES = 5;

    /** So many cases that could not be handed over are named; all of them say it themselves. */
    private static final int MOST_NAMED = 20;

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ImportLeases leases;
    private final ImportFiles files;
    private final ImportChunks chunks;
    private final RowCheck rowCheck;
    private final ImportSettings settings;
    private final Imports imports;
    private final People people;
    private volatile boolean stopping;

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void workOff() {
        while (!stopping && workOn(null)) {
            // until nothing waits
        }
    }

    /** Works the import off in this thread, or waits for whoever does. */
    public DetectionImport finish(UUID id) {
        while (!imports.get(id).isOver()) {
            if (!workOn(id)) {
                pause();
            }
        }
        return imports.get(id);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One import as far as it goes; false when there was none. */
    private boolean workOn(UUID id) {
        var worker = UUID.randomUUID().toString();
        var taken = leases.take(id, worker);
        if (taken.isEmpty()) {
            return false;
        }
        people.actAs(new Person(taken.get().importedBy(), Set.of(Groups.CASEWORKERS)));
        try {
            work(taken.get(), worker);
        } catch (LeaseLost e) {
            log.info("{}; left to it", e.getMessage());
        } catch (RuntimeException e) {
            log.warn(
                    "Import {} could not go on; it is tried again when its lease ends",
                    taken.get().id(),
                    e);
        } finally {
            people.actAsNobody();
        }
        return true;
    }

    private void work(DetectionImport taken, String worker) {
        var running = taken;
        if (!running.wasRead()) {
            running = leases.tries(running.id()) > MOST_TRIES
                    ? leases.read(running, worker, Problem.invalid("import.broken-off", running.rowsDone()))
                    : read(running, worker);
        }
        if (running.wasRead()) {
            handOver(running, worker);
        }
    }

    /** Handful by handful; a case that cannot be handed over costs no other one, and is named at the end. */
    private void handOver(DetectionImport running, String worker) {
        var failed = new LinkedHashMap<UUID, String>();
        for (var waiting = chunks.waiting(running, failed.keySet());
                !waiting.isEmpty();
                waiting = chunks.waiting(running, failed.keySet())) {
            if (stopping) {
                return;
            }
            try {
                chunks.handOver(running, worker, waiting);
            } catch (LeaseLost e) {
                throw e;
            } catch (RuntimeException e) {
                log.info("Import {}: its cases are handed over one by one", running.id(), e);
                waiting.forEach(caseId -> handOver(running, worker, caseId, failed));
            }
        }
        tell(leases.finish(running, worker, notHandedOver(failed.values())));
    }

    private void handOver(DetectionImport running, String worker, UUID caseId, Map<UUID, String> failed) {
        try {
            chunks.handOver(running, worker, List.of(caseId));
        } catch (LeaseLost e) {
            throw e;
        } catch (RuntimeException e) {
            if (e instanceof TransientDataAccessException && leases.tries(running.id()) <= MOST_TRIES) {
                throw e;
            }
            failed.put(caseId, chunks.notHandedOver(running, worker, caseId));
            log.error("Import {}: case {} was given to nobody", running.id(), failed.get(caseId), e);
        }
    }

    private static Problem notHandedOver(Collection<String> numbers) {
        if (numbers.isEmpty()) {
            return null;
        }
        var named = numbers.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return Problem.conflict("import.not-handed-over", numbers.size(), named);
    }

    private DetectionImport read(DetectionImport taken, String worker) {
        var running = taken.total() == null ? leases.counted(taken, worker, count(taken, worker)) : taken;
        try (var rows = files.open(running.sha256(), running.format())) {
            var done = held(rows, running, worker);
            for (var row = 0; row < running.rowsDone(); row++) {
                done.next();
            }
            var batches = new RowBatches(rows, settings.chunk());
            for (var next = batches.next(); !next.isEmpty(); next = batches.next()) {
                running = take(running, worker, next);
                if (stopping) {
                    return running;
                }
            }
            return leases.read(running, worker, null);
        } catch (IOException e) {
            log.info("Import {} cannot be read behind row {}", running.id(), running.rowsDone(), e);
            return leases.read(running, worker, Problem.invalid("import.broken-file", running.rowsDone()));
        } catch (Problem e) {
            return leases.read(running, worker, e);
        }
    }

    /** As many rows as can be read. */
    private int count(DetectionImport running, String worker) {
        var rows = 0;
        try (var file = held(files.open(running.sha256(), running.format()), running, worker)) {
            while (file.next() != null) {
                rows++;
            }
        } catch (IOException | Problem e) {
            log.debug("Import {} is broken", running.id(), e);
        }
        return rows;
    }

    /** Reading may take longer than the lease. */
    private RowReader held(RowReader rows, DetectionImport running, String worker) {
        return new HeldRows(rows, settings.chunk(), () -> leases.hold(running, worker));
    }

    /** What the database refuses is looked for row by row, so that it costs no other row. */
    private DetectionImport take(DetectionImport running, String worker, List<FileRow> rows) {
        try {
            return chunks.take(running, worker, checked(rows));
        } catch (NonTransientDataAccessException e) {
            if (rows.size() == 1) {
                log.warn(
                        "Import {}: line {} was refused",
                        running.id(),
                        rows.get(0).line(),
                        e);
                var sealed = SealedRow.of(rows.get(0)).or(() -> SealedRow.ofRejected(rows.get(0)));
                if (sealed.isPresent()) {
                    return chunks.take(
                            running,
                            worker,
                            new Chunk(List.of(), List.of(), List.of(sealed.get().withoutWords())));
                }
                var rejected = Rejected.of(rows.get(0), Problem.invalid("import.row-refused"));
                return chunks.take(running, worker, new Chunk(List.of(), List.of(rejected), List.of()));
            }
            var going = running;
            for (var row : rows) {
                going = take(going, worker, List.of(row));
            }
            return going;
        }
    }

    private Chunk checked(List<FileRow> rows) {
        var taken = new ArrayList<Checked>();
        var rejected = new ArrayList<Rejected>();
        var sealed = new ArrayList<SealedRow>();
        for (var row : rows) {
            var sealedRow = SealedRow.of(row);
            if (sealedRow.isPresent()) {
                sealed.add(sealedRow.get());
                continue;
            }
            try {
                taken.add(rowCheck.check(row));
            } catch (IllegalAddress e) {
                reject(row, Rejected.of(row, e.code()), rejected, sealed);
            } catch (Problem e) {
                reject(row, Rejected.of(row, e), rejected, sealed);
            }
        }
        return new Chunk(taken, rejected, sealed);
    }

    /** What is rejected can be downloaded; what speaks of sealed material is sealed instead. */
    private static void reject(FileRow row, Rejected why, List<Rejected> rejected, List<SealedRow> sealed) {
        SealedRow.ofRejected(row).ifPresentOrElse(sealed::add, () -> rejected.add(why));
    }

    private static void tell(DetectionImport done) {
        log.info(
                "Import {} is {}: {} rows, {} accepted, {} seen again, {} duplicate, {} rejected, {} cases",
                done.id(),
                done.state(),
                done.total(),
                done.accepted(),
                done.sightedAgain(),
                done.duplicate(),
                done.rejected(),
                done.cases());
    }
}
