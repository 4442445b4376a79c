package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.Disposition;
import org.duenotice.law.Body;
import org.duenotice.law.Purpose;
import org.duenotice.referral.ReferralKind;
import org.duenotice.referral.ReferralOutcome;
import org.duenotice.referral.Referrals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A referral whose basis falls before it is handed over goes back to qualification, and jurisdiction goes by parts and points. */
@DueNoticeTest
class TakenBackTest {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Autowired
    private Casework casework;

    @Autowired
    private Referrals referrals;

    @Autowired
    private Clocks clocks;

    @Autowired
    private JdbcClient sql;

    @AfterEach
    void backToStart() {
        casework.clock.backToStart();
    }

    /** A basis of this test alone; recorded once more under its code, it is repealed. */
    private String basis(String code, String purpose, String category, String article, String part, LocalDate until) {
        return sql.sql(
                        """
                        insert into legal_basis (code, purpose, act_ru, act_kk, act_en, article, paragraph, summary_ru, summary_kk,
                            summary_en, categories, needs_act, widest_measure, source, verified, valid_from, valid_to)
                        values (:code, :purpose, 'Кодекс', 'Кодекс', 'Code', :article, :part, 'x', 'x', 'x', array[:category], false,
                                'NONE', 'for a test', false, date '2015-01-01', :until::date) returning id::text
                        """)
                .param("code", code)
                .param("purpose", purpose)
                .param("category", category)
                .param("article", article)
                .param("part", part)
                .param("until", until)
                .query(String.class)
                .single();
    }

    private static String code() {
        return "test-taken-back-" + NEXT.incrementAndGet();
    }

    private String referredOn(String basis, String category, String route) {
        var number = casework.detection(category, Casework.address());
        casework.captureEvidence(number);
        var input = new HashMap<>(casework.measures(category, route, false));
        input.put("offenceBasis", basis);
        casework.complete("caseworker1", "prepareQualification", number, input);
        casework.approve(number);
        return number;
    }

