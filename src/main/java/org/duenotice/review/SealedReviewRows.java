package org.duenotice.review;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.MeasureState;
import org.duenotice.review.SealedReviews.Measure;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of reviews of sealed measures. A review is over when each of its measures has a word, and what was lifted is open. */
@Component
@RequiredArgsConstructor
class SealedReviewRows {

    private static final String OPEN = "from sealed_measure_review v where v.open";

    private final JdbcClient sql;
    private final Clock clock;

    record SealedReview(UUID id, UUID caseId, LocalDate dueOn, Instant openedAt, String occasion) {}

    /** A sealed case with measures that fall due, or that were being undone when it was sealed. */
    record Due(String number, LocalDate dueOn) {}

    List<Due> due(LocalDate until, LocalDate today, String after, int limit) {
        return sql.sql(
                        """
                        select f.number, least(min(m.due_on), :until::date) as due_on
                        from sealed_case s join case_file f on f.id = s.case_id
                        join case_target ct on ct.case_id = s.case_id
                        join restriction_measure m on m.case_target_id = ct.id
                        where f.number > :after and not exists (select %s and v.case_id = s.case_id and v.occasion = '')
                          and (m.due_on <= :until and exists (select from standing_measure t where t.id = m.id)
                               or m.state = 'PENDING_REMOVAL' and not exists (
                                   select from sealed_measure_word w where w.measure_id = m.id))
                        group by f.number order by f.number limit :limit
                        """
                                .formatted(OPEN))
                .param("until", until)
                .param("after", after)
                .param("limit", limit)
                .query((row, no) -> new Due(
                        row.getString(1),
                        Optional.ofNullable(row.getObject(2, LocalDate.class)).orElse(today)))
                .list();
    }

    /** The open reviews whose day is over. */
    List<String> overdue(LocalDate today, int limit) {
        return sql.sql("select f.number from sealed_measure_review v join case_file f on f.id = v.case_id "
                        + "where v.open and v.occasion = '' and v.due_on < ? order by v.due_on, f.number limit ?")
                .params(today, limit)
                .query(String.class)
                .list();
    }

    SealedReview insert(UUID caseId, LocalDate dueOn, String occasion) {
        var review = new SealedReview(UUID.randomUUID(), caseId, dueOn, clock.instant(), occasion);
        sql.sql("insert into sealed_measure_review (id, case_id, due_on, opened_at, occasion) values (?, ?, ?, ?, ?)")
                .params(review.id(), caseId, dueOn, review.openedAt().atOffset(ZoneOffset.UTC), occasion)
                .update();
        return review;
    }

    /** Measures of one sealed case in one state, without their content; {@code dueOn} is the earliest of their days. */
    public record Line(String caseNumber, MeasureState state, int measures, LocalDate dueOn, boolean overdue) {

        String key() {
            return caseNumber + ":" + state;
        }
    }

    /** By case number and state. */
    List<Line> lines(String after, int limit) {
        return sql.sql(
                        """
                        select f.number as case_number, m.state, count(*)::int as measures, min(m.due_on) as due_on,
                               coalesce(min(m.due_on) < :today, false) as overdue
                        from sealed_case s join case_file f on f.id = s.case_id join case_target ct on ct.case_id = s.case_id
                        join restriction_measure m on m.case_target_id = ct.id
                        where f.number || ':' || m.state > :after and f.number >= split_part(:after, ':', 1)
                          and (m.state = 'PENDING_REMOVAL' or exists (select from standing_measure t where t.id = m.id))
                        group by f.number, m.state order by f.number || ':' || m.state limit :limit
                        """)
                .param("after", after)
                .param("today", LawDay.of(clock.instant()))
                .param("limit", limit)
                .query(Line.class)
                .list();
    }

    /** The open review of that number. */
    Optional<SealedReview> find(String key) {
        return find(key, "");
    }

    /** @throws Problem {@code review.unknown} */
    SealedReview get(String key) {
        return find(key).orElseThrow(() -> Problem.notFound("review.unknown", key));
    }

    /** The review, held until the transaction ends. */
    SealedReview locked(String key) {
        return find(key, " for update of v").orElseThrow(() -> Problem.notFound("review.unknown", key));
    }

