package org.duenotice.comment;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseAccess;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.Recused;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.People;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Comments on a case, which nobody changes: who errs writes a new one that says which it corrects. */
@Component
@RequiredArgsConstructor
class Comments {

    private static final int LONGEST = 4_000;

    /** The name of an account on a platform may look the same; whoever is no login here is nobody to be told. */
    private static final Pattern MENTION =
            Pattern.compile("(?<![\\p{L}\\p{N}._/-])@([\\p{L}\\p{N}][\\p{L}\\p{N}._-]*)");

    private static final int MOST_MENTIONS = 20;

    private final JdbcClient sql;
    private final CaseAccess access;
    private final Recused recused;
    private final CurrentPerson person;
    private final People people;
    private final Clock clock;

    /**
     * A comment.
     *
     * @param corrects the earlier one it stands for, or null
     * @param correctedBy the later one that stands for it, or null
     */
    record Comment(
            long id,
            String author,
            String words,
            Instant writtenAt,
            Long corrects,
            Long correctedBy,
            List<String> mentioned) {}

    /**
     * Writes a comment and tells those whom it mentions.
     *
     * @param corrects a comment of the same person in this case that nobody has corrected yet, or null
     * @throws Problem {@code comment.*} when it is empty or too long, calls somebody whom the case is not for, or corrects what it cannot
     */
    @Transactional
    public Comment write(CaseFile caseFile, String words, Long corrects) {
        access.require(caseFile);
        recused.refuse(caseFile.id(), person.id());
        if (words == null || words.isBlank()) {
            throw Problem.invalid("comment.empty");
        }
        if (words.strip().length() > LONGEST) {
            throw Problem.invalid("comment.too-long", LONGEST);
        }
        var mentioned = mentioned(words, caseFile);
        if (corrects != null) {
            checkCorrectable(caseFile, corrects);
        }
        var id = insert(caseFile.id(), words.strip(), corrects);
        if (!mentioned.isEmpty()) {
            sql.sql("insert into comment_mention (comment_id, person) select ?, unnest(?)")
                    .params(id, mentioned.toArray(String[]::new))
                    .update();
        }
        return of(caseFile, id + 1, 1).get(0);
    }

    private long insert(UUID caseId, String words, Long corrects) {
        try {
            return sql.sql(
                            """
                            insert into case_comment (case_id, author, words, corrects, written_at)
                            values (:case, :author, :words, :corrects, :now) returning id
                            """)
                    .param("case", caseId)
                    .param("author", person.id())
                    .param("words", words)
                    .param("corrects", corrects)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single();
        } catch (DataIntegrityViolationException overtaken) {
            throw corrects == null ? overtaken : Problem.conflict("comment.not-correctable", corrects);
        }
    }

    private void checkCorrectable(CaseFile caseFile, long corrects) {
        var free = sql.sql(
                        """
                        select count(*) from case_comment c where c.id = ? and c.case_id = ? and c.author = ?
                        and not exists (select from case_comment later where later.corrects = c.id)
                        """)
                .params(corrects, caseFile.id(), person.id())
                .query(Integer.class)
                .single();
        if (free == 0) {
            throw Problem.conflict("comment.not-correctable", corrects);
        }
    }

    private Set<String> mentioned(String words, CaseFile caseFile) {
        var called = new TreeSet<String>();
        MENTION.matcher(words)
                .results()
                .map(found -> found.group(1).replaceAll("[._-]+$", ""))
                .distinct()
                .limit(MOST_MENTIONS)
                .map(people::byId)
                .flatMap(Optional::stream)
                .forEach(known -> {
                    if (!access.mayRead(caseFile, known.groups())) {
                        throw Problem.invalid("comment.not-for-them", known.id());
                    }
                    called.add(known.id());
                });
        return called;
    }

    /** The latest first; {@code before} is the id that the page before ended with, or null. */
    List<Comment> of(CaseFile caseFile, Long before, int limit) {
        return sql.sql(
                        """
                        select c.id, c.author, c.words, c.written_at, c.corrects, later.id as corrected_by,
                               (select array_agg(m.person order by m.person) from comment_mention m
                                where m.comment_id = c.id) as mentioned
                        from case_comment c left join case_comment later on later.corrects = c.id
                        where c.case_id = :case and (:before::bigint is null or c.id < :before)
                        order by c.id desc limit :limit
                        """)
                .param("case", caseFile.id())
                .param("before", before)
                .param("limit", limit)
                .query((row, no) -> {
                    var mentioned = row.getArray("mentioned");
                    return new Comment(
                            row.getLong("id"),
                            row.getString("author"),
                            row.getString("words"),
                            row.getObject("written_at", OffsetDateTime.class).toInstant(),
                            row.getObject("corrects", Long.class),
                            row.getObject("corrected_by", Long.class),
                            mentioned == null ? List.of() : List.of((String[]) mentioned.getArray()));
                })
                .list();
    }
}
