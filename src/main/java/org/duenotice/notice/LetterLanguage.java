package org.duenotice.notice;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.ResourceBundle;
import org.duenotice.notice.LetterContent.Worded;

/**
 * A language in which letters are written: its wording, its dates, and its part of every text that comes in three.
 *
 * <p>Month names come from the message files, not from the Java runtime, so that the same letter is the same paper on
 * every machine and after every update.
 */
enum LetterLanguage {
    RU,
    KK,
    EN;

    private static final ZoneId KAZAKHSTAN = ZoneId.of("Asia/Almaty");

    private final Locale locale = Locale.forLanguageTag(name().toLowerCase(Locale.ROOT));
    private final ResourceBundle messages = ResourceBundle.getBundle(
            "letters.letters",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

    public String tag() {
        return locale.toLanguageTag();
    }

    public String say(String key, Object... values) {
        return new MessageFormat(messages.getString(key), locale).format(values);
    }

    public String of(Worded worded) {
        return switch (this) {
            case RU -> worded.ru();
            case KK -> worded.kk();
            case EN -> worded.en();
        };
    }

    public String day(Instant instant) {
        return day(instant.atZone(KAZAKHSTAN).toLocalDate());
    }

    public String day(LocalDate date) {
        String month = messages.getString("months").split(",")[date.getMonthValue() - 1];
        return say("day", String.valueOf(date.getDayOfMonth()), month, String.valueOf(date.getYear()));
    }

    public String moment(Instant instant) {
        ZonedDateTime here = instant.atZone(KAZAKHSTAN);
        String time = String.format(Locale.ROOT, "%02d:%02d", here.getHour(), here.getMinute());
        int hoursFromUtc = here.getOffset().getTotalSeconds() / 3600;
        return say("moment", day(here.toLocalDate()), time, String.valueOf(hoursFromUtc));
    }
}
