package org.duenotice.retention;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.WallTime;
import org.duenotice.casefile.CaseAccess;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
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

/** The page on which managers and lawyers hold a case, and lift that; the page of the case leads here. */
@Controller
@RequestMapping("/cases/{number}/legal-hold")
@RequiredArgsConstructor
class HoldPage {

    private final Cases cases;
    private final CaseAccess access;
    private final LegalHolds holds;
    private final CurrentPerson person;
    private final People people;
    private final Words words;

    /** @param lifted who lifted it and when; null while it stands */
    record Shown(UUID id, String reasons, String set, String lifted, String liftReasons) {}

    @GetMapping
    String show(@PathVariable String number, HttpServletRequest request, Model page) {
        return page(access.require(cases.byNumber(number)), request, page);
    }

    @PostMapping
    String hold(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reasons,
            @RequestParam(defaultValue = "false") boolean sure,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        var found = allowed(number);
        return done(found, sure, () -> holds.set(found, reasons, person.id()), request, response, locale, page);
    }

    @PostMapping("/{id}")
    String lift(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reasons,
            @RequestParam(defaultValue = "false") boolean sure,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        var found = allowed(number);
        return done(found, sure, () -> holds.lift(found, id, reasons, person.id()), request, response, locale, page);
    }

    private CaseFile allowed(String number) {
        person.requireAny(Groups.MANAGERS, Groups.LAWYERS);
        return access.require(cases.byNumber(number));
    }

    private String done(
            CaseFile found,
            boolean sure,
            Runnable step,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        try {
            if (!sure) {
                throw Problem.invalid("page.not-sure");
            }
            step.run();
            return "redirect:/cases/%s/legal-hold".formatted(found.number());
        } catch (Problem wrong) {
            response.setStatus(Problems.status(wrong).value());
            page.addAttribute("wrong", words.of(wrong, locale));
            return page(found, request, page);
        }
    }

    private String page(CaseFile found, HttpServletRequest request, Model page) {
        Optional.ofNullable(request.getSession(false))
                .flatMap(people::changeToken)
                .ifPresent(token -> page.addAttribute("token", token));
        page.addAttribute("number", found.number());
        page.addAttribute("mayHold", person.isIn(Groups.MANAGERS) || person.isIn(Groups.LAWYERS));
        page.addAttribute("holds", holds.of(found).stream().map(HoldPage::shown).toList());
        return "legal-hold";
    }

    private static Shown shown(LegalHolds.Hold hold) {
        return new Shown(
                hold.id(),
                hold.reasons(),
                hold.setBy() + ", " + WallTime.shown(hold.setAt()),
                hold.liftedAt() == null ? null : hold.liftedBy() + ", " + WallTime.shown(hold.liftedAt()),
                hold.liftReasons());
    }
}