    private void takeBack(String number, String task) {
        assertThatThrownBy(() -> casework.complete("caseworker1", task, number, Map.of("next", "REQUALIFY")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "caseworker1", task, number, Map.of("next", "REQUALIFY", "remarks", "The part was repealed yesterday"));
    }

    private void requalify(String number, String route, String basis) {
        var input = new HashMap<String, Object>(Map.of("offenceRoute", route, "reasons", "Part 1 stands"));
        if (basis == null) {
            input.put("closing", "NO_VIOLATION");
        } else {
            input.put("offenceBasis", basis);
        }
        casework.complete("caseworker2", "prepareRequalification", number, input);
        casework.complete("approver1", "approveRequalification", number, Map.of("decision", "APPROVE"));
    }

    private LocalDate yesterday() {
        return LawDay.of(casework.clock.instant()).minusDays(1);
    }

    @Test
    void aBasisThatFellBeforeThePackageLeadsBackToQualificationOnAVisibleClock() {
        var code = code();
        var number = referredOn(
                basis(code, "CRIMINAL", "FINANCIAL_PYRAMID", "217", "2", null), "FINANCIAL_PYRAMID", "CRIMINAL");
        basis(code, "CRIMINAL", "FINANCIAL_PYRAMID", "217", "2", yesterday());
        assertThatThrownBy(() -> casework.prepareReferral(number, "POLICE"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("217");

        takeBack(number, "prepareCriminalReferral");

        assertThat(casework.open(number)).containsExactly("prepareRequalification");
        assertThat(casework.task("prepareRequalification", number).getDueDate()).isNotNull();
        var term = clocks.last(number + "/CRIMINAL").orElseThrow();
        assertThat(term.rule()).isEqualTo("requalification-3wd");
        casework.clock.pass(Duration.ofDays(6));
        casework.runJobs();
        assertThat(clocks.get(term.id()).state()).isEqualTo("BREACHED");
        assertThat(casework.open(number)).containsExactly("prepareRequalification");

        requalify(number, "CRIMINAL", casework.basis(Purpose.CRIMINAL, "FINANCIAL_PYRAMID"));
        assertThat(casework.open(number)).containsExactly("prepareCriminalReferral");
        casework.prepareReferral(number, "POLICE");
        assertThat(casework.open(number)).containsExactly("handOverCriminalReferral");
        var all = referrals.of(casework.cases.byNumber(number).id());
        assertThat(all).hasSize(2);
        assertThat(all.get(0).outcome()).isEqualTo(ReferralOutcome.TAKEN_BACK);
        assertThat(all.get(1).previous()).isEqualTo(all.get(0).id());
        // no body has ever seen the first one
        assertThat(sql.sql("select content from referral_package p join referral_draft d on d.id = p.draft_id "
                                + "where d.referral_id = ?")
                        .param(all.get(1).id())
                        .query(String.class)
                        .single())
                .contains(all.get(1).number())
                .doesNotContain(all.get(0).number());
    }

    @Test
    void theDaysOfAnAdministrativeHandOverRunOnWhileItIsQualifiedAgain() {
        var code = code();
        var number = referredOn(
                basis(code, "ADMINISTRATIVE", "PYRAMID_ADVERTISING", "150", "1", null),
                "PYRAMID_ADVERTISING",
                "ADMINISTRATIVE");
        basis(code, "ADMINISTRATIVE", "PYRAMID_ADVERTISING", "150", "1", yesterday());
        var term = clocks.last(number + "/ADMINISTRATIVE").orElseThrow();
        casework.clock.pass(Duration.ofDays(1));

        takeBack(number, "prepareAdministrativeReferral");

        assertThat(clocks.get(term.id()).isRunning()).isTrue();
        assertThat(casework.task("prepareRequalification", number).getDueDate())
                .isEqualTo(java.util.Date.from(term.dueAt()));
        requalify(number, "NONE", null);
        assertThat(casework.dispositions(number)).containsOnly(Disposition.NO_VIOLATION);
        assertThat(casework.isOver(number)).isTrue();
        assertThat(clocks.get(term.id()).isRunning()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "217, 2, FINANCIAL_PYRAMID, ECONOMIC_INVESTIGATIONS POLICE",
        "217, 3(1), FINANCIAL_PYRAMID, ECONOMIC_INVESTIGATIONS POLICE",
        "217, 3(3), FINANCIAL_PYRAMID, ANTI_CORRUPTION",
        "217, 3, FINANCIAL_PYRAMID, ANTI_CORRUPTION ECONOMIC_INVESTIGATIONS POLICE",
        "307, 1, ILLEGAL_GAMBLING, ECONOMIC_INVESTIGATIONS",
        "307, 3(3), ILLEGAL_GAMBLING, ANTI_CORRUPTION"
    })
    void jurisdictionGoesByPartAndPointOfTheArticle(String article, String part, String category, String bodies) {
        var code = code();
        var number = referredOn(basis(code, "CRIMINAL", category, article, part, null), category, "CRIMINAL");
        basis(code, "CRIMINAL", category, article, part, yesterday());

        assertThat(referrals.bodies(casework.cases.byNumber(number), ReferralKind.CRIMINAL))
                .extracting(Body::code)
                .isEqualTo(List.of(bodies.split(" ")));
    }

    @Test
    void whatWasHandedOverIsNotTakenBack() {
        var number = referredOn(casework.basis(Purpose.CRIMINAL, "FINANCIAL_PYRAMID"), "FINANCIAL_PYRAMID", "CRIMINAL");
        casework.prepareReferral(number, "POLICE");
        casework.complete(
                "liaison1",
                "handOverCriminalReferral",
                number,
                Map.of(
                        "look",
                        "HANDED_OVER",
                        "handOverNumber",
                        "12/" + UUID.randomUUID(),
                        "handOverDate",
                        LawDay.of(casework.clock.instant()).toString()));
        assertThatThrownBy(() -> referrals.takeBack(number, ReferralKind.CRIMINAL, "Too late", "caseworker1"))
                .hasMessage("referral.handed-over");
    }
}
