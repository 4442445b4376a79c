package org.duenotice.register;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;

/** Rows of a register as people and programs write them, JSON or YAML with the same fields, and as the tables keep them. */
@Component
class RegisterFormat {

    private static final int MOST_ROWS = 1_000;
    private static final Pattern CAPITAL = Pattern.compile("(?=[A-Z])");
    private static final Pattern UNDERSCORE = Pattern.compile("_(.)");

    private final ObjectMapper json;
    private final YAMLMapper yaml;
    private final Validator validator;

    RegisterFormat(ObjectMapper json, Validator validator) {
        this.json = json.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.yaml = YAMLMapper.builder()
                .disable(Feature.WRITE_DOC_START_MARKER, Feature.SPLIT_LINES)
                .enable(
                        Feature.MINIMIZE_QUOTES,
                        Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS,
                        Feature.INDENT_ARRAYS_WITH_INDICATOR)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
        this.validator = validator;
    }

    /**
     * What a person wrote, as a tree.
     *
     * @throws Problem {@code register.unreadable} with the line
     */
    JsonNode tree(String text) {
        try {
            return yaml.readTree(text);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw Problem.invalid("register.unreadable", at == null ? 1 : at.getLineNr(), e.getOriginalMessage());
        }
    }

    /** One row or a list of rows. */
    List<Row> rows(Register register, JsonNode content) {
        var nodes = content instanceof ArrayNode many
                ? StreamSupport.stream(many.spliterator(), false).toList()
                : List.of(content);
        if (content.isMissingNode() || content.isNull() || nodes.isEmpty() || nodes.size() > MOST_ROWS) {
            throw Problem.invalid("register.number-of-rows", MOST_ROWS);
        }
        var rows = new ArrayList<Row>();
        for (var node : nodes) {
            rows.add(row(register, rows.size() + 1, node));
        }
        return rows;
    }

    private Row row(Register register, int no, JsonNode node) {
        if (!node.isObject()) {
            throw Problem.invalid("register.row-is-no-object", no);
        }
        var row = read(register, no, node);
        var wrongs = validator.validate(row).stream()
                .sorted(Comparator.comparing((ConstraintViolation<Row> wrong) -> !isMissing(wrong))
                        .thenComparing(wrong -> wrong.getPropertyPath().toString()))
                .toList();
        for (var wrong : wrongs) {
            var field = wrong.getPropertyPath().toString();
            if (isMissing(wrong)) {
                throw Problem.invalid("register.field-missing", no, field);
            }
            throw Problem.invalid("register.field-wrong", no, field, String.valueOf(wrong.getInvalidValue()));
        }
        row.check();
        return row;
    }

    private static boolean isMissing(ConstraintViolation<Row> wrong) {
        return wrong.getInvalidValue() == null
                || Set.of(NotNull.class, NotBlank.class, NotEmpty.class)
                        .contains(
                                wrong.getConstraintDescriptor().getAnnotation().annotationType());
    }

    private Row read(Register register, int no, JsonNode node) {
        try {
            return json.treeToValue(node, register.getRowType());
        } catch (UnrecognizedPropertyException e) {
            throw Problem.invalid("register.field-unknown", no, e.getPropertyName(), fields(register));
        } catch (JsonMappingException e) {
            var field = e.getPath().stream()
                    .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                    .collect(Collectors.joining("."));
            var value = e instanceof InvalidFormatException wrong ? String.valueOf(wrong.getValue()) : "";
            throw Problem.invalid("register.field-wrong", no, field, value);
        } catch (JsonProcessingException e) {
            throw Problem.invalid("register.row-is-no-object", no);
        }
    }

    static List<String> fields(Register register) {
        return Arrays.stream(register.getRowType().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** A row as the database gave it; it was checked when it was recorded. */
    Row stored(Register register, JsonNode columns) {
        try {
            return json.treeToValue(fields(columns), register.getRowType());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row of " + register + " cannot be read", e);
        }
    }

    ObjectNode node(Row row) {
        return json.valueToTree(row);
    }

    /** The same with the names of columns. */
    ObjectNode columns(Row row) {
        var columns = json.createObjectNode();
        node(row).properties().forEach(field -> columns.set(column(field.getKey()), field.getValue()));
        return columns;
    }

    static String column(String field) {
        return CAPITAL.matcher(field).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    private static String field(String column) {
        return UNDERSCORE.matcher(column).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    /** Names of columns turned into names of fields, however deep. */
    JsonNode fields(JsonNode columns) {
        if (columns instanceof ArrayNode many) {
            var fields = json.createArrayNode();
            many.forEach(one -> fields.add(fields(one)));
            return fields;
        }
        if (columns instanceof ObjectNode object) {
            var fields = json.createObjectNode();
            object.properties().stream()
                    .filter(column -> !column.getValue().isNull())
                    .forEach(column -> fields.set(field(column.getKey()), fields(column.getValue())));
            return fields;
        }
        return columns;
    }

    /** The value of a row's key, as people read it in lists. */
    String key(Register register, Row row) {
        var columns = columns(row);
        return register.getKey().stream()
                .map(column -> columns.get(column).asText())
                .collect(Collectors.joining(" · "));
    }

    JsonNode parsed(String written) {
        try {
            return json.readTree(written);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows as a person edits them. */
    String yaml(List<? extends Row> rows) {
        try {
            return yaml.writeValueAsString(json.valueToTree(rows));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
