package org.duenotice.seal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.ArrivalLanes;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.casefile.CaseRelations;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.SealedStubs;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Seals an ordinary case in which a person has found such material. Everything said about it leaves the ordinary tables and is kept
 * sealed as it was; what people had to do with it is withdrawn, and it goes the way of all sealed material.
 */
@Component
@RequiredArgsConstructor
public class Sealing {

    private final JdbcClient sql;
    private final ArrivalLanes lanes;
    private final Cases cases;
    private final SealedStubs stubs;
    private final CustodyLog custody;
    private final CaseReaders readers;
    private final CaseRelations relations;
    private final Clocks clocks;
    private final SealedContents contents;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** @throws Problem {@code reasons-missing}, or {@code sealed.material} when it is sealed already */
    @Transactional
    public void seal(String number, SealedCategory category, String reasons, String person) {
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        lanes.holdAll();
        var found = cases.locked(number);
        if (readers.isSealed(found.id())) {
            throw Problem.forbidden("sealed.material");
        }
        take(found, category, reasons, person);
        events.publishEvent(new MaterialSealed(number));
    }

    /** What was merged into it is about the same. */
    private void take(CaseFile found, SealedCategory category, String reasons, String person) {
        var merged = relations.of(found.id()).stream()
                .filter(relation -> relation.kind() == CaseRelations.Kind.MERGE
                        && relation.otherCase().equals(found.number()))
                .map(CaseRelations.Relation::caseNumber)
                .toList();
        var stored = contents.of(found.id());
        sql.sql("select seal_case(?, ?, ?, ?, ?)::text")
                .params(
                        found.id(),
                        category.name(),
                        person,
                        reasons.strip(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .single();
        custody.append(found.id(), CustodyEvent.SEALED, null, null, person, Map.of());
        contents.dispose(found.id(), stored, person);
        events.publishEvent(new CaseSealed(found.number()));
        clocks.cancelOf(found.id());
        for (var number : merged) {
            var earlier = cases.locked(number);
            if (!readers.isSealed(earlier.id())) {
                take(earlier, category, reasons, person);
                stubs.closeAsMerged(earlier.id());
            }
        }
    }
}
