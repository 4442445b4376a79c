package org.duenotice.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Turns a code and its arguments into words of a language. Arguments stand in the text as {@code {0}}, {@code {1}} …; numbers are
 * written as they are (a year is no amount), dates as people of that language write them. What stands there by its code is named by
 * {@code {1:body}}, see {@link Names}.
 */
@Component
@RequiredArgsConstructor
public class Words {

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)(?::([a-z-]+))?}");

    private final MessageSource messages;
    private final List<Names> names;

    public String of(Problem problem, Locale language) {
        return of(problem.getCode(), language, problem.getArguments());
    }

    /** A code without a text is its own text. */
    public String of(String code, Locale language, Object... arguments) {
        return say("problem." + code, code, null, language, arguments);
    }

    /** The text of a message key; without one, the key's last part as it is. */
    public String text(String key, Locale language, Object... arguments) {
        return say(key, key.substring(key.indexOf('.') + 1), null, language, arguments);
    }

    /** The text about something that was recorded at that moment: what it names is called as it was then. */
    public String recorded(String key, Instant at, Locale language, Object... arguments) {
        return say(key, key.substring(key.indexOf('.') + 1), at, language, arguments);
    }

    private String say(String key, String otherwise, Instant at, Locale language, Object... arguments) {
        var text = messages.getMessage(key, null, otherwise, language);
        return ARGUMENT.matcher(text.replace("''", "'")).replaceAll(found -> {
            var index = Integer.parseInt(found.group(1));
            var known = arguments != null && index < arguments.length;
            var argument = known ? words(arguments[index], language) : "";
            return Matcher.quoteReplacement(
                    found.group(2) == null ? argument : named(found.group(2), argument, at, language));
        });
    }

    /** By whoever names things of that kind, else by the text of the key {@code kind.CODE}; without either the code as it is. */
    private String named(String kind, String code, Instant at, Locale language) {
        return names.stream()
                .filter(known -> at != null && known.kind().equals(kind))
                .findFirst()
                .flatMap(known -> known.of(code, at, language))
                .orElseGet(() -> messages.getMessage(kind + "." + code, null, code, language));
    }

    /** A short heading for problems of that HTTP status. */
    String heading(int status, Locale language) {
        var other = status >= 500 ? "heading.500" : "heading.400";
        return messages.getMessage("heading." + status, null, messages.getMessage(other, null, language), language);
    }

    private static String words(Object argument, Locale language) {
        if (argument instanceof LocalDate day) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                    .withLocale(language)
                    .format(day);
        }
        if (argument instanceof Collection<?> many) {
            return many.stream().map(one -> words(one, language)).collect(Collectors.joining(", "));
        }
        return String.valueOf(argument);
    }
}
