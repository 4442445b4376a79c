package org.duenotice.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.Citation;
import org.duenotice.calendar.LawDay;
import org.duenotice.calendar.WallTime;
import org.duenotice.judicialact.ActViews;
import org.duenotice.judicialact.EnteredAct;
import org.duenotice.judicialact.IncomingAct;
import org.duenotice.notice.NoticeDraft;
import org.duenotice.platform.Platforms;
import org.duenotice.web.Words;
import org.springframework.stereotype.Component;

/** A judicial act that came in for a form: the act, what became of its list, and each notice as it would leave. */
@Component
@RequiredArgsConstructor
class ActFacts {

    private static final int MOST_NOTABLE = 200;

    private final ActViews views;
    private final Platforms platforms;
    private final Words words;
    private final Shown shown;

    Map<String, Object> of(String task, String number, Locale locale) {
        var act = views.get(number);
        var variables = new LinkedHashMap<String, Object>();
        variables.put("facts", Map.of("act", act(act, locale)));
        if (task.equals("correctAct")) {
            variables.putAll(entered(act));
        }
        return variables;
    }

    private Map<String, Object> act(IncomingAct act, Locale locale) {
        var row = views.row(act.number());
        var change = views.change(act.number());
        var clock = views.clock(act.number());
        var verified = row.path("verified").asBoolean();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("number", act.number());
        facts.put("actNumber", act.actNumber());
        facts.put("actDate", WallTime.shown(act.actDate()));
        facts.put("court", row.path("court").asText());
        facts.put("inForceSince", row.path("inForceSince").asText());
        facts.put("operativePart", row.path("operativePart").asText());
        facts.put("source", row.path("source").asText());
        facts.put("verified", shown.code("act-verified", verified, locale));
        facts.put("categoryName", shown.code("category", act.category(), locale));
        facts.put("basis", Shown.in(views.basis(act).citation(), locale));
        facts.put("reasons", act.reasonsRu() + "\n\n" + act.reasonsKk());
        facts.put("preparedBy", act.preparedBy());
        facts.put("preparedAt", shown.moment(act.preparedAt()));
        facts.put("remarks", change.remarks() == null ? "" : change.remarks());
        facts.put("dueAt", clock.map(running -> shown.moment(running.dueAt())).orElse(""));
        facts.put(
                "dueWhy",
                clock.map(running -> words(running.citation(), locale)).orElse(""));
        facts.put(
                "lineCounts",
                views.counts(act).stream()
                        .map(count -> Map.of(
                                "outcome", shown.code("line", count.outcome(), locale),
                                "lines", count.lines()))
                        .toList());
        facts.put(
                "drafts",
                views.drafts(act).stream()
                        .map(draft -> draft(act, draft, locale))
                        .toList());
        facts.put("notable", notable(act, locale));
        facts.put("linesLink", "/api/v1/incoming-acts/%s/lines.csv".formatted(act.number()));
        return facts;
    }

    private static String words(Citation citation, Locale locale) {
        return Shown.pick(citation.ru(), citation.kk(), citation.en(), locale);
    }

    private Map<String, Object> draft(IncomingAct act, NoticeDraft draft, Locale locale) {
        var platform = platforms
                .get(draft.platformCode(), LawDay.of(draft.preparedAt()))
                .name();
        return Map.of(
                "notice", "%s · %s".formatted(platform, draft.caseNumber()),
                "recipient", draft.recipient().isEmpty() ? "" : "%s, %s".formatted(draft.recipient(), draft.address()),
                "channel", "%s, %s".formatted(draft.channel(), draft.language()),
                "items", draft.items(),
                "missing",
                        draft.missingParts().stream()
                                .map(part -> shown.code("checklist", part, locale))
                                .collect(Collectors.joining("; ")),
                "link", "/api/v1/incoming-acts/%s/drafts/%s/pdf".formatted(act.number(), draft.caseNumber()));
    }

    private List<Map<String, Object>> notable(IncomingAct act, Locale locale) {
        return views.notable(act, MOST_NOTABLE).stream()
                .map(line -> Map.<String, Object>of(
                        "line", line.line(),
                        "address", line.address(),
                        "outcome", shown.code("line", line.outcome(), locale),
                        "why",
                                line.code() == null
                                        ? ""
                                        : words.of(
                                                line.code(),
                                                locale,
                                                line.arguments().toArray())))
                .toList();
    }

    /** What was entered is mended, not typed again. */
    private Map<String, Object> entered(IncomingAct act) {
        var row = views.row(act.number());
        var entered = new LinkedHashMap<String, Object>();
        entered.put("actNumber", act.actNumber());
        entered.put("actDate", act.actDate().toString());
        entered.put("court", row.path("court").asText());
        entered.put("inForceSince", row.path("inForceSince").asText());
        entered.put("operativePart", row.path("operativePart").asText());
        entered.put("actSource", row.path("source").asText());
        entered.put("verified", row.path("verified").asBoolean());
        entered.put("category", act.category());
        entered.put("legalBasis", views.basis(act).code());
        entered.put("reasonsRu", act.reasonsRu());
        entered.put("reasonsKk", act.reasonsKk());
        entered.put(
                "addresses",
                views.lines(act, 0, EnteredAct.MOST_LINES).stream()
                        .map(ActViews.Line::address)
                        .collect(Collectors.joining("\n")));
        return entered;
    }
}
