package org.duenotice.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private static final int MOST_RANKED = 300;

    /** How many of the newest cases are looked at one by one before all are looked for by an index. */
    private static final int NEWEST = 2_000;

    private static final Comparator<Map.Entry<String, Double>> BEST_FIRST = Map.Entry.<String, Double>comparingByValue()
            .thenComparing(Map.Entry.comparingByKey())
            .reversed();

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
        if (read.words().isEmpty()) {
            return sql.sql(
                            """
                            select f.* from case_file f where %s and %s and (:after::text is null or f.number < :after)
                            order by f.number desc limit :limit
                            """
                                    .formatted(read.sql(), access.condition(groups)))
                    .params(read.parameters())
                    .param("after", after)
                    .param("limit", limit)
                    .query((row, no) -> new Found(Rows.caseFile(row), 0))
                    .list();
        }
        return files(numbers(read, groups, after, limit)).stream()
                .map(file -> new Found(file, 0))
                .toList();
    }

    /**
     * The newest that fit words. What is frequent is among the newest cases; what is not there is looked for everywhere by the index of
     * words, and never case by case: that words are frequent does not say that they are so together.
     */
    private List<String> numbers(Conditions.Read read, Collection<String> groups, String after, int limit) {
        var among = among(read, groups, after, limit);
        return among.size() == limit ? among : everywhere(read, groups, after, limit);
    }

    private List<String> among(Conditions.Read read, Collection<String> groups, String after, int limit) {
        return sql.sql(
                        """
                        select f.number
                        from (select * from case_file where (:after::text is null or number < :after) order by number desc limit :newest) f
                        where %s and %s and %s order by f.number desc limit :limit
                        """
                                .formatted(
                                        read.sql(),
                                        access.condition(groups),
                                        read.words().ofOne()))
                .params(read.parameters())
                .param("after", after)
                .param("newest", Math.max(NEWEST, limit))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    private List<String> everywhere(Conditions.Read read, Collection<String> groups, String after, int limit) {
        var words = read.words();
        var rest = rest(read, groups);
        return everywhere(
                        read,
                        "select number from fitting order by number desc limit :limit",
                        isOfWords(read) ? words.newestGathered(rest) : words.gathered(rest),
                        rest,
                        after,
                        limit)
                .query(String.class)
                .list();
    }

    private JdbcClient.StatementSpec everywhere(
            Conditions.Read read, String what, String gathered, String rest, String after, int limit) {
        sql.sql("select set_config('enable_seqscan', 'off', true)").query().singleRow();
        return sql.sql(
                        """
                        with fitting as materialized (
                            (%s)
                            union all
                            select f.number from case_file f
                            where %s and f.number in (select x.number from case_words_waiting x) and %s
                                  and (:after::text is null or f.number < :after))
                        %s
                        """
                                .formatted(gathered, rest, read.words().ofWaiting(), what))
                .params(read.parameters())
                .param("after", after)
                .param("limit", limit);
    }

    private static boolean isOfWords(Conditions.Read read) {
        return read.isInWords() && read.words().areWanted();
    }

    private String rest(Conditions.Read read, Collection<String> groups) {
        return read.sql() + " and " + access.condition(groups);
    }

    private List<CaseFile> files(Collection<String> numbers) {
        return sql.sql("select * from case_file where number = any (:page) order by number desc")
                .param("page", numbers.toArray(String[]::new))
                .query((row, no) -> Rows.caseFile(row))
                .list();
    }

    private List<Found> byWords(Conditions.Read read, Collection<String> groups, String after, int limit) {
        var ranks = ranks(read, numbers(read, groups, null, MOST_RANKED));
        var page = ranks.entrySet().stream()
                .sorted(BEST_FIRST)
                .filter(each -> after == null || isAfter(each, after))
                .limit(limit)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
        var files = files(page.keySet()).stream().collect(Collectors.toMap(CaseFile::number, Function.identity()));
        return page.entrySet().stream()
                .map(each -> new Found(files.get(each.getKey()), each.getValue()))
                .toList();
    }

    private Map<String, Double> ranks(Conditions.Read read, Collection<String> numbers) {
        var ranks = new HashMap<String, Double>();
        sql.sql(
                        """
                        select number, max(ts_rank(words, %s, 1))::float8 as rank from case_words where number = any (:ranked)
                        group by number
                        """
                                .formatted(read.rank()))
                .params(read.parameters())
                .param("ranked", numbers.toArray(String[]::new))
                .query(row -> {
                    ranks.put(row.getString("number"), row.getDouble("rank"));
                });
        return ranks;
    }

    /** @param last the key of the last case of the page before */
    private static boolean isAfter(Map.Entry<String, Double> ranked, String last) {
        var sign = last.indexOf('~');
        return BEST_FIRST.compare(
                        ranked,
                        Map.entry(
                                sign < 0 ? last : last.substring(0, sign),
                                sign < 0 ? 0 : rank(last.substring(sign + 1))))
                > 0;
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
        if (!read.words().isEmpty()) {
            var rest = rest(read, groups);
            var gathered = isOfWords(read)
                    ? read.words().someGathered(rest)
                    : read.words().gathered(rest);
            return everywhere(read, "select least(count(*), :limit) from fitting", gathered, rest, null, MOST_COUNTED)
                    .query(Integer.class)
                    .single();
        }
        return sql.sql("select count(*) from (select from case_file f where %s and %s limit :most) counted"
                        .formatted(read.sql(), access.condition(groups)))
                .params(read.parameters())
                .param("most", MOST_COUNTED)
                .query(Integer.class)
                .single();
    }

    /** What is rare and what is common are read in different ways, so the database has to know the values when it plans. */
    private void planForTheseValues() {
        sql.sql("select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true)")
                .query()
                .singleRow();
    }
}
