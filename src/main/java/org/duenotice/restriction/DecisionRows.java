package org.duenotice.restriction;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.law.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the body's words; a later word on a target follows the earlier one, and nothing is changed. */
@Component
@RequiredArgsConstructor
class DecisionRows {

    private final JdbcClient sql;
    private final MeasureStates measureStates;
    private final Clock clock;

    record Row(
            UUID caseTargetId,
            BodyDecision decision,
            String reasons,
            Scope scope,
            LocalDate reviewOn,
            LocalDate endsOn,
            Step.Ground widerGround,
            String widerWords,
            String object,
            UUID assessmentId,
            UUID hearingId,
            String officerName,
            String officerFunction,
            String decidedBy,
            String approvedBy,
            String approvalRemarks) {

        /** A word that orders no measure. */
        static Row without(BodyDecision word, UUID target, String reasons, Officer officer) {
            return new Row(
                    target,
                    word,
                    reasons,
                    null,
                    null,
                    null,
                    null,
                    "",
                    "",
                    null,
                    null,
                    officer.name(),
                    officer.function(),
                    officer.id(),
                    null,
                    "");
        }

        Row approvedBy(String head, String remarks) {
            return new Row(
                    caseTargetId,
                    BodyDecision.APPROVED,
                    reasons,
                    scope,
                    reviewOn,
                    endsOn,
                    widerGround,
                    widerWords,
                    object,
                    assessmentId,
                    hearingId,
                    officerName,
                    officerFunction,
                    decidedBy,
                    head,
                    remarks);
        }
    }

    void insert(Round round, Row row) {
        sql.sql(
                        """
                        insert into restriction_decision (restriction_id, round_id, case_target_id, decision, reasons, scope,
                            review_on, ends_on, wider_ground, wider_words, object, assessment_id, hearing_id, officer_name,
                            officer_function, decided_by, decided_at, approved_by, approval_remarks)
                        values (:restriction, :round, :target, :decision, :reasons, :scope, :reviewOn, :endsOn, :ground,
                            :words, :object, :assessment, :hearing, :name, :function, :by, :at, :approvedBy, :remarks)
                        """)
                .param("restriction", round.restrictionId())
                .param("round", round.id())
                .param("target", row.caseTargetId())
                .param("decision", row.decision().name())
                .param("reasons", row.reasons())
                .param("scope", row.scope() == null ? null : row.scope().name())
                .param("reviewOn", row.reviewOn())
                .param("endsOn", row.endsOn())
                .param(
                        "ground",
                        row.widerGround() == null ? null : row.widerGround().name())
                .param("words", row.widerWords())
                .param("object", row.object())
                .param("assessment", row.assessmentId())
                .param("hearing", row.hearingId())
                .param("name", row.officerName())
                .param("function", row.officerFunction())
                .param("by", row.decidedBy())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("approvedBy", row.approvedBy())
                .param("remarks", row.approvalRemarks())
                .update();
        measureStates.decided(round, row);
    }

    /** The decisions on the round's targets that counted before it, by target. */
    Map<UUID, Row> standing(Round round) {
        return sql
                .sql(
                        """
                        select d.* from restriction_round_target t
                        join lateral (
                            select * from restriction_decision d where d.restriction_id = :restriction
                            and d.case_target_id = t.case_target_id and d.decision = 'APPROVED' and d.round_id <> t.round_id
                            order by d.id desc limit 1) d on true
                        where t.round_id = :round
                        """)
                .param("restriction", round.restrictionId())
                .param("round", round.id())
                .query(Row.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Row::caseTargetId, row -> row));
    }

    /** What waits for the head of the body. */
    List<Row> submitted(Round round) {
        return sql.sql(
                        """
                        select d.* from restriction_round_target t
                        join lateral (
                            select * from restriction_decision d where d.round_id = t.round_id
                            and d.case_target_id = t.case_target_id order by d.id desc limit 1) d on d.decision = 'SUBMITTED'
                        where t.round_id = ?
                        """)
                .param(round.id())
                .query(Row.class)
                .list();
    }
}
