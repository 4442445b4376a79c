package org.duenotice.process;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.duenotice.problem.Problem;

/**
 * What a person entered in a form. The browser's checks of a form are not trusted: every field is read here by kind, and a wrong
 * one is refused with its name and what to enter.
 */
public final class Input {

    /** The one transient variable that carries all of a form's values. */
    static final String VARIABLE = "input";

    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_LIST = 1_000_000;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:[-–](\\d{1,3}))?");
    private static final Pattern LINE_OF_A_TARGET = Pattern.compile("\\s*(\\d{1,3})\\s*[:.)]\\s*(\\S.*?)\\s*");

    private final Map<String, Object> values;

    private Input(Map<String, Object> values) {
        this.values = values;
    }

    @SuppressWarnings("unchecked")
    public static Input of(VariableScope scope) {
        var entered = scope.getVariable(VARIABLE);
        return new Input(entered == null ? Map.of() : (Map<String, Object>) entered);
    }

    /** What was entered, by field, as {@link PeopleInput} reads it. */
    static Input entered(Map<String, Object> values) {
        return new Input(values);
    }

    /** Text, empty where nothing was entered. */
    public String text(String field) {
        return text(field, LONGEST_TEXT);
    }

    private String text(String field, int longest) {
        var value = values.get(field);
        if (value == null) {
            return "";
        }
        if (!(value instanceof String text) || text.length() > longest) {
            throw Problem.invalid("input.text", field, longest);
        }
        return text.strip();
    }

    /** The lines of a long text, such as one address a line. */
    public List<String> lines(String field) {
        var text = text(field, LONGEST_LIST);
        if (text.isEmpty()) {
            throw Problem.invalid("input.missing", field);
        }
        return List.of(text.split("\\R"));
    }

    public String requiredText(String field) {
        var text = text(field);
        if (text.isEmpty()) {
            throw Problem.invalid("input.missing", field);
        }
        return text;
    }

    public boolean flag(String field) {
        var value = values.get(field);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw Problem.invalid("input.flag", field);
    }

    /** A whole number, null where nothing was entered. */
    public Integer number(String field) {
        var value = values.get(field);
        if (value == null || "".equals(value)) {
            return null;
        }
        try {
            return new java.math.BigDecimal(value.toString().strip()).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw Problem.invalid("input.number", field);
        }
    }

    public int requiredNumber(String field) {
        var number = number(field);
        if (number == null) {
            throw Problem.invalid("input.missing", field);
        }
        return number;
    }

    /** Numbers of targets as people write them, such as "2, 5-7". */
    public Set<Integer> numbersInWords(String field) {
        var numbers = new TreeSet<Integer>();
        for (var part : requiredText(field).split("[,;\\s]+")) {
            var range = RANGE.matcher(part);
            if (!range.matches()) {
                throw Problem.invalid("input.numbers", field, part);
            }
            var first = Integer.parseInt(range.group(1));
            var last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            for (var number = first; number <= last; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** One of the values of the enumeration; missing or unknown is refused with the list. */
    public <E extends Enum<E>> E oneOf(String field, Class<E> type) {
        var value = optionalOneOf(field, type);
        if (value == null) {
            throw Problem.invalid("input.missing", field);
        }
        return value;
    }

    /** One of the values of the enumeration, or null for nothing or NONE where the enumeration has no such value. */
    public <E extends Enum<E>> E optionalOneOf(String field, Class<E> type) {
        var text = text(field);
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        if (text.isEmpty() || text.equals("NONE")) {
            return null;
        }
        var allowed = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        throw Problem.invalid("input.one-of", field, text, allowed);
    }

    /** The id that a select offered, or null. */
    public UUID id(String field) {
        var text = text(field);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("input.choice", field);
        }
    }

    /** A day such as 2026-11-22, or null. */
    public LocalDate day(String field) {
        var text = text(field);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeParseException e) {
            throw Problem.invalid("input.day", field, text);
        }
    }

    /** A moment with its zone such as 2026-11-22T10:15+05:00, or null. */
    public Instant moment(String field) {
        var text = text(field);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw Problem.invalid("input.moment", field, text);
        }
    }

    /** Texts by the number of their target, each line such as "3: the whole site is a casino". */
    public Map<Integer, String> textByTarget(String field) {
        var byTarget = new TreeMap<Integer, String>();
        text(field).lines().filter(line -> !line.isBlank()).forEach(line -> {
            var read = LINE_OF_A_TARGET.matcher(line);
            if (!read.matches()) {
                throw Problem.invalid("input.line-of-a-target", field, line);
            }
            byTarget.put(Integer.valueOf(read.group(1)), read.group(2));
        });
        return byTarget;
    }

    /** What was chosen from a list, empty where nothing was. */
    public List<String> texts(String field) {
        var value = values.get(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Collection<?> chosen)) {
            throw Problem.invalid("input.choices", field);
        }
        return chosen.stream().map(String::valueOf).toList();
    }

    /** The numbers chosen from a list of targets, empty where none was. */
    public Set<Integer> numbers(String field) {
        var value = values.get(field);
        if (value == null) {
            return Set.of();
        }
        if (!(value instanceof Collection<?> chosen)) {
            throw Problem.invalid("input.choices", field);
        }
        try {
            return chosen.stream()
                    .map(one -> Integer.valueOf(one.toString()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (NumberFormatException e) {
            throw Problem.invalid("input.choices", field);
        }
    }
}
