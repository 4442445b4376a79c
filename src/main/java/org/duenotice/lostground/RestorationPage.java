package org.duenotice.lostground;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseAccess;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.restoration.ByHand;
import org.duenotice.restoration.Restoration;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.Restorations;
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

/**
 * The page on which an officer of the authorised body orders by hand that access is restored, and on which whoever is told by an owner
 * or a platform that content is gone says so; the page of the case leads here.
 */
@Controller
@RequestMapping("/cases/{number}/restoration")
@RequiredArgsConstructor
class RestorationPage {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:[-–](\\d{1,4}))?");

    private final Cases cases;
    private final CaseAccess access;
    private final ByHand byHand;
    private final GoneContent goneContent;
    private final Restorations restorations;
    private final CurrentPerson person;
    private final People people;
    private final Words words;

    /**
     * What was entered; it stays where something of it is wrong.
     *
     * @param sure null without the tick
     */
    record Entered(String targets, RestorationGround ground, String reasons, Boolean sure) {

        /** Such as "2, 5-7"; numbers that the case does not have are refused later. */
        Set<Integer> numbers() {
            var numbers = new TreeSet<Integer>();
            for (var part : (targets == null ? "" : targets.strip()).split("[,;\\s]+")) {
                var range = RANGE.matcher(part);
                if (!range.matches()) {
                    throw Problem.invalid("input.numbers", "targets", part);
                }
                var first = Integer.parseInt(range.group(1));
                var last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
                for (var number = first; number <= last; number++) {
                    numbers.add(number);
                }
            }
            return numbers;
        }
    }

    record Ground(RestorationGround code, String name) {}

    record Line(String number, String ground) {}

    record Target(int no, String address, String disposition) {}

    /** @param done the number of the restoration that was just opened here; empty otherwise */
    @GetMapping
    String show(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String done,
            HttpServletRequest request,
            Locale locale,
            Model page) {
        var found = access.require(cases.byNumber(number));
        restorations.of(found.id()).stream()
                .map(Restoration::number)
                .filter(done::equals)
                .findFirst()
                .ifPresent(opened -> page.addAttribute("done", opened));
        return page(found, request, locale, page);
    }

    @PostMapping
    String order(
            @PathVariable String number,
            Entered entered,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        person.requireAny(Groups.AUTHORISED_BODY);
        return done(
                number,
                entered,
                () -> byHand.order(
                        new ByHand.Order(number, entered.numbers(), ground(entered), entered.reasons()), person.id()),
                request,
                response,
                locale,
                page);
    }

    @PostMapping("/removal")
    String told(
            @PathVariable String number,
            Entered entered,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        person.requireAny(Groups.CASEWORKERS, Groups.LIAISONS, Groups.AUTHORISED_BODY);
        return done(
                number,
                entered,
                () -> goneContent.report(
                        new GoneContent.Report(number, entered.numbers(), GoneContent.Way.TOLD, entered.reasons()),
                        person.id()),
                request,
                response,
                locale,
                page);
    }

    private static RestorationGround ground(Entered entered) {
        return Optional.ofNullable(entered.ground()).orElseThrow(() -> Problem.invalid("input.missing", "ground"));
    }

    private String done(
            String number,
            Entered entered,
            Supplier<String> step,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        var found = access.require(cases.byNumber(number));
        try {
            if (!Boolean.TRUE.equals(entered.sure())) {
                throw Problem.invalid("page.not-sure");
            }
            return "redirect:/cases/%s/restoration?done=%s".formatted(found.number(), step.get());
        } catch (Problem wrong) {
            response.setStatus(Problems.status(wrong).value());
            page.addAttribute("wrong", words.of(wrong, locale));
            page.addAttribute("entered", entered);
            return page(found, request, locale, page);
        }
    }

    private String page(CaseFile found, HttpServletRequest request, Locale locale, Model page) {
        Optional.ofNullable(request.getSession(false))
                .flatMap(people::changeToken)
                .ifPresent(token -> page.addAttribute("token", token));
        page.addAttribute("number", found.number());
        page.addAttribute("mayOrder", person.isIn(Groups.AUTHORISED_BODY));
        page.addAttribute(
                "mayTell",
                person.isIn(Groups.CASEWORKERS) || person.isIn(Groups.LIAISONS) || person.isIn(Groups.AUTHORISED_BODY));
        page.addAttribute(
                "grounds",
                ByHand.grounds().stream()
                        .map(ground -> new Ground(ground, name(ground, locale)))
                        .toList());
        page.addAttribute(
                "targets",
                cases.targets(found.id()).stream()
                        .map(target -> new Target(
                                target.no(),
                                target.originalAddress(),
                                words.text("disposition." + target.disposition(), locale)))
                        .toList());
        page.addAttribute("restorations", lines(restorations.of(found.id()), locale));
        return "restoration";
    }

    private List<Line> lines(List<Restoration> found, Locale locale) {
        return found.stream()
                .map(one -> new Line(one.number(), name(one.ground(), locale)))
                .toList();
    }

    private String name(RestorationGround ground, Locale locale) {
        return words.text("restoration-ground." + ground, locale);
    }
}
