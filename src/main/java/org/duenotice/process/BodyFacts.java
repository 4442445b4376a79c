package org.duenotice.process;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.law.LegalBases;
import org.duenotice.restriction.BodyDecision;
import org.duenotice.restriction.Collateral;
import org.duenotice.restriction.Hearings;
import org.duenotice.restriction.MeasuresTaken;
import org.duenotice.restriction.Notifications;
import org.duenotice.restriction.Restrictions;
import org.duenotice.restriction.Round;
import org.duenotice.restriction.Rounds;
import org.springframework.stereotype.Component;

/** What a round before the authorised body shows: how wide the basis lets it go, what narrower measures came to, who was heard. */
@Component
@RequiredArgsConstructor
class BodyFacts {

    private final Rounds rounds;
    private final Restrictions restrictions;
    private final LegalBases legalBases;
    private final MeasuresTaken measuresTaken;
    private final Hearings hearings;
    private final Collateral collateral;
    private final Notifications notifications;
    private final Shown shown;

    Map<String, Object> of(Round round, Locale locale) {
        var words = rounds.words(round);
        var byId = words.keySet().stream().collect(Collectors.toMap(CaseTarget::id, target -> target));
        var facts = new LinkedHashMap<String, Object>();
        var restriction = restrictions.byId(round.restrictionId());
        facts.put(
                "widest",
                shown.code("scope", legalBases.get(restriction.legalBasis()).widestMeasure(), locale));
        notifications.last(rounds.caseOf(round).id()).ifPresent(notification -> {
            facts.put("notification", notification.number());
            facts.put("paper", "/api/v1/body-notifications/%s/pdf".formatted(notification.number()));
        });
        notifications.lastDraft(round).ifPresent(draft -> facts.put("draft", draft(draft)));
        facts.put("failures", failures(byId, locale));
        facts.put("wanted", wanted(round, byId, locale));
        facts.put("assessment", assessment(round));
        hearings.last(round.id()).ifPresent(hearing -> facts.put("hearing", hearing(hearing, locale)));
        facts.put(
                "submitted",
                words.entrySet().stream()
                        .filter(entry -> entry.getValue().decision() == BodyDecision.SUBMITTED)
                        .map(entry -> Map.<String, Object>of(
                                "no",
                                entry.getKey().no(),
                                "address",
                                entry.getKey().originalAddress(),
                                "reasons",
                                entry.getValue().reasons()))
                        .toList());
        return facts;
    }

    private static Map<String, Object> draft(Notifications.Draft draft) {
        return Map.of(
                "ru",
                draft.reasonsRu(),
                "kk",
                draft.reasonsKk(),
                "preparedBy",
                draft.preparedBy(),
                "remarks",
                draft.remarks() == null ? "" : draft.remarks());
    }

    private List<Map<String, Object>> failures(Map<UUID, CaseTarget> byId, Locale locale) {
        return measuresTaken.failures(byId.keySet()).stream()
                .map(failure -> Map.<String, Object>of(
                        "no", byId.get(failure.caseTargetId()).no(),
                        "scope", shown.code("scope", failure.scope(), locale),
                        "notice", failure.noticeNumber(),
                        "outcome", failure.outcome()))
                .toList();
    }

    private List<Map<String, Object>> wanted(Round round, Map<UUID, CaseTarget> byId, Locale locale) {
        return collateral.wanted(round.id()).stream()
                .map(wanted -> Map.<String, Object>of(
                        "no", byId.get(wanted.caseTargetId()).no(),
                        "scope", shown.code("scope", wanted.scope(), locale),
                        "object", wanted.object()))
                .toList();
    }

    private String assessment(Round round) {
        return collateral.of(round.id()).stream()
                .map(found -> String.join("\n", found.livesThere(), found.hurt(), found.nothingNarrower()))
                .findFirst()
                .orElse("");
    }

    private Map<String, Object> hearing(Hearings.Hearing hearing, Locale locale) {
        var facts = new HashMap<String, Object>();
        facts.put("preliminary", hearing.preliminary());
        facts.put("told", shown.moment(hearing.toldAt()));
        facts.put("objectionDue", shown.moment(hearing.objectionDueAt()));
        facts.put("decisionAllowed", shown.moment(hearing.decisionAllowedAt()));
        facts.put("outcome", hearing.outcome() == null ? "" : shown.code("hearing", hearing.outcome(), locale));
        facts.put("minutes", hearing.words() == null ? "" : hearing.words());
        facts.put("done", hearing.ground() != null || hearing.outcome() != null);
        return facts;
    }
}
