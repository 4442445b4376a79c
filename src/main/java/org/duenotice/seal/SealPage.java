package org.duenotice.seal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.People;
import org.duenotice.web.Problems;
import org.duenotice.web.Words;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which whoever finds such material in an ordinary case seals it; the evidence page leads here. */
@Controller
@RequestMapping("/cases/{number}/seal")
@RequiredArgsConstructor
class SealPage {

    private final Cases cases;
    private final Sealing sealing;
    private final CurrentPerson person;
    private final People people;
    private final Words words;

    @GetMapping
    String ask(@PathVariable String number, HttpServletRequest request, Model page) {
        return show(cases.byNumber(number).number(), request, page);
    }

    @PostMapping
    String seal(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reasons,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        person.requireAny(SealedGroup.FINDERS);
        try {
            sealing.seal(number, SealedCategory.CHILD_SEXUAL_ABUSE_MATERIAL, reasons, person.id());
            page.addAttribute("done", true);
        } catch (Problem wrong) {
            response.setStatus(Problems.status(wrong).value());
            page.addAttribute("wrong", words.of(wrong, locale));
        }
        return show(number, request, page);
    }

    private String show(String number, HttpServletRequest request, Model page) {
        Optional.ofNullable(request.getSession(false))
                .flatMap(people::changeToken)
                .ifPresent(token -> page.addAttribute("token", token));
        page.addAttribute("number", number);
        return "seal";
    }
}
