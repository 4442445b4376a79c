package org.duenotice.process.handover;

import static org.duenotice.security.Groups.MANAGERS;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.process.Hands;
import org.duenotice.process.Hands.Held;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.People;
import org.duenotice.staffing.TaskHandOvers;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Hands the tasks that somebody has in a case over to a colleague: one's own, or, for managers, anybody's. All of them or none. */
@Component
@RequiredArgsConstructor
class HandOverOfTasks {

    private final Hands hands;
    private final Cases cases;
    private final People people;
    private final CurrentPerson person;

    /**
     * Hands over.
     *
     * @param task only tasks of that kind, by its id in the diagram; empty for all
     * @return how many
     * @throws Problem {@code hand-over.nothing} when the person has none there, {@code hand-over.not-for} when the colleague may not take one
     */
    @Transactional
    public int handOver(String caseNumber, String task, String from, String to, String reasons) {
        if (!from.equals(person.id())) {
            person.requireAny(MANAGERS);
        }
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        var receiver = people.byId(to)
                .filter(known -> !known.id().equals(from))
                .orElseThrow(() -> Problem.invalid("staff.unknown", to));
        var moving = moving(caseNumber, task, from);
        moving.stream()
                .filter(held -> !hands.mayTake(held, receiver.id()))
                .findFirst()
                .ifPresent(held -> {
                    throw Problem.conflict(
                            "hand-over.not-for", receiver.id(), held.task().getName());
                });
        moving.forEach(held ->
                hands.give(held, receiver.id(), TaskHandOvers.Kind.HANDED_OVER, null, reasons.strip(), person.id()));
        return moving.size();
    }

    private List<Held> moving(String caseNumber, String task, String from) {
        var caseId = cases.byNumber(caseNumber).id();
        var moving = hands.of(from, caseId).stream()
                .filter(held -> task == null
                        || task.isEmpty()
                        || held.task().getTaskDefinitionKey().equals(task))
                .toList();
        if (moving.isEmpty()) {
            throw Problem.conflict("hand-over.nothing", from, caseNumber);
        }
        return moving;
    }
}
