package org.duenotice.seal;

import java.time.Clock;
import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.casefile.Cases;
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
    private final Cases cases;
    private final CaseReaders readers;
    private final Clocks clocks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** @throws Problem {@code reasons-missing}, or {@code sealed.material} when it is sealed already */
    @Transactional
    public void seal(String number, SealedCategory category, String reasons, String person) {
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        var found = cases.locked(number);
        readers.requireOrdinary(found.id());
        sql.sql("select seal_case(?, ?, ?, ?, ?)::text")
                .params(
                        found.id(),
                        category.name(),
                        person,
                        reasons.strip(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .single();
        events.publishEvent(new CaseSealed(number));
        clocks.of(found.id()).stream().map(ClockView::subject).distinct().forEach(clocks::cancel);
        events.publishEvent(new MaterialSealed(number));
    }
}
