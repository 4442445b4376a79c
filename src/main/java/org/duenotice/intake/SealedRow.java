package org.duenotice.intake;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.duenotice.seal.SealedArrivals;
import org.duenotice.seal.SealedCategory;
import org.duenotice.seal.SealedHash;

/**
 * A row of a file that is sealed material. It is taken however it is written: what is rejected, others could download.
 *
 * @param bare its words could not be kept; a hash of them stands for them
 */
record SealedRow(FileRow row, SealedCategory category, boolean bare) {

    static Optional<SealedRow> of(FileRow row) {
        return row.broken() == null ? of(row, SealedCategory.named(row.get(Column.CATEGORY))) : ofRejected(row);
    }

    /** Whatever is said anywhere in a row that others would be shown. */
    static Optional<SealedRow> ofRejected(FileRow row) {
        return of(row, Optional.ofNullable(row.mark()).or(() -> SealedCategory.mentionedIn(row.text())));
    }

    private static Optional<SealedRow> of(FileRow row, Optional<SealedCategory> category) {
        return category.map(found -> new SealedRow(row, found, false));
    }

    SealedRow withoutWords() {
        return new SealedRow(row, category, true);
    }

    SealedArrivals.Arrival arrival(DetectionImport running) {
        var place = running.sha256() + ":" + row.line();
        if (bare) {
            return arrival(running, Source.OTHER_BODY.name(), place, "", List.of(), List.of(SealedHash.of(row.text())));
        }
        var source = row.get(Column.SOURCE).toUpperCase(Locale.ROOT);
        var reference = row.get(Column.SOURCE_REFERENCE);
        var whole = row.broken() != null || row.get(Column.DESCRIPTION).isEmpty();
        return arrival(
                running,
                source.isEmpty() ? Source.OTHER_BODY.name() : source,
                reference.isEmpty() ? place : reference,
                whole ? row.text() : row.get(Column.DESCRIPTION),
                List.of(row.get(Column.ADDRESS)),
                List.of());
    }

    private SealedArrivals.Arrival arrival(
            DetectionImport running,
            String source,
            String reference,
            String description,
            List<String> addresses,
            List<SealedHash> hashes) {
        return new SealedArrivals.Arrival(
                category,
                SealedArrivals.Way.IMPORTED,
                source,
                reference,
                description,
                addresses,
                hashes,
                running.importedBy());
    }
}
