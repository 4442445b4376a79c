package org.duenotice.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.duenotice.demo.Desk;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings letters of a running copy on their way, by its people's steps, and tells from its tables what became of them. */
record LettersOfACopy(Desk desk, JdbcClient sql) {

    /** A case whose one target the body approved; who is to act on it is still open. */
    String restrictionApproved(String address) {
        var number = desk.report("caseworker1", "FINANCIAL_PYRAMID", address);
        desk.addEvidence("caseworker1", number);
        desk.complete("caseworker1", "captureEvidence", number, Map.of("captureOutcome", "CAPTURED"));
        desk.complete(
                "caseworker1",
                "prepareQualification",
                number,
                Map.of(
                        "proposal", "MEASURES",
                        "offenceRoute", "NONE",
                        "restriction", true,
                        "restrictionBasis", restrictionBasis(),
                        "reasons", "The page promises 30 % a month"));
        desk.complete("approver1", "approveQualification", number, Map.of("decision", "APPROVE"));
        desk.complete(
                "caseworker1",
                "prepareNotification",
                number,
                Map.of("reasonsRu", "Обещает 30 % в месяц", "reasonsKk", "Айына 30 % уәде етеді"));
        desk.complete("approver1", "approveNotification", number, Map.of("decision", "APPROVE"));
        desk.complete(
                "body-officer1",
                "decideRestriction",
                number,
                Map.of(
                        "decisionForAll",
                        "APPROVE",
                        "reasons",
                        "Prohibited by law",
                        "reviewDate",
                        LocalDate.now(ZoneId.of("Asia/Almaty")).plusMonths(6).toString(),
                        "hearing",
                        "NOT_HELD",
                        "hearingGround",
                        "IMMEDIATE_ACT_NEEDED",
                        "hearingReasons",
                        "People lose their money as long as the page stands"));
        return number;
    }

    private String restrictionBasis() {
        return sql.sql("select id::text from legal_basis where code = 'restriction-law'")
                .query(String.class)
                .single();
    }

    /** The body's officer names the addressee, in the transaction that claims the letter. */
    void address(String caseNumber) {
        desk.complete(
                "body-officer1",
                "decideMeasures",
                caseNumber,
                Map.of("addresseeForAll", "PLATFORM", "reasons", "It answers for this page"));
    }

    /** Addressed, the first letter of the case's only notice is on its way. */
    String letterOf(String caseNumber) {
        address(caseNumber);
        assertThat(noticesOf(caseNumber)).hasSize(1);
        return noticesOf(caseNumber).get(0) + "/1";
    }

    /** Addressed to the operators, the only order of the case is on its way. */
    String orderOf(String caseNumber) {
        desk.complete(
                "body-officer1",
                "decideMeasures",
                caseNumber,
                Map.of("addresseeForAll", "OPERATORS", "reasons", "Nobody answers for this site"));
        return sql.sql("select o.number from operator_order o join case_file c on c.id = o.case_id where c.number = ?")
                .param(caseNumber)
                .query(String.class)
                .single();
    }

    /** What the sendings of the order came to, operator by operator. */
    List<String> sendings(String order) {
        return sql.sql("select s.state from operator_sending s join operator_order o on o.id = s.order_id "
                        + "where o.number = ? order by s.operator_code, s.no")
                .param(order)
                .query(String.class)
                .list();
    }

    List<String> noticesOf(String caseNumber) {
        return sql.sql("select n.number from notice n join case_file c on c.id = n.case_id where c.number = ?")
                .param(caseNumber)
                .query(String.class)
                .list();
    }

    static String noticeOf(String letter) {
        return letter.substring(0, letter.indexOf('/'));
    }

    /** What the attempts to deliver the letter came to, in order. */
    List<String> attempts(String letter) {
        return sql.sql("select a.state from delivery_attempt a join letter l on l.id = a.letter_id where l.number = ? "
                        + "order by a.no")
                .param(letter)
                .query(String.class)
                .list();
    }
}
