package org.duenotice.access;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.security.People;
import org.duenotice.security.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The access log. A row is written before the content leaves: what cannot be recorded is not shown. */
@Component
@RequiredArgsConstructor
public class Views {

    private final JdbcClient sql;
    private final People people;
    private final Clock clock;

    /** What reads without anybody asking. */
    private static final String SOFTWARE = "duenotice";

    /** By which way a case was read. */
    public enum Way {
        API,
        PAGE,
        FORM
    }

    /** By which way many were listed. */
    public enum ListedBy {
        SEARCH,
        CSV,
        XLSX
    }

    /** @param what the address as the API describes it, or the task whose form was opened */
    public record View(long id, String person, Way way, String what, Instant seenAt) {}

    /** @param query what was asked for, as the search page's address has it */
    public record Listing(long id, String person, ListedBy way, String query, int shown, Instant searchedAt) {}

    /**
     * The person of this request reads what belongs to that number; nothing is recorded for a number that belongs to no case, and a
     * judicial act is read as part of each of its cases.
     *
     * @param number of a case, a notice, an order, a letter, a body notification, a referral or its package, an appeal, a recusal, a
     *     restoration, a review, an incoming act, or the id of a mirror or a clock
     */
    public void seen(String number, Way way, String what) {
        sql.sql(
                        """
                        insert into case_view (case_id, person, way, what, seen_at)
                        select found, :person, :way, :what, :now from (
                            select case_of(:number) as found
                            union select case_id from incoming_act_case where number = :number
                            union select t.case_id from mirror m join case_target t on t.id in (m.case_target_id, m.of_case_target)
                                where m.id = :id
                            union select case_id from clock where id = :id) f
                        where found is not null
                        """)
                .param("person", reader())
                .param("way", way.name())
                .param("what", what)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("number", number)
                .param("id", id(number), java.sql.Types.OTHER)
                .update();
    }

    private static UUID id(String number) {
        try {
            return UUID.fromString(number);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The person of this request was shown a list of so many cases. */
    public void listed(ListedBy way, String query, int shown) {
        sql.sql("insert into search_log (person, way, query, shown, searched_at) values (?, ?, ?, ?, ?)")
                .params(reader(), way.name(), query, shown, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private String reader() {
        return people.acting().map(Person::id).orElse(SOFTWARE);
    }

    /** The latest first; {@code after} is the id that the page before ended with, or null. */
    List<View> of(UUID caseId, Long after, int limit) {
        return sql.sql(
                        """
                        select id, person, way, what, seen_at from case_view
                        where case_id = :case and (:after::bigint is null or id < :after) order by id desc limit :limit
                        """)
                .param("case", caseId)
                .param("after", after)
                .param("limit", limit)
                .query(View.class)
                .list();
    }

    List<Listing> listings(String person, Long after, int limit) {
        return sql.sql(
                        """
                        select id, person, way, query, shown, searched_at from search_log
                        where (:person::text is null or person = :person) and (:after::bigint is null or id < :after)
                        order by id desc limit :limit
                        """)
                .param("person", person)
                .param("after", after)
                .param("limit", limit)
                .query(Listing.class)
                .list();
    }
}
