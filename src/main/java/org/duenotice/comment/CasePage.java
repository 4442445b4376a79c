package org.duenotice.comment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.WallTime;
import org.duenotice.casefile.CaseAccess;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.PastCases;
import org.duenotice.database.Moment;
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
import org.springframework.web.bind.annotation.RequestParam;

/** The page of a case: what it is about, its targets, its terms, what people said about it and its story. And the page of mentions. */
@Controller
@RequiredArgsConstructor
class CasePage {

    private static final int MOST_COMMENTS = 100;
    private static final int MOST_MENTIONS = 50;

    private final Cases cases;
    private final PastCases past;
    private final Comments comments;
    private final Mentions mentions;
    private final Timeline timeline;
    private final Clocks clocks;
    private final CaseAccess access;
    private final CurrentPerson person;
    private final People people;
    private final Words words;

    record Shown(
            String number, String category, String state, String openedAt, String description, List<Target> targets) {}

    record Target(int no, String address, String disposition) {}

    /** A term that runs or ran out: {@code subject} is the number of what waits for it. */
    record Term(String subject, String dueAt, String state, String basis) {}

    record Said(long id, String author, String at, String words, Long corrects, boolean corrected, boolean own) {}

    record Happened(String at, String who, String what) {}

    record Called(String number, String author, String at, String words, boolean unread) {}

    /** @param at the wall time of a past moment, such as {@code 2026-11-22T10:15}; empty for now */
    @GetMapping("/cases/{number}")
    String show(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String at,
            HttpServletRequest request,
            Locale locale,
            Model page) {
        var found = access.require(cases.byNumber(number));
        if (at.isBlank()) {
            mentions.readAll(found.id());
            return show(found, request, locale, page);
        }
        return showPast(found, past.moment(moment(at), null), locale, page);
    }

    private static Instant moment(String at) {
        try {
            return WallTime.at(LocalDateTime.parse(at));
        } catch (DateTimeParseException e) {
            throw Problem.invalid("as-of.moment", at);
        }
    }

    private String showPast(CaseFile found, Moment moment, Locale locale, Model page) {
        page.addAttribute("asOf", WallTime.shown(moment.at()));
        page.addAttribute("page", shown(past.then(found, moment), past.targets(found.id(), moment), locale));
        page.addAttribute("comments", List.of());
        page.addAttribute("story", story(found, moment, locale));
        return "case";
    }

    @PostMapping("/cases/{number}/comments")
    String comment(
            @PathVariable String number,
            @RequestParam(name = "words") String written,
            @RequestParam(required = false) Long corrects,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        var found = access.require(cases.byNumber(number));
        try {
            comments.write(found, written, corrects);
            return "redirect:/cases/%s#comments".formatted(found.number());
        } catch (Problem wrong) {
            response.setStatus(Problems.status(wrong).value());
            page.addAttribute("wrong", words.of(wrong, locale));
            page.addAttribute("written", written);
            return show(found, request, locale, page);
        }
    }

    @GetMapping("/mentions")
    String mentions(Locale locale, Model page) {
        page.addAttribute(
                "mentions",
                mentions.mine(false, null, MOST_MENTIONS).stream()
                        .map(one -> new Called(
                                one.caseNumber(),
                                one.author(),
                                WallTime.shown(one.writtenAt()),
                                one.words(),
                                one.unread()))
                        .toList());
        return "mentions";
    }

    private String show(CaseFile found, HttpServletRequest request, Locale locale, Model page) {
        var session = request.getSession(false);
        Optional.ofNullable(session).flatMap(people::changeToken).ifPresent(token -> page.addAttribute("token", token));
        page.addAttribute("page", shown(found, cases.targets(found.id()), locale));
        page.addAttribute(
                "restores",
                Stream.of(Groups.CASEWORKERS, Groups.LIAISONS, Groups.AUTHORISED_BODY)
                        .anyMatch(person::isIn));
        page.addAttribute(
                "holds",
                Stream.of(Groups.MANAGERS, Groups.LAWYERS, Groups.AUDITORS).anyMatch(person::isIn));
        page.addAttribute(
                "comments",
                comments.of(found, null, MOST_COMMENTS).stream().map(this::said).toList());
        page.addAttribute("terms", terms(found, locale));
        page.addAttribute("story", story(found, Moment.PRESENT, locale));
        return "case";
    }

    /** What is met or was taken off says nothing any more about what is to be done. */
    private List<Term> terms(CaseFile found, Locale locale) {
        return clocks.of(found.id()).stream()
                .filter(view -> !Set.of("MET", "CANCELLED").contains(view.state()))
                .map(view -> new Term(
                        view.subject(),
                        WallTime.shown(view.dueAt()),
                        words.text("clock." + view.state(), locale),
                        view.citation().in(locale)))
                .toList();
    }

    private List<Happened> story(CaseFile found, Moment moment, Locale locale) {
        return timeline.of(found.id()).stream()
                .filter(entry -> moment.includes(entry.happenedAt(), entry.recordedAt()))
                .map(entry -> new Happened(
                        WallTime.shown(entry.happenedAt()),
                        entry.actor(),
                        words.recorded(entry.messageKey(), entry.recordedAt(), locale, entry.subject(), entry.words())))
                .toList();
    }

    private Shown shown(CaseFile found, List<CaseTarget> targets, Locale locale) {
        return new Shown(
                found.number(),
                words.text("category." + found.category(), locale),
                words.text("state." + found.state(), locale),
                WallTime.shown(found.openedAt()),
                found.description(),
                targets.stream()
                        .map(target -> new Target(
                                target.no(),
                                target.originalAddress(),
                                words.text("disposition." + target.disposition(), locale)))
                        .toList());
    }

    private Said said(Comments.Comment comment) {
        return new Said(
                comment.id(),
                comment.author(),
                WallTime.shown(comment.writtenAt()),
                comment.words(),
                comment.corrects(),
                comment.correctedBy() != null,
                comment.author().equals(person.id()));
    }
}
