package org.duenotice.casefile;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.duenotice.calendar.WallTime;
import org.duenotice.evidence.Evidence;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.evidence.EvidenceKind;
import org.duenotice.evidence.Finding;
import org.duenotice.problem.Problem;
import org.duenotice.security.People;
import org.duenotice.web.Problems;
import org.duenotice.web.Words;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
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
    private final EvidenceRecords records;
    private final People people;
    private final Words words;
    private final DataSize largest;

    EvidencePageController(
            Cases cases,
            CaseEvidence caseEvidence,
            EvidenceFiles evidence,
            EvidenceRecords records,
            People people,
            Words words,
            @Value("${duenotice.evidence.largest-file}") DataSize largest) {
        this.cases = cases;
        this.caseEvidence = caseEvidence;
        this.evidence = evidence;
        this.records = records;
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
            List<Choice> kinds,
            List<File> files,
            List<Target> targets) {}

    /**
     * @param type as the content says
     * @param addresses the address asked for, those on the way, and the one reached
     * @param clock the moment of receipt, and how far the capturer's clock was off
     */
    record File(
            String name,
            String kind,
            String type,
            String capturedAt,
            String clock,
            String capturedBy,
            String size,
            String sha256,
            String addresses,
            List<Integer> targets,
            List<Said> findings,
            boolean disposed,
            String content,
            String thumbnail,
            List<EvidenceRecords.CopyShown> copies) {}

    record Said(boolean good, String words) {}

    record Choice(String code, String words) {}

    record Target(int no, String address, String disposition) {}

    @GetMapping
    String show(
            @PathVariable String number,
            @RequestParam(required = false) UUID added,
            HttpServletRequest request,
            Locale locale,
            Model page) {
        var found = caseEvidence.readable(number);
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
            @ModelAttribute CaptureFields fields,
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
            var added = caseEvidence.add(number, file, moment(capturedAt), fields);
            return "redirect:/cases/%s/evidence?added=%s".formatted(number, added.id());
        } catch (Problem wrong) {
            var found = caseEvidence.readable(number);
            response.setStatus(Problems.status(wrong).value());
            page.addAttribute("wrong", words.of(wrong, locale));
            page.addAttribute("capturedAt", capturedAt);
            page.addAttribute("entered", fields);
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
                        Arrays.stream(EvidenceKind.values())
                                .map(kind -> new Choice(kind.name(), words.text("evidence-kind." + kind, locale)))
                                .toList(),
                        records.of(found).stream()
                                .map(file -> file(file, locale))
                                .toList(),
                        cases.targets(found.id()).stream()
                                .map(target -> target(target, locale))
                                .toList()));
        return "evidence";
    }

    private File file(EvidenceRecords.Shown file, Locale locale) {
        return new File(
                file.name(),
                words.text("evidence-kind." + file.kind(), locale),
                file.detectedType(),
                WallTime.shown(file.capturedAt()),
                clock(file, locale),
                file.capturedBy() + (file.tool().isEmpty() ? "" : " · " + file.tool() + " " + file.toolVersion()),
                Evidence.sizeShown(file.size()),
                file.sha256(),
                addresses(file),
                file.targets(),
                file.findings().stream().map(finding -> said(finding, locale)).toList(),
                file.disposed(),
                file.content(),
                file.thumbnail(),
                file.copies());
    }

    private String clock(EvidenceRecords.Shown file, Locale locale) {
        return file.clockOffsetMs() == null
                ? words.text("page.evidence.clock-unknown", locale, WallTime.shown(file.receivedAt()))
                : words.text(
                        "page.evidence.clock",
                        locale,
                        WallTime.shown(file.receivedAt()),
                        "%+.1f".formatted(file.clockOffsetMs() / 1000.0));
    }

    private static String addresses(EvidenceRecords.Shown file) {
        var all = new ArrayList<String>();
        all.add(file.requestedAddress());
        all.addAll(file.redirects());
        all.add(file.reachedAddress());
        all.removeIf(String::isEmpty);
        var way = String.join(" → ", all);
        return file.httpStatus() == null ? way : (way + " · HTTP " + file.httpStatus()).strip();
    }

    private Said said(Finding finding, Locale locale) {
        return new Said(finding.code().good(), words.text("finding." + finding.code(), locale, finding.detail()));
    }

    private Target target(CaseTarget target, Locale locale) {
        return new Target(
                target.no(), target.originalAddress(), words.text("disposition." + target.disposition(), locale));
    }
}
