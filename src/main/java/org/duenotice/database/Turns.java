package org.duenotice.database;

import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets nodes that start together take turns at what only the first of them is to make. */
@Component
@RequiredArgsConstructor
public class Turns {

    private final JdbcClient sql;

    /** Waits until no other node has a turn of that name; this node's lasts until its transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(String name) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(name)
                .query()
                .singleRow();
    }
}
