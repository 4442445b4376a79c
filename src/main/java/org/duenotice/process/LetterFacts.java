package org.duenotice.process;

import java.util.Locale;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.notice.Letters;
import org.springframework.stereotype.Component;

/** The facts of the one letter that a task of its delivery is about. */
@Component
@RequiredArgsConstructor
class LetterFacts {

    private final Letters letters;
    private final Shown shown;

    Map<String, Object> of(String number, Locale locale) {
        var letter = letters.byNumber(number);
        return Map.of(
                "number",
                number,
                "contact",
                letter.recipient() + ", " + letter.address(),
                "text",
                letters.plainText(letter),
                "missing",
                letter.missingParts().stream()
                        .map(part -> Map.of("part", shown.code("checklist", part, locale)))
                        .toList(),
                "differences",
                letters.differences(letter).stream()
                        .map(part -> Map.of(
                                "part", shown.code("checklist", part.part(), locale),
                                "drafted", part.drafted(),
                                "now", part.now()))
                        .toList());
    }
}
