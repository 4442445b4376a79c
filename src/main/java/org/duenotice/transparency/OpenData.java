package org.duenotice.transparency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.calendar.LawDay;
import org.duenotice.database.Turns;
import org.duenotice.evidence.ContentStore;
import org.duenotice.transparency.OpenDataFiles.DataFile;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the files of a day out of the register as it is at one moment, part by part. One node makes them; broken off, nothing is
 * left of them, and the next look makes them anew.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class OpenData {

    static final String TURN = "open-data";

    private final PublicRegister register;
    private final PublicNotices notices;
    private final OpenDataFiles files;
    private final DataWriting writing;
    private final ContentStore contents;
    private final Turns turns;
    private final Clock clock;

    /**
     * Makes the files of today.
     *
     * @return false when they are there already, another node is making them, or the register has no entry yet
     */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public boolean make() {
        var now = clock.instant();
        var day = LawDay.of(now);
        if (!turns.takeIfFree(TURN) || files.hasFilesOf(day) || register.isEmpty()) {
            return false;
        }
        try (var made = writing.begin(day, now)) {
            var entries = register.after(0);
            while (!entries.isEmpty()) {
                made.entries(
                        entries,
                        register.events(entries.stream().map(Entry::seq).toList()));
                entries = register.after(entries.get(entries.size() - 1).seq());
            }
            var sent = notices.after("");
            while (!sent.isEmpty()) {
                made.notices(sent);
                sent = notices.after(sent.get(sent.size() - 1).number());
            }
            for (var written : made.finish()) {
                try (var content = Files.newInputStream(written.path())) {
                    var stored = contents.store(content);
                    files.add(new DataFile(
                            written.name(), day, written.records(), stored.size(), stored.sha256(), now, null));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        log.info("Open data of {} is there", day);
        return true;
    }

    /** Looks every few minutes, on the nodes that also work jobs. */
    @Component
    @RequiredArgsConstructor
    @ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
    static class Watch {

        private final OpenData data;

        @Scheduled(
                initialDelayString = "${duenotice.register.data-every}",
                fixedDelayString = "${duenotice.register.data-every}")
        void look() {
            data.make();
        }
    }
}
