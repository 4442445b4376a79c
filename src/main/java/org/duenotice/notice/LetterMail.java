package org.duenotice.notice;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The short words of the e-mail that carries a letter, in the three languages; the letter itself is the attachment. */
final class LetterMail {

    private LetterMail() {}

    static String subject(String number, LetterKind kind) {
        return languages()
                .map(language -> language.say("mail.subject." + kind))
                .collect(Collectors.joining(" / ", number + ": ", ""));
    }

    static String text(String number, LetterKind kind) {
        var notice = number.substring(0, number.indexOf('/'));
        return languages()
                .map(language -> language.say("mail.text", number, language.say("mail.subject." + kind), notice))
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    private static Stream<LetterLanguage> languages() {
        return Stream.of(LetterLanguage.RU, LetterLanguage.KK, LetterLanguage.EN);
    }
}
