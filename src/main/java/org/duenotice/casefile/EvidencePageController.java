package org.duenotice.casefile;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.duenotice.calendar.WallTime;
import org.duenotice.evidence.Evidence;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.problem.Problem;
import org.duenotice.security.People;
import org.duenotice.web.Problems;
import org.duenotice.web.Words;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The page that forms in Tasklist link to, since those cannot take files: what there is, and a form to add more. */
@Controller
@RequestMapping("/cases/{number}/evidence")
class EvidencePageController {

    private final Cases cases;
    private final CaseEvidence caseEvidence;
    private final EvidenceFiles evidence;
    private final People people;
    private final Words words;
    private final DataSize largest;

    EvidencePageController(
            Cases cases,
            CaseEvidence caseEvidence,
            EvidenceFiles evidence,
            People people,
            Words words,
            @Value("${duenotice.evidence.largest-file}") DataSize largest) {
        this.cases = cases;
        this.caseEvidence = caseEvidence;
        this.evidence = evidence;
        this.people = people;
        this.words = words;
        this.largest = largest;
    }

    /** What the page shows; codes and moments as the person reads them. */
    record Shown(
            String number,
            String category,
            String state,
            boolean open,
            boolean mayAdd,
            String largest,
            List<File> files,
            List<Target> targets) {}

    record File(String name, String capturedAt, String capturedBy, String size, String sha256, String content) {}

    record Target(int no, String address, String disposition) {}

    @GetMapping
    String show(
            @PathVariable String number,
            @RequestParam(required = false) UUID added,
            HttpServletRequest request,
            Locale locale,
            Model page) {
        var found = cases.byNumber(number);
        if (added != null) {
            page.addAttribute("added", evidence.get(found.id(), added));
        }
        return show(found, request, locale, page);
    }

    @PostMapping
    String add(
            @PathVariable String number,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) String capturedAt,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        try {
            if (file.isEmpty()
                    && Optional.ofNullable(file.getOriginalFilename())
                            .orElse("")
                            .isEmpty()) {
                throw Problem.invalid("evidence.no-file");
            }
            var added = caseEvidence.add(number, file, moment(capturedAt));
            return "redirect:/cases/%s/evidence?added=%s".formatted(number, added.id());
        } catch (Problem wrong) {
            var found = cases.byNumber(number);
            response.setStatus(Problems.status(wrong).value());
            page.addAttribute("wrong", words.of(wrong, locale));
            page.addAttribute("capturedAt", capturedAt);
            return show(found, request, locale, page);
        }
    }

    private static Instant moment(String entered) {
        if (entered == null || entered.isBlank()) {
            return null;
        }
        try {
            return WallTime.at(LocalDateTime.parse(entered.strip()));
        } catch (DateTimeParseException e) {
            throw Problem.invalid("evidence.captured-at", entered);
        }
    }

    private String show(CaseFile found, HttpServletRequest request, Locale locale, Model page) {
        var session = request.getSession(false);
        Optional.ofNullable(session).flatMap(people::changeToken).ifPresent(token -> page.addAttribute("token", token));
        page.addAttribute(
                "page",
                new Shown(
                        found.number(),
                        words.text("category." + found.category(), locale),
                        words.text("state." + found.state(), locale),
                        !found.state().isClosed(),
                        caseEvidence.mayAdd(),
                        largest.toMegabytes() + " MB",
                        evidence.of(found.id()).stream()
                                .map(file -> file(file, found))
                                .toList(),
                        cases.targets(found.id()).stream()
                                .map(target -> target(target, locale))
                                .toList()));
        return "evidence";
    }

    private static File file(Evidence file, CaseFile found) {
        return new File(
                file.name(),
                WallTime.shown(file.capturedAt()),
                file.capturedBy(),
                file.sizeShown(),
                file.sha256(),
                "/api/v1/cases/%s/evidence/%s/content".formatted(found.number(), file.id()));
    }

    private Target target(CaseTarget target, Locale locale) {
        return new Target(
                target.no(), target.originalAddress(), words.text("disposition." + target.disposition(), locale));
    }
}
