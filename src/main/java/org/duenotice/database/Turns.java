package org.duenotice.database;

import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets nodes and people take turns at what only the first of them is to do. */
@Component
@RequiredArgsConstructor
public class Turns {

    private final JdbcClient sql;

    /** Takes a turn of that name if nobody has it, without waiting; it lasts until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean takeIfFree(String name) {
        return sql.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")
                .param(name)
                .query(Boolean.class)
                .single();
    }

    /** Waits until no other node has a turn of that name; this node's lasts until its transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(String name) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(name)
                .query()
                .singleRow();
    }
}
