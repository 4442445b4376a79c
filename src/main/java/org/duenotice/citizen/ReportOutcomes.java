package org.duenotice.citizen;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.referral.Forwarding;
import org.duenotice.referral.Forwardings;
import org.duenotice.seal.SealedCases;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of what a report named: of its own targets, in whatever cases they go on by now. */
@Component
@RequiredArgsConstructor
class ReportOutcomes {

    private static final String STANDS =
            """
            with recursive walk as (
                select d.id, d.case_target_id, 0 as depth from detection d
                where d.source in ('CITIZEN', 'ANONYMOUS') and d.source_reference = any (:references)
                union all
                select w.id, m.to_case_target, w.depth + 1 from walk w
                join current_disposition c on c.case_target_id = w.case_target_id and c.disposition = 'MOVED'
                join lateral (select to_case_target from target_move where from_case_target = w.case_target_id
                              order by id desc limit 1) m on true
                where w.depth < 100
            ), last as (
                select distinct on (id) case_target_id from walk order by id, depth desc
            )
            select t.case_id, f.closed_at, c.disposition from last l join case_target t on t.id = l.case_target_id
            join case_file f on f.id = t.case_id join current_disposition c on c.case_target_id = t.id
            """;

    private final JdbcClient sql;
    private final Cases cases;
    private final SealedCases sealedCases;
    private final Forwardings forwardings;

    /** What is told; {@code closedAt} is null until the last case is closed. */
    record Outcome(Told told, Instant closedAt) {}

    private record Stands(UUID caseId, Instant closedAt, Disposition disposition) {}

    /** @param caseId the case that the report was attached to, for one of whose targets only the sealed group may know */
    Outcome of(String number, UUID caseId) {
        var handedOver = sealedCases.handedOver(caseId);
        if (handedOver.isPresent()) {
            return new Outcome(sealed(handedOver.get()), cases.byId(caseId).closedAt());
        }
        var references = Stream.concat(
                        Stream.of(number),
                        IntStream.rangeClosed(1, CitizenReports.MOST_ADDRESSES).mapToObj(no -> number + "#" + no))
                .toArray(String[]::new);
        var stand = sql.sql(STANDS)
                .param("references", references)
                .query(Stands.class)
                .list();
        var told = stand.stream().map(this::told).collect(Collectors.toSet());
        var open = stand.isEmpty() || stand.stream().anyMatch(one -> one.closedAt() == null);
        return new Outcome(told(told), open ? null : last(stand));
    }

    private static Instant last(List<Stands> stand) {
        return stand.stream()
                .map(Stands::closedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static Told told(Set<Told> told) {
        if (told.size() == 1) {
            return told.iterator().next();
        }
        if (told.isEmpty()) {
            return Told.IN_WORK;
        }
        return told.contains(Told.IN_WORK) ? Told.ENDED_IN_PART : Told.ENDED_DIFFERENTLY;
    }

    private static Told sealed(boolean handedOver) {
        return handedOver ? Told.REFERRED : Told.IN_WORK;
    }

    private Told told(Stands target) {
        var handedOver = sealedCases.handedOver(target.caseId());
        if (handedOver.isPresent()) {
            return sealed(handedOver.get());
        }
        if (target.closedAt() == null) {
            return Told.IN_WORK;
        }
        return switch (target.disposition()) {
            case REMOVED, GEO_RESTRICTED, LABELLED, RESTRICTED_BY_OPERATOR -> Told.MEASURES_TAKEN;
            case REFERRED -> Told.REFERRED;
            case OUT_OF_COMPETENCE -> wasForwarded(target.caseId()) ? Told.FORWARDED : Told.CLOSED_WITHOUT_MEASURES;
            case NO_VIOLATION -> Told.NO_VIOLATION;
            case ALREADY_UNAVAILABLE -> Told.ALREADY_UNAVAILABLE;
            default -> Told.CLOSED_WITHOUT_MEASURES;
        };
    }

    /** Protected expression is passed on to nobody, and for some matters nobody is competent. */
    private boolean wasForwarded(UUID caseId) {
        return forwardings
                .find(caseId)
                .filter(forwarding -> forwarding.outcome() == Forwarding.Outcome.FORWARDED)
                .isPresent();
    }
}
