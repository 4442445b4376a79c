package org.duenotice.process;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.law.JudicialActs;
import org.duenotice.law.LegalBases;
import org.duenotice.law.LegalBasis;
import org.duenotice.law.Purpose;
import org.duenotice.measure.Measures;
import org.duenotice.notice.Captures;
import org.duenotice.notice.Notice;
import org.duenotice.notice.NoticeItem;
import org.duenotice.notice.Notices;
import org.duenotice.qualification.Prepared;
import org.duenotice.qualification.Qualifications;
import org.duenotice.recreation.Recreations;
import org.duenotice.referral.Forwardings;
import org.duenotice.referral.ReferralKind;
import org.duenotice.referral.ReferralPackages;
import org.duenotice.referral.Referrals;
import org.duenotice.restriction.Notifications;
import org.duenotice.restriction.Round;
import org.duenotice.restriction.Rounds;
import org.springframework.stereotype.Component;

/** What the selects of a form offer and what its lists begin with: only what is valid today. */
@Component
@RequiredArgsConstructor
class FormChoices {

    private final Cases cases;
    private final Qualifications qualifications;
    private final LegalBases legalBases;
    private final JudicialActs judicialActs;
    private final Referrals referrals;
    private final ReferralPackages packages;
    private final Forwardings forwardings;
    private final Measures measures;
    private final Rounds rounds;
    private final Notifications notifications;
    private final Notices notices;
    private final Captures captures;
    private final Recreations recreations;
    private final Clock clock;

    Map<String, Object> of(String task, CaseFile caseFile, Locale locale) {
        return switch (task) {
            case "prepareQualification" -> qualification(caseFile, locale);
            case "reviewRights" -> Map.of("judicialActs", acts(caseFile));
            case "handOverCriminalReferral", "recordTransfer" ->
                Map.of("bodies", bodies(caseFile, ReferralKind.CRIMINAL, locale));
            case "handOverAdministrativeReferral" ->
                Map.of("bodies", bodies(caseFile, ReferralKind.ADMINISTRATIVE, locale));
            case "prepareCriminalReferral" -> referral(caseFile, ReferralKind.CRIMINAL, locale);
            case "prepareAdministrativeReferral" -> referral(caseFile, ReferralKind.ADMINISTRATIVE, locale);
            case "prepareRequalification" -> Map.of("legalBases", offenceBases(caseFile, locale));
            case "forwardDetection" ->
                Map.of(
                        "bodies",
                        forwardings.bodies().stream()
                                .map(body -> option(Shown.in(body.name(), locale), body.code()))
                                .toList());
            case "recheckTarget" -> Map.of("targetChoices", targets(recreations.watched(caseFile.number())));
            case "decideMeasures" -> Map.of("targetChoices", targets(measures.approved(caseFile)));
            default -> Map.of();
        };
    }

    private Map<String, Object> qualification(CaseFile caseFile, Locale locale) {
        var today = LawDay.of(clock.instant());
        var choices = new LinkedHashMap<String, Object>();
        choices.put("legalBases", offenceBases(caseFile, locale));
        choices.put(
                "restrictionBases", options(legalBases.of(Purpose.RESTRICTION, caseFile.category(), today), locale));
        choices.put("judicialActs", acts(caseFile));
        qualifications.last(caseFile.id()).ifPresent(last -> proposedBefore(choices, last));
        choices.put("targetChoices", targets(cases.targets(caseFile.id(), Disposition.IN_QUALIFICATION)));
        return choices;
    }

    private List<Map<String, String>> offenceBases(CaseFile caseFile, Locale locale) {
        var today = LawDay.of(clock.instant());
        return Stream.of(Purpose.CRIMINAL, Purpose.ADMINISTRATIVE)
                .flatMap(purpose -> options(legalBases.of(purpose, caseFile.category(), today), locale).stream())
                .toList();
    }

