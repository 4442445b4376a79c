package org.duenotice.transparency;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.duenotice.web.Page;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which files of open data there are; one that is there changes only when something in it was sealed. */
@Component
@RequiredArgsConstructor
class OpenDataFiles {

    static final int DAYS = 31;

    private final JdbcClient sql;

    /**
     * @param size in bytes, packed
     * @param sha256 of the packed file, and the name it is stored under
     * @param correctedAt when records were last taken out of it; null for never
     */
    record DataFile(
            String name, LocalDate day, int records, long size, String sha256, Instant madeAt, Instant correctedAt) {

        Instant changedAt() {
            return correctedAt == null ? madeAt : correctedAt;
        }
    }

    boolean hasFilesOf(LocalDate day) {
        return sql.sql("select exists (select from open_data_file where day = ?)")
                .param(day)
                .query(Boolean.class)
                .single();
    }

    void add(DataFile file) {
        sql.sql("insert into open_data_file (name, day, records, size, sha256, made_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        file.name(),
                        file.day(),
                        file.records(),
                        file.size(),
                        file.sha256(),
                        file.madeAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The files that were made at that moment or later, the oldest first. */
    List<DataFile> madeSince(Instant moment) {
        return sql.sql("select * from open_data_file where made_at >= ? order by day, name")
                .param(moment.atOffset(ZoneOffset.UTC))
                .query(DataFile.class)
                .list();
    }

    Optional<DataFile> byName(String name) {
        return sql.sql("select * from open_data_file where name = ?")
                .param(name)
                .query(DataFile.class)
                .optional();
    }

    /** The files of up to {@value #DAYS} days before that day, the newest first; the key of the next part is a day. */
    Page<DataFile> before(LocalDate day) {
        var days = sql.sql("select distinct day from open_data_file where day < ? order by day desc limit ?")
                .params(day, DAYS + 1)
                .query(LocalDate.class)
                .list();
        var shown = Page.of(days, DAYS, LocalDate::toString);
        List<DataFile> files = shown.items().isEmpty()
                ? List.of()
                : sql.sql("select * from open_data_file where day between ? and ? order by day desc, name")
                        .params(
                                shown.items().get(shown.items().size() - 1),
                                shown.items().get(0))
                        .query(DataFile.class)
                        .list();
        return new Page<>(files, shown.next());
    }
}
