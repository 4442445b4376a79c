package org.duenotice.transparency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What all pages of the register have: the same page in the other languages, and where to appeal. */
@Component
@RequiredArgsConstructor
class PageFrame {

    private static final List<Locale> LANGUAGES =
            List.of(Locale.forLanguageTag("kk"), Locale.forLanguageTag("ru"), Locale.ENGLISH);

    private final RegisterSettings settings;

    record Language(String code, String name, String address, boolean current) {}

    void around(Model page, HttpServletRequest request, Locale locale) {
        page.addAttribute(
                "languages",
                LANGUAGES.stream()
                        .map(language -> new Language(
                                language.getLanguage(),
                                name(language),
                                here(request, language),
                                language.getLanguage().equals(locale.getLanguage())))
                        .toList());
        page.addAttribute("lang", locale.getLanguage());
        page.addAttribute("appeal", settings.appealAddress());
    }

    private static String name(Locale language) {
        var name = language.getDisplayLanguage(language);
        return name.substring(0, 1).toUpperCase(language) + name.substring(1);
    }

    private static String here(HttpServletRequest request, Locale language) {
        var whole = ServletUriComponentsBuilder.fromRequest(request)
                .replaceQueryParam("lang", language.getLanguage())
                .build()
                .toUri();
        return whole.getRawPath() + "?" + whole.getRawQuery();
    }
}
