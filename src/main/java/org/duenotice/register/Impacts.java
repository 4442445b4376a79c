package org.duenotice.register;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What rests on a legal basis or a judicial act, or was sent under the name of a body or platform, whichever of its recorded versions
 * was chosen. An end or a correction of the row changes none of it; people look through this list and decide what to do.
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

    private static final String TO_A_BODY =
            """
            select 'COMPETENCE' as kind, c.category || '/' || c.offence_route || '/' || c.valid_from as number, '' as case_number,
                   case when c.valid_to is null then 'OPEN' else 'CLOSED' end as state
            from current_competence c where c.body_code in (select code from body_name where id = any (:ids))
            union all
            select 'FORWARDING', c.number || '/FORWARDING', c.number, o.outcome
            from forwarding_outcome o join case_file c on c.id = o.case_id where o.body_version = any (:ids)
            union all
            select 'NOTIFICATION', b.number, c.number, 'COMPOSED'
            from body_notification b join body_notification_draft d on d.id = b.draft_id join restriction_round r on r.id = d.round_id
            join restriction t on t.id = r.restriction_id join case_file c on c.id = t.case_id where b.body_version = any (:ids)
            union all
            select 'REFERRAL', r.number, c.number, coalesce(o.outcome, 'HANDED_OVER')
            from referral r join case_file c on c.id = r.case_id left join referral_outcome o on o.referral_id = r.id
            where r.id in (select referral_id from referral_hand_over where body_version = any (:ids)
                           union select f.referral_id from referral_transfer f join referral_transfer_decision d on d.transfer_id = f.id
                           where d.body_version = any (:ids))
            """;

    private static final String TO_A_PLATFORM =
            """
            select 'NOTICE' as kind, n.number, c.number as case_number, n.state
            from notice n join case_file c on c.id = n.case_id
            where n.id in (select l.notice_id from letter_paper p join letter l on l.id = p.letter_id where p.platform_version = any (:ids))
            """;

    private static final Map<Register, String> RESTS_ON = Map.of(
            Register.LEGAL_BASIS, ON_A_BASIS,
            Register.JUDICIAL_ACT, ON_AN_ACT,
            Register.BODY, TO_A_BODY,
            Register.PLATFORM_PROFILE, TO_A_PLATFORM);

    private static final String ORDINARY =
            CaseReaders.ordinary("(select id from case_file where number = resting.case_number)");

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
                        "select * from (%s) resting where (kind, number) > (:kind, :number) and %s order by kind, number limit :limit"
                                .formatted(RESTS_ON.get(register), ORDINARY))
                .param("ids", versions(register, id))
                .param("kind", place[0])
                .param("number", place[1])
                .param("limit", limit)
                .query(Resting.class)
                .list();
    }

    public List<Count> counts(Register register, UUID id) {
        return sql.sql(
                        "select kind, state, count(*) as count from (%s) resting where %s group by kind, state order by kind, state"
                                .formatted(RESTS_ON.get(register), ORDINARY))
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
        return RESTS_ON.containsKey(register);
    }

    private UUID[] versions(Register register, UUID id) {
        return rows.history(register, id).stream().map(RegisterRows.Version::id).toArray(UUID[]::new);
    }
}
