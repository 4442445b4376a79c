package org.duenotice.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.evidence.ContentStore;
import org.duenotice.evidence.ContentStore.Stored;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;

/** The files that were brought, kept by their hash and read as what they are, whatever they are called. */
@Slf4j
@Component
@RequiredArgsConstructor
class ImportFiles {

    private static final int ENOUGH_TO_TELL = 512;

    private final ContentStore store;
    private final ImportSettings settings;

    Stored keep(InputStream file) throws IOException {
        return store.store(file);
    }

    /** What the content says it is: a packed workbook, JSON, or else a table. */
    ImportFormat format(String sha256) throws IOException {
        try (var file = store.open(sha256)) {
            var start = file.readNBytes(ENOUGH_TO_TELL);
            if (start.length > 3 && start[0] == 'P' && start[1] == 'K') {
                return ImportFormat.XLSX;
            }
            var text = new String(start, StandardCharsets.UTF_8);
            return text.replace("\uFEFF", "").stripLeading().startsWith("{") ? ImportFormat.NDJSON : ImportFormat.CSV;
        }
    }

    /**
     * Opens the file behind its header.
     *
     * @throws Problem {@code import.header} when a column is missing, {@code import.unreadable} when it is no such file at all
     */
    RowReader open(String sha256, ImportFormat format) throws IOException {
        var file = new BufferedInputStream(store.open(sha256), 1 << 16);
        try {
            return switch (format) {
                case CSV -> new CsvRows(file);
                case NDJSON -> new JsonRows(file);
                case XLSX -> workbook(file);
            };
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private RowReader workbook(InputStream file) throws IOException {
        try (file) {
            return new SheetRows(file, settings.mostUnpacked().toBytes());
        } catch (IOException e) {
            log.debug("Unreadable import", e);
            throw Problem.invalid("import.unreadable");
        }
    }
}
