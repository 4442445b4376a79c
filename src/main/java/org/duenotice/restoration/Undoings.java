package org.duenotice.restoration;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Dispositions;
import org.duenotice.database.Turns;
import org.duenotice.notice.LetterKind;
import org.duenotice.notice.Letters;
import org.duenotice.notice.RestoringLetters.About;
import org.duenotice.notice.TakenBack;
import org.duenotice.operator.Cancellations;
import org.duenotice.operator.Cancellations.Undoing;
import org.duenotice.operator.RenewedOrders;
import org.duenotice.restriction.Restrictions;
import org.duenotice.restriction.Rounds;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Carries restorations out: whoever was asked for a measure, or may have been, gets its reverse over the same channel, and nobody is
 * asked for it any more. Access is restored immediately (law On communications, art. 41-1(6)).
 */
@Component
@RequiredArgsConstructor
public class Undoings {

    private static final String PLATFORM_RULE = "platform-restoration";

    private final JdbcClient sql;
    private final Restorations restorations;
    private final RestorationRows rows;
    private final Cases cases;
    private final Dispositions dispositions;
    private final Restrictions restrictions;
    private final Rounds rounds;
    private final TakenBack takenBack;
    private final Letters letters;
    private final Cancellations cancellations;
    private final RenewedOrders renewedOrders;
    private final Turns turns;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** The numbers of the letters and of the orders that carry a round out. */
    public record Parts(List<String> letters, List<String> orders) {}

    /** One round of a restoration, with what it says to those it tells. */
    private record Round(Restoration restoration, int no, Set<UUID> targets, String words, String person) {

        Undoing undoing() {
            return new Undoing(restoration.id(), no, targets, words, person);
        }

        Undoing undoing(Collection<UUID> some) {
            return new Undoing(restoration.id(), no, some, words, person);
        }
    }

    /** Tells everyone: in the first round about all targets, later about those where access was found not to be back. */
    @Transactional
    public Parts begin(String number) {
        var restoration = restorations.byNumber(number);
        turns.take("restoration " + cases.byId(restoration.caseId()).number());
        var round = next(restoration);
        var parts = restoration.kind() == RestorationKind.RESUMPTION
                ? resume(round)
                : round.no() == 1 ? undo(round) : undoAgain(round);
        timeline.record(
                restoration.caseId(),
                "RESTORATION_BEGUN",
                Timeline.SOFTWARE,
                number,
                String.join(", ", union(parts.letters(), parts.orders())));
        return parts;
    }