    private Optional<SealedReview> find(String key, String how) {
        return sql.sql("select v.id, v.case_id, v.due_on, v.opened_at, v.occasion " + OPEN
                        + " and v.case_id = case_of(:key) and v.occasion = case when :key like 'DN-%' then '' else :key end"
                        + how)
                .param("key", key)
                .query(SealedReview.class)
                .optional();
    }

    /** What stands of the case, falls due by the day of the review and has no word in it yet; on an appeal nothing is left to be decided. */
    List<Measure> standing(SealedReview review) {
        if (!review.occasion().isEmpty()) {
            return List.of();
        }
        return sql.sql(
                        """
                        select m.id, o.restriction_id, m.case_target_id, ct.no, m.state, m.due_on
                        from case_target ct join restriction_measure m on m.case_target_id = ct.id
                        join restriction_round o on o.id = m.round_id
                        where ct.case_id = :case and m.due_on <= :day and exists (select from standing_measure s where s.id = m.id)
                          and not exists (select from sealed_measure_word w where w.review_id = :review and w.measure_id = m.id)
                        order by ct.no
                        """)
                .param("case", review.caseId())
                .param("day", review.dueOn())
                .param("review", review.id())
                .query(Measure.class)
                .list();
    }

    /** What stands on these targets. */
    List<Measure> standingOn(Collection<UUID> targets) {
        return sql.sql(
                        """
                        select s.id, s.restriction_id, s.case_target_id, ct.no, s.state, s.due_on
                        from standing_measure s join case_target ct on ct.id = s.case_target_id where s.case_target_id = any (?) order by ct.no
                        """)
                .param(targets.toArray(UUID[]::new))
                .query(Measure.class)
                .list();
    }

    /** Whether somebody has still to open access to one of them. */
    boolean isBeingOpened(Collection<UUID> targets) {
        return sql.sql(
                        "select exists (select from current_disposition where case_target_id = any (?) and disposition = 'BEING_RESTORED')")
                .param(targets.toArray(UUID[]::new))
                .query(Boolean.class)
                .single();
    }

    /** What was being undone when the case was sealed. */
    List<UUID> beingUndone(UUID caseId) {
        return sql.sql(
                        """
                        select m.id from case_target ct join restriction_measure m on m.case_target_id = ct.id
                        where ct.case_id = ? and m.state = 'PENDING_REMOVAL' and not exists (
                            select from sealed_measure_word w where w.measure_id = m.id)
                        """)
                .param(caseId)
                .query(UUID.class)
                .list();
    }

    List<UUID> targets(Collection<Measure> measures) {
        return measures.stream().map(Measure::caseTargetId).toList();
    }

    /** What was lifted in this review and is closed still. */
    List<Measure> toOpen(SealedReview review) {
        return sql.sql(
                        """
                        select m.id, o.restriction_id, m.case_target_id, ct.no, m.state, m.due_on
                        from sealed_measure_word w join restriction_measure m on m.id = w.measure_id join restriction_round o on o.id = m.round_id
                        join case_target ct on ct.id = m.case_target_id join current_disposition d on d.case_target_id = ct.id
                        where w.review_id = ? and w.word <> 'RENEWED' and d.disposition = 'BEING_RESTORED' order by ct.no
                        """)
                .param(review.id())
                .query(Measure.class)
                .list();
    }

    /** Whether the person decided or approved any of these measures, or renewed it in a review. */
    boolean decided(Collection<UUID> measures, String person) {
        return sql.sql(
                        """
                        select exists (select from restriction_measure m join restriction_decision d on d.case_target_id = m.case_target_id
                                       where m.id = any (:measures) and :person in (d.decided_by, d.approved_by))
                            or exists (select from sealed_measure_word w where w.measure_id = any (:measures) and w.said_by = :person)
                        """)
                .param("measures", measures.toArray(UUID[]::new))
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    void say(
            SealedReview review,
            Collection<UUID> measures,
            SealedReviews.Word word,
            String reasons,
            LocalDate reviewOn,
            String person) {
        sql.sql(
                        """
                        insert into sealed_measure_word (review_id, measure_id, word, reasons, review_on, said_by, said_at)
                        select ?, m.id, ?, ?, ?, ?, ? from unnest(?) m(id)
                        """)
                .params(Arrays.asList(
                        review.id(),
                        word.name(),
                        reasons,
                        reviewOn,
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        measures.toArray(UUID[]::new)))
                .update();
    }
}
