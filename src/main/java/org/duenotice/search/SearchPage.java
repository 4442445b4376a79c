package org.duenotice.search;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.access.Views;
import org.duenotice.access.Views.ListedBy;
import org.duenotice.calendar.WallTime;
import org.duenotice.casefile.CaseState;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.duenotice.security.People;
import org.duenotice.web.Page;
import org.duenotice.web.Problems;
import org.duenotice.web.Words;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which people look for cases and keep their searches; no script. */
@Controller
@RequestMapping("/cases/search")
@RequiredArgsConstructor
class SearchPage {

    private static final int SIZE = 25;
    private static final List<String> ROUTES = List.of("CRIMINAL", "ADMINISTRATIVE", "RESTRICTION");
    private static final List<String> SOURCES = List.of("OWN_MONITORING", "OTHER_BODY", "CITIZEN", "ANONYMOUS");

    private final CaseSearch search;
    private final Rows rows;
    private final SavedSearches saved;
    private final Choices choices;
    private final Views views;
    private final CurrentPerson person;
    private final People people;
    private final Words words;

    /** A case as the page lists it. */
    record Line(
            String number,
            String category,
            String state,
            String platforms,
            int targets,
            String openedAt,
            String dueAt) {}

    /** A saved search with its count, {@code 1000+} for more than are counted; empty when it can no longer be searched. */
    record Kept(UUID id, String name, String link, String count, String group, boolean own) {}

    record Choice(String value, String label) {}

    @GetMapping
    String show(
            @ModelAttribute Asked asked,
            @RequestParam(defaultValue = "NEWEST") SearchController.Sort sort,
            @RequestParam(required = false) String after,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        try {
            list(asked, sort, after, locale, page);
        } catch (Problem wrong) {
            response.setStatus(Problems.status(wrong).value());
            page.addAttribute("wrong", words.of(wrong, locale));
        }
        return form(asked, sort, request, locale, page);
    }

    private void list(Asked asked, SearchController.Sort sort, String after, Locale locale, Model page) {
        var query = asked.query();
        var found = Page.of(
                search.find(asked, person.groups(), sort == SearchController.Sort.RELEVANCE, after, SIZE + 1),
                SIZE,
                CaseSearch.Found::key);
        var lines = rows
                .of(found.items().stream().map(CaseSearch.Found::caseFile).toList())
                .stream()
                .map(row -> line(row, locale))
                .toList();
        views.listed(ListedBy.SEARCH, query, lines.size());
        page.addAttribute("lines", lines);
        page.addAttribute("next", found.next());
        page.addAttribute("count", shown(search.count(asked, person.groups())));
    }

    @PostMapping("/saved")
    String save(
            @RequestParam String name,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") String group,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        try {
            return "redirect:/cases/search?"
                    + saved.save(name, Asked.of(query), group).query();
        } catch (Problem wrong) {
            response.setStatus(Problems.status(wrong).value());
            page.addAttribute("wrong", words.of(wrong, locale));
            return form(Asked.of(query), SearchController.Sort.NEWEST, request, locale, page);
        }
    }

    @PostMapping("/saved/removal")
    String remove(@RequestParam UUID id) {
        saved.remove(id);
        return "redirect:/cases/search";
    }

    private String form(
            Asked asked, SearchController.Sort sort, HttpServletRequest request, Locale locale, Model page) {
        var session = request.getSession(false);
        Optional.ofNullable(session).flatMap(people::changeToken).ifPresent(token -> page.addAttribute("token", token));
        page.addAttribute(
                "manages",
                Stream.of(Groups.MANAGERS, Groups.AUDITORS, Groups.LAWYERS).anyMatch(person::isIn));
        page.addAttribute("asked", asked);
        page.addAttribute("query", asked.query());
        page.addAttribute("byWords", sort == SearchController.Sort.RELEVANCE);
        page.addAttribute("narrowed", asked.given().keySet().stream().anyMatch(part -> !part.equals("q")));
        page.addAttribute(
                "states",
                named("state", Arrays.stream(CaseState.values()).map(Enum::name).toList(), locale));
        page.addAttribute("categories", named("category", choices.categories(), locale));
        page.addAttribute("sources", named("source", SOURCES, locale));
        page.addAttribute("routes", named("route", ROUTES, locale));
        page.addAttribute("platforms", choices.platforms());
        page.addAttribute("groups", person.groups().stream().sorted().toList());
        page.addAttribute("kept", saved.mine().stream().map(this::kept).toList());
        return "search";
    }

    private List<Choice> named(String kind, List<String> codes, Locale locale) {
        return codes.stream()
                .map(code -> new Choice(code, words.text(kind + "." + code, locale)))
                .toList();
    }

    private Kept kept(SavedSearches.Saved one) {
        return new Kept(
                one.id(),
                one.name(),
                "/cases/search?" + one.query(),
                saved.count(one).map(SearchPage::shown).orElse(""),
                one.groupId(),
                one.owner().equals(person.id()));
    }

    private static String shown(int count) {
        return count >= CaseSearch.MOST_COUNTED ? count + "+" : String.valueOf(count);
    }

    private Line line(Rows.Row row, Locale locale) {
        var found = row.caseFile();
        return new Line(
                found.number(),
                words.text("category." + found.category(), locale),
                words.text("state." + found.state(), locale),
                String.join(", ", row.platforms()),
                row.targets(),
                WallTime.shown(found.openedAt()),
                Optional.ofNullable(row.dueAt()).map(WallTime::shown).orElse(""));
    }
}
