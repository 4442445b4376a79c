package org.duenotice.transparency;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import lombok.RequiredArgsConstructor;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.duenotice.evidence.ContentStore;
import org.duenotice.transparency.OpenDataFiles.DataFile;
import org.springframework.stereotype.Component;

/** Writes a file of open data once more without the records of some decisions, record by record and all else as it was. */
@Component
@RequiredArgsConstructor
class DataRewriting {

    private static final int DECISION = 1;

    private final ContentStore contents;
    private final ObjectMapper json;

    /** A file that is whole; it goes when this is closed. */
    record Rewritten(Path path, int leftOut) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }

    /** @param decisions numbers of decisions, such as R-2026-000123 */
    Rewritten without(DataFile file, Set<String> decisions) throws IOException {
        var path = Files.createTempFile("open-data-", ".gz");
        try (var in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(contents.open(file.sha256())), StandardCharsets.UTF_8));
                var out = new BufferedWriter(new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(path)), StandardCharsets.UTF_8))) {
            return new Rewritten(
                    path, file.name().endsWith(".csv.gz") ? rows(in, out, decisions) : records(in, out, decisions));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static int rows(Reader in, Writer out, Set<String> decisions) throws IOException {
        var leftOut = 0;
        try (var rows = CSVFormat.RFC4180.parse(in);
                var printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
            for (var row : rows) {
                if (decisions.contains(row.get(DECISION))) {
                    leftOut++;
                } else {
                    printer.printRecord(row);
                }
            }
        }
        return leftOut;
    }

    private int records(Reader in, Writer out, Set<String> decisions) throws IOException {
        var leftOut = 0;
        try (var parser = json.getFactory().createParser(in);
                var generator = json.getFactory().createGenerator(out)) {
            parser.nextToken();
            generator.writeStartObject();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                generator.writeFieldName(parser.currentName());
                if (parser.nextToken() != JsonToken.START_ARRAY) {
                    generator.copyCurrentStructure(parser);
                    continue;
                }
                generator.writeStartArray();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    var one = one(parser);
                    if (decisions.contains(decision(one))) {
                        leftOut++;
                    } else {
                        generator.writeRaw('\n');
                        json.writeTree(generator, one);
                    }
                }
                generator.writeEndArray();
            }
            generator.writeEndObject();
        }
        return leftOut;
    }

    private JsonNode one(JsonParser parser) throws IOException {
        return json.readTree(parser);
    }

    /** An entry names its decision, a notice as its case, a statement in its own number before the last hyphen. */
    private static String decision(JsonNode one) {
        if (one.has("decision")) {
            return one.get("decision").asText();
        }
        return one.has("puid")
                ? one.get("puid").asText().replaceFirst("-\\d+$", "")
                : one.path("case_id_number").asText();
    }
}
