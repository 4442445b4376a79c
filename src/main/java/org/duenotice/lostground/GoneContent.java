package org.duenotice.lostground;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.DispositionsSet;
import org.duenotice.problem.Problem;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * No order to operators outlives the content it was for (law On communications, art. 41-1(4)): once the owner or the platform has
 * removed it, or people see it gone, opening access is proposed. What a platform removed on request is the success of its measure and no
 * reason to undo it.
 */
@Component
@RequiredArgsConstructor
public class GoneContent {

    private final JdbcClient sql;
    private final Cases cases;
    private final Restorations restorations;

    /** How it is known. */
    public enum Way {
        /** The owner or the platform says so. */
        TOLD(RestorationGround.OWNER_REMOVED),
        /** A person saw it gone at its source. */
        SEEN(RestorationGround.TARGET_GONE);

        private final RestorationGround ground;

        Way(RestorationGround ground) {
            this.ground = ground;
        }
    }

    /**
     * Content that is gone.
     *
     * @param targets their numbers in the case
     * @param words who says so and when, or how it was seen
     */
    public record Report(String caseNumber, Collection<Integer> targets, Way way, String words) {}

    /**
     * Proposes to open access to what operators restrict.
     *
     * @return the number of the restoration
     * @throws Problem {@code gone.no-such-target}, {@code gone.no-order} where no order stands on one of them, {@code reasons-missing}
     */
    @Transactional
    public String report(Report report, String person) {
        var caseFile = cases.byNumber(report.caseNumber());
        var byNo = cases.targets(caseFile.id()).stream().collect(Collectors.toMap(CaseTarget::no, Function.identity()));
        if (report.targets().isEmpty() || !byNo.keySet().containsAll(report.targets())) {
            throw Problem.invalid("gone.no-such-target", report.targets());
        }
        var targets = report.targets().stream().map(no -> byNo.get(no).id()).toList();
        var ordered = ordered(targets);
        report.targets().stream()
                .filter(no -> !ordered.containsKey(byNo.get(no).id()))
                .findFirst()
                .ifPresent(no -> {
                    throw Problem.conflict("gone.no-order", no);
                });
        return propose(caseFile.id(), targets, report.way().ground, report.caseNumber(), report.words(), person);
    }

    /** A notice can still be answered, and its answer verified, while operators restrict the same target. */
    @EventListener
    void look(DispositionsSet set) {
        if (set.disposition() != Disposition.REMOVED && set.disposition() != Disposition.ALREADY_UNAVAILABLE) {
            return;
        }
        ordered(set.caseTargets()).entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                .forEach((caseId, targets) -> propose(
                        caseId,
                        targets,
                        RestorationGround.TARGET_GONE,
                        cases.byId(caseId).number(),
                        set.reasons().isBlank() ? set.disposition().name() : set.reasons(),
                        set.person()));
    }

    private String propose(
            UUID caseId, List<UUID> targets, RestorationGround ground, String occasion, String reasons, String person) {
        return restorations.propose(
                new Restorations.Wanted(caseId, targets, RestorationKind.RESTORATION, ground, occasion, reasons),
                person);
    }

    /** Of the targets those that an order restricts which was not taken back, each with its case. */
    private Map<UUID, UUID> ordered(Collection<UUID> caseTargets) {
        return sql
                .sql(
                        """
                        select distinct i.case_target_id, o.case_id from operator_order_item i join operator_order o on o.id = i.order_id
                        where i.case_target_id = any (?) and o.kind = 'RESTRICT' and not i.cancelled
                        """)
                .param(caseTargets.toArray(UUID[]::new))
                .query((row, no) -> Map.entry(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
