package org.duenotice.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The evidence of a case. Rows are append-only; the same file in the same case is the same evidence. */
@Component
@RequiredArgsConstructor
public class EvidenceFiles {

    private static final int LONGEST_NAME = 255;

    private final JdbcClient sql;
    private final ContentStore store;
    private final Clock clock;

    /** Stores the stream and records it; an empty file is refused. */
    @Transactional
    public Evidence add(
            UUID caseId, String name, String mediaType, InputStream content, Instant capturedAt, String capturedBy) {
        if (capturedAt.isAfter(clock.instant())) {
            throw Problem.invalid("evidence.captured-in-the-future");
        }
        var stored = store(content);
        if (stored.size() == 0) {
            throw Problem.invalid("evidence.empty");
        }
        sql.sql("insert into evidence (id, case_id, name, media_type, size, sha256, captured_at, captured_by) "
                        + "values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (case_id, sha256) do nothing")
                .params(
                        UUID.randomUUID(),
                        caseId,
                        plainName(name),
                        mediaType,
                        stored.size(),
                        stored.sha256(),
                        capturedAt.atOffset(ZoneOffset.UTC),
                        capturedBy)
                .update();
        return sql.sql("select * from evidence where case_id = ? and sha256 = ?")
                .params(caseId, stored.sha256())
                .query(Evidence.class)
                .single();
    }

    /** Gives the other case what this one has, as it was captured; the files themselves are there once. */
    public void copy(UUID from, UUID to) {
        sql.sql(
                        """
                        insert into evidence (id, case_id, name, media_type, size, sha256, captured_at, captured_by)
                        select gen_random_uuid(), :to, name, media_type, size, sha256, captured_at, captured_by
                        from evidence where case_id = :from on conflict (case_id, sha256) do nothing
                        """)
                .param("from", from)
                .param("to", to)
                .update();
    }

    private ContentStore.Stored store(InputStream content) {
        try {
            return store.store(content);
        } catch (IOException e) {
            throw new UncheckedIOException("The evidence could not be stored", e);
        }
    }

    /** Only the last part of a path, without control characters: the name is shown and offered for download. */
    private static String plainName(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var plain = last.replaceAll("\\p{Cntrl}", "").strip();
        if (plain.isEmpty()) {
            return "evidence";
        }
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }

    public List<Evidence> of(UUID caseId) {
        return sql.sql("select * from evidence where case_id = ? order by captured_at, id")
                .param(caseId)
                .query(Evidence.class)
                .list();
    }

    public boolean isThere(UUID caseId) {
        return sql.sql("select exists (select from evidence where case_id = ?)")
                .param(caseId)
                .query(Boolean.class)
                .single();
    }

    public Evidence get(UUID caseId, UUID id) {
        return sql.sql("select * from evidence where case_id = ? and id = ?")
                .params(caseId, id)
                .query(Evidence.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("evidence.unknown", id));
    }

    public InputStream open(Evidence evidence) {
        try {
            return store.open(evidence.sha256());
        } catch (NoSuchFileException e) {
            throw Problem.notFound("evidence.content-missing", evidence.name());
        } catch (IOException e) {
            throw new UncheckedIOException("The evidence could not be read", e);
        }
    }
}
