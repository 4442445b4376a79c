package org.duenotice.intake;

import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.evidence.ContentStore.Stored;
import org.duenotice.evidence.Disposals;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Files of detections: CSV, one JSON object a line, or a workbook, with the columns {@code source_reference, category, description,
 * address, source} and optionally {@code campaign}. A file is taken at once and worked off by {@link ImportWork} in the background.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class Imports {

    private static final int LONGEST_NAME = 255;

    private final JdbcClient sql;
    private final ImportFiles files;
    private final Disposals disposals;
    private final Clock clock;

    /** What became of an upload: the import, and whether it is a new one. */
    public record Taken(DetectionImport detectionImport, boolean isNew) {}

    /** A row that was not taken; {@code code} and {@code arguments} become words. */
    public record RejectedRow(int line, String code, List<String> arguments, String content) {}

    /**
     * Keeps the file and has it worked off. A file that was imported before, or is being imported, is not taken again.
     *
     * @throws Problem {@code import.header} when a column is missing, {@code import.unreadable} when it is no such file
     */
    @Transactional
    public Taken take(String fileName, InputStream content, String person) throws IOException {
        var stored = files.keep(content);
        var earlier = byHash(stored.sha256());
        if (earlier.isPresent()) {
            // brought again after it was disposed of
            disposals.deleteAfterCommit(List.of(stored.sha256()));
            return new Taken(earlier.get(), false);
        }
        var format = files.format(stored.sha256());
        files.open(stored.sha256(), format).close();
        var id = insert(fileName, stored, format, person);
        if (id.isEmpty()) {
            return new Taken(byHash(stored.sha256()).orElseThrow(), false);
        }
        log.info("Took {} with {} bytes for import {}", plain(fileName), stored.size(), id.get());
        return new Taken(get(id.get()), true);
    }

    private Optional<UUID> insert(String fileName, Stored stored, ImportFormat format, String person) {
        return sql.sql(
                        """
                        insert into detection_import
                            (id, file_name, sha256, format, size, state, accepted, duplicate, rejected, imported_by, imported_at)
                        values (?, ?, ?, ?, ?, 'RUNNING', 0, 0, 0, ?, ?)
                        on conflict (sha256) where state <> 'FAILED' do nothing returning id
                        """)
                .params(
                        UUID.randomUUID(),
                        plain(fileName),
                        stored.sha256(),
                        format.name(),
                        stored.size(),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    /** Only the last part of a path, without control characters. */
    private static String plain(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var plain = last.replaceAll("\\p{Cntrl}", "").strip();
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }

    private Optional<DetectionImport> byHash(String hash) {
        return sql.sql("select * from detection_import where sha256 = ? and state <> 'FAILED'")
                .param(hash)
                .query(Imports::read)
                .optional();
    }

    public DetectionImport get(UUID id) {
        return sql.sql("select * from detection_import where id = ?")
                .param(id)
                .query(Imports::read)
                .optional()
                .orElseThrow(() -> Problem.notFound("import.unknown", id));
    }

    /** The newest imports, page by page. */
    List<DetectionImport> newest(Instant before, int limit) {
        return sql.sql(
                        """
                        select * from detection_import where imported_at < coalesce(:before::timestamptz, 'infinity')
                        order by imported_at desc, id limit :limit
                        """)
                .param("before", before == null ? null : before.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(Imports::read)
                .list();
    }

    /** The rows that were not taken, in the order of the file, those behind the line {@code after}. */
    public List<RejectedRow> rejected(UUID id, int after, int limit) {
        return sql.sql("select line, code, arguments, content from rejected_row where import_id = ? and line > ? "
                        + "order by line limit ?")
                .params(id, after, limit)
                .query((row, no) -> new RejectedRow(row.getInt(1), row.getString(2), texts(row, 3), row.getString(4)))
                .list();
    }

    static DetectionImport read(ResultSet row, int no) throws SQLException {
        return new DetectionImport(
                row.getObject("id", UUID.class),
                row.getString("file_name"),
                row.getString("sha256"),
                ImportFormat.valueOf(row.getString("format")),
                row.getLong("size"),
                DetectionImport.State.valueOf(row.getString("state")),
                row.getObject("total", Integer.class),
                row.getInt("rows_done"),
                row.getInt("accepted"),
                row.getInt("sighted_again"),
                row.getInt("duplicate"),
                row.getInt("rejected"),
                row.getInt("cases"),
                row.getBoolean("was_read"),
                row.getString("problem"),
                texts(row, row.findColumn("problem_arguments")),
                row.getString("imported_by"),
                moment(row, "imported_at"),
                moment(row, "finished_at"));
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
