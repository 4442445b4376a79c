package org.duenotice.calendar;

import java.util.Locale;

/** Where a term comes from, in the words people read. */
public record Citation(String ru, String kk, String en) {

    /** In the given language; English where it is neither Russian nor Kazakh. */
    public String in(Locale locale) {
        return switch (locale.getLanguage()) {
            case "ru" -> ru;
            case "kk" -> kk;
            default -> en;
        };
    }
}
