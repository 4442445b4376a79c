package org.duenotice.review;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.MeasureState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Measures and reviews for whoever sees to it that they are held. */
@Component
@Transactional(readOnly = true)
@RequiredArgsConstructor
public class MeasureViews {

    private static final int SOON_DAYS = 30;

    private final JdbcClient sql;
    private final Clock clock;

    /** A place in a list that goes by day: the day, and what tells two of one day apart. */
    record Place(LocalDate day, String key) {

        /** @throws Problem {@code review.after} */
        static Place of(String after) {
            if (after == null) {
                return new Place(LocalDate.EPOCH, "");
            }
            try {
                return new Place(LocalDate.parse(after.substring(0, 10)), after.substring(11));
            } catch (RuntimeException e) {
                throw Problem.invalid("review.after");
            }
        }

        static String of(LocalDate day, Object key) {
            return day + ":" + key;
        }
    }

    /**
     * A measure that stands, in a list.
     *
     * @param basis the code of the provision that it rests on
     * @param dueOn the day on which it ends if nobody decides anew
     * @param review the number of the review that is open about it, or null
     */
    public record MeasureLine(
            UUID id,
            String caseNumber,
            String restrictionNumber,
            int no,
            MeasureState state,
            String scope,
            String basis,
            LocalDate dueOn,
            String review) {}

    /** A review in a list; {@code undecided} of {@code measures} have no outcome yet. */
    public record ReviewLine(
            String number,
            String caseNumber,
            String restrictionNumber,
            LocalDate dueOn,
            boolean open,
            boolean overdue,
            int measures,
            int undecided) {}

    /** A measure of a review with what became of it; outcome and restoration may be missing. */
    public record ReviewMeasure(
            int no, String address, MeasureState state, String decidedBy, Review.Outcome outcome, String restoration) {}

    /** How many measures stand where, and what comes up. */
    public record Summary(
            Map<MeasureState, Long> byState, long dueWithinThirtyDays, long reviewsOpen, long reviewsOverdue) {}

    private record Counted(MeasureState state, long count) {}

    List<MeasureLine> measures(LocalDate dueBefore, MeasureState state, String basis, Place after, int limit) {
        return sql.sql(
                        """
                        select m.id, c.number as case_number, r.number as restriction_number, ct.no, m.state, d.scope, b.code as basis,
                               m.due_on,
                               (select v.number from restriction_review_target t join restriction_review v on v.id = t.review_id
                                where t.measure_id = m.id and v.open order by v.number desc limit 1) as review
                        from restriction_measure m
                        join restriction_round o on o.id = m.round_id join restriction r on r.id = o.restriction_id
                        join legal_basis b on b.id = r.legal_basis
                        join case_target ct on ct.id = m.case_target_id join case_file c on c.id = ct.case_id
                        join lateral (select scope from restriction_decision d where d.case_target_id = m.case_target_id
                                      and d.decision = 'APPROVED' order by d.id desc limit 1) d on true
                        where m.due_on is not null and m.state in
                            ('APPROVED', 'PENDING_ACTIVATION', 'ACTIVE', 'PENDING_REVIEW', 'PARTIALLY_LIFTED', 'SUSPENDED', 'FAILED')
                          and m.due_on < coalesce(:before::date, 'infinity') and (:state::text is null or m.state = :state)
                          and (:basis::text is null or b.code = :basis)
                          and (m.due_on, m.id) > (:day, :id) and %s
                        order by m.due_on, m.id limit :limit
                        """
                                .formatted(CaseReaders.ordinary("c.id")))
                .param("before", dueBefore)
                .param("state", state == null ? null : state.name())
                .param("basis", basis)
                .param("day", after.day())
                .param("id", id(after))
                .param("limit", limit)
                .query(MeasureLine.class)
                .list();
    }

    /**
     * What rests on one provision, whichever wording.
     *
     * @param within30Days how much of it falls due within thirty days, or has
     */
    public record BasisLine(
            String basis,
            String actRu,
            String actKk,
            String actEn,
            String article,
            String paragraph,
            long measures,
            long within30Days,
            LocalDate nextDueOn) {}

