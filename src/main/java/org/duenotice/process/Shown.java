package org.duenotice.process;

import java.time.Instant;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.WallTime;
import org.duenotice.law.Wording;
import org.duenotice.web.Words;
import org.springframework.stereotype.Component;

/** Moments, codes and law as a person reads them: in Kazakhstan's time and the person's language. */
@Component
@RequiredArgsConstructor
class Shown {

    private final Words words;

    String moment(Instant instant) {
        return instant == null ? "" : WallTime.shown(instant);
    }

    /** The text of a code, such as category FINANCIAL_PYRAMID. */
    String code(String kind, Object code, Locale locale) {
        return code == null ? "" : words.text(kind + "." + code, locale);
    }

    String event(Timeline.Entry entry, Locale locale) {
        return words.recorded(entry.messageKey(), entry.recordedAt(), locale, entry.subject(), entry.words());
    }

    static String in(Wording wording, Locale locale) {
        return pick(wording.ru(), wording.kk(), wording.en(), locale);
    }

    static String pick(String ru, String kk, String en, Locale locale) {
        return switch (locale.getLanguage()) {
            case "ru" -> ru;
            case "kk" -> kk;
            default -> en;
        };
    }
}