    private static List<String> union(List<String> some, List<String> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private Round next(Restoration restoration) {
        var last = rows.round(restoration.id());
        var targets = last == 0
                ? rows.notOvertaken(restoration)
                : rows.seen(restoration.id(), last).stream()
                        .filter(seen -> seen.found() == Found.STILL_RESTRICTED)
                        .map(RestorationRows.Seen::caseTargetId)
                        .collect(Collectors.toSet());
        sql.sql("insert into restoration_round values (?, ?, ?)")
                .params(restoration.id(), last + 1, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        sql.sql("insert into restoration_round_target select ?, ?, t.id from unnest(?) t(id)")
                .params(restoration.id(), last + 1, targets.toArray(UUID[]::new))
                .update();
        var order = rows.order(restoration.id());
        return new Round(
                restoration, last + 1, targets, restoration.number() + ". " + order.reasons(), order.orderedBy());
    }

    private List<CaseTarget> targets(Round round) {
        return cases.targets(round.restoration().caseId()).stream()
                .filter(target -> round.targets().contains(target.id()))
                .toList();
    }

    private Parts undo(Round round) {
        var before = targets(round);
        var items = takenBack.takeBack(round.restoration().id(), round.targets());
        var undone = cancellations.undo(round.undoing());
        var known = new HashSet<>(undone.mayBeKnown());
        items.stream()
                .filter(TakenBack.Item::mayBeKnown)
                .map(TakenBack.Item::caseTargetId)
                .forEach(known::add);
        if (round.restoration().kind() == RestorationKind.SUSPENSION) {
            set(round, before, Disposition.SUSPENDED, restrictions.approvedOf(round.targets()));
        } else {
            before.stream()
                    .filter(target -> target.disposition() == Disposition.SUSPENDED)
                    .map(CaseTarget::id)
                    .forEach(known::add);
            set(round, before, Disposition.BEING_RESTORED, known);
            set(
                    round,
                    before,
                    Disposition.WITHDRAWN,
                    before.stream()
                            .map(CaseTarget::id)
                            .filter(id -> !known.contains(id))
                            .collect(Collectors.toSet()));
            rounds.release(round.targets()).forEach(subject -> events.publishEvent(new BodyReleased(subject)));
            releaseMeasures(round);
        }
        return new Parts(
                compose(round, items.stream().filter(TakenBack.Item::mayBeKnown).toList()), undone.orders());
    }

    /** Nobody names addressees where none is left to need one. */
    private void releaseMeasures(Round round) {
        var caseId = round.restoration().caseId();
        var waiting = cases.targets(caseId).stream()
                .filter(target -> target.disposition() == Disposition.RESTRICTION_SOUGHT
                        || target.disposition() == Disposition.SUSPENDED)
                .map(CaseTarget::id)
                .toList();
        var sought = restrictions.find(caseId);
        if (sought.isEmpty() || !restrictions.over(waiting).containsValue(sought.get())) {
            events.publishEvent(new MeasuresReleased(cases.byId(caseId).number()));
        }
    }

    private Parts undoAgain(Round round) {
        return new Parts(
                compose(round, takenBack.takenBackBy(round.restoration().id(), round.targets())),
                cancellations.undoAgain(round.undoing()));
    }

    /** The measure that was decided stands again; what had not been asked of anybody goes on from where it was. */
    private Parts resume(Round round) {
        var suspended = targets(round).stream()
                .filter(target -> target.disposition() == Disposition.SUSPENDED)
                .toList();
        var ids = suspended.stream().map(CaseTarget::id).toList();
        var items = takenBack.giveBack(ids);
        var noticed = items.stream().map(TakenBack.Item::caseTargetId).collect(Collectors.toSet());
        var renewed = renewedOrders.renew(round.restoration().caseId(), round.undoing(ids));
        var ordered = Set.copyOf(renewed.caseTargets());
        set(
                round,
                suspended,
                Disposition.UNDER_NOTICE,
                noticed.stream().filter(id -> !ordered.contains(id)).collect(Collectors.toSet()));
        set(
                round,
                suspended,
                Disposition.RESTRICTION_SOUGHT,
                ids.stream()
                        .filter(id -> !ordered.contains(id) && !noticed.contains(id))
                        .collect(Collectors.toSet()));
        return new Parts(compose(round, items), renewed.orders());
    }

    private void set(Round round, List<CaseTarget> before, Disposition disposition, Set<UUID> which) {
        dispositions.set(
                before.stream()
                        .filter(target -> which.contains(target.id())
                                && target.disposition().next().contains(disposition))
                        .map(CaseTarget::id)
                        .toList(),
                disposition,
                round.restoration().number(),
                round.person());
    }

    private List<String> compose(Round round, List<TakenBack.Item> items) {
        var byNotice = items.stream()
                .collect(Collectors.groupingBy(
                        TakenBack.Item::noticeNumber,
                        TreeMap::new,
                        Collectors.mapping(TakenBack.Item::caseTargetId, Collectors.toList())));
        var numbers = new ArrayList<String>();
        byNotice.forEach((notice, ids) -> numbers.add(letters.compose(
                notice,
                kind(round.restoration().kind()),
                PLATFORM_RULE,
                new About(round.restoration().id(), round.no(), ids))));
        return numbers;
    }

    private static LetterKind kind(RestorationKind kind) {
        return switch (kind) {
            case RESTORATION -> LetterKind.WITHDRAWAL;
            case SUSPENSION -> LetterKind.SUSPENSION;
            case RESUMPTION -> LetterKind.RESUMPTION;
        };
    }
}