    /** The provisions on which anything stands, the one whose measures fall due first at the beginning. */
    List<BasisLine> byBasis() {
        return sql.sql(
                        """
                        select b.code as basis, max(b.act_ru) as act_ru, max(b.act_kk) as act_kk, max(b.act_en) as act_en,
                               max(b.article) as article, max(b.paragraph) as paragraph, sum(s.measures)::bigint as measures,
                               sum(s.soon)::bigint as within30_days, min(s.next_due_on) as next_due_on
                        from (select r.legal_basis, count(*) as measures, count(*) filter (where m.due_on < :soon) as soon,
                                     min(m.due_on) as next_due_on
                              from restriction_measure m join restriction_round o on o.id = m.round_id
                              join restriction r on r.id = o.restriction_id
                              where m.due_on is not null and m.state in
                                  ('APPROVED', 'PENDING_ACTIVATION', 'ACTIVE', 'PENDING_REVIEW', 'PARTIALLY_LIFTED', 'SUSPENDED', 'FAILED')
                                and %s
                              group by r.legal_basis) s
                        join legal_basis b on b.id = s.legal_basis
                        group by b.code order by min(s.next_due_on), b.code
                        """
                                .formatted(CaseReaders.ordinary("r.case_id")))
                .param("soon", today().plusDays(SOON_DAYS))
                .query(BasisLine.class)
                .list();
    }

    private static UUID id(Place after) {
        try {
            return after.key().isEmpty() ? new UUID(0, 0) : UUID.fromString(after.key());
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("review.after");
        }
    }

    /** By day and number; {@code open} null for all of them. */
    List<ReviewLine> reviews(Boolean open, Boolean overdue, Place after, int limit) {
        return sql.sql(REVIEWS
                        + """
                        where (:open::boolean is null or v.open = :open)
                          and (:overdue::boolean is null or (v.open and v.due_on < :today) = :overdue)
                          and (v.due_on, v.number) > (:day, :number) and %s
                        order by v.due_on, v.number limit :limit
                        """
                                .formatted(CaseReaders.ordinary("c.id")))
                .param("open", open)
                .param("overdue", overdue)
                .param("today", today())
                .param("day", after.day())
                .param("number", after.key())
                .param("limit", limit)
                .query(ReviewLine.class)
                .list();
    }

    private static final String REVIEWS =
            """
            select v.number, c.number as case_number, r.number as restriction_number, v.due_on, v.open,
                   v.open and v.due_on < :today as overdue, of.measures, of.measures - of.decided as undecided
            from restriction_review v join restriction r on r.id = v.restriction_id join case_file c on c.id = r.case_id
            cross join lateral (
                select count(*)::int as measures, count(o.outcome)::int as decided from restriction_review_target t
                left join restriction_review_outcome o on o.review_id = t.review_id and o.case_target_id = t.case_target_id
                where t.review_id = v.id) of
            """;

    ReviewLine review(String number) {
        return sql.sql(REVIEWS + "where v.number = :number and " + CaseReaders.ordinary("c.id"))
                .param("number", number)
                .param("today", today())
                .query(ReviewLine.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("review.unknown", number));
    }

    List<ReviewMeasure> measuresOf(String number) {
        return sql.sql(
                        """
                        select ct.no, ct.original_address as address, m.state, d.decided_by, o.outcome,
                               (select r.number from restoration r join restoration_target x on x.restoration_id = r.id
                                where x.case_target_id = t.case_target_id and (r.occasion = v.number or exists (
                                    select from restoration_occasion j where j.restoration_id = r.id and j.occasion = v.number))
                                order by r.number limit 1) as restoration
                        from restriction_review v join restriction_review_target t on t.review_id = v.id
                        join restriction_measure m on m.id = t.measure_id join restriction_decision d on d.id = t.decision_id
                        join case_target ct on ct.id = t.case_target_id
                        left join restriction_review_outcome o on o.review_id = t.review_id and o.case_target_id = t.case_target_id
                        where v.number = ? order by ct.no
                        """)
                .param(number)
                .query(ReviewMeasure.class)
                .list();
    }

    Summary summary() {
        var byState = new TreeMap<MeasureState, Long>();
        sql.sql("select state, count(*) as count from restriction_measure group by state")
                .query(Counted.class)
                .list()
                .forEach(counted -> byState.put(counted.state(), counted.count()));
        return new Summary(
                byState,
                count(
                        """
                        select count(*) from restriction_measure m where m.due_on is not null and m.due_on < ? and m.state in
                            ('APPROVED', 'PENDING_ACTIVATION', 'ACTIVE', 'PENDING_REVIEW', 'PARTIALLY_LIFTED', 'SUSPENDED', 'FAILED')
                        """,
                        today().plusDays(SOON_DAYS)),
                count("select count(*) from restriction_review where open and due_on >= ?", today()),
                count("select count(*) from restriction_review where open and due_on < ?", today()));
    }

    private long count(String statement, LocalDate day) {
        return sql.sql(statement).param(day).query(Long.class).single();
    }

    private LocalDate today() {
        return LawDay.of(clock.instant());
    }
}
