package org.duenotice.transparency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What all pages of the register have: the same page in the other languages, and where to appeal. */
@Component
@RequiredArgsConstructor
class PageFrame {

    private static final Map<String, String> NAMES = Map.of("kk", "Қазақша", "ru", "Русский", "en", "English");
    private static final List<String> LANGUAGES = List.of("kk", "ru", "en");

    private final RegisterSettings settings;

    record Language(String code, String name, String address, boolean current) {}

    void around(Model page, HttpServletRequest request, Locale locale) {
        page.addAttribute(
                "languages",
                LANGUAGES.stream()
                        .map(language -> new Language(
                                language,
                                NAMES.get(language),
                                here(request, language),
                                language.equals(locale.getLanguage())))
                        .toList());
        page.addAttribute("lang", locale.getLanguage());
        page.addAttribute("appeal", settings.appealAddress());
    }

    private static String here(HttpServletRequest request, String language) {
        var whole = ServletUriComponentsBuilder.fromRequest(request)
                .replaceQueryParam("lang", language)
                .build()
                .toUri();
        return whole.getRawPath() + "?" + whole.getRawQuery();
    }
}
