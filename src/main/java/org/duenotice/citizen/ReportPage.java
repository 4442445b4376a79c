package org.duenotice.citizen;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.WallTime;
import org.duenotice.problem.Problem;
import org.duenotice.web.Problems;
import org.duenotice.web.Words;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The public page for reporting content and for asking what became of it; no login, no script, no cookie. */
@Controller
@RequiredArgsConstructor
class ReportPage {

    private final CitizenReports reports;
    private final ReportLimits limits;
    private final Words words;

    /** The fields of the page, kept as they were typed when something is wrong with them; a box that is not ticked is not sent. */
    record Typed(
            String category,
            String addresses,
            String description,
            String language,
            Boolean anonymous,
            String name,
            String contact) {

        static Typed nothing(Locale locale) {
            return new Typed("", "", "", locale.getLanguage(), false, "", "");
        }

        CitizenReports.NewReport report() {
            return new CitizenReports.NewReport(
                    category,
                    description,
                    text(addresses)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList(),
                    language,
                    Boolean.TRUE.equals(anonymous),
                    name,
                    contact);
        }

        private static String text(String typed) {
            return typed == null ? "" : typed;
        }
    }

    record Choice(String value, String label) {}

    @GetMapping("/report")
    String form(Locale locale, Model page) {
        return shown(page, Typed.nothing(locale), locale);
    }

    @PostMapping("/report")
    String take(
            @ModelAttribute Typed typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        try {
            page.addAttribute("receipt", limits.within(request.getRemoteAddr(), () -> reports.receive(typed.report())));
        } catch (Problem e) {
            response.setStatus(Problems.status(e).value());
            page.addAttribute("refused", words.of(e, locale));
        }
        return shown(page, typed, locale);
    }

    private String shown(Model page, Typed typed, Locale locale) {
        page.addAttribute("typed", typed);
        page.addAttribute(
                "categories",
                CitizenReports.CATEGORIES.stream()
                        .map(code -> new Choice(code, words.text("category." + code, locale)))
                        .toList());
        return "report";
    }

    @GetMapping("/report/status")
    String status(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String code,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        page.addAttribute("number", number);
        if (!number.isBlank() || !code.isBlank()) {
            try {
                var status = reports.status(number, code);
                page.addAttribute("told", words.text("told." + status.told(), locale));
                page.addAttribute("receivedAt", WallTime.shown(status.receivedAt()));
            } catch (Problem e) {
                response.setStatus(Problems.status(e).value());
                page.addAttribute("refused", words.of(e, locale));
            }
        }
        return "report-status";
    }
}
