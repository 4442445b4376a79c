package org.duenotice.notice;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.WallTime;
import org.duenotice.web.Words;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The public page on which anybody can see whether a letter is genuine; no login, no script. */
@Controller
@RequiredArgsConstructor
class CheckPage {

    private static final int LONGEST = 60;

    private final LetterChecks checks;
    private final Words words;

    /** A genuine letter as the page shows it. */
    record Line(String number, String kind, String date, String recipient, String sha256, boolean withdrawn) {}

    @GetMapping("/check")
    String check(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String code,
            Locale locale,
            Model page,
            HttpServletResponse response) {
        var asked = !number.isBlank() || !code.isBlank();
        var found = asked && number.length() <= LONGEST && code.length() <= LONGEST
                ? checks.find(number, code).map(letter -> line(letter, locale))
                : Optional.<Line>empty();
        if (asked && found.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        page.addAttribute("asked", asked);
        page.addAttribute("letter", found.orElse(null));
        page.addAttribute("number", number);
        return "check";
    }

    private Line line(LetterChecks.Genuine letter, Locale locale) {
        return new Line(
                letter.number(),
                words.text("letter." + letter.kind(), locale),
                WallTime.shown(letter.composedAt()),
                letter.recipient(),
                letter.sha256(),
                letter.withdrawn());
    }
}
