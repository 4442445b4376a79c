package org.duenotice.restoration;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Numbers;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.database.Turns;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.Grounds;
import org.duenotice.restriction.Restrictions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens restorations: each names the measures it undoes, and why. What is being undone already is not undone twice: whoever asks for
 * the same joins, and is told at the end as well. A hold of the case does not keep access closed.
 */
@Component
@RequiredArgsConstructor
public class Restorations {

    private static final String ORDER_RULE = "restoration-order";
    private static final String FAST_RULE = "over-blocking";

    /** Where a measure is in force, on its way or at least decided. */
    private static final Set<Disposition> UNDOABLE = EnumSet.of(
            Disposition.RESTRICTION_SOUGHT,
            Disposition.UNDER_NOTICE,
            Disposition.UNDER_ORDER,
            Disposition.REMOVED,
            Disposition.GEO_RESTRICTED,
            Disposition.LABELLED,
            Disposition.RESTRICTED_BY_OPERATOR,
            Disposition.NOT_COMPLIED);

    private final JdbcClient sql;
    private final RestorationRows rows;
    private final Cases cases;
    private final CaseReaders readers;
    private final Participations participations;
    private final Restrictions restrictions;
    private final Grounds grounds;
    private final RestorationClocks clocks;
    private final Turns turns;
    private final Numbers numbers;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /**
     * What is to be undone.
     *
     * @param caseTargets of one case
     * @param occasion the number of what it follows from; may be empty
     */
    public record Wanted(
            UUID caseId,
            Collection<UUID> caseTargets,
            RestorationKind kind,
            RestorationGround ground,
            String occasion,
            String reasons) {

        private Wanted of(Collection<UUID> targets) {
            return new Wanted(caseId, targets, kind, ground, occasion, reasons);
        }
    }

    /**
     * Opens a restoration that waits for a person of the authorised body.
     *
     * @return its number, or that of the one that is under way for the same targets already
     * @throws Problem {@code restoration.nothing-to-undo} when no measure stands on any of the targets
     */
    @Transactional
    public String propose(Wanted wanted, String person) {
        return open(wanted, person, false).orElseThrow(() -> nothingToUndo(wanted));
    }

    /**
     * Opens a restoration that is decided already, and is carried out at once. One of the same kind that still waits for a person's word
     * about some or all of these targets, and no others, is ordered by it; one that is about others as well goes on waiting, for these alone.
     *
     * @param person who decided, or {@link Timeline#SOFTWARE} where an end that was set has come
     * @return its number, or that of the one that is under way for the same targets already
     * @throws Problem {@code restoration.nothing-to-undo} when no measure stands on any of the targets
     */
    @Transactional
    public String order(Wanted wanted, String person) {
        return open(wanted, person, true).orElseThrow(() -> nothingToUndo(wanted));
    }

    /**
     * The same where the measure may have ended meanwhile, or the case was sealed; nothing stands again on a provision or an act that fell.
     *
     * @return empty when no measure stands on any of the targets, and none is being undone
     */
    @Transactional
    public Optional<String> orderWhatStands(Wanted wanted, String person) {
        if (!readers.mayRead(wanted.caseId())) {
            return Optional.empty();
        }
        var left = wanted.kind() == RestorationKind.RESUMPTION
                ? onStandingBases(wanted.caseTargets())
                : wanted.caseTargets();
        return left.isEmpty() ? Optional.empty() : open(wanted.of(left), person, true);
    }

