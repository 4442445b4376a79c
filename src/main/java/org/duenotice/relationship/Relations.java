package org.duenotice.relationship;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.evidence.ContentStore;
import org.duenotice.platform.Platforms;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The relationship file of each platform: contacts, agreements and statements, each with who confirms it. Entries are only added;
 * when the other side contradicts one, that is an entry about it, and both stand there.
 */
@Service
@Transactional
@RequiredArgsConstructor
class Relations {

    private static final int LONGEST_NAME = 255;

    private static final String SELECT =
            """
            select r.id, r.platform_code, r.about, r.kind, r.happened_on, r.summary, r.confirmed_by,
                   coalesce(last.confirmed_by, r.confirmed_by) as standing, r.notes, r.recorded_by, r.recorded_at
            from platform_relation r
            left join lateral (select confirmed_by from platform_relation l where l.about = r.id
                               order by l.recorded_at desc, l.id limit 1) last on true
            """;

    private final JdbcClient sql;
    private final Platforms platforms;
    private final ContentStore store;
    private final Clock clock;

    /** What a person enters. */
    record Entry(
            UUID about,
            Relation.Kind kind,
            LocalDate happenedOn,
            String summary,
            Relation.Confirmation confirmedBy,
            String notes) {}

    /** An attachment by its hash; size in bytes. */
    record Attachment(
            UUID id,
            UUID relationId,
            String name,
            String mediaType,
            long size,
            String sha256,
            String recordedBy,
            Instant recordedAt) {}

    /** How the file stands in one line. */
    record Summary(long entries, LocalDate lastOn, long disputed, long oneSided) {}

    /** @throws Problem {@code relation.in-the-future}, {@code relation.unknown} for an entry about nothing of this platform */
    Relation add(String platform, Entry entry, String person) {
        platforms.check(platform);
        if (entry.happenedOn().isAfter(LawDay.of(clock.instant()))) {
            throw Problem.invalid("relation.in-the-future", entry.happenedOn());
        }
        if (entry.about() != null) {
            get(platform, entry.about());
        }
        var id = UUID.randomUUID();
        sql.sql(
                        """
                        insert into platform_relation (id, platform_code, about, kind, happened_on, summary, confirmed_by, notes,
                                                       recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(id)
                .param(platform)
                .param(entry.about())
                .param(entry.kind().name())
                .param(entry.happenedOn())
                .param(entry.summary().strip())
                .param(entry.confirmedBy().name())
                .param(entry.notes() == null ? "" : entry.notes().strip())
                .param(person)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return get(platform, id);
    }

    /** @throws Problem {@code relation.unknown} */
    @Transactional(readOnly = true)
    Relation get(String platform, UUID id) {
        return sql.sql(SELECT + " where r.platform_code = ? and r.id = ?")
                .params(platform, id)
                .query(Relation.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("relation.unknown", id, platform));
    }

    /** The latest day first; {@code after} is the entry that the page before ended with, or null. */
    @Transactional(readOnly = true)
    List<Relation> of(String platform, UUID after, int limit) {
        platforms.check(platform);
        var place = after == null
                ? ""
                : " and (r.happened_on, r.id) < (select a.happened_on, a.id from platform_relation a where a.id = :after)";
        return sql.sql(SELECT + " where r.platform_code = :platform" + place
                        + " order by r.happened_on desc, r.id desc limit :limit")
                .param("platform", platform)
                .param("after", after)
                .param("limit", limit)
                .query(Relation.class)
                .list();
    }

    /** Empty where nothing was ever recorded. */
    @Transactional(readOnly = true)
    Optional<Summary> summary(String platform) {
        return sql.sql(
                        "select count(*) as entries, max(happened_on) as last_on, count(*) filter (where standing = 'DISPUTED') as disputed,"
                                + " count(*) filter (where standing = 'ONE_SIDE') as one_sided from (" + SELECT
                                + " where r.platform_code = ? and r.about is null) f having count(*) > 0")
                .param(platform)
                .query(Summary.class)
                .optional();
    }

    /** Keeps a file by its hash; the same file at the same entry is the same attachment. */
    Attachment attach(
            String platform, UUID relation, String name, String mediaType, InputStream content, String person) {
        get(platform, relation);
        var stored = store(content);
        if (stored.size() == 0) {
            throw Problem.invalid("evidence.empty");
        }
        sql.sql(
                        """
                        insert into platform_relation_file (id, relation_id, name, media_type, size, sha256, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (relation_id, sha256) do nothing
                        """)
                .params(
                        UUID.randomUUID(),
                        relation,
                        plainName(name),
                        mediaType,
                        stored.size(),
                        stored.sha256(),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return sql.sql("select * from platform_relation_file where relation_id = ? and sha256 = ?")
                .params(relation, stored.sha256())
                .query(Attachment.class)
                .single();
    }

    @Transactional(readOnly = true)
    List<Attachment> attachments(List<UUID> relations) {
        return sql.sql("select * from platform_relation_file where relation_id = any (?) order by recorded_at, id")
                .param(relations.toArray(UUID[]::new))
                .query(Attachment.class)
                .list();
    }

    @Transactional(readOnly = true)
    Attachment attachment(String platform, UUID relation, UUID id) {
        get(platform, relation);
        return sql.sql("select * from platform_relation_file where relation_id = ? and id = ?")
                .params(relation, id)
                .query(Attachment.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("evidence.unknown", id));
    }

    InputStream open(Attachment attachment) {
        try {
            return store.open(attachment.sha256());
        } catch (NoSuchFileException e) {
            throw Problem.notFound("evidence.content-missing", attachment.name());
        } catch (IOException e) {
            throw new UncheckedIOException("The attachment could not be read", e);
        }
    }

    private ContentStore.Stored store(InputStream content) {
        try {
            return store.store(content);
        } catch (IOException e) {
            throw new UncheckedIOException("The attachment could not be stored", e);
        }
    }

    private static String plainName(String name) {
        var plain = name == null
                ? ""
                : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                        .replaceAll("\\p{Cntrl}", "")
                        .strip();
        return plain.isEmpty() ? "attachment" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }
}
