package org.duenotice.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for words in every column of every table, those of the engine and its history included. */
class SealedTraces {

    private final JdbcClient sql;

    SealedTraces(JdbcClient sql) {
        this.sql = sql;
    }

    /** The tables, sealed ones left out, in which the words stand anywhere, also within what is stored as bytes. */
    List<String> of(String words) {
        var hex = HexFormat.of().formatHex(words.getBytes(StandardCharsets.UTF_8));
        var found = new ArrayList<String>();
        for (var table : tables()) {
            var there = sql.sql(
                            "select exists (select from %s t where t::text like ? or t::text like ?)".formatted(table))
                    .params("%" + words + "%", "%" + hex + "%")
                    .query(Boolean.class)
                    .single();
            if (there) {
                found.add(table);
            }
        }
        return found;
    }

    private List<String> tables() {
        return sql.sql(
                        """
                        select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
                        and relname not like 'sealed\\_%' and has_table_privilege(oid, 'SELECT') order by relname
                        """)
                .query(String.class)
                .list();
    }
}
