package org.duenotice.intake;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.duenotice.casefile.Cases;
import org.duenotice.intake.DetectionImport.RejectedRow;
import org.duenotice.problem.Problem;
import org.duenotice.target.IllegalAddress;
import org.duenotice.target.TargetIdentities;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes detections from a CSV file (UTF-8, header {@code source_reference,category,description,address,source} and optionally
 * {@code campaign}). Rows of one campaign, else of one category and platform, become one case of at most 500 targets.
 * A bad row loses no other; the same file twice adds nothing.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class Imports {

    private static final List<String> COLUMNS =
            List.of("source_reference", "category", "description", "address", "source");

    private final JdbcTemplate jdbc;
    private final JdbcClient sql;
    private final Detections detections;
    private final TargetIdentities identities;
    private final Clock clock;

    /** The rows of the file, sorted into what they become. */
    private final class Sorting {

        private final UUID importId;
        private final String person;
        private final Map<String, Detections.Group> groups = new LinkedHashMap<>();
        private final Map<String, List<Detections.Group>> full = new HashMap<>();
        private final List<RejectedRow> rejected = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private int total;
        private int duplicate;

        private Sorting(UUID importId, String person) {
            this.importId = importId;
            this.person = person;
        }

        private void take(CSVRecord row) {
            total++;
            try {
                sort(row);
            } catch (IllegalAddress e) {
                reject(row, e.getMessage());
            } catch (Problem e) {
                reject(row, e.getCode());
            } catch (IllegalArgumentException e) {
                reject(row, "source: one of OWN_MONITORING, OTHER_BODY, CITIZEN, ANONYMOUS");
            }
        }

        private void sort(CSVRecord row) {
            if (!row.isConsistent()) {
                reject(
                        row,
                        "number of columns: expected "
                                + row.getParser().getHeaderNames().size() + ", found " + row.size());
                return;
            }
            var source = Source.valueOf(row.get("source").strip().toUpperCase(Locale.ROOT));
            var reference = row.get("source_reference").strip();
            if (reference.isEmpty()) {
                reject(row, "source_reference is empty");
                return;
            }
            var target = identities.identify(row.get("address"));
            var single = new Detections.Group(
                    row.get("category").strip(),
                    row.get("description").strip(),
                    source,
                    person,
                    importId,
                    new ArrayList<>());
            Detections.check(single);
            if (!seen.add(source + "\n" + reference) || isKnown(source, reference)) {
                duplicate++;
                return;
            }
            var campaign = row.isMapped("campaign") ? row.get("campaign").strip() : "";
            var key = source + "\n" + single.category() + "\n"
                    + (campaign.isEmpty() ? target.platform() : "campaign " + campaign);
            var group = groups.computeIfAbsent(key, k -> single);
            if (group.rows().size() == Cases.MOST_TARGETS) {
                full.computeIfAbsent(key, k -> new ArrayList<>()).add(group);
                groups.put(key, single);
                group = single;
            }
            group.rows().add(new Detections.Sighting(reference, target));
        }

        private void reject(CSVRecord row, String reason) {
            rejected.add(new RejectedRow((int) row.getParser().getCurrentLineNumber(), reason, String.join(",", row)));
        }
    }

    /**
     * Imports the file in one transaction.
     *
     * @throws Problem {@code import.header} when a column is missing, {@code import.unreadable} when the file is no CSV in UTF-8
     */
    @Transactional
    public DetectionImport take(String fileName, java.io.InputStream file, String person) {
        var digest = sha256();
        var id = UUID.randomUUID();
        var sorting = new Sorting(id, person);
        read(new InputStreamReader(new DigestInputStream(file, digest), StandardCharsets.UTF_8), sorting);
        var hash = HexFormat.of().formatHex(digest.digest());
        var earlier = byHash(hash);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var done = new DetectionImport(
                id,
                fileName,
                hash,
                sorting.total,
                sorting.total - sorting.duplicate - sorting.rejected.size(),
                sorting.duplicate,
                sorting.rejected.size(),
                person,
                clock.instant());
        save(done, sorting.rejected);
        sorting.full.values().forEach(groups -> groups.forEach(detections::open));
        sorting.groups.values().forEach(detections::open);
        log.info(
                "Imported {}: {} rows, {} accepted, {} duplicate, {} rejected",
                fileName,
                done.total(),
                done.accepted(),
                done.duplicate(),
                done.rejected());
        return done;
    }

    private void read(Reader reader, Sorting sorting) {
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (var rows = format.parse(reader)) {
            for (var column : COLUMNS) {
                if (!rows.getHeaderNames().contains(column)) {
                    throw Problem.invalid("import.header", column, String.join(", ", COLUMNS));
                }
            }
            rows.forEach(sorting::take);
        } catch (IOException | java.io.UncheckedIOException | IllegalStateException e) {
            log.debug("Unreadable import", e);
            throw Problem.invalid("import.unreadable");
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("import.header", e.getMessage(), String.join(", ", COLUMNS));
        }
    }

    private boolean isKnown(Source source, String reference) {
        return sql.sql("select exists (select from detection where source = ? and source_reference = ?)")
                .params(source.name(), reference)
                .query(Boolean.class)
                .single();
    }

    private Optional<DetectionImport> byHash(String hash) {
        return sql.sql("select * from detection_import where sha256 = ?")
                .param(hash)
                .query(DetectionImport.class)
                .optional();
    }

    private void save(DetectionImport done, List<RejectedRow> rejected) {
        sql.sql("insert into detection_import values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        done.id(),
                        done.fileName(),
                        done.sha256(),
                        done.total(),
                        done.accepted(),
                        done.duplicate(),
                        done.rejected(),
                        done.importedBy(),
                        done.importedAt().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.batchUpdate("insert into rejected_row values (?, ?, ?, ?)", rejected, 100, (row, bad) -> {
            row.setObject(1, done.id());
            row.setInt(2, bad.line());
            row.setString(3, bad.reason());
            row.setString(4, bad.content());
        });
    }

    public DetectionImport get(UUID id) {
        return sql.sql("select * from detection_import where id = ?")
                .param(id)
                .query(DetectionImport.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("import.unknown", id));
    }

    public List<RejectedRow> rejected(UUID id) {
        return sql.sql("select line, reason, content from rejected_row where import_id = ? order by line")
                .param(id)
                .query(RejectedRow.class)
                .list();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
