package org.duenotice.retention;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.calendar.WallTime;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.duenotice.web.Words;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What falls due, what went and what is held, as people read it. */
@Controller
@RequiredArgsConstructor
class RetentionPage {

    private static final int MOST = 50;

    private final RetentionRules rules;
    private final RetentionSettings settings;
    private final DisposalLog disposals;
    private final LegalHolds holds;
    private final CurrentPerson person;
    private final Words words;
    private final Clock clock;

    record Due(String what, String term, long records, long cases, long held, List<String> examples) {}

    record Gone(String at, String what, String caseNumber, int records) {}

    record Held(String number, String reasons, String by, String since) {}

    @GetMapping("/manage/retention")
    String show(Locale locale, Model page) {
        person.requireAny(Groups.MANAGERS, Groups.AUDITORS, Groups.LAWYERS);
        var now = clock.instant();
        var what = rules.on(LawDay.of(now)).stream()
                .collect(Collectors.toMap(RetentionRules.Rule::type, rule -> rule.what(locale)));
        page.addAttribute("enabled", settings.enabled());
        page.addAttribute(
                "due", rules.due(now).stream().map(due -> due(due, locale)).toList());
        page.addAttribute(
                "gone",
                disposals.latest(null, MOST).stream()
                        .map(disposal -> gone(disposal, what))
                        .toList());
        page.addAttribute(
                "held",
                holds.standing(MOST).stream()
                        .map(hold ->
                                new Held(hold.caseNumber(), hold.reasons(), hold.setBy(), WallTime.shown(hold.setAt())))
                        .toList());
        return "manage-retention";
    }

    private Due due(RetentionRules.Due due, Locale locale) {
        var rule = due.rule();
        return new Due(
                rule.what(locale),
                words.text("retention-term." + rule.unit(), locale, rule.amount()),
                due.records(),
                due.cases(),
                due.held(),
                due.examples());
    }

    private static Gone gone(DisposalLog.Disposal disposal, Map<String, String> what) {
        return new Gone(
                WallTime.shown(disposal.disposedAt()),
                what.getOrDefault(disposal.type(), disposal.type()),
                disposal.caseNumber(),
                disposal.records());
    }
}
