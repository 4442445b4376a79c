package org.duenotice.search;

import java.util.Collection;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseAccess;
import org.duenotice.casefile.CaseFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds cases. Every list is read page by page along the number, so that a page costs the same wherever it begins. */
@Component
@RequiredArgsConstructor
public class CaseSearch {

    /** More are not counted. */
    static final int MOST_COUNTED = 1_000;

    /** How many of the newest that fit are put in order of their words. */
    private static final int MOST_RANKED = 1_000;

    private final JdbcClient sql;
    private final Conditions conditions;
    private final CaseAccess access;

    /** A case that fits, with how well its words do; 0 where the order is not theirs. */
    public record Found(CaseFile caseFile, double rank) {

        String key() {
            return rank == 0 ? caseFile.number() : caseFile.number() + "~" + rank;
        }
    }

    /**
     * Those that fit and that somebody in these groups may read.
     *
     * @param byWords the best fitting words first, else the newest number first
     * @param after the key of the last case of the page before, or null
     */
    @Transactional(readOnly = true)
    public List<Found> find(Asked asked, Collection<String> groups, boolean byWords, String after, int limit) {
        planForTheseValues();
        var read = conditions.of(asked);
        return byWords && !read.rank().isEmpty()
                ? byWords(read, groups, after, limit)
                : byNumber(read, groups, after, limit);
    }

    private List<Found> byNumber(Conditions.Read read, Collection<String> groups, String after, int limit) {
        return sql.sql(
                        """
                        select f.* from case_file f where %s and (:after::text is null or f.number < :after)
                        order by f.number desc limit :limit
                        """
                                .formatted(where(read, groups)))
                .params(read.parameters())
                .param("after", after)
                .param("limit", limit)
                .query((row, no) -> new Found(Rows.caseFile(row), 0))
                .list();
    }

    private List<Found> byWords(Conditions.Read read, Collection<String> groups, String after, int limit) {
        var sign = after == null ? -1 : after.indexOf('~');
        var query = sql.sql(
                        """
                        with fitting as (select f.* from case_file f where %s order by f.number desc limit :ranked),
                        ranked as (
                            select f.*, (select max(ts_rank(w.words, %s, 1))::float8 from case_words w
                                         where w.number = f.number) as rank
                            from fitting f)
                        select * from ranked
                        where :after::text is null or (rank, number) < (:afterRank::float8, :after)
                        order by rank desc, number desc limit :limit
                        """
                                .formatted(where(read, groups), read.rank()))
                .params(read.parameters())
                .param("ranked", MOST_RANKED)
                .param("after", sign < 0 ? after : after.substring(0, sign))
                .param("afterRank", sign < 0 ? 0 : rank(after.substring(sign + 1)))
                .param("limit", limit);
        return query.query((row, no) -> new Found(Rows.caseFile(row), row.getDouble("rank")))
                .list();
    }

    private static double rank(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** How many fit, at most {@value #MOST_COUNTED}. */
    @Transactional(readOnly = true)
    public int count(Asked asked, Collection<String> groups) {
        planForTheseValues();
        var read = conditions.of(asked);
        return sql.sql("select count(*) from (select from case_file f where %s limit :most) counted"
                        .formatted(where(read, groups)))
                .params(read.parameters())
                .param("most", MOST_COUNTED)
                .query(Integer.class)
                .single();
    }

    private String where(Conditions.Read read, Collection<String> groups) {
        return read.sql() + " and " + access.condition(groups);
    }

    /** What is rare and what is common are read in different ways, so the database has to know the values when it plans. */
    private void planForTheseValues() {
        sql.sql("select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true)")
                .query()
                .singleRow();
    }
}
