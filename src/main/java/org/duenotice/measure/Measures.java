package org.duenotice.measure;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.platform.SiteContacts;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.Grounds;
import org.duenotice.restriction.Restriction;
import org.duenotice.restriction.Restrictions;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The addressee of each target that the authorised body approved: a table proposes, an officer of the body decides. */
@Component
@RequiredArgsConstructor
public class Measures {

    private static final Set<Disposition> SOUGHT = EnumSet.of(Disposition.RESTRICTION_SOUGHT, Disposition.SUSPENDED);

    private final JdbcTemplate jdbc;
    private final JdbcClient sql;
    private final Cases cases;
    private final Restrictions restrictions;
    private final Grounds grounds;
    private final Participations participations;
    private final SiteContacts siteContacts;
    private final Timeline timeline;
    private final Clock clock;

    /** The table's answer for one target. */
    public record Proposal(
            UUID caseTargetId, Addressee addressee, Request request, String whyRu, String whyKk, String whyEn) {}

    /** The officer's decision on one target, by its number in the case; {@code ownerAddress} only for the owner of a site. */
    public record TargetMeasure(int no, Addressee addressee, String ownerAddress) {}

    /** What the officer enters: one addressee for each approved target, with reasons. */
    public record Decision(String caseNumber, List<TargetMeasure> targets, String reasons, String officer) {}

    /** What holds for a target. */
    public record Decided(UUID caseTargetId, Addressee addressee, Request request, String ownerAddress) {}

    /** The approved targets of the case that still need an addressee, in their order; one that is suspended gets its own all the same. */
    public List<CaseTarget> approved(CaseFile caseFile) {
        var approved =
                Set.copyOf(restrictions.approved(restrictions.of(caseFile.id()).id()));
        return cases.targets(caseFile.id()).stream()
                .filter(target -> approved.contains(target.id()) && SOUGHT.contains(target.disposition()))
                .toList();
    }

    @Transactional
    public void propose(String caseNumber, List<Proposal> proposals) {
        var restriction = of(caseNumber);
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.batchUpdate(
                "insert into measure_proposal (restriction_id, case_target_id, addressee, request, why_ru, why_kk, why_en, "
                        + "proposed_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                proposals,
                100,
                (row, proposal) -> {
                    row.setObject(1, restriction.id());
                    row.setObject(2, proposal.caseTargetId());
                    row.setString(3, proposal.addressee().name());
                    row.setString(4, proposal.request().name());
                    row.setString(5, proposal.whyRu());
                    row.setString(6, proposal.whyKk());
                    row.setString(7, proposal.whyEn());
                    row.setObject(8, now);
                });
        timeline.record(restriction.caseId(), "MEASURES_PROPOSED", Timeline.SOFTWARE, restriction.number(), "");
    }

    private Restriction of(String caseNumber) {
        return restrictions.of(cases.byNumber(caseNumber).id());
    }

