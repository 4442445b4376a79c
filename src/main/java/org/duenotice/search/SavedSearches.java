package org.duenotice.search;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Searches that people keep under a name, for themselves or for one of their groups. */
@Component
@RequiredArgsConstructor
class SavedSearches {

    private static final int LONGEST_NAME = 100;

    /** As many as a person has an eye for; all of them are counted when the list is shown. */
    private static final int MOST = 50;

    private final JdbcClient sql;
    private final CaseSearch search;
    private final CurrentPerson person;
    private final Clock clock;

    /** @param groupId the group it is shared with, or null */
    record Saved(UUID id, String name, String query, String owner, String groupId, Instant savedAt) {}

    /** The person's own and those shared with the person's groups, by name. */
    List<Saved> mine() {
        return sql.sql(
                        """
                        select id, name, query, owner, group_id, saved_at from saved_search
                        where removed_at is null and (owner = :person or group_id = any (:groups))
                        order by name, saved_at, id limit :most
                        """)
                .param("person", person.id())
                .param("groups", groups().toArray(String[]::new))
                .param("most", MOST)
                .query(Saved.class)
                .list();
    }

    /** How many fit now; empty for what was kept under rules that have changed since, such as those of addresses. */
    Optional<Integer> count(Saved one) {
        try {
            return Optional.of(search.count(Asked.of(one.query()), groups()));
        } catch (Problem notSearchable) {
            return Optional.empty();
        }
    }

    private Collection<String> groups() {
        return person.groups();
    }

    /**
     * Keeps a search that can be carried out.
     *
     * @param group the group to share it with, or null
     * @throws Problem {@code search.name}, {@code search.name-taken}, {@code search.not-your-group}, {@code search.too-many-saved}, or
     *     what {@link CaseSearch#find} says of it
     */
    @Transactional
    Saved save(String name, Asked asked, String group) {
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME) {
            throw Problem.invalid("search.name", LONGEST_NAME);
        }
        var shared = group == null || group.isBlank() ? null : group;
        if (shared != null && !person.isIn(shared)) {
            throw Problem.forbidden("search.not-your-group", shared);
        }
        search.count(asked, groups());
        var own = sql.sql("select count(*) from saved_search where owner = ? and removed_at is null")
                .param(person.id())
                .query(Integer.class)
                .single();
        if (own >= MOST) {
            throw Problem.conflict("search.too-many-saved", MOST);
        }
        var saved = new Saved(UUID.randomUUID(), name.strip(), asked.query(), person.id(), shared, clock.instant());
        try {
            sql.sql("insert into saved_search (id, name, query, owner, group_id, saved_at) values (?, ?, ?, ?, ?, ?)")
                    .params(
                            saved.id(),
                            saved.name(),
                            saved.query(),
                            saved.owner(),
                            saved.groupId(),
                            saved.savedAt().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw Problem.conflict("search.name-taken", saved.name());
        }
        return saved;
    }

    /** Only whoever keeps it removes it. */
    @Transactional
    void remove(UUID id) {
        var removed = sql.sql(
                        "update saved_search set removed_at = ? where id = ? and owner = ? and removed_at is null")
                .params(clock.instant().atOffset(ZoneOffset.UTC), id, person.id())
                .update();
        if (removed == 0) {
            throw Problem.notFound("search.unknown", id);
        }
    }
}
