package org.duenotice.process;

import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.law.JudicialActs;
import org.duenotice.law.LegalBases;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.Approval;
import org.duenotice.restriction.Restriction;
import org.duenotice.restriction.Restrictions;
import org.duenotice.restriction.Round;
import org.duenotice.restriction.Rounds;
import org.duenotice.review.Reviews;
import org.springframework.stereotype.Component;

/** What a reviewer has to know: the decision that counts until now, whether what it rests on stands today, and what happened since. */
@Component
@RequiredArgsConstructor
class ReviewFacts {

    private final Reviews reviews;
    private final Rounds rounds;
    private final Restrictions restrictions;
    private final LegalBases legalBases;
    private final JudicialActs judicialActs;
    private final Timeline timeline;
    private final Shown shown;
    private final Clock clock;

    Map<String, Object> of(Round round, Locale locale) {
        var caseFile = rounds.caseOf(round);
        var restriction = restrictions.byId(round.restrictionId());
        var targets = rounds.words(round).keySet().stream().collect(Collectors.toMap(CaseTarget::id, target -> target));
        var standing = restrictions.approvals(restriction.id()).stream()
                .filter(approval -> targets.containsKey(approval.caseTargetId()))
                .sorted(Comparator.comparing(
                        approval -> targets.get(approval.caseTargetId()).no()))
                .toList();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("number", round.subject());
        facts.put("lastDay", reviews.lastDay(round.subject()).toString());
        basis(facts, restriction, locale);
        facts.put("measures", measures(standing, targets, locale));
        var since = standing.stream()
                .map(Approval::decidedAt)
                .min(Comparator.naturalOrder())
                .orElse(round.openedAt());
        facts.put(
                "since",
                timeline.of(caseFile.id()).stream()
                        .filter(entry -> entry.recordedAt().isAfter(since))
                        .map(entry -> Map.<String, Object>of(
                                "at",
                                shown.moment(entry.happenedAt()),
                                "who",
                                entry.actor(),
                                "what",
                                shown.event(entry, locale)))
                        .toList());
        return facts;
    }

    private void basis(Map<String, Object> facts, Restriction restriction, Locale locale) {
        var today = LawDay.of(clock.instant());
        facts.put("basis", Shown.in(legalBases.get(restriction.legalBasis()).citation(), locale));
        facts.put("basisStands", stands(() -> legalBases.standingOn(restriction.legalBasis(), today), locale));
        if (restriction.judicialAct() != null) {
            var act = judicialActs.get(restriction.judicialAct());
            facts.put("act", "№ %s, %s, %s".formatted(act.number(), act.actDate(), act.court()));
            facts.put("actStands", stands(() -> judicialActs.inForce(restriction.judicialAct(), today), locale));
        }
    }

    private String stands(Runnable question, Locale locale) {
        try {
            question.run();
            return shown.code("stands", "YES", locale);
        } catch (Problem fallen) {
            return shown.code("stands", "NO", locale);
        }
    }

    private List<Map<String, Object>> measures(List<Approval> standing, Map<UUID, CaseTarget> targets, Locale locale) {
        return standing.stream()
                .map(one -> {
                    var target = targets.get(one.caseTargetId());
                    return Map.<String, Object>of(
                            "no", target.no(),
                            "address",
                                    one.object().isEmpty()
                                            ? target.originalAddress()
                                            : target.originalAddress() + " ▸ " + one.object(),
                            "scope", shown.code("scope", one.scope(), locale),
                            "state", shown.code("disposition", target.disposition(), locale),
                            "decidedBy", one.officerName(),
                            "decidedAt", shown.moment(one.decidedAt()),
                            "reasons", one.reasons());
                })
                .toList();
    }
}
