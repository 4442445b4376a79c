package org.duenotice.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duenotice.intake.TextLines.Line;
import org.duenotice.problem.Problem;

/** The rows of a file with one JSON object a line; its members are called as the columns. */
final class JsonRows implements RowReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TextLines lines;

    JsonRows(InputStream file) {
        lines = new TextLines(file);
    }

    @Override
    public FileRow next() throws IOException {
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (!line.text().isBlank()) {
                return row(line);
            }
        }
        return null;
    }

    private static FileRow row(Line line) {
        if (line.cut()) {
            return FileRow.of(List.of(line), Map.of(), Problem.invalid("import.row-too-long", FileRow.LONGEST));
        }
        try {
            var object = JSON.readTree(line.text());
            if (!object.isObject()) {
                return noObject(line);
            }
            var values = new EnumMap<Column, String>(Column.class);
            for (var column : Column.values()) {
                values.put(column, value(object.path(column.title())));
            }
            return FileRow.of(List.of(line), values, null);
        } catch (JsonProcessingException e) {
            return noObject(line);
        }
    }

    private static String value(JsonNode member) {
        return member.isValueNode() && !member.isNull() ? member.asText() : "";
    }

    private static FileRow noObject(Line line) {
        return FileRow.of(List.of(line), Map.of(), Problem.invalid("import.row-json"));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
