package org.duenotice.restoration;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an officer of the authorised body orders without anything that it follows from. */
@Component
@RequiredArgsConstructor
public class ByHand {

    private final Restorations restorations;
    private final RestorationRows rows;
    private final Participations participations;
    private final Cases cases;
    private final CaseReaders readers;

    /** @param targets their numbers in the case */
    public record Order(String caseNumber, Set<Integer> targets, RestorationGround ground, String reasons) {}

    /** The grounds on which that is possible. */
    public static List<RestorationGround> grounds() {
        return Arrays.stream(RestorationGround.values())
                .filter(RestorationGround::isByHand)
                .toList();
    }

    /**
     * Orders it; it is carried out at once.
     *
     * @return the number of the restoration
     * @throws Problem {@code restoration.no-such-target}, {@code restoration.by-hand} on any other ground, {@code restoration.under-way}
     *     where one was ordered already, {@code restoration.nothing-to-undo}, {@code reasons-missing}
     */
    @Transactional
    public String order(Order order, String officer) {
        var caseFile = cases.byNumber(order.caseNumber());
        readers.requireOrdinary(caseFile.id());
        var targets = targets(caseFile, order.targets());
        if (!order.ground().isByHand()) {
            throw Problem.conflict(
                    "restoration.by-hand", grounds().stream().map(Enum::name).collect(Collectors.joining(", ")));
        }
        rows.open(RestorationKind.RESTORATION, targets).stream()
                .filter(one -> one.orderedAt() != null)
                .findFirst()
                .ifPresent(one -> {
                    throw Problem.conflict("restoration.under-way", one.number());
                });
        participations.join(caseFile.id(), officer, Side.AUTHORISED_BODY);
        return restorations.order(
                new Restorations.Wanted(
                        caseFile.id(), targets, RestorationKind.RESTORATION, order.ground(), "", order.reasons()),
                officer);
    }

    /** @throws Problem {@code restoration.no-such-target} */
    List<UUID> targets(CaseFile caseFile, Set<Integer> numbers) {
        var known = cases.targets(caseFile.id());
        var found = known.stream()
                .filter(target -> numbers.contains(target.no()))
                .map(CaseTarget::id)
                .toList();
        if (found.isEmpty() || found.size() != numbers.size()) {
            throw Problem.invalid(
                    "restoration.no-such-target",
                    numbers,
                    known.stream().map(CaseTarget::no).toList());
        }
        return found;
    }
}
