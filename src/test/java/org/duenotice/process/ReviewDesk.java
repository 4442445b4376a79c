package org.duenotice.process;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.calendar.LawDay;
import org.duenotice.restoration.Restoration;
import org.duenotice.restoration.Restorations;
import org.duenotice.review.ReviewLook;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a test does to measures that fall due. */
class ReviewDesk {

    private final Casework casework;
    private final ReviewLook look;
    private final Restorations restorations;
    private final JdbcClient sql;

    ReviewDesk(Casework casework, ReviewLook look, Restorations restorations, JdbcClient sql) {
        this.casework = casework;
        this.look = look;
        this.restorations = restorations;
        this.sql = sql;
    }

    LocalDate today() {
        return LawDay.of(casework.clock.instant());
    }

    /** Sites that every operator restricts, by a decision with this end or day of review. */
    String restrictedSites(Map<String, Object> term, String... addresses) {
        var number = casework.restrictionSought(addresses);
        var input = new HashMap<String, Object>(Map.of("decisionForAll", "APPROVE", "reasons", "Prohibited by law"));
        input.putAll(term);
        casework.complete("body-officer1", "decideRestriction", number, Casework.withoutHearing(input));
        casework.decidesMeasures(number, "operatorTargets");
        casework.runJobs();
        carriedOut(number);
        return number;
    }

    /** Every operator says that it did what it was ordered to do. */
    void carriedOut(String caseNumber) {
        executions(caseNumber)
                .forEach(execution -> casework.complete(
                        "body-officer1",
                        "recordConfirmation",
                        execution,
                        Map.of("confirmation", "EXECUTED", "reference", "C-1")));
        casework.runJobs();
    }

    String restrictedSite(Map<String, Object> term) {
        return restrictedSites(term, Casework.siteAddress());
    }

    List<String> executions(String caseNumber) {
        return sql.sql(
                        """
                        select o.number || '/' || x.operator_code from operator_order o join operator_execution x on x.order_id = o.id
                        join case_file c on c.id = o.case_id where c.number = ? and x.state in ('ISSUED', 'SENT') order by 1
                        """)
                .param(caseNumber)
                .query(String.class)
                .list();
    }

    static Map<String, Object> reviewOn(LocalDate day) {
        return Map.of("reviewDate", day.toString());
    }

    static Map<String, Object> endsOn(LocalDate day) {
        return Map.of("endDate", day.toString());
    }

    void look() {
        look.look();
        casework.runJobs();
    }

    /** The reviews of a case, the oldest first. */
    List<String> reviews(String caseNumber) {
        return sql.sql(
                        """
                        select v.number from restriction_review v join restriction r on r.id = v.restriction_id
                        join case_file c on c.id = r.case_id where c.number = ? order by v.number
                        """)
                .param(caseNumber)
                .query(String.class)
                .list();
    }

    /** The only review, which the look opened. */
    String review(String caseNumber) {
        look();
        return reviews(caseNumber).get(reviews(caseNumber).size() - 1);
    }

    /** The measures of the case by the numbers of their targets. */
    List<String> measures(String caseNumber) {
        return sql.sql(
                        """
                        select m.state from restriction_measure m join case_target t on t.id = m.case_target_id
                        join case_file c on c.id = t.case_id where c.number = ? order by t.no, m.proposed_at
                        """)
                .param(caseNumber)
                .query(String.class)
                .list();
    }

    List<Restoration> restorations(String occasion) {
        return restorations.following(occasion);
    }

    List<String> outcomes(String review) {
        return sql.sql(
                        """
                        select o.outcome from restriction_review_outcome o join restriction_review v on v.id = o.review_id
                        join case_target t on t.id = o.case_target_id where v.number = ? order by t.no
                        """)
                .param(review)
                .query(String.class)
                .list();
    }

    List<String> story(String caseNumber) {
        return sql.sql(
                        "select kind from case_event e join case_file c on c.id = e.case_id where c.number = ? order by e.id")
                .param(caseNumber)
                .query(String.class)
                .list();
    }

    UUID caseId(String caseNumber) {
        return casework.cases.byNumber(caseNumber).id();
    }

    /** The reviewer renews everything, without a hearing on a ground. */
    Map<String, Object> renewing(LocalDate until) {
        return Casework.withoutHearing(Map.of(
                "reviewForAll", "RENEW",
                "reasons", "The page still takes deposits",
                "reviewDate", until.toString()));
    }

    void decides(String officer, String review, Map<String, Object> input) {
        casework.complete(officer, "reviewRestriction", review, input);
        casework.runJobs();
    }
}
