package org.duenotice.process;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.LawDay;
import org.duenotice.calendar.WallTime;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.law.Competences;
import org.duenotice.law.JudicialActs;
import org.duenotice.law.LegalBases;
import org.duenotice.measure.Measures;
import org.duenotice.platform.Platforms;
import org.duenotice.qualification.Decided;
import org.duenotice.qualification.Prepared;
import org.duenotice.qualification.Proposal;
import org.duenotice.qualification.ProtectedExpressions;
import org.duenotice.qualification.Qualifications;
import org.duenotice.qualification.Recommendations;
import org.duenotice.recreation.Mirror;
import org.duenotice.recreation.Mirrors;
import org.duenotice.recreation.Recreations;
import org.duenotice.referral.Referral;
import org.duenotice.referral.ReferralOutcome;
import org.duenotice.referral.ReferralPackages;
import org.duenotice.referral.Referrals;
import org.duenotice.restriction.BodyDecision;
import org.duenotice.restriction.Restriction;
import org.duenotice.restriction.Restrictions;
import org.springframework.stereotype.Component;

/** The facts of a case for a form. What there is nothing to say about is left out. */
@Component
@RequiredArgsConstructor
class CaseFacts {

    private final Cases cases;
    private final EvidenceFiles evidence;
    private final Timeline timeline;
    private final Clocks clocks;
    private final Platforms platforms;
    private final LegalBases legalBases;
    private final JudicialActs judicialActs;
    private final Competences competences;
    private final Recommendations recommendations;
    private final Qualifications qualifications;
    private final ProtectedExpressions protectedExpressions;
    private final Referrals referrals;
    private final ReferralPackages packages;
    private final Restrictions restrictions;
    private final Measures measures;
    private final Recreations recreations;
    private final Mirrors mirrors;
    private final Shown shown;
    private final Clock clock;

