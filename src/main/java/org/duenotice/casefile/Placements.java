package org.duenotice.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which target stands in which case: puts many into their cases at once, and says which are under work already. */
@Component
@RequiredArgsConstructor
public class Placements {

    private static final String[] UNDER_WORK = Arrays.stream(Disposition.values())
            .filter(Disposition::isUnderWork)
            .map(Disposition::name)
            .toArray(String[]::new);

    private final JdbcClient sql;
    private final Dispositions dispositions;

    /** A target to be put into a case under a number that is free there. */
    public record Placement(UUID id, UUID caseId, UUID targetId, int no, String address) {}

    /** A target in the open case that has it. */
    public record UnderWork(UUID caseTargetId, UUID targetId, UUID caseId, String caseNumber, int no) {}

    /** Puts each target into its case, from now on in qualification. */
    public void put(List<Placement> placements, String person) {
        var ids = array(placements, Placement::id, UUID[]::new);
        sql.sql(
                        """
                        insert into case_target (id, case_id, target_id, no, original_address)
                        select * from unnest(:ids, :cases, :targets, :nos, :addresses)
                        """)
                .param("ids", ids)
                .param("cases", array(placements, Placement::caseId, UUID[]::new))
                .param("targets", array(placements, Placement::targetId, UUID[]::new))
                .param("nos", array(placements, Placement::no, Integer[]::new))
                .param("addresses", array(placements, Placement::address, String[]::new))
                .update();
        dispositions.begin(ids, Disposition.IN_QUALIFICATION, person);
    }

    private static <T> T[] array(List<Placement> placements, Function<Placement, T> part, IntFunction<T[]> make) {
        return placements.stream().map(part).toArray(make);
    }

    /** The highest number given in the case so far, that of a target that has left included; 0 for none. */
    int lastNumber(UUID caseId) {
        return sql.sql("select coalesce(max(no), 0) from case_target where case_id = ?")
                .param(caseId)
                .query(Integer.class)
                .single();
    }

    /** Lets nobody else change the open cases in which any of the targets is, until the transaction ends; in one order everywhere. */
    public void hold(Collection<UUID> targets) {
        sql.sql(
                        """
                        select 1 from case_file where closed_at is null
                          and id in (select ct.case_id from unnest(:targets) t(id) join case_target ct on ct.target_id = t.id)
                        order by id for update
                        """)
                .param("targets", targets.toArray(UUID[]::new))
                .query(Integer.class)
                .list();
    }

    /**
     * Where those of the targets stand that are under work: in an open case, without a final disposition there. The cases are kept
     * from closing until the transaction ends.
     */
    public Map<UUID, UnderWork> underWork(Collection<UUID> targets) {
        var cases = sql.sql(
                        """
                        select distinct ct.case_id from unnest(:targets) t(id) join case_target ct on ct.target_id = t.id
                        join case_file f on f.id = ct.case_id and f.closed_at is null
                        """)
                .param("targets", targets.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
        if (cases.isEmpty()) {
            return Map.of();
        }
        // in one order everywhere; whoever is closing one of them is waited for
        sql.sql("select 1 from case_file where id = any (?) order by id for share")
                .param(cases.toArray(UUID[]::new))
                .query(Integer.class)
                .list();
        var found = new HashMap<UUID, UnderWork>();
        sql.sql(
                        """
                        select ct.id, ct.target_id, ct.case_id, f.number, ct.no from unnest(:targets) t(id)
                        join case_target ct on ct.target_id = t.id
                        join case_file f on f.id = ct.case_id and f.closed_at is null
                        join lateral (
                            select d.disposition from disposition d where d.case_target_id = ct.id order by d.id desc limit 1) d
                            on d.disposition = any (:underWork)
                        order by f.opened_at desc, f.number desc
                        """)
                .param("targets", targets.toArray(UUID[]::new))
                .param("underWork", UNDER_WORK)
                .query(Placements::underWork)
                .list()
                .forEach(one -> found.put(one.targetId(), one));
        return found;
    }

    private static UnderWork underWork(ResultSet row, int no) throws SQLException {
        return new UnderWork(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getInt(5));
    }
}
