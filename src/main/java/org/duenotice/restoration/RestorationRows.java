package org.duenotice.restoration;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is asked of the tables of restorations by more than one. */
@Component
@RequiredArgsConstructor
class RestorationRows {

    static final String SELECT =
            """
            select r.*, o.ordered_at, e.outcome as ended_as, e.ended_at from restoration r
            left join restoration_order o on o.restoration_id = r.id
            left join restoration_end e on e.restoration_id = r.id
            """;

    private final JdbcClient sql;

    Optional<Restoration> find(String number) {
        return sql.sql(SELECT + "where r.number = ?")
                .param(number)
                .query(Restoration.class)
                .optional();
    }

    List<Restoration> of(UUID caseId) {
        return sql.sql(SELECT + "where r.case_id = ? order by r.number")
                .param(caseId)
                .query(Restoration.class)
                .list();
    }

    /** Those of that kind that are not over yet and are about one of the targets, the oldest first. */
    List<Restoration> open(RestorationKind kind, Collection<UUID> caseTargets) {
        return sql.sql(
                        SELECT
                                + """
                        where r.kind = ? and e.outcome is null and exists (
                            select from restoration_target t where t.restoration_id = r.id and t.case_target_id = any (?))
                        order by r.number
                        """)
                .params(kind.name(), caseTargets.toArray(UUID[]::new))
                .query(Restoration.class)
                .list();
    }

    /** Without what was ordered to be undone while this one waited for its answer. */
    List<UUID> targets(UUID restoration) {
        return sql.sql("select case_target_id from targets_of_restoration(?)")
                .param(restoration)
                .query(UUID.class)
                .list();
    }

    /** The targets among these that something of that kind has been ordered for, which nobody has been told of yet. */
    Set<UUID> notBegun(RestorationKind kind, Collection<UUID> caseTargets) {
        return sql.sql(
                        """
                        select t.case_target_id from restoration_target t join restoration r on r.id = t.restoration_id
                        join restoration_order o on o.restoration_id = r.id
                        where t.case_target_id = any (?) and r.kind = ?
                          and not exists (select from restoration_round begun where begun.restoration_id = r.id)
                        """)
                .params(caseTargets.toArray(UUID[]::new), kind.name())
                .query(UUID.class)
                .set();
    }

    /** Its targets; a suspension leaves out those whose measure stands again by what came after it, before it had begun. */
    Set<UUID> notOvertaken(Restoration restoration) {
        return sql.sql(
                        """
                        select t.case_target_id from targets_of_restoration(:id) t
                        where (:kind <> 'SUSPENSION' or not exists (
                            select from restoration_target later join restoration r on r.id = later.restoration_id
                            where later.case_target_id = t.case_target_id and r.kind = 'RESUMPTION' and r.number > :number))
                        """)
                .param("id", restoration.id())
                .param("kind", restoration.kind().name())
                .param("number", restoration.number())
                .query(UUID.class)
                .set();
    }

    /** By whose word, and with which reasons, it is carried out. */
    record Order(String reasons, String orderedBy) {}

    Order order(UUID restoration) {
        return sql.sql("select reasons, ordered_by from restoration_order where restoration_id = ?")
                .param(restoration)
                .query(Order.class)
                .single();
    }

    /** Zero before the first. */
    int round(UUID restoration) {
        return sql.sql("select coalesce(max(no), 0) from restoration_round where restoration_id = ?")
                .param(restoration)
                .query(Integer.class)
                .single();
    }

    List<UUID> roundTargets(UUID restoration, int round) {
        return sql.sql("select case_target_id from restoration_round_target where restoration_id = ? and round = ?")
                .params(restoration, round)
                .query(UUID.class)
                .list();
    }

    /** What was seen of each target of the round. */
    record Seen(UUID caseTargetId, Found found) {}

    List<Seen> seen(UUID restoration, int round) {
        return sql.sql("select case_target_id, found from restoration_look where restoration_id = ? and round = ?")
                .params(restoration, round)
                .query(Seen.class)
                .list();
    }

    /** What a person saw, with its words. */
    record Look(int round, int no, Found found, String remarks, String lookedBy, Instant lookedAt) {}

    List<Look> looks(UUID restoration) {
        return sql.sql(
                        """
                        select l.round, ct.no, l.found, l.remarks, l.looked_by, l.looked_at
                        from restoration_look l join case_target ct on ct.id = l.case_target_id
                        where l.restoration_id = ? order by l.round, ct.no
                        """)
                .param(restoration)
                .query(Look.class)
                .list();
    }

    boolean isAnybodyTold(UUID restoration) {
        return sql.sql("select exists (select from restoration_letter where restoration_id = :id) "
                        + "or exists (select from operator_order where restoration_id = :id)")
                .param("id", restoration)
                .query(Boolean.class)
                .single();
    }

    /** Its ground was said to have fallen, and stands. */
    boolean groundStands(UUID restoration) {
        return sql.sql("select exists (select from restoration_ground_stands where restoration_id = ?)")
                .param(restoration)
                .query(Boolean.class)
                .single();
    }

    /** Something else than a change of a register asked for the same. */
    boolean isWantedByOthers(UUID restoration) {
        return sql.sql(
                        """
                        select exists (select from restoration_occasion where restoration_id = :id and occasion not like 'RC-%')
                            or exists (select from over_blocking_report where restoration_id = :id)
                        """)
                .param("id", restoration)
                .query(Boolean.class)
                .single();
    }

    /** Whatever the restoration follows from, and whatever asked for the same. */
    List<String> occasions(Restoration restoration) {
        return sql.sql("select ? union select occasion from restoration_occasion where restoration_id = ? order by 1")
                .params(restoration.occasion(), restoration.id())
                .query(String.class)
                .list();
    }
}
