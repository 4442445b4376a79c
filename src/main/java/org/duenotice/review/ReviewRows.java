package org.duenotice.review;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.MeasureTerms.DueMeasure;
import org.duenotice.review.Review.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of reviews: what is looked at, and what became of it. */
@Component
@RequiredArgsConstructor
class ReviewRows {

    private final JdbcClient sql;
    private final Clock clock;

    /**
     * A measure under review without an outcome yet.
     *
     * @param state where the measure stands now
     * @param stands false where it was undone meanwhile
     * @param wasToBeReviewed whether a day of review was set, not an end only
     */
    record Item(UUID caseTargetId, int no, String state, boolean stands, boolean wasToBeReviewed) {

        /** Whether somebody should have decided: it stood, and a day of review was set. */
        boolean isOwed() {
            return wasToBeReviewed
                    && List.of("ACTIVE", "PENDING_REVIEW", "PARTIALLY_LIFTED").contains(state);
        }
    }

    /**
     * What the body has said about a measure in this review.
     *
     * @param decision {@code APPROVED} or {@code LIFTED}
     * @param narrower whether it reaches less far than before
     */
    record Decided(UUID caseTargetId, String decision, boolean narrower, String reasons, String decidedBy) {}

    Review insert(String number, UUID restriction, UUID round, LocalDate dueOn, List<DueMeasure> measures) {
        var review = new Review(UUID.randomUUID(), number, restriction, round, dueOn, clock.instant(), true);
        sql.sql(
                        "insert into restriction_review (id, number, restriction_id, round_id, due_on, opened_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        review.id(),
                        number,
                        restriction,
                        round,
                        dueOn,
                        review.openedAt().atOffset(ZoneOffset.UTC))
                .update();
        sql.sql(
                        """
                        insert into restriction_review_target (review_id, case_target_id, measure_id, decision_id)
                        select ?, t.case_target, t.measure, t.decision from unnest(?, ?, ?) t(case_target, measure, decision)
                        """)
                .params(
                        review.id(),
                        measures.stream().map(DueMeasure::caseTargetId).toArray(UUID[]::new),
                        measures.stream().map(DueMeasure::measureId).toArray(UUID[]::new),
                        measures.stream().map(DueMeasure::decisionId).toArray(Long[]::new))
                .update();
        return review;
    }

    Review get(String number) {
        return find(number).orElseThrow(() -> Problem.notFound("review.unknown", number));
    }

    Optional<Review> find(String number) {
        return sql.sql("select * from restriction_review where number = ?")
                .param(number)
                .query(Review.class)
                .optional();
    }

    /** The review, held until the transaction ends: the reviewer and the day come one after the other. */
    Review locked(String number) {
        return sql.sql("select * from restriction_review where number = ? for update")
                .param(number)
                .query(Review.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("review.unknown", number));
    }

    List<Item> undecided(Review review) {
        return sql.sql(
                        """
                        select t.case_target_id, ct.no, m.state, d.review_on is not null as was_to_be_reviewed,
                               exists (select from standing_measure s where s.id = m.id) as stands
                        from restriction_review_target t join restriction_measure m on m.id = t.measure_id
                        join restriction_decision d on d.id = t.decision_id join case_target ct on ct.id = t.case_target_id
                        where t.review_id = ? and not exists (
                            select from restriction_review_outcome o where o.review_id = t.review_id
                            and o.case_target_id = t.case_target_id)
                        order by ct.no
                        """)
                .param(review.id())
                .query(Item.class)
                .list();
    }

    /** Whether a day of review was set for any of its measures, not an end only. */
    boolean isAnyToBeReviewed(String number) {
        return sql.sql(
                        """
                        select exists (select from restriction_review v join restriction_review_target t on t.review_id = v.id
                                       join restriction_decision d on d.id = t.decision_id
                                       where v.number = ? and d.review_on is not null)
                        """)
                .param(number)
                .query(Boolean.class)
                .single();
    }

    /** The final words of the review on what has no outcome yet. */
    List<Decided> decided(Review review) {
        return sql.sql(
                        """
                        select t.case_target_id, d.decision, d.reasons, d.decided_by,
                               coalesce(array_position(ladder.steps, d.scope) < array_position(ladder.steps, before.scope), false) as narrower
                        from restriction_review_target t
                        join restriction_decision before on before.id = t.decision_id
                        join restriction_decision d on d.round_id = :round and d.case_target_id = t.case_target_id
                            and d.decision in ('APPROVED', 'LIFTED')
                        cross join (select array['ITEM', 'GEO_RESTRICTION', 'ACCOUNT', 'PATH', 'DOMAIN', 'SERVICE', 'PLATFORM'] as steps) ladder
                        where t.review_id = :review and not exists (
                            select from restriction_review_outcome o where o.review_id = t.review_id
                            and o.case_target_id = t.case_target_id)
                        """)
                .param("round", review.roundId())
                .param("review", review.id())
                .query(Decided.class)
                .list();
    }

    void outcome(Review review, Collection<UUID> caseTargets, Outcome outcome, String person) {
        sql.sql(
                        """
                        insert into restriction_review_outcome (review_id, case_target_id, outcome, recorded_by, recorded_at)
                        select :review, t.id, :outcome, :person, :at from unnest(:targets) t(id)
                        """)
                .param("review", review.id())
                .param("outcome", outcome.name())
                .param("person", person)
                .param("at", now().atOffset(ZoneOffset.UTC))
                .param("targets", caseTargets.toArray(UUID[]::new))
                .update();
    }

    boolean isMissed(Review review) {
        return sql.sql(
                        "select exists (select from restriction_review_outcome where review_id = ? and outcome = 'LAPSED')")
                .param(review.id())
                .query(Boolean.class)
                .single();
    }

    /** The open reviews whose day is over, the oldest first; what is sealed is nobody's here. */
    List<String> overdue(LocalDate today, int limit) {
        return sql.sql(
                        """
                        select v.number from restriction_review v join restriction r on r.id = v.restriction_id
                        where v.open and v.due_on < ? and %s order by v.due_on, v.number limit ?
                        """
                                .formatted(CaseReaders.ordinary("r.case_id")))
                .params(today, limit)
                .query(String.class)
                .list();
    }

    /** The numbers of all reviews of the case. */
    List<String> of(UUID caseId) {
        return sql.sql("select v.number from restriction_review v join restriction r on r.id = v.restriction_id "
                        + "where r.case_id = ? order by v.number")
                .param(caseId)
                .query(String.class)
                .list();
    }

    /** The open reviews that one of the targets is in; of a sealed case its own group sees to that. */
    List<String> openAbout(Collection<UUID> caseTargets) {
        return sql.sql(
                        """
                        select distinct v.number from restriction_review_target t join restriction_review v on v.id = t.review_id
                        join restriction r on r.id = v.restriction_id
                        where t.case_target_id = any (?) and v.open and %s order by v.number
                        """
                                .formatted(CaseReaders.ordinary("r.case_id")))
                .param(caseTargets.toArray(UUID[]::new))
                .query(String.class)
                .list();
    }

    private Instant now() {
        return clock.instant();
    }
}
