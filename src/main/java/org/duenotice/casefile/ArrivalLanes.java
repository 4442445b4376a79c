package org.duenotice.casefile;

import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets what comes in under the same names come one after the other until the transaction ends, on whatever copy of the application.
 * Always taken before anything else, and in one order.
 */
@Component
@RequiredArgsConstructor
public class ArrivalLanes {

    /** The first key of the locks; a number of no meaning that nothing else uses. */
    private static final int LOCKS = 20_607;

    /** So many arrivals can come in side by side; an import takes all of them, chunk by chunk. */
    private static final int LANES = 64;

    private final JdbcClient sql;

    /** @param names references and canonical keys */
    public void hold(Collection<String> names) {
        take(names.stream()
                .map(name -> Math.floorMod(name.hashCode(), LANES))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Waits until nothing is coming in, and lets nothing in. */
    public void holdAll() {
        take(IntStream.range(0, LANES).boxed().toList());
    }

    private void take(Collection<Integer> lanes) {
        sql.sql(
                        "select pg_advisory_xact_lock(:locks, lane)::text from (select lane from unnest(:lanes) lane order by lane) l")
                .param("locks", LOCKS)
                .param("lanes", lanes.toArray(Integer[]::new))
                .query(String.class)
                .list();
    }
}
