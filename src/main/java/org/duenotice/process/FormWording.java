package org.duenotice.process;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Puts a form into the person's language: one form per task, written in English, and beside it {@code forms/i18n/<id>.<language>.json}
 * with a translation for each of its strings. A string without translation stays English.
 */
@Component
@RequiredArgsConstructor
class FormWording {

    private static final Set<String> WORDS = Set.of(
            "label",
            "description",
            "text",
            "content",
            "headline",
            "placeholder",
            "verticalGroupLabel",
            "dateLabel",
            "timeLabel");

    private final ObjectMapper json;
    private final Map<String, Map<String, String>> loaded = new ConcurrentHashMap<>();

    InputStream translated(InputStream form) {
        if (form == null) {
            return null;
        }
        try (form) {
            var root = json.readTree(form);
            var translations = loaded.computeIfAbsent(
                    root.path("id").asText() + "."
                            + LocaleContextHolder.getLocale().getLanguage(),
                    this::load);
            if (!translations.isEmpty()) {
                translate(root, translations);
            }
            return new ByteArrayInputStream(json.writeValueAsBytes(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> load(String name) {
        var file = new ClassPathResource("forms/i18n/" + name + ".json");
        if (!file.exists()) {
            return Map.of();
        }
        try (var content = file.getInputStream()) {
            return json.readValue(content, new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("Unreadable wording " + name, e);
        }
    }

    private static void translate(JsonNode node, Map<String, String> translations) {
        if (node instanceof ArrayNode array) {
            array.forEach(element -> translate(element, translations));
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> {
                var value = property.getValue();
                if (value.isTextual() && WORDS.contains(property.getKey())) {
                    property.setValue(TextNode.valueOf(translations.getOrDefault(value.asText(), value.asText())));
                } else {
                    translate(value, translations);
                }
            });
        }
    }
}
