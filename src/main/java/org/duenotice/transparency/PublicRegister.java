package org.duenotice.transparency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.duenotice.web.Page;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register as everybody may read it. It reads nothing but the views of the public register, which leave out and mask what is not for
 * the public; each question is answered from an index, and one that takes long is broken off.
 */
@Component
@RequiredArgsConstructor
class PublicRegister {

    static final int PAGE = 25;

    private static final int PART = 500;

    /** In seconds. */
    private static final int LONGEST = 5;

    private final JdbcClient sql;
    private final Search search;

    /**
     * The entries that fit, the newest first.
     *
     * @param asked a number, a host or an address; empty for all
     * @param before where the part before ended; {@code Long.MAX_VALUE} for the first part
     * @throws org.duenotice.problem.Problem when what is asked for is neither
     */
    @Transactional(readOnly = true, timeout = LONGEST)
    public Page<Entry> find(String asked, long before) {
        var found = new ArrayList<Long>();
        for (var condition : search.understand(asked).conditions()) {
            var parameters = new ArrayList<>(condition.parameters());
            parameters.add(before);
            parameters.add(PAGE + 1);
            found.addAll(sql.sql("select d.seq from decided_target d where " + condition.sql()
                            + " and d.seq < ? order by d.seq desc limit ?")
                    .params(parameters)
                    .query(Long.class)
                    .list());
        }
        var newest = found.stream()
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(PAGE + 1)
                .toList();
        return Page.of(entries(newest), PAGE, entry -> String.valueOf(entry.seq()));
    }

    @Transactional(readOnly = true, timeout = LONGEST)
    public Optional<Entry> byNumber(String number) {
        return Search.numbered(number)
                .flatMap(condition -> sql.sql("select d.seq from decided_target d where " + condition.sql())
                        .params(condition.parameters())
                        .query(Long.class)
                        .optional())
                .flatMap(seq -> entries(List.of(seq)).stream().findFirst());
    }

    /** What happened to them, the oldest first. */
    @Transactional(readOnly = true, timeout = LONGEST)
    public List<Entry.Event> events(Collection<Long> seqs) {
        planOnce();
        var asked = seqs.toArray(Long[]::new);
        return sql.sql("select * from public_entry_event where seq = any (?) "
                        + "union all select * from public_appeal_event where seq = any (?) order by happened_at, rank")
                .params(asked, asked)
                .query(Entry.Event.class)
                .list();
    }

    boolean isEmpty() {
        return !sql.sql("select exists (select from decided_target)")
                .query(Boolean.class)
                .single();
    }

    /** The next entries after that one, the oldest first. */
    List<Entry> after(long seq) {
        var next = sql.sql("select seq from decided_target where seq > ? order by seq limit ?")
                .params(seq, PART)
                .query(Long.class)
                .list();
        var entries = new ArrayList<>(entries(next));
        Collections.reverse(entries);
        return entries;
    }

    /** Those entries, the newest first. How they are read is the same for all, and to think it over takes longer than to do it. */
    List<Entry> entries(List<Long> seqs) {
        planOnce();
        return sql.sql("select * from public_entry where seq = any (?) order by seq desc")
                .param(seqs.toArray(Long[]::new))
                .query(Entry.class)
                .list();
    }

    private void planOnce() {
        sql.sql("select set_config('plan_cache_mode', 'force_generic_plan', true)")
                .query()
                .singleRow();
    }
}
