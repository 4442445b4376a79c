package org.duenotice.appeal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealCodes.Purpose;
import org.duenotice.problem.Problem;
import org.duenotice.web.LanguageLinks;
import org.duenotice.web.Problems;
import org.duenotice.web.Words;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;

/**
 * The public pages for filing an appeal and following it; no login, no script, no cookie. A code is sent in the body of a request, never in
 * an address, but for the one in the mail that asks for confirmation.
 */
@Controller
@RequiredArgsConstructor
class AppealPage {

    private final Filings filings;
    private final Withdrawals withdrawals;
    private final AppealStatuses statuses;
    private final AppealHearings hearings;
    private final FileAccesses files;
    private final Attachments attachments;
    private final AppealPaper paper;
    private final AppealCodes codes;
    private final AppealLimits limits;
    private final AppealWords shown;
    private final AppealSettings settings;
    private final Words words;

    /** The fields of the page, kept as they were typed when something is wrong with them; a box that is not ticked is not sent. */
    record Typed(
            String appellant,
            String contested,
            String grounds,
            String demands,
            String evidence,
            String learnedOn,
            String name,
            String contact,
            String mail,
            String representative,
            Boolean signed,
            String language) {

        static Typed nothing(String contested, Locale locale) {
            return new Typed("", contested, "", "", "", "", "", "", "", "", false, locale.getLanguage());
        }

        Filings.Filing filing() {
            return new Filings.Filing(
                    Stream.of(Appeals.Appellant.values())
                            .filter(kind -> kind.name().equals(appellant))
                            .findFirst()
                            .orElse(null),
                    contested,
                    grounds,
                    demands,
                    evidence,
                    day(),
                    name,
                    contact,
                    mail,
                    representative,
                    Boolean.TRUE.equals(signed),
                    language);
        }

        private LocalDate day() {
            try {
                return learnedOn == null || learnedOn.isBlank() ? null : LocalDate.parse(learnedOn.strip());
            } catch (DateTimeException e) {
                throw Problem.invalid("appeal.learned-on");
            }
        }
    }

    record Choice(String value, String label) {}

    @GetMapping("/appeals")
    String form(
            @RequestParam(defaultValue = "") String contested, Locale locale, Model page, HttpServletRequest request) {
        return form(page, Typed.nothing(contested, locale), locale, request);
    }

    @PostMapping("/appeals")
    String file(
            @ModelAttribute Typed typed,
            @RequestParam(required = false) List<MultipartFile> files,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        try {
            page.addAttribute(
                    "receipt",
                    limits.filing(
                            request.getRemoteAddr(), () -> filings.file(typed.filing(), AppealUploads.sent(files))));
            page.addAttribute("asked", typed.mail() != null && !typed.mail().isBlank());
        } catch (Problem e) {
            refused(e, locale, page, response);
        }
        return form(page, typed, locale, request);
    }

    private String form(Model page, Typed typed, Locale locale, HttpServletRequest request) {
        frame(page, "/appeals", locale, request);
        page.addAttribute("typed", typed);
        page.addAttribute(
                "appellants",
                Stream.of(Appeals.Appellant.values())
                        .map(kind -> new Choice(kind.name(), words.text("appellant." + kind, locale)))
                        .toList());
        return "appeal";
    }

    @GetMapping("/appeals/status")
    String ask(@RequestParam(defaultValue = "") String number, Locale locale, Model page, HttpServletRequest request) {
        page.addAttribute("number", number);
        frame(page, "/appeals/status", locale, request);
        return "appeal-status";
    }

    @PostMapping("/appeals/status")
    String status(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String step,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(name = "files", required = false) List<MultipartFile> added,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        page.addAttribute("number", number);
        frame(page, "/appeals/status", locale, request);
        try {
            if (!step.isEmpty()) {
                limits.adding(request.getRemoteAddr(), () -> take(step, number, code, words, added));
                page.addAttribute("done", this.words.text("page.appeal.done." + step, locale));
            }
            page.addAttribute("code", code);
            page.addAttribute("status", shown.of(statuses.of(number, code, locale), locale));
            if (step.equals("file")) {
                page.addAttribute("file", shown.of(files.look(codes.open(number, code, Purpose.STATUS)), locale));
            }
        } catch (Problem e) {
            refused(e, locale, page, response);
        }
        return "appeal-status";
    }

    @PostMapping(path = "/appeals/decision", produces = MediaType.APPLICATION_PDF_VALUE)
    @ResponseBody
    byte[] decision(@RequestParam String number, @RequestParam String code) {
        return paper.decision(codes.open(number, code, Purpose.STATUS));
    }

    private void take(String step, String number, String code, String said, List<MultipartFile> added) {
        switch (step) {
            case "withdraw" -> withdrawals.withdraw(number, code);
            case "say" -> hearings.say(codes.open(number, code, Purpose.STATUS), said);
            case "add-files" -> attachments.add(codes.open(number, code, Purpose.STATUS), AppealUploads.sent(added));
            case "ask-file" -> files.ask(codes.open(number, code, Purpose.STATUS));
            default -> codes.open(number, code, Purpose.STATUS);
        }
    }

    /** Opened by a person and by programs that look into mails alike: it only shows a button. */
    @GetMapping("/appeals/confirm")
    String confirm(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String code,
            Locale locale,
            Model page,
            HttpServletRequest request) {
        page.addAttribute("number", number);
        page.addAttribute("code", code);
        frame(page, "/appeals/confirm", locale, request);
        return "appeal-confirm";
    }

    @PostMapping("/appeals/confirm")
    String confirmed(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        frame(page, "/appeals/confirm", locale, request);
        try {
            limits.adding(request.getRemoteAddr(), () -> filings.confirm(number, code));
            page.addAttribute("done", true);
        } catch (Problem e) {
            refused(e, locale, page, response);
        }
        return "appeal-confirm";
    }

    private void refused(Problem problem, Locale locale, Model page, HttpServletResponse response) {
        response.setStatus(Problems.status(problem).value());
        page.addAttribute("refused", words.of(problem, locale));
    }

    /** The languages of the page itself, without what was sent to it. */
    private void frame(Model page, String path, Locale locale, HttpServletRequest request) {
        page.addAttribute(
                "filesHint",
                words.text(
                        "page.appeal.attach-hint",
                        locale,
                        settings.filesPerFiling(),
                        settings.largestFile().toMegabytes()));
        page.addAttribute(
                "languages", request.getMethod().equals("GET") ? LanguageLinks.of(request, locale) : List.of());
        page.addAttribute("lang", locale.getLanguage());
        page.addAttribute("action", path);
    }
}