    Map<String, Object> of(CaseFile caseFile, Locale locale) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("caseNumber", caseFile.number());
        facts.put("category", caseFile.category());
        facts.put("categoryName", shown.code("category", caseFile.category(), locale));
        facts.put("opened", shown.moment(caseFile.openedAt()));
        facts.put("source", shown.code("source", caseFile.source(), locale));
        facts.put("description", caseFile.description());
        facts.put(
                "protectedExpression",
                protectedExpressions
                        .ticked(caseFile.id())
                        .map(kind -> shown.code("protected", kind, locale))
                        .orElse(""));
        facts.put("evidenceLink", "/cases/%s/evidence".formatted(caseFile.number()));
        var targets = cases.targets(caseFile.id());
        var names = platformNames();
        facts.put(
                "targets",
                targets.stream().map(target -> target(target, names, locale)).toList());
        facts.put("evidence", evidence(caseFile));
        recommendation(caseFile, locale).ifPresent(value -> facts.put("recommendation", value));
        qualifications.last(caseFile.id()).ifPresent(prepared -> {
            facts.put("proposalText", proposal(prepared, locale));
            facts.put("preparedBy", prepared.preparedBy());
            facts.put("exceptions", exceptions(prepared, targets, locale));
        });
        facts.put("remarks", remarks(caseFile));
        clock(caseFile, locale).ifPresent(value -> facts.put("clock", value));
        referral(caseFile, locale).ifPresent(value -> facts.put("referral", value));
        restrictions.find(caseFile.id()).ifPresent(value -> facts.put("restriction", restriction(value, locale)));
        measures(caseFile, locale).ifPresent(value -> facts.put("measures", value));
        var before = before(caseFile, locale);
        if (!before.isEmpty()) {
            facts.put("earlierCases", before);
        }
        facts.put("history", history(caseFile.id(), locale));
        return facts;
    }

    private Map<String, String> platformNames() {
        return platforms.names(LawDay.of(clock.instant()));
    }

    private Map<String, Object> target(CaseTarget target, Map<String, String> names, Locale locale) {
        return Map.of(
                "no", target.no(),
                "address", target.originalAddress(),
                "platform", names.get(target.platformCode()),
                "key", target.canonicalKey(),
                "disposition", shown.code("disposition", target.disposition(), locale));
    }

    private List<Map<String, Object>> evidence(CaseFile caseFile) {
        return evidence.kept(caseFile.id()).stream()
                .map(file -> Map.<String, Object>of(
                        "name", file.name(),
                        "capturedAt", shown.moment(file.capturedAt()),
                        "size", file.sizeShown(),
                        "sha256", file.sha256().substring(0, 12),
                        "link", "/api/v1/cases/%s/evidence/%s/content".formatted(caseFile.number(), file.id())))
                .toList();
    }

    private Optional<Map<String, Object>> recommendation(CaseFile caseFile, Locale locale) {
        return recommendations.last(caseFile.id()).map(given -> {
            var parts = new java.util.ArrayList<String>();
            parts.add(shown.code("proposal", given.proposal(), locale));
            if (!given.offenceRoute().equals("NONE")) {
                parts.add(shown.code("route", given.offenceRoute(), locale));
            }
            if (given.restriction()) {
                parts.add(shown.code("route", "RESTRICTION", locale));
            }
            if (!given.closing().isEmpty()) {
                parts.add(shown.code("disposition", given.closing(), locale));
            }
            return Map.of(
                    "route", String.join(" · ", parts),
                    "why", Shown.pick(given.whyRu(), given.whyKk(), given.whyEn(), locale));
        });
    }

    private String proposal(Prepared prepared, Locale locale) {
        var lines = new java.util.ArrayList<String>();
        lines.add(shown.code("proposal", prepared.proposal(), locale)
                + (prepared.closing() == null ? "" : ": " + shown.code("disposition", prepared.closing(), locale)));
        if (prepared.offenceBasis() == null && prepared.proposal() == Proposal.MEASURES) {
            lines.add(shown.code("route", "NONE", locale));
        }
        if (prepared.offenceBasis() != null) {
            lines.add(shown.code("route", prepared.offenceRoute(), locale) + ": "
                    + basis(prepared.offenceBasis(), locale));
        }
        if (prepared.restrictionBasis() != null) {
            lines.add(shown.code("route", "RESTRICTION", locale) + ": " + basis(prepared.restrictionBasis(), locale));
        }
        if (prepared.judicialAct() != null) {
            lines.add(act(prepared.judicialAct()));
        }
        lines.add(prepared.reasons());
        return String.join("\n", lines);
    }

    private String basis(UUID id, Locale locale) {
        var basis = legalBases.get(id);
        return Shown.in(basis.citation(), locale) + " — " + Shown.in(basis.summary(), locale);
    }

    private String act(UUID id) {
        var act = judicialActs.get(id);
        return "№ %s, %s, %s".formatted(act.number(), act.actDate(), act.court());
    }

    private List<Map<String, Object>> exceptions(Prepared prepared, List<CaseTarget> targets, Locale locale) {
        var closings = qualifications.closings(prepared);
        return targets.stream()
                .filter(target -> closings.containsKey(target.id()))
                .map(target -> Map.<String, Object>of(
                        "no", target.no(),
                        "address", target.originalAddress(),
                        "proposed", shown.code("disposition", closings.get(target.id()), locale)))
                .toList();
    }

    /** The last remarks that somebody has to answer: the second person's, or the authorised body's. */
    private String remarks(CaseFile caseFile) {
        var fromBody = restrictions.find(caseFile.id()).stream()
                .flatMap(restriction -> restrictions.items(restriction.id()).values().stream())
                .filter(item -> item.decision() == BodyDecision.RETURNED || item.decision() == BodyDecision.SENT_BACK)
                .map(Restrictions.Item::reasons)
                .findFirst();
        return fromBody.orElseGet(() -> qualifications
                .lastDecision(caseFile.id())
                .filter(decided -> decided.outcome() == Decided.Outcome.RETURNED)
                .map(Decided::remarks)
                .orElse(""));
    }

    private Optional<Map<String, Object>> clock(CaseFile caseFile, Locale locale) {
        return clocks.of(caseFile.id()).stream()
                .filter(clock -> clock.subject().startsWith(caseFile.number()))
                .reduce((earlier, later) -> later)
                .map(clock -> clock(clock, locale));
    }

    Map<String, Object> clock(ClockView clock, Locale locale) {
        return Map.of(
                "rule", clock.citation().in(locale),
                "dueAt", shown.moment(clock.dueAt()),
                "state", shown.code("clock", clock.state(), locale));
    }

    private Optional<Map<String, Object>> referral(CaseFile caseFile, Locale locale) {
        return referrals.last(caseFile.id()).map(referral -> referral(referral, locale));
    }

    private Map<String, Object> referral(Referral referral, Locale locale) {
        var facts = new HashMap<String, Object>();
        facts.put("number", referral.number());
        facts.put("kind", shown.code("route", referral.kind(), locale));
        facts.put("citation", basis(referral.legalBasis(), locale));
        packages.last(referral.id()).ifPresent(composed -> {
            facts.put("packageNumber", composed.number());
            facts.put("paperRu", composed.place() + "/papers/ru");
            facts.put("paperKk", composed.place() + "/papers/kk");
            facts.put("bundle", composed.place() + "/bundle");
        });
        returned(referral).ifPresent(back -> {
            var taken = back.outcome() == ReferralOutcome.TAKEN_BACK;
            facts.put(taken ? "takenBack" : "returned", back.outcomeRemarks());
            facts.put(taken ? "takenBackOn" : "returnedOn", WallTime.shown(back.outcomeOn()));
        });
        if (referral.bodyCode() != null) {
            facts.put(
                    "body", Shown.in(competences.namedBy(referral.bodyVersion()).name(), locale));
            facts.put("handOverNumber", referral.handOverNumber());
            facts.put("handOverDate", WallTime.shown(referral.handedOverOn()));
        }
        return facts;
    }

    /** This referral when it came back, or the one before it, which did. */
    private Optional<Referral> returned(Referral referral) {
        if (referral.outcome() == ReferralOutcome.RETURNED || referral.outcome() == ReferralOutcome.TAKEN_BACK) {
            return Optional.of(referral);
        }
        return Optional.ofNullable(referral.previous()).map(referrals::byId);
    }

    private Map<String, Object> restriction(Restriction restriction, Locale locale) {
        var facts = new HashMap<String, Object>();
        facts.put("number", restriction.number());
        facts.put("basis", basis(restriction.legalBasis(), locale));
        if (restriction.judicialAct() != null) {
            facts.put("act", act(restriction.judicialAct()));
        }
        facts.put("proposedBy", restriction.proposedBy());
        return facts;
    }

    /** The earlier cases of what came back in this one, the originals of what is a copy, and what became of them there. */
    private List<Map<String, Object>> before(CaseFile caseFile, Locale locale) {
        var back = recreations.history(caseFile.id()).stream()
                .map(before -> earlier(
                        before.caseNumber(),
                        before.canonicalKey(),
                        shown.code("disposition", before.disposition(), locale)));
        var copies = mirrors.of(caseFile.number()).stream()
                .filter(mirror -> mirror.state() == Mirror.State.CONFIRMED
                        && mirror.caseNumber().equals(caseFile.number()))
                .map(mirror -> earlier(
                        mirror.ofCase(),
                        mirror.ofKey(),
                        shown.code("link", "MIRROR", locale) + ": "
                                + shown.code("disposition", mirror.ofDisposition(), locale)));
        return Stream.concat(back, copies).toList();
    }

    private static Map<String, Object> earlier(String number, String key, String disposition) {
        return Map.of("case", number, "key", key, "disposition", disposition);
    }

    /** Who is proposed to act on each approved target, once the table was asked. */
    private Optional<List<Map<String, Object>>> measures(CaseFile caseFile, Locale locale) {
        var proposals = restrictions
                .find(caseFile.id())
                .map(restriction -> measures.proposals(restriction.id()))
                .orElse(Map.of());
        if (proposals.isEmpty()) {
            return Optional.empty();
        }
        var names = platformNames();
        return Optional.of(cases.targets(caseFile.id()).stream()
                .filter(target -> proposals.containsKey(target.id()))
                .map(target -> measure(target, proposals.get(target.id()), names, locale))
                .toList());
    }

    private Map<String, Object> measure(
            CaseTarget target, Measures.Proposal proposal, Map<String, String> names, Locale locale) {
        return Map.of(
                "no", target.no(),
                "address", target.originalAddress(),
                "platform", names.get(target.platformCode()),
                "proposed", shown.code("addressee", proposal.addressee(), locale),
                "why", Shown.pick(proposal.whyRu(), proposal.whyKk(), proposal.whyEn(), locale));
    }

    /** The newest first: a form shows a few lines a page. */
    private List<Map<String, Object>> history(UUID caseId, Locale locale) {
        return timeline.of(caseId).stream()
                .sorted(Comparator.comparing(Timeline.Entry::id).reversed())
                .map(entry -> Map.<String, Object>of(
                        "at", shown.moment(entry.happenedAt()),
                        "who", entry.actor(),
                        "what", shown.event(entry, locale)))
                .toList();
    }
}
