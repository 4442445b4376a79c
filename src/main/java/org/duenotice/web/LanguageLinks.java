package org.duenotice.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The same public page in each language. */
public final class LanguageLinks {

    private static final Map<String, String> NAMES = Map.of("kk", "Қазақша", "ru", "Русский", "en", "English");
    private static final List<String> LANGUAGES = List.of("kk", "ru", "en");

    private LanguageLinks() {}

    /** @param address of this very page in the language */
    public record Language(String code, String name, String address, boolean current) {}

    public static List<Language> of(HttpServletRequest request, Locale locale) {
        return LANGUAGES.stream()
                .map(language -> new Language(
                        language, NAMES.get(language), here(request, language), language.equals(locale.getLanguage())))
                .toList();
    }

    private static String here(HttpServletRequest request, String language) {
        var whole = ServletUriComponentsBuilder.fromRequest(request)
                .replaceQueryParam("lang", language)
                .build()
                .toUri();
        return whole.getRawPath() + "?" + whole.getRawQuery();
    }
}
