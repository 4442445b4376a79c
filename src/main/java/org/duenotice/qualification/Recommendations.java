package org.duenotice.qualification;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.intake.Origins;
import org.duenotice.law.Competences;
import org.duenotice.law.JudicialActs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the route table is asked and what it answered. A recommendation is shown to people and decides nothing. */
@Component
@RequiredArgsConstructor
public class Recommendations {

    private final JdbcClient sql;
    private final Origins origins;
    private final Cases cases;
    private final EvidenceFiles evidence;
    private final ProtectedExpressions protectedExpressions;
    private final Competences competences;
    private final JudicialActs judicialActs;
    private final Timeline timeline;
    private final Clock clock;

    /** The inputs of the route table, named as its columns. */
    public record RouteFacts(
            String category,
            boolean withinCompetence,
            boolean protectedExpression,
            boolean courtActNamesTarget,
            boolean allKnownOpen,
            boolean evidenceCaptured,
            boolean anonymousOnly) {}

    /** The table's answer, explained in words. */
    public record Recommendation(
            String proposal,
            String offenceRoute,
            boolean restriction,
            String closing,
            String whyRu,
            String whyKk,
            String whyEn,
            Instant recommendedAt) {}

    @Transactional(readOnly = true)
    public RouteFacts facts(String caseNumber) {
        var caseFile = cases.byNumber(caseNumber);
        var today = LawDay.of(clock.instant());
        var keys = cases.targets(caseFile.id(), Disposition.IN_QUALIFICATION).stream()
                .map(CaseTarget::canonicalKey)
                .toList();
        return new RouteFacts(
                caseFile.category(),
                competences.within(caseFile.category(), today),
                protectedExpressions.ticked(caseFile.id()).isPresent(),
                !judicialActs.naming(keys, today).isEmpty(),
                cases.isKnownOpen(caseFile.id()),
                evidence.isThere(caseFile.id()),
                origins.areAnonymousOnly(caseFile));
    }

    @Transactional
    public void record(String caseNumber, Recommendation given) {
        var caseFile = cases.byNumber(caseNumber);
        sql.sql(
                        "insert into recommendation (case_id, proposal, offence_route, restriction, closing, why_ru, why_kk, why_en, "
                                + "recommended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        caseFile.id(),
                        given.proposal(),
                        given.offenceRoute(),
                        given.restriction(),
                        given.closing(),
                        given.whyRu(),
                        given.whyKk(),
                        given.whyEn(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        timeline.record(caseFile.id(), "ROUTE_RECOMMENDED", Timeline.SOFTWARE, given.proposal(), given.whyEn());
    }

    public Optional<Recommendation> last(UUID caseId) {
        return sql.sql("select proposal, offence_route, restriction, closing, why_ru, why_kk, why_en, recommended_at "
                        + "from recommendation where case_id = ? order by id desc limit 1")
                .param(caseId)
                .query(Recommendation.class)
                .optional();
    }
}
