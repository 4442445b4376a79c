package org.duenotice.restoration;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Dispositions;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.notice.TakenBack;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people of the unit see after everyone has answered: only their look ends a restoration. What is not open yet goes back to those
 * who were told; content that is not there can be put back by its owner alone.
 */
@Component
@RequiredArgsConstructor
public class Looks {

    private static final String RULE = "restoration-look";

    private final JdbcClient sql;
    private final Restorations restorations;
    private final RestorationRows rows;
    private final Cases cases;
    private final Dispositions dispositions;
    private final Participations participations;
    private final TakenBack takenBack;
    private final RestorationClocks clocks;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** The targets of the round that a person has to look at, in the order of the case. */
    public List<CaseTarget> wanted(String number) {
        var restoration = restorations.byNumber(number);
        var round = rows.roundTargets(restoration.id(), rows.round(restoration.id()));
        var waiting =
                switch (restoration.kind()) {
                    case RESTORATION -> Disposition.BEING_RESTORED;
                    case SUSPENSION -> Disposition.SUSPENDED;
                    case RESUMPTION -> Disposition.UNDER_NOTICE;
                };
        return cases.targets(restoration.caseId()).stream()
                .filter(target -> round.contains(target.id()) && target.disposition() == waiting)
                .toList();
    }

    /** True when somebody has to see how it is: always, but for a suspension of what nobody had been told of. */
    public boolean isWanted(String number) {
        var restoration = restorations.byNumber(number);
        return !wanted(number).isEmpty()
                && (restoration.kind() != RestorationKind.SUSPENSION || rows.isAnybodyTold(restoration.id()));
    }

    /** What the clock of the look is called; each round has one of its own. */
    static String subject(String number) {
        return number + "/look";
    }

    /** Everyone has answered, and a person is to look: returns until when. */
    @Transactional
    public Instant await(String number) {
        return clocks.start(restorations.byNumber(number).caseId(), subject(number), RULE);
    }

    /**
     * Nobody looked in time: recorded where the clock says so too, and nothing else. Whether access is back stays open.
     *
     * @return true when a breach was recorded
     */
    @Transactional
    public boolean overdue(String number) {
        return clocks.overdue(restorations.byNumber(number).caseId(), subject(number));
    }

    /**
     * Records what a person saw, by the numbers of the targets.
     *
     * @return true when nobody has to be told again
     */
    @Transactional
    public boolean record(String number, Map<Integer, Found> found, String remarks, String person) {
        var restoration = restorations.byNumber(number);
        var wanted = wanted(number);
        var numbers = wanted.stream().map(CaseTarget::no).collect(Collectors.toSet());
        if (!numbers.equals(found.keySet())) {
            throw Problem.invalid("restoration.each-target-once", numbers, found.keySet());
        }
        if (found.values().stream().anyMatch(one -> !one.fits(restoration.kind()))) {
            throw Problem.invalid("restoration.found", restoration.kind(), found.values());
        }
        participations.join(restoration.caseId(), person, Side.UNIT);
        var round = rows.round(restoration.id());
        var at = clock.instant().atOffset(ZoneOffset.UTC);
        sql.sql(
                        """
                        insert into restoration_look (restoration_id, round, case_target_id, found, remarks, looked_by, looked_at)
                        select ?, ?, seen.id, seen.found, ?, ?, ? from unnest(?, ?) seen(id, found)
                        """)
                .params(
                        restoration.id(),
                        round,
                        remarks,
                        person,
                        at,
                        wanted.stream().map(CaseTarget::id).toArray(UUID[]::new),
                        wanted.stream()
                                .map(target -> found.get(target.no()).name())
                                .toArray(String[]::new))
                .update();
        clocks.met(subject(number));
        timeline.record(restoration.caseId(), "RESTORATION_LOOKED_AT", person, number, words(found));
        return found.values().stream().noneMatch(one -> one == Found.STILL_RESTRICTED);
    }

    private static String words(Map<Integer, Found> found) {
        return found.values().stream()
                .collect(Collectors.groupingBy(one -> one, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The end: every addressee has been heard and people have seen how it is; whoever asked for it is told. */
    @Transactional
    public void finish(String number) {
        var restoration = restorations.byNumber(number);
        switch (restoration.kind()) {
            case RESTORATION -> lift(restoration);
            case RESUMPTION -> stand(restoration);
            case SUSPENSION -> {
                // stays suspended until the appeal is decided
            }
        }
        sql.sql("insert into restoration_end values (?, 'CONFIRMED', '', ?, ?)")
                .params(restoration.id(), Timeline.SOFTWARE, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        timeline.record(restoration.caseId(), "RESTORATION_CONFIRMED", Timeline.SOFTWARE, number, "");
        rows.occasions(restoration)
                .forEach(occasion ->
                        events.publishEvent(new RestorationConfirmed(number, occasion, restoration.kind())));
    }

    private void lift(Restoration restoration) {
        var mine = rows.targets(restoration.id());
        dispositions.set(
                cases.targets(restoration.caseId()).stream()
                        .filter(target ->
                                mine.contains(target.id()) && target.disposition() == Disposition.BEING_RESTORED)
                        .map(CaseTarget::id)
                        .toList(),
                Disposition.RESTRICTION_LIFTED,
                restoration.number(),
                Timeline.SOFTWARE);
    }

    private void stand(Restoration restoration) {
        var seen = rows.seen(restoration.id(), rows.round(restoration.id())).stream()
                .collect(Collectors.groupingBy(
                        RestorationRows.Seen::found,
                        Collectors.mapping(RestorationRows.Seen::caseTargetId, Collectors.toList())));
        var standing = seen.getOrDefault(Found.RESTRICTED_AGAIN, List.of());
        var open = seen.getOrDefault(Found.STILL_OPEN, List.of());
        takenBack.seen(standing, open);
        takenBack.standing(standing).entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                .forEach((disposition, targets) -> set(restoration, targets, disposition));
        set(restoration, open, Disposition.NOT_COMPLIED);
        set(restoration, seen.getOrDefault(Found.CONTENT_NOT_THERE, List.of()), Disposition.ALREADY_UNAVAILABLE);
    }

    private void set(Restoration restoration, Collection<UUID> targets, Disposition disposition) {
        dispositions.set(targets, disposition, restoration.number(), Timeline.SOFTWARE);
    }
}