    private Collection<UUID> onStandingBases(Collection<UUID> caseTargets) {
        return restrictions.over(caseTargets).entrySet().stream()
                .filter(over -> grounds.stand(over.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those of the targets on which there is something that a restoration of the kind would undo. */
    public List<UUID> undoable(UUID caseId, Collection<UUID> caseTargets, RestorationKind kind) {
        return undoable(caseId, kind, Set.copyOf(caseTargets));
    }

    private Problem nothingToUndo(Wanted wanted) {
        return Problem.conflict(
                "restoration.nothing-to-undo", cases.byId(wanted.caseId()).number());
    }

    private Optional<String> open(Wanted wanted, String person, boolean ordered) {
        if (wanted.reasons() == null || wanted.reasons().isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        var caseFile = cases.byId(wanted.caseId());
        if (!readers.mayRead(caseFile.id())) {
            throw Problem.conflict("sealed.withdrawn");
        }
        turns.take("restoration " + caseFile.number());
        var asked = new HashSet<>(wanted.caseTargets());
        var underWay = joinable(wanted.kind(), asked, ordered);
        underWay.forEach(one -> rows.targets(one.id()).forEach(asked::remove));
        var open = undoable(wanted.caseId(), wanted.kind(), asked);
        if (open.isEmpty() && !underWay.isEmpty()) {
            underWay.forEach(one -> join(one, wanted, person, ordered));
            return Optional.of(underWay.get(0).number());
        }
        if (open.isEmpty()) {
            return Optional.empty();
        }
        underWay.forEach(one -> join(one, wanted, person, ordered));
        if (wanted.kind() == RestorationKind.RESUMPTION) {
            // a measure that stands again rests on a provision, and an act, like any other
            restrictions.over(open).values().stream().distinct().forEach(grounds::require);
        }
        return Optional.of(save(wanted, open, person, ordered));
    }

    /** A proposal about more than this waits for its own answer: nobody has decided on the rest of it. */
    private List<Restoration> joinable(RestorationKind kind, Set<UUID> asked, boolean ordered) {
        return rows.open(kind, asked).stream()
                .filter(one -> {
                    var targets = rows.targets(one.id());
                    return ordered && one.orderedAt() == null
                            ? !targets.isEmpty() && asked.containsAll(targets)
                            : targets.stream().anyMatch(asked::contains);
                })
                .toList();
    }

    private List<UUID> undoable(UUID caseId, RestorationKind kind, Set<UUID> asked) {
        var aboutToBeSuspended =
                kind == RestorationKind.RESUMPTION ? rows.notBegun(RestorationKind.SUSPENSION, asked) : Set.of();
        return cases.targets(caseId).stream()
                .filter(target -> asked.contains(target.id())
                        && (isUndoable(kind, target.disposition()) || aboutToBeSuspended.contains(target.id())))
                .map(CaseTarget::id)
                .toList();
    }

    private static boolean isUndoable(RestorationKind kind, Disposition disposition) {
        return switch (kind) {
            case RESTORATION ->
                UNDOABLE.contains(disposition)
                        || disposition == Disposition.SUSPENDED
                        || disposition == Disposition.ALREADY_UNAVAILABLE;
            case SUSPENSION -> UNDOABLE.contains(disposition);
            case RESUMPTION -> disposition == Disposition.SUSPENDED;
        };
    }

    private void join(Restoration underWay, Wanted wanted, String person, boolean ordered) {
        if (!wanted.occasion().isEmpty() && !wanted.occasion().equals(underWay.occasion())) {
            sql.sql("insert into restoration_occasion values (?, ?, ?) on conflict do nothing")
                    .params(underWay.id(), wanted.occasion(), clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
        timeline.record(underWay.caseId(), "RESTORATION_JOINED", person, underWay.number(), wanted.reasons());
        if (ordered && underWay.orderedAt() == null) {
            ordered(underWay, wanted.reasons(), person);
            events.publishEvent(new RestorationOrdered(underWay.number()));
        }
    }

    private String save(Wanted wanted, List<UUID> targets, String person, boolean ordered) {
        var now = clock.instant();
        var id = UUID.randomUUID();
        var number = numbers.next(Numbers.Kind.RESTORATION, now);
        var reasons = wanted.reasons().strip();
        sql.sql("insert into restoration values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        number,
                        wanted.caseId(),
                        wanted.kind().name(),
                        wanted.ground().name(),
                        wanted.occasion(),
                        reasons,
                        person,
                        now.atOffset(ZoneOffset.UTC))
                .update();
        sql.sql("insert into restoration_target select ?, t.id from unnest(?) t(id)")
                .params(id, targets.toArray(UUID[]::new))
                .update();
        timeline.record(
                wanted.caseId(), ordered ? "RESTORATION_ORDERED" : "RESTORATION_PROPOSED", person, number, reasons);
        var urgent = wanted.ground() == RestorationGround.OVER_BLOCKING;
        if (ordered) {
            insertOrder(id, reasons, person, now);
            events.publishEvent(new RestorationOpened(number, true, null, urgent));
        } else {
            var dueAt = clocks.start(wanted.caseId(), subject(number), urgent ? FAST_RULE : ORDER_RULE);
            events.publishEvent(new RestorationOpened(number, false, dueAt, urgent));
        }
        return number;
    }

    private void insertOrder(UUID id, String reasons, String person, Instant now) {
        sql.sql("insert into restoration_order values (?, ?, ?, ?)")
                .params(id, reasons, person, now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What the clock of a person's word is called. */
    static String subject(String number) {
        return number + "/order";
    }

    /** An officer of the authorised body orders what was proposed. */
    @Transactional
    public void confirm(String number, String reasons, String officer) {
        var restoration = waiting(number, reasons);
        participations.join(restoration.caseId(), officer, Side.AUTHORISED_BODY);
        ordered(restoration, reasons, officer);
    }

    /**
     * An officer keeps the measure, where the ground allows that it is right.
     *
     * @throws Problem {@code restoration.must-be-ordered} for an end that has come, a fallen basis, a review or a court
     */
    @Transactional
    public void keep(String number, String reasons, String officer) {
        var restoration = waiting(number, reasons);
        if (!restoration.ground().mayBeKept() && !rows.groundStands(restoration.id())) {
            throw Problem.conflict("restoration.must-be-ordered", number);
        }
        participations.join(restoration.caseId(), officer, Side.AUTHORISED_BODY);
        clocks.met(subject(number));
        sql.sql("insert into restoration_end values (?, 'KEPT', ?, ?, ?)")
                .params(
                        restoration.id(),
                        reasons.strip(),
                        officer,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        timeline.record(restoration.caseId(), "RESTORATION_KEPT", officer, number, reasons);
        rows.occasions(restoration)
                .forEach(occasion -> events.publishEvent(
                        new RestorationKept(number, occasion, restoration.ground(), reasons.strip())));
    }

    /**
     * What a proposal rests on, which was found fallen, stands after all: the register was corrected. The proposal ends without anybody
     * having decided on it; where somebody else asked for the same meanwhile, it goes on for them, and the measure may be kept.
     *
     * @param change of the register that says so
     * @param person who approved it
     */
    @Transactional
    public void groundStands(String number, String change, String reasons, String person) {
        turns.take("restoration " + cases.byId(byNumber(number).caseId()).number());
        var restoration = byNumber(number);
        if (restoration.isOver()
                || restoration.orderedAt() != null
                || restoration.ground() != RestorationGround.BASIS_FELL) {
            return;
        }
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        sql.sql("insert into restoration_ground_stands values (?, ?, ?, ?) on conflict do nothing")
                .params(restoration.id(), change, person, now)
                .update();
        timeline.record(restoration.caseId(), "RESTORATION_GROUND_STANDS", person, number, reasons);
        if (rows.isWantedByOthers(restoration.id())) {
            return;
        }
        clocks.cancel(subject(number));
        sql.sql("insert into restoration_end values (?, 'GROUND_STANDS', ?, ?, ?)")
                .params(restoration.id(), reasons, person, now)
                .update();
        events.publishEvent(new RestorationReleased(number));
    }

    private Restoration waiting(String number, String reasons) {
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        turns.take("restoration " + cases.byId(byNumber(number).caseId()).number());
        var restoration = byNumber(number);
        if (restoration.isOver() || restoration.orderedAt() != null) {
            throw Problem.conflict("restoration.decided", number);
        }
        return restoration;
    }

    private void ordered(Restoration restoration, String reasons, String person) {
        insertOrder(restoration.id(), reasons.strip(), person, clock.instant());
        clocks.met(subject(restoration.number()));
        timeline.record(restoration.caseId(), "RESTORATION_ORDERED", person, restoration.number(), reasons);
    }

    /** Nobody decided in time: recorded where the clock says so too, and nothing else. */
    @Transactional
    public void overdue(String number) {
        clocks.overdue(byNumber(number).caseId(), subject(number));
    }

    public Restoration byNumber(String number) {
        return rows.find(number).orElseThrow(() -> Problem.notFound("restoration.unknown", number));
    }

    /** How often the addressees have been told; zero before the first time. */
    public int round(Restoration restoration) {
        return rows.round(restoration.id());
    }

    /** The targets it is about, in the order of the case. */
    public List<CaseTarget> targets(Restoration restoration) {
        var mine = Set.copyOf(rows.targets(restoration.id()));
        return cases.targets(restoration.caseId()).stream()
                .filter(target -> mine.contains(target.id()))
                .toList();
    }

    /** All of a case, the oldest first. */
    public List<Restoration> of(UUID caseId) {
        return rows.of(caseId);
    }

    /** The restorations that follow from what has that number, or that it joined, the oldest first. */
    public List<Restoration> following(String occasion) {
        return sql.sql(
                        RestorationRows.SELECT
                                + """
                        where r.occasion = :occasion or exists (
                            select from restoration_occasion x where x.restoration_id = r.id and x.occasion = :occasion)
                        order by r.number
                        """)
                .param("occasion", occasion)
                .query(Restoration.class)
                .list();
    }
}
