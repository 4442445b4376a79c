package org.duenotice.transparency;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Writes the four files of a day side by side into a folder of their own, so that nothing is held in memory. */
@Component
@RequiredArgsConstructor
class DataWriting {

    private final ObjectMapper json;
    private final RegisterSettings settings;
    private final StatementsOfReasons statements;
    private final NoticeRecords noticeRecords;
    private final PublicNotices publicNotices;

    /** A file that is whole. */
    record Written(String name, Path path, int records) {}

    Day begin(LocalDate day, Instant at) throws IOException {
        return new Day(day, at);
    }

    /** The files of one day while they are written. */
    final class Day implements AutoCloseable {

        private final Path folder = Files.createTempDirectory("open-data-");
        private final LocalDate day;
        private final JsonFile register;
        private final JsonFile reasons;
        private final JsonFile records;
        private final RegisterCsv csv;
        private final Path csvPath;
        private int rows;

        private Day(LocalDate day, Instant at) throws IOException {
            this.day = day;
            this.register = new JsonFile("register", "entries", at);
            this.reasons = new JsonFile("statements-of-reasons", "statements", at);
            this.records = new JsonFile("notices", "notices", at);
            this.csvPath = folder.resolve("register-" + day + ".csv.gz");
            this.csv = new RegisterCsv(packed(csvPath), settings);
        }

        void entries(List<Entry> entries, List<Entry.Event> events) throws IOException {
            var happened = events.stream().collect(Collectors.groupingBy(Entry.Event::seq));
            for (var entry : entries) {
                register.write(RegisterRecord.of(entry, happened.getOrDefault(entry.seq(), List.of()), settings));
                csv.write(entry);
                rows++;
                if (!entry.isWithdrawn()) {
                    reasons.write(statements.of(entry));
                }
            }
        }

        void notices(List<PublicNotices.Sent> sent) throws IOException {
            var numbers = sent.stream().map(PublicNotices.Sent::number).toList();
            var items = publicNotices.items(numbers).stream()
                    .collect(Collectors.groupingBy(PublicNotices.Item::noticeNumber));
            for (var notice : sent) {
                records.write(noticeRecords.of(notice, items.getOrDefault(notice.number(), List.of())));
            }
        }

        List<Written> finish() throws IOException {
            csv.close();
            return List.of(
                    new Written(csvPath.getFileName().toString(), csvPath, rows),
                    register.finish(),
                    reasons.finish(),
                    records.finish());
        }

        @Override
        public void close() throws IOException {
            for (var open : List.of(register, reasons, records)) {
                open.generator.close();
            }
            csv.close();
            try (var left = Files.list(folder)) {
                for (var file : left.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }

        /** One object with what the file is and a list that grows. */
        private final class JsonFile {

            private final Path path;
            private final JsonGenerator generator;
            private int count;

            private JsonFile(String kind, String list, Instant at) throws IOException {
                path = folder.resolve(kind + "-" + day + ".json.gz");
                generator = json.getFactory().createGenerator(packed(path));
                generator.writeStartObject();
                generator.writeStringField("schema", settings.schema(kind + ".schema.json"));
                generator.writeStringField("publisher", settings.authority());
                generator.writeStringField("day", day.toString());
                generator.writeStringField("made_at", at.toString());
                generator.writeArrayFieldStart(list);
            }

            private void write(Object one) throws IOException {
                generator.writeRaw('\n');
                json.writeValue(generator, one);
                count++;
            }

            private Written finish() throws IOException {
                generator.writeEndArray();
                generator.writeEndObject();
                generator.close();
                return new Written(path.getFileName().toString(), path, count);
            }
        }

        private Writer packed(Path path) throws IOException {
            return new BufferedWriter(
                    new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(path)), StandardCharsets.UTF_8));
        }
    }
}