    /** The last proposal for each target. */
    public Map<UUID, Proposal> proposals(UUID restrictionId) {
        return sql
                .sql("select distinct on (case_target_id) case_target_id, addressee, request, why_ru, why_kk, why_en "
                        + "from measure_proposal where restriction_id = ? order by case_target_id, id desc")
                .param(restrictionId)
                .query(Proposal.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Proposal::caseTargetId, Function.identity()));
    }

    /** Records the officer's decision; every approved target gets exactly one addressee. */
    @Transactional
    public void decide(Decision decision) {
        var caseFile = cases.byNumber(decision.caseNumber());
        var restriction = restrictions.of(caseFile.id());
        cases.refuseHeld(caseFile.id());
        grounds.require(restriction);
        participations.join(caseFile.id(), decision.officer(), Side.AUTHORISED_BODY);
        var approved = approved(caseFile).stream().collect(Collectors.toMap(CaseTarget::no, Function.identity()));
        check(decision, approved);
        var proposals = proposals(restriction.id());
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.batchUpdate(
                "insert into measure_decision (restriction_id, case_target_id, addressee, request, owner_address, reasons, "
                        + "decided_by, decided_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                decision.targets(),
                100,
                (row, target) -> {
                    var id = approved.get(target.no()).id();
                    var proposal = proposals.get(id);
                    row.setObject(1, restriction.id());
                    row.setObject(2, id);
                    row.setString(3, target.addressee().name());
                    row.setString(4, request(target, proposal).name());
                    row.setString(5, target.ownerAddress());
                    row.setString(6, decision.reasons());
                    row.setString(7, decision.officer());
                    row.setObject(8, now);
                });
        decision.targets().stream()
                .filter(target -> target.addressee() == Addressee.SITE_OWNER)
                .forEach(target -> siteContacts.found(
                        host(approved.get(target.no())), target.ownerAddress(), decision.caseNumber()));
        decision.targets().stream()
                .collect(Collectors.groupingBy(TargetMeasure::addressee, TreeMap::new, Collectors.toList()))
                .forEach((addressee, targets) -> timeline.record(
                        caseFile.id(),
                        "ADDRESSED_TO_" + addressee.name(),
                        decision.officer(),
                        numbers(targets),
                        decision.reasons()));
    }

    /** A platform is asked as the table proposed; whoever is no platform has no rules of its own to be asked by. */
    private static Request request(TargetMeasure target, Proposal proposal) {
        return target.addressee() == Addressee.PLATFORM && proposal != null ? proposal.request() : Request.LEGAL;
    }

    private static void check(Decision decision, Map<Integer, CaseTarget> approved) {
        var given = decision.targets().stream().map(TargetMeasure::no).sorted().toList();
        var asked = approved.keySet().stream().sorted().toList();
        if (!given.equals(asked)) {
            throw Problem.invalid("measure.each-target-once", asked, given);
        }
        if (decision.reasons() == null || decision.reasons().isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        for (var target : decision.targets()) {
            var isSite = isSite(approved.get(target.no()));
            if (target.addressee() == Addressee.PLATFORM && isSite) {
                throw Problem.invalid("measure.site-is-no-platform", target.no());
            }
            if (target.addressee() == Addressee.SITE_OWNER && !isSite) {
                throw Problem.invalid("measure.platform-has-no-site-owner", target.no());
            }
            if (target.addressee() == Addressee.SITE_OWNER && target.ownerAddress() == null) {
                throw Problem.invalid("measure.owner-contact-missing", target.no());
            }
        }
    }

    private static String numbers(List<TargetMeasure> targets) {
        return targets.stream().map(target -> String.valueOf(target.no())).collect(Collectors.joining(", "));
    }

    /** What holds for each decided target. */
    public List<Decided> decided(UUID restrictionId) {
        return sql.sql("select distinct on (case_target_id) case_target_id, addressee, request, owner_address "
                        + "from measure_decision where restriction_id = ? order by case_target_id, id desc")
                .param(restrictionId)
                .query(Decided.class)
                .list();
    }

    /** The targets of the case with that addressee. */
    public List<CaseTarget> addressedTo(CaseFile caseFile, Addressee addressee) {
        var ids = decided(restrictions.of(caseFile.id()).id()).stream()
                .filter(decided -> decided.addressee() == addressee)
                .map(Decided::caseTargetId)
                .collect(Collectors.toSet());
        var found = new ArrayList<CaseTarget>();
        cases.targets(caseFile.id()).stream()
                .filter(target -> ids.contains(target.id()))
                .forEach(found::add);
        return found;
    }

    /** True for a target on an ordinary site, which no platform answers for. */
    public static boolean isSite(CaseTarget target) {
        return target.platformCode().equals("WEB");
    }

    /** The host of a site's target, without a port. */
    public static String host(CaseTarget target) {
        var authority = target.canonicalKey().substring("web:".length()).split("\\|", 2)[0];
        return authority.startsWith("[") ? authority : authority.replaceFirst(":\\d+$", "");
    }
}
