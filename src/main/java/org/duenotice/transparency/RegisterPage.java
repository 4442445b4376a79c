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
        try {
            var found = register.find(q, before);
            if (found.items().isEmpty() && !q.isBlank()) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            }
            return list(page, q, before, found.map(entry -> entries.shown(entry, locale)));
        } catch (Problem e) {
            return refused(e, q, locale, page, response);
        }
    }

    /** An entry at its address that stays; an unknown number leads to the search. */
    @GetMapping("/register/{number}")
    String entry(
            @PathVariable String number,
            Locale locale,
            Model page,
            HttpServletRequest request,
            HttpServletResponse response) {
        var entry = register.byNumber(number);
        frame.around(page, request, locale, entry.map(Entry::number).orElse(""));
        if (entry.isEmpty()) {
            return refused(Problem.notFound("register.entry-unknown", number), "", locale, page, response);
        }
        page.addAttribute("entry", entries.shown(entry.get(), locale));
        page.addAttribute(
                "events", entries.happened(register.events(List.of(entry.get().seq())), locale));
        return "register-entry";
    }

    private String refused(Problem problem, String q, Locale locale, Model page, HttpServletResponse response) {
        response.setStatus(Problems.status(problem).value());
        page.addAttribute("refused", words.of(problem, locale));
        return list(page, q, Long.MAX_VALUE, new Page<>(List.of(), null));
    }

    private static String list(Model page, String q, long before, Page<EntryWords.Shown> found) {
        page.addAttribute("q", q);
        page.addAttribute("asked", !q.isBlank());
        page.addAttribute("later", before != Long.MAX_VALUE);
        page.addAttribute("found", found);
        return "register";
    }
}
