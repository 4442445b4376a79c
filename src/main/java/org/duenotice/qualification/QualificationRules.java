package org.duenotice.qualification;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Disposition;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.law.Competences;
import org.duenotice.law.JudicialActs;
import org.duenotice.law.LegalBases;
import org.duenotice.law.LegalBasis;
import org.duenotice.law.Purpose;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a qualification may not be: outside competence, on protected expression, without evidence or without a basis valid today. */
@Component
@RequiredArgsConstructor
class QualificationRules {

    private static final int LONGEST_TEXT = 20_000;

    private final JdbcClient sql;
    private final EvidenceFiles evidence;
    private final ProtectedExpressions protectedExpressions;
    private final RightsReviews rightsReviews;
    private final LegalBases legalBases;
    private final JudicialActs judicialActs;
    private final Competences competences;
    private final Clock clock;

    void check(Qualifications.Preparation preparation, CaseFile caseFile, List<CaseTarget> targets) {
        if (preparation.reasons() == null || preparation.reasons().isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        if (preparation.reasons().length() > LONGEST_TEXT) {
            throw Problem.invalid("reasons-too-long", LONGEST_TEXT);
        }
        shape(preparation, caseFile, targets);
        var closings = new HashMap<UUID, Disposition>();
        targets.forEach(target -> {
            var closing = preparation.closingByNo().get(target.no());
            if (closing != null) {
                closings.put(target.id(), closing);
            }
        });
        var prepared = new Prepared(
                null,
                caseFile.id(),
                0,
                preparation.proposal(),
                preparation.offenceRoute(),
                preparation.offenceBasis(),
                preparation.restriction(),
                preparation.restrictionBasis(),
                preparation.judicialAct(),
                preparation.closing(),
                preparation.reasons(),
                preparation.preparer(),
                clock.instant());
        checkStillTrue(prepared, caseFile, targets, closings);
    }

    /** The parts must fit together: measures have a route, a closing has its kind, nothing is given twice. */
    private static void shape(Qualifications.Preparation preparation, CaseFile caseFile, List<CaseTarget> targets) {
        var measures = preparation.offenceRoute() != OffenceRoute.NONE || preparation.restriction();
        if (preparation.proposal() == Proposal.MEASURES && !measures) {
            throw Problem.invalid("qualification.no-measure");
        }
        if (preparation.proposal() != Proposal.MEASURES && measures) {
            throw Problem.invalid("qualification.measure-without-route");
        }
        if ((preparation.proposal() == Proposal.CLOSE)
                != (preparation.closing() != null && preparation.closing().isClosing())) {
            throw Problem.invalid("qualification.closing");
        }
        preparation.closingByNo().forEach((no, closing) -> {
            if (no < 1 || no > targets.size() || !closing.isClosing()) {
                throw Problem.invalid("qualification.target", no, caseFile.number());
            }
        });
        if (preparation.proposal() == Proposal.MEASURES
                && preparation.closingByNo().size() == targets.size()) {
            throw Problem.invalid("qualification.nothing-left");
        }
    }

    /** Asked when a proposal is prepared and again when it is approved: the law and the case may have moved in between. */
    void checkStillTrue(
            Prepared prepared, CaseFile caseFile, List<CaseTarget> targets, Map<UUID, Disposition> closings) {
        var today = LawDay.of(clock.instant());
        var isTicked = protectedExpressions.ticked(caseFile.id()).isPresent();
        var isWithin = competences.within(caseFile.category(), today);
        if (prepared.proposal() == Proposal.RIGHTS_REVIEW) {
            if (!isTicked) {
                throw Problem.conflict("qualification.nothing-to-review");
            }
            return;
        }
        if (prepared.proposal() == Proposal.CLOSE) {
            var others = Stream.concat(Stream.of(prepared.closing()), closings.values().stream())
                    .anyMatch(closing -> closing != Disposition.OUT_OF_COMPETENCE);
            if (isTicked && others) {
                throw Problem.conflict("qualification.protected", caseFile.number());
            }
            if (!isWithin && others) {
                throw Problem.conflict("qualification.out-of-competence", caseFile.category());
            }
            return;
        }
        if (!isWithin) {
            throw Problem.conflict("qualification.out-of-competence", caseFile.category());
        }
        if (!evidence.isThere(caseFile.id())) {
            throw Problem.conflict("evidence.none", caseFile.number());
        }
        if (isTicked) {
            permitted(prepared, caseFile);
        }
        var route = prepared.offenceRoute();
        if (route != OffenceRoute.NONE && isAnonymousOnly(caseFile)) {
            throw Problem.conflict("qualification.anonymous-lead", caseFile.number());
        }
        var offence = route == OffenceRoute.ADMINISTRATIVE ? Purpose.ADMINISTRATIVE : Purpose.CRIMINAL;
        basis(route != OffenceRoute.NONE, prepared.offenceBasis(), offence, caseFile, today);
        var restrictionBasis =
                basis(prepared.restriction(), prepared.restrictionBasis(), Purpose.RESTRICTION, caseFile, today);
        if (prepared.restriction()) {
            act(prepared, restrictionBasis, targets, closings, today);
        }
    }

    /** An anonymous message is no ground for an investigation, only a lead to look for one (Criminal Procedure Code, art. 181(6)). */
    private boolean isAnonymousOnly(CaseFile caseFile) {
        return sql.sql("select coalesce(bool_and(d.source = 'ANONYMOUS'), false) from detection d "
                        + "join case_target ct on ct.id = d.case_target_id where ct.case_id = ?")
                .param(caseFile.id())
                .query(Boolean.class)
                .single();
    }

    /** Protected expression goes on only as far as the lawyer permitted: restriction, on that very act, nothing else. */
    private void permitted(Prepared prepared, CaseFile caseFile) {
        var act = permittedAct(caseFile.id());
        var bound = act.isPresent()
                && act.get().equals(prepared.judicialAct())
                && prepared.restriction()
                && prepared.offenceRoute() == OffenceRoute.NONE;
        if (!bound) {
            throw Problem.conflict("qualification.protected", caseFile.number());
        }
    }

    java.util.Optional<UUID> permittedAct(UUID caseId) {
        return rightsReviews.permittedAct(caseId);
    }

    private LegalBasis basis(boolean needed, UUID id, Purpose purpose, CaseFile caseFile, LocalDate today) {
        if (!needed) {
            if (id != null) {
                throw Problem.invalid("qualification.basis-without-route", purpose);
            }
            return null;
        }
        if (id == null) {
            throw Problem.invalid("qualification.basis-missing", purpose);
        }
        var basis = legalBases.validOn(id, today);
        if (basis.purpose() != purpose || !basis.categories().contains(caseFile.category())) {
            throw Problem.invalid("qualification.basis-does-not-fit", basis.code(), caseFile.category());
        }
        return basis;
    }

    private void act(
            Prepared prepared,
            LegalBasis basis,
            List<CaseTarget> targets,
            Map<UUID, Disposition> closings,
            LocalDate today) {
        if (prepared.judicialAct() == null) {
            if (basis.needsAct()) {
                throw Problem.invalid("qualification.act-missing", basis.code());
            }
            return;
        }
        var act = judicialActs.inForce(prepared.judicialAct(), today);
        targets.stream()
                .filter(target -> !closings.containsKey(target.id()))
                .filter(target -> !judicialActs.names(act.id(), target.canonicalKey()))
                .findFirst()
                .ifPresent(target -> {
                    throw Problem.invalid("rights.act-does-not-name", target.no(), target.originalAddress());
                });
    }
}