    /** What was written for a package before is mended, not typed again. */
    private Map<String, Object> referral(CaseFile caseFile, ReferralKind kind, Locale locale) {
        var choices = new LinkedHashMap<String, Object>();
        var bodies = bodies(caseFile, kind, locale);
        choices.put("bodies", bodies);
        packages.draft(caseFile.id()).ifPresent(draft -> {
            if (bodies.stream().anyMatch(body -> body.get("value").equals(draft.bodyCode()))) {
                choices.put("body", draft.bodyCode());
                choices.put("bodyGround", draft.bodyGround());
            }
            choices.put("factsRu", draft.factsRu());
            choices.put("factsKk", draft.factsKk());
        });
        return choices;
    }

    /** A proposal that came back is mended, not typed again. */
    private static void proposedBefore(Map<String, Object> choices, Prepared last) {
        choices.put("proposal", last.proposal());
        choices.put("offenceRoute", last.offenceRoute());
        choices.put("restriction", last.restriction());
        choices.put("reasons", last.reasons());
        Stream.of(
                        new Choice("offenceBasis", last.offenceBasis()),
                        new Choice("restrictionBasis", last.restrictionBasis()),
                        new Choice("judicialAct", last.judicialAct()),
                        new Choice("closing", last.closing()))
                .filter(choice -> choice.value() != null)
                .forEach(choice -> choices.put(choice.field(), choice.value()));
    }

    private record Choice(String field, Object value) {}

    private static List<Map<String, String>> options(List<LegalBasis> bases, Locale locale) {
        return bases.stream()
                .map(basis -> option(
                        Shown.in(basis.citation(), locale) + " — " + Shown.in(basis.summary(), locale),
                        basis.id().toString()))
                .toList();
    }

    private List<Map<String, String>> acts(CaseFile caseFile) {
        var keys = cases.targets(caseFile.id(), Disposition.IN_QUALIFICATION).stream()
                .map(CaseTarget::canonicalKey)
                .toList();
        return judicialActs.naming(keys, LawDay.of(clock.instant())).stream()
                .map(act -> option(
                        "№ %s, %s, %s".formatted(act.number(), act.actDate(), act.court()),
                        act.id().toString()))
                .toList();
    }

    private List<Map<String, String>> bodies(CaseFile caseFile, ReferralKind kind, Locale locale) {
        return referrals.bodies(caseFile, kind).stream()
                .map(body -> option(Shown.in(body.name(), locale), body.code()))
                .toList();
    }

    Map<String, Object> of(String task, Round round) {
        return switch (task) {
            case "decideRestriction", "reviewRestriction" -> Map.of("targetChoices", targets(rounds.undecided(round)));
            case "prepareNotification" -> draft(round);
            default -> Map.of();
        };
    }

    /** What was written before is mended, not typed again; a first draft is empty, since nobody knows the language of earlier reasons. */
    private Map<String, Object> draft(Round round) {
        return notifications
                .lastDraft(round)
                .<Map<String, Object>>map(
                        draft -> Map.of("reasonsRu", draft.reasonsRu(), "reasonsKk", draft.reasonsKk()))
                .orElseGet(Map::of);
    }

    private static List<Map<String, String>> targets(List<CaseTarget> targets) {
        return targets.stream()
                .map(target -> target(target.no(), target.originalAddress()))
                .toList();
    }

    static Map<String, String> target(int no, String address) {
        return option(no + ". " + address, String.valueOf(no));
    }

    Map<String, Object> of(String task, Notice notice) {
        return switch (task) {
            case "recordAnswer" -> Map.of("targetChoices", targets(notice, item -> !item.isSettled()));
            case "verifyOutcome" ->
                Map.of(
                        "targetChoices",
                        targets(notice, NoticeItem::awaitsVerification),
                        "captureChoices",
                        captures.fresh(notice).stream()
                                .map(file -> option(file.name(), file.id().toString()))
                                .toList());
            default -> Map.of();
        };
    }

    private List<Map<String, String>> targets(Notice notice, Predicate<NoticeItem> offered) {
        return notices.items(notice.id()).stream()
                .filter(offered)
                .map(item -> target(item.no(), item.address()))
                .toList();
    }

    static Map<String, String> option(String label, String value) {
        return Map.of("label", label, "value", value);
    }
}
