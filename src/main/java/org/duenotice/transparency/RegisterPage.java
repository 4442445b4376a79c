package org.duenotice.transparency;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.web.Page;
import org.duenotice.web.Problems;
import org.duenotice.web.Words;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The public register of restrictions for everybody's browser; no login, no script, no cookie. */
@Controller
@RequiredArgsConstructor
class RegisterPage {

    private final PublicRegister register;
    private final EntryWords entries;
    private final Words words;
    private final PageFrame frame;

    @GetMapping("/register")
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            Locale locale,
            Model page,
            HttpServletRequest request,
            HttpServletResponse response) {
        frame.around(page, request, locale);
        page.addAttribute("q", q);
        page.addAttribute("asked", !q.isBlank());
        page.addAttribute("later", before != Long.MAX_VALUE);
        var found = new Page<Entry>(List.of(), null);
        try {
            found = register.find(q, before);
            if (found.items().isEmpty() && !q.isBlank()) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            }
        } catch (Problem e) {
            response.setStatus(Problems.status(e).value());
            page.addAttribute("refused", words.of(e, locale));
        }
        page.addAttribute("found", found.map(entry -> entries.shown(entry, locale)));
        return "register";
    }

    /** @throws Problem {@code register.entry-unknown} */
    @GetMapping("/register/{number}")
    String entry(@PathVariable String number, Locale locale, Model page, HttpServletRequest request) {
        var entry = register.byNumber(number).orElseThrow(() -> Problem.notFound("register.entry-unknown", number));
        frame.around(page, request, locale);
        page.addAttribute("entry", entries.shown(entry, locale));
        page.addAttribute("events", entries.happened(register.events(List.of(entry.seq())), locale));
        return "register-entry";
    }
}
