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

    /** Restorations that were ordered when their case was sealed and that nobody had been told of yet. */
    private static final String ORDERED =
            """
            select from restoration_target x join restoration r on r.id = x.restoration_id join restoration_order o on o.restoration_id = r.id
            where r.kind = 'RESTORATION' and not exists (select from restoration_round b where b.restoration_id = r.id)
              and not exists (select from restoration_end e where e.restoration_id = r.id)""";

    private static final String MEASURE =
            """
            select distinct on (ct.no) m.id, o.restriction_id, m.case_target_id, ct.no, m.state, m.due_on
            from restriction_measure m join restriction_round o on o.id = m.round_id join case_target ct on ct.id = m.case_target_id
            """;

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
                        where f.number > :after and not exists (
                              select %s and v.case_id = s.case_id and v.occasion = '' and exists (select from standing_in_sealed_review(v.id)))
                          and (exists (select from standing_measure t where t.id = m.id)
                                   and (m.due_on <= :until or exists (%s and x.case_target_id = ct.id))
                               or m.state = 'PENDING_REMOVAL' and not exists (
                                   select from sealed_measure_word w where w.measure_id = m.id))
                        group by f.number order by f.number limit :limit
                        """
                                .formatted(OPEN, ORDERED))
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
        return sql.sql(
                        "select f.number from sealed_measure_review v join case_file f on f.id = v.case_id "
                                + "where v.open and v.due_on < ? and exists (select from standing_in_sealed_review(v.id)) order by v.due_on, f.number limit ?")
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

    /** One that was answered, and only waits for its opening, asks again. */
    SealedReview takenUp(SealedReview review, LocalDate dueOn) {
        sql.sql("select take_up_sealed_review(?, ?)::text")
                .params(review.id(), dueOn)
                .query(String.class)
                .list();
        return new SealedReview(review.id(), review.caseId(), dueOn, review.openedAt(), review.occasion());
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

    /** What stands of the case, falls due by the day of the review and has no word in it yet. */
    List<Measure> standing(SealedReview review) {
        return sql.sql(
                        MEASURE
                                + "where m.id in (select measure_id from standing_in_sealed_review(?)) order by ct.no, m.proposed_at desc")
                .param(review.id())
                .query(Measure.class)
                .list();
    }

    /** All that a review waits for a word on: a target that was escalated has a measure more. */
    List<UUID> wordless(SealedReview review) {
        return sql.sql("select measure_id from standing_in_sealed_review(?)")
                .param(review.id())
                .query(UUID.class)
                .list();
    }

    List<UUID> standingOn(Collection<UUID> targets) {
        return sql.sql("select id from standing_measure where case_target_id = any (?)")
                .param(targets.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /** The targets with something standing that was ordered to be undone before anybody was told. */
    List<UUID> ordered(UUID caseId) {
        return sql.sql(
                        """
                        select distinct m.case_target_id from standing_measure m join case_target ct on ct.id = m.case_target_id
                        where ct.case_id = ? and exists (%s and x.case_target_id = ct.id)
                        """
                                .formatted(ORDERED))
                .param(caseId)
                .query(UUID.class)
                .list();
    }

    /** What somebody proposed to undo, and nobody has answered, is reviewed by that day. */
    void bringProposedForward(UUID caseId, LocalDate day) {
        sql.sql(
                        """
                        select bring_sealed_review_forward(m.id, ?)::text from standing_measure m
                        join restoration_target x on x.case_target_id = m.case_target_id join restoration r on r.id = x.restoration_id
                        where r.case_id = ? and r.kind = 'RESTORATION' and m.due_on is not null
                          and not exists (select from restoration_order o where o.restoration_id = r.id)
                          and not exists (select from restoration_end e where e.restoration_id = r.id)
                        """)
                .params(day, caseId)
                .query(String.class)
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
                        MEASURE
                                + "where m.case_target_id in (select case_target_id from closed_in_sealed_review(?)) order by ct.no, m.proposed_at desc")
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
