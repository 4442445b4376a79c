package org.duenotice.register;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What rests on a legal basis or a judicial act, whichever of its recorded versions was chosen. An end or a correction of the row
 * changes none of it; people look through this list and decide what to do.
 */
@Component
@Transactional(readOnly = true)
@RequiredArgsConstructor
public class Impacts {

    private static final String RESTING =
            """
            select 'NOTICE' as kind, n.number, c.number as case_number, n.state
            from restriction r join notice n on n.restriction_id = r.id join case_file c on c.id = n.case_id where %1$s
            union all
            select 'ORDER', o.number, c.number, case when o.closed_at is null then 'OPEN' else 'CLOSED' end
            from operator_order o join case_file c on c.id = o.case_id where %2$s
            union all
            select 'QUALIFICATION', c.number || '/' || q.round, c.number, coalesce(d.decision, 'PREPARED')
            from qualification q join case_file c on c.id = q.case_id
            left join qualification_decision d on d.qualification_id = q.id where %3$s
            union all
            select 'RESTRICTION', r.number, c.number,
                   coalesce((select case when bool_or(d.decision = 'APPROVED') then 'APPROVED'
                                         when bool_and(d.decision = 'REFUSED') then 'REFUSED' end
                             from restriction_decision d where d.restriction_id = r.id), 'PROPOSED')
            from restriction r join case_file c on c.id = r.case_id where %1$s
            """;

    private static final String ON_A_BASIS = RESTING.formatted(
                    "r.legal_basis = any (:ids)",
                    "o.legal_basis = any (:ids)",
                    "(q.offence_basis = any (:ids) or q.restriction_basis = any (:ids))")
            + """
            union all
            select 'REFERRAL', r.number, c.number,
                   coalesce(o.outcome, case when h.referral_id is null then 'OPEN' else 'HANDED_OVER' end)
            from referral r join case_file c on c.id = r.case_id left join referral_hand_over h on h.referral_id = r.id
            left join referral_outcome o on o.referral_id = r.id where r.legal_basis = any (:ids)
            """;

    private static final String ON_AN_ACT = RESTING.formatted(
                    "r.judicial_act = any (:ids)",
                    "o.restriction_id in (select id from restriction r where r.judicial_act = any (:ids))",
                    "q.judicial_act = any (:ids)")
            + """
            union all
            select 'RIGHTS_REVIEW', c.number || '/' || row_number() over (partition by c.number order by v.decided_at), c.number,
                   v.decision
            from rights_review v join case_file c on c.id = v.case_id where v.judicial_act = any (:ids)
            """;

    private final JdbcClient sql;
    private final RegisterRows rows;

    /** How many of a kind stand in a state. */
    public record Count(Resting.Kind kind, String state, long count) {}

    /**
     * By kind and number.
     *
     * @param id of any recorded version
     * @param after kind and number that the page before ended with, such as {@code NOTICE:N-2026-000012}, or null
     */
    public List<Resting> of(Register register, UUID id, String after, int limit) {
        var place = after == null ? new String[] {"", ""} : after.split(":", 2);
        if (place.length < 2
                || after != null
                        && Arrays.stream(Resting.Kind.values())
                                .noneMatch(kind -> kind.name().equals(place[0]))) {
            throw Problem.invalid("register.after");
        }
        return sql.sql(
                        "select * from (%s) resting where (kind, number) > (:kind, :number) order by kind, number limit :limit"
                                .formatted(resting(register)))
                .param("ids", versions(register, id))
                .param("kind", place[0])
                .param("number", place[1])
                .param("limit", limit)
                .query(Resting.class)
                .list();
    }

    public List<Count> counts(Register register, UUID id) {
        return sql.sql(
                        "select kind, state, count(*) as count from (%s) resting group by kind, state order by kind, state"
                                .formatted(resting(register)))
                .param("ids", versions(register, id))
                .query(Count.class)
                .list();
    }

    /** All counts by kind, for a summary. */
    public Map<Resting.Kind, Long> byKind(Register register, UUID id) {
        return counts(register, id).stream()
                .collect(Collectors.groupingBy(Count::kind, Collectors.summingLong(Count::count)));
    }

    static boolean isKnownOf(Register register) {
        return register == Register.LEGAL_BASIS || register == Register.JUDICIAL_ACT;
    }

    private UUID[] versions(Register register, UUID id) {
        return rows.history(register, id).stream().map(RegisterRows.Version::id).toArray(UUID[]::new);
    }

    private static String resting(Register register) {
        return register == Register.LEGAL_BASIS ? ON_A_BASIS : ON_AN_ACT;
    }
}
