package org.duenotice.comment;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseAccess;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where somebody was called by name: unread until the person reads the comments of that case, or says so. */
@Component
@RequiredArgsConstructor
class Mentions {

    private final JdbcClient sql;
    private final CaseAccess access;
    private final CurrentPerson person;
    private final Clock clock;

    record Mention(long commentId, String caseNumber, String author, String words, Instant writtenAt, boolean unread) {}

    /** The latest first; {@code before} is the comment that the page before ended with, or null. */
    List<Mention> mine(boolean onlyUnread, Long before, int limit) {
        return sql.sql(
                        """
                        select m.comment_id, f.number as case_number, c.author, c.words, c.written_at, r.person is null as unread
                        from comment_mention m join case_comment c on c.id = m.comment_id join case_file f on f.id = c.case_id
                        left join mention_read r on r.comment_id = m.comment_id and r.person = m.person
                        where m.person = :person and (not :unread or r.person is null)
                          and (:before::bigint is null or m.comment_id < :before) and %s
                        order by m.comment_id desc limit :limit
                        """
                                .formatted(access.condition(person.groups())))
                .param("person", person.id())
                .param("unread", onlyUnread)
                .param("before", before)
                .param("limit", limit)
                .query(Mention.class)
                .list();
    }

    /** The person has read that comment. */
    @Transactional
    public void read(long commentId) {
        var mine = sql.sql("select count(*) from comment_mention where comment_id = ? and person = ?")
                .params(commentId, person.id())
                .query(Integer.class)
                .single();
        if (mine == 0) {
            throw Problem.notFound("comment.no-mention", commentId);
        }
        sql.sql("insert into mention_read (comment_id, person, read_at) values (?, ?, ?) on conflict do nothing")
                .params(commentId, person.id(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The person has read all comments of that case. */
    @Transactional
    public void readAll(UUID caseId) {
        sql.sql(
                        """
                        insert into mention_read (comment_id, person, read_at)
                        select m.comment_id, m.person, ? from comment_mention m join case_comment c on c.id = m.comment_id
                        where m.person = ? and c.case_id = ?
                          and not exists (select from mention_read r where r.comment_id = m.comment_id and r.person = m.person)
                        on conflict do nothing
                        """)
                .params(clock.instant().atOffset(ZoneOffset.UTC), person.id(), caseId)
                .update();
    }
}
