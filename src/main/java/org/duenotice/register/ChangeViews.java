package org.duenotice.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A change as people look at it before they prepare or decide. */
@Component
@Transactional(readOnly = true)
@RequiredArgsConstructor
public class ChangeViews {

    private static final int SHOWN_AT_MOST = 20;

    private final Changes changes;
    private final RegisterRows rows;
    private final RegisterFormat format;
    private final Impacts impacts;

    /** One field of one row; before and after are empty where there was, or will be, nothing. */
    public record Difference(String rowKey, String field, String before, String after) {}

    /** What rests on the rows that a change replaces: counts, and the first of them. */
    public record Impact(List<Impacts.Count> counts, List<Resting> first) {}

    /** What to edit: the last draft, else the rows the change was opened for as they count now, else an empty row. */
    public String toEdit(String number) {
        var change = changes.get(number);
        if (change.draftId() != null) {
            return format.yaml(
                    changes.drafts(change).stream().map(Changes.Draft::row).toList());
        }
        var known = change.rowKey().isEmpty()
                ? List.<RegisterRows.Version>of()
                : rows.ofThing(change.register(), change.rowKey());
        return known.isEmpty()
                ? String.join(":\n", RegisterFormat.fields(change.register())) + ":\n"
                : format.yaml(known.stream().map(RegisterRows.Version::row).toList());
    }

    /** The days of the last draft of a calendar, as CSV or YAML would bring them; empty where there is none. */
    public String daysToEdit(String number) {
        var change = changes.get(number);
        return change.draftId() == null
                ? ""
                : changes.drafts(change).stream()
                        .map(draft -> format.yaml(((CalendarYearRow) draft.row()).days()))
                        .findFirst()
                        .orElse("");
    }

    /** Field by field, what the last draft would change against the versions it replaces. */
    public List<Difference> differences(String number) {
        var change = changes.get(number);
        return change.draftId() == null
                ? List.of()
                : changes.drafts(change).stream()
                        .flatMap(draft -> differences(change.register(), draft))
                        .toList();
    }

    private Stream<Difference> differences(Register register, Changes.Draft draft) {
        var before = draft.replaces() == null
                ? null
                : format.node(rows.get(register, draft.replaces()).row());
        var after = format.node(draft.row());
        return RegisterFormat.fields(register).stream()
                .map(field -> new Difference(draft.rowKey(), field, text(before, field), text(after, field)))
                .filter(difference -> !difference.before().equals(difference.after()));
    }

    private String text(ObjectNode row, String field) {
        var value = row == null ? null : row.get(field);
        if (value == null || value.isNull()) {
            return "";
        }
        if (!value.isArray()) {
            return value.asText();
        }
        var parts = new ArrayList<String>();
        value.forEach(part -> parts.add(part.isObject() ? line(part) : part.asText()));
        return String.join(value.isEmpty() || !value.get(0).isObject() ? ", " : "\n", parts);
    }

    private static String line(JsonNode object) {
        var parts = new ArrayList<String>();
        object.properties().stream()
                .map(property -> property.getValue().asText())
                .filter(value -> !value.isEmpty())
                .forEach(parts::add);
        return String.join(" ", parts);
    }

    /** What rests on the rows that the last draft replaces. */
    public Impact impact(String number) {
        var change = changes.get(number);
        var replaced = change.draftId() == null || !Impacts.isKnownOf(change.register())
                ? List.<UUID>of()
                : changes.drafts(change).stream()
                        .map(Changes.Draft::replaces)
                        .filter(java.util.Objects::nonNull)
                        .toList();
        return new Impact(
                replaced.stream()
                        .flatMap(id -> impacts.counts(change.register(), id).stream())
                        .toList(),
                replaced.stream()
                        .flatMap(id -> impacts.of(change.register(), id, null, SHOWN_AT_MOST).stream())
                        .limit(SHOWN_AT_MOST)
                        .toList());
    }

    public ChangeResponse response(String number) {
        var change = changes.get(number);
        return new ChangeResponse(
                number,
                change.register().getPath(),
                change.state(),
                change.rowKey(),
                change.reasons(),
                change.openedBy(),
                change.openedAt(),
                change.draftReasons(),
                change.preparedBy(),
                change.preparedAt(),
                change.remarks(),
                change.decidedBy(),
                change.decidedAt(),
                rows(change),
                differences(number),
                impact(number));
    }

    /** The fields that a row of its register has. */
    public List<String> fields(Change change) {
        return RegisterFormat.fields(change.register());
    }

    private List<JsonNode> rows(Change change) {
        return change.draftId() == null
                ? List.of()
                : changes.drafts(change).stream()
                        .<JsonNode>map(draft -> format.node(draft.row()))
                        .toList();
    }
}
