package org.duenotice.notice;

import java.util.ArrayList;
import java.util.Locale;

/** A letter as plain text of one language, short enough for a form on a site; the PDF says the rest. */
final class PlainLetter {

    private PlainLetter() {}

    static String of(LetterContent letter) {
        var t = LetterLanguage.valueOf(letter.addressee().language().toUpperCase(Locale.ROOT));
        var kind = letter.kind().name();
        var lines = new ArrayList<String>();
        lines.add(t.say(kind + ".title", letter.noticeNumber()));
        lines.add(t.say("number", letter.number()) + ", " + t.day(letter.composedAt()));
        lines.add("");
        lines.add(t.say(kind + ".opening", t.of(letter.authority()), letter.noticeNumber(), letter.caseNumber()));
        section(lines, t.say("heading.reasons"), letter.reasons().strip());
        lines.add("");
        lines.add(t.say("heading.basis"));
        letter.basis()
                .forEach(basis -> lines.add("- "
                        + t.say("basis." + basis.division(), t.of(basis.title()), basis.article(), basis.paragraph())
                        + ": " + t.of(basis.summary())));
        letter.acts().forEach(act -> lines.add("- " + t.say("act", act.number(), t.day(act.date()), act.court())));
        lines.add("");
        lines.add(t.say("heading.items"));
        letter.items().forEach(item -> lines.add(item.no() + ". " + item.address()));
        lines.add("");
        lines.add(t.say(kind + ".measures"));
        letter.measures().forEach(measure -> lines.add("- " + t.of(measure)));
        if (letter.term() != null) {
            section(
                    lines,
                    t.say("heading.term"),
                    t.say(kind + ".term", t.of(letter.term().text())));
        }
        section(
                lines,
                t.say("heading.answer"),
                t.say(
                        "answer",
                        t.of(letter.authority()),
                        letter.answer().email(),
                        letter.answer().reference()));
        section(lines, t.say("heading.redress"), t.of(letter.platformRedress()));
        lines.add("");
        lines.add(t.say("check") + " " + letter.checkCode() + ", " + letter.checkAddress());
        return String.join("\n", lines);
    }

    private static void section(ArrayList<String> lines, String heading, String text) {
        lines.add("");
        lines.add(heading);
        lines.add(text);
    }
}
