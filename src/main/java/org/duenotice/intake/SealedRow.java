package org.duenotice.intake;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.duenotice.seal.SealedArrivals;
import org.duenotice.seal.SealedCategory;

/** A row of a file that is sealed material. It is taken however it is written: what is rejected, others could download. */
record SealedRow(FileRow row, SealedCategory category) {

    static Optional<SealedRow> of(FileRow row) {
        var category = row.broken() == null
                ? SealedCategory.named(row.get(Column.CATEGORY))
                : SealedCategory.mentionedIn(row.content());
        return category.map(found -> new SealedRow(row, found));
    }

    SealedArrivals.Arrival arrival(DetectionImport running) {
        var source = row.get(Column.SOURCE).toUpperCase(Locale.ROOT);
        var reference = row.get(Column.SOURCE_REFERENCE);
        var broken = row.broken() != null;
        var description = broken || row.get(Column.DESCRIPTION).isEmpty() ? row.content() : row.get(Column.DESCRIPTION);
        return new SealedArrivals.Arrival(
                category,
                SealedArrivals.Way.IMPORTED,
                source.isEmpty() ? Source.OTHER_BODY.name() : source,
                reference.isEmpty() ? running.sha256() + ":" + row.line() : reference,
                description,
                broken ? List.of() : List.of(row.get(Column.ADDRESS)),
                List.of(),
                running.importedBy());
    }
}
