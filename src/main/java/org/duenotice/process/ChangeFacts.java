package org.duenotice.process;

import java.time.Year;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.DaysOff;
import org.duenotice.register.Change;
import org.duenotice.register.ChangeViews;
import org.duenotice.register.Changes;
import org.duenotice.register.Register;
import org.springframework.stereotype.Component;

/** A change of a register for a form: before and after, what rests on it, and the text that a person edits. */
@Component
@RequiredArgsConstructor
class ChangeFacts {

    private final Changes changes;
    private final ChangeViews views;
    private final DaysOff daysOff;
    private final Shown shown;

    Map<String, Object> of(String task, String number, Locale locale) {
        var change = changes.get(number);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("change", change(change, locale));
        facts.put("differences", views.differences(number));
        var impact = views.impact(number);
        facts.put(
                "impactCounts",
                impact.counts().stream()
                        .map(count -> Map.of(
                                "kind", shown.code("resting", count.kind(), locale),
                                "state", shown.code("rests", count.state(), locale),
                                "count", count.count()))
                        .toList());
        facts.put(
                "impact",
                impact.first().stream()
                        .map(resting -> Map.of(
                                "kind", shown.code("resting", resting.kind(), locale),
                                "number", resting.number(),
                                "caseNumber", resting.caseNumber(),
                                "state", shown.code("rests", resting.state(), locale)))
                        .toList());
        var variables = new LinkedHashMap<String, Object>();
        variables.put("facts", facts);
        if (task.equals("prepareChange")) {
            variables.put("content", views.toEdit(number));
        } else if (task.equals("loadCalendar")) {
            variables.put("days", views.daysToEdit(number));
        }
        return variables;
    }

    private Map<String, Object> change(Change change, Locale locale) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("number", change.number());
        facts.put("register", shown.code("register", change.register(), locale));
        facts.put("key", change.rowKey());
        facts.put("openedBy", change.openedBy());
        facts.put("openedAt", shown.moment(change.openedAt()));
        facts.put("reasons", change.reasons());
        facts.put("draftReasons", change.draftReasons() == null ? "" : change.draftReasons());
        facts.put("preparedBy", change.preparedBy() == null ? "" : change.preparedBy());
        facts.put("remarks", change.remarks() == null ? "" : change.remarks());
        facts.put("decidedBy", change.decidedBy() == null ? "" : change.decidedBy());
        facts.put("fields", String.join(", ", views.fields(change)));
        facts.put("loaded", isLoaded(change));
        return facts;
    }

    private boolean isLoaded(Change change) {
        return change.register() == Register.CALENDAR_YEAR
                && !change.rowKey().isEmpty()
                && daysOff.isLoaded(Year.parse(change.rowKey()));
    }
}
