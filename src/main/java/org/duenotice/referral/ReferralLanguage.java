package org.duenotice.referral;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.ResourceBundle;

/** One language of a version of the papers: its wording and its dates, both from files that never change. */
final class ReferralLanguage {

    private static final ZoneId KAZAKHSTAN = ZoneId.of("Asia/Almaty");

    private final Locale locale;
    private final ResourceBundle words;

    /** @param template the folder of the version, such as {@code referrals/v1} */
    ReferralLanguage(String template, String language) {
        this.locale = Locale.forLanguageTag(language);
        this.words = ResourceBundle.getBundle(
                template.replace('/', '.') + ".words",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public String tag() {
        return locale.toLanguageTag();
    }

    public String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), locale).format(values);
    }

    public String of(ReferralContent.Text text) {
        return tag().equals("ru") ? text.ru() : text.kk();
    }

    public String day(LocalDate date) {
        var month = words.getString("months").split(",")[date.getMonthValue() - 1];
        return say("day", String.valueOf(date.getDayOfMonth()), month, String.valueOf(date.getYear()));
    }

    public String day(Instant instant) {
        return day(LocalDate.ofInstant(instant, KAZAKHSTAN));
    }

    /** In figures, as tables have it. */
    public String moment(Instant instant) {
        var here = instant.atZone(KAZAKHSTAN);
        return String.format(
                Locale.ROOT,
                "%02d.%02d.%d %02d:%02d",
                here.getDayOfMonth(),
                here.getMonthValue(),
                here.getYear(),
                here.getHour(),
                here.getMinute());
    }

    /** The size as people say it: bytes below a kibibyte, then KiB and MiB. */
    public String size(long bytes) {
        if (bytes < 1024) {
            return say("size.bytes", String.valueOf(bytes));
        }
        return bytes < 1024 * 1024
                ? say("size.kibi", String.valueOf(bytes / 1024))
                : say("size.mebi", String.valueOf(bytes / 1024 / 1024));
    }
}
