package org.duenotice.transparency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.web.LanguageLinks;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What all pages of the register have: the same page in the other languages, and where to appeal. */
@Component
@RequiredArgsConstructor
class PageFrame {

    private final RegisterSettings settings;

    void around(Model page, HttpServletRequest request, Locale locale) {
        around(page, request, locale, "");
    }

    /** @param entryNumber of the one entry that the page shows */
    void around(Model page, HttpServletRequest request, Locale locale, String entryNumber) {
        page.addAttribute("languages", LanguageLinks.of(request, locale));
        page.addAttribute("lang", locale.getLanguage());
        page.addAttribute("appeal", settings.appeal(locale.getLanguage(), entryNumber));
    }
}
