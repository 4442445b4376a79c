package org.duenotice.process;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.LawDay;
import org.duenotice.notice.Answers;
import org.duenotice.notice.Deliveries;
import org.duenotice.notice.Gates;
import org.duenotice.notice.Letter;
import org.duenotice.notice.Letters;
import org.duenotice.notice.Notice;
import org.duenotice.notice.NoticeItem;
import org.duenotice.notice.Notices;
import org.duenotice.platform.Platforms;
import org.springframework.stereotype.Component;

/** The facts of a notice for a form, beside those of its case. */
@Component
@RequiredArgsConstructor
class NoticeFacts {

    private final Notices notices;
    private final Letters letters;
    private final Deliveries deliveries;
    private final Answers answers;
    private final Gates gates;
    private final Clocks clocks;
    private final Platforms platforms;
    private final CaseFacts caseFacts;
    private final ProbeFacts probeFacts;
    private final Shown shown;
    private final Clock time;

    Map<String, Object> of(Notice notice, Locale locale) {
        var facts = new LinkedHashMap<String, Object>();
        var clock = clocks.of(notice.caseId()).stream()
                .filter(view -> view.subject().equals(notice.number()))
                .reduce((earlier, later) -> later);
        facts.put("notice", notice(notice, clock, locale));
        clock.ifPresent(view -> facts.put("clock", caseFacts.clock(view, locale)));
        var claimed = notices.items(notice.id()).stream()
                .filter(NoticeItem::awaitsVerification)
                .collect(Collectors.toMap(NoticeItem::no, NoticeItem::targetId));
        probeFacts.of(claimed, locale).ifPresent(suggested -> facts.put("probe", suggested));
        gates.last(notice.id()).ifPresent(gate -> facts.put("gate", gate(notice, gate, locale)));
        gates.lastDecision(notice.id()).ifPresent(decision -> {
            facts.put("proposalText", shown.code("gate", decision.choice(), locale) + "\n" + decision.reasons());
            facts.put("preparedBy", decision.decidedBy());
            facts.put("remarks", Optional.ofNullable(decision.approvalRemarks()).orElse(""));
        });
        return facts;
    }

    private Map<String, Object> notice(Notice notice, Optional<ClockView> clock, Locale locale) {
        var written = letters.of(notice.id());
        var last = written.isEmpty() ? null : written.get(written.size() - 1);
        var facts = new HashMap<String, Object>();
        facts.put("number", notice.number());
        facts.put(
                "platform",
                platforms.get(notice.platformCode(), LawDay.of(time.instant())).name());
        facts.put("recipient", last == null ? "" : last.recipient() + ", " + address(last));
        facts.put("letterLink", last == null ? "" : link(last));
        facts.put(
                "letters",
                written.stream().map(letter -> letter(letter, locale)).toList());
        facts.put(
                "items",
                notices.items(notice.id()).stream()
                        .map(item ->
                                Map.of("no", item.no(), "address", item.address(), "outcome", outcome(item, locale)))
                        .toList());
        facts.put("sentAt", last == null ? "" : sentAt(last));
        clock.ifPresent(view -> facts.put("dueAt", shown.moment(view.dueAt())));
        answers.of(notice.id()).stream()
                .filter(answer -> answer.kind().pausesTheClock())
                .reduce((earlier, later) -> later)
                .ifPresent(answer -> facts.put(
                        "question",
                        Map.of(
                                "kind", shown.code("answer", answer.kind(), locale),
                                "at", shown.moment(answer.answeredAt()),
                                "words", answer.remarks())));
        return facts;
    }

    /** What the platform says it did, and what a person found who looked. */
    private String outcome(NoticeItem item, Locale locale) {
        var claimed = shown.code("outcome", item.outcome(), locale);
        return item.verified() == null
                ? claimed
                : claimed + ": " + shown.code("looked", item.verified() ? "CONFIRMED" : "STILL_THERE", locale);
    }

    private String address(Letter letter) {
        return lastAttempt(letter).map(Deliveries.Attempt::address).orElse(letter.address());
    }

    private String sentAt(Letter letter) {
        return lastAttempt(letter)
                .filter(attempt ->
                        attempt.state().endsWith("SENT") && !attempt.state().endsWith("NOT_SENT"))
                .map(attempt -> shown.moment(attempt.finishedAt()))
                .orElse("");
    }

    private Optional<Deliveries.Attempt> lastAttempt(Letter letter) {
        return deliveries.attempts(letter).stream().reduce((earlier, later) -> later);
    }

    private Map<String, Object> letter(Letter letter, Locale locale) {
        return Map.of(
                "number", letter.number(),
                "kind", shown.code("letter", letter.kind(), locale),
                "state",
                        lastAttempt(letter)
                                .map(attempt -> shown.code("delivery", attempt.state(), locale))
                                .orElse(""),
                "sentAt", sentAt(letter),
                "link", link(letter));
    }

    private static String link(Letter letter) {
        return "/api/v1/notices/%s/pdf".formatted(letter.number().replace("/", "/letters/"));
    }

    private Map<String, Object> gate(Notice notice, Gates.Gate gate, Locale locale) {
        return Map.of(
                "cause", shown.code("cause", gate.cause(), locale),
                "step", shown.code("gate", gate.step(), locale),
                "why", Shown.pick(gate.whyRu(), gate.whyKk(), gate.whyEn(), locale),
                "history", history(notice, locale));
    }

    private List<Map<String, String>> history(Notice notice, Locale locale) {
        return gates.decisions(notice.id()).stream()
                .map(decision -> Map.of(
                        "at", shown.moment(decision.decidedAt()),
                        "who", decision.decidedBy(),
                        "what", shown.code("gate", decision.choice(), locale) + ": " + decision.reasons()))
                .toList();
    }
}
