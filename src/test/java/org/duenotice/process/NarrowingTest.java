package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Disposition;
import org.duenotice.operator.OrderKind;
import org.duenotice.operator.Orders;
import org.duenotice.restoration.Restorations;
import org.duenotice.review.ReviewLook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A review makes a measure reach less far. */
@DueNoticeTest
class NarrowingTest {

    private static final Map<String, Object> ASSESSMENT = Map.of(
            "livesThere", "Nothing else lives there",
            "whoIsHurt", "Nobody who has nothing to do with it",
            "nothingNarrower", "Each page is the same offer");

    @Autowired
    private Casework casework;

    @Autowired
    private Orders orders;

    @Autowired
    private ReviewLook look;

    @Autowired
    private Restorations restorations;

    @Autowired
    private JdbcClient sql;

    private ReviewDesk desk;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
        desk = new ReviewDesk(casework, look, restorations, sql);
    }

    /** A whole domain that every operator restricts, to be reviewed in five days. */
    private String restrictedDomain() {
        var number = casework.restrictionSought(Casework.siteAddress());
        var input = Casework.withoutHearing(new HashMap<>(Map.of(
                "decisionForAll", "APPROVE",
                "reasons", "Prohibited by law",
                "reviewDate", desk.today().plusDays(5).toString(),
                "wider", true,
                "domainTargets", List.of("1"),
                "widerGround", "WHOLE_OBJECT_FOR_OFFENCE",
                "widerWords", "1: Every page of the site takes stakes")));
        casework.complete("body-officer1", "decideRestriction", number, input);
        casework.complete("body-officer1", "assessCollateral", number, ASSESSMENT);
        casework.complete("body-officer1", "decideRestriction", number, input);
        casework.decidesMeasures(number, "operatorTargets");
        casework.runJobs();
        desk.carriedOut(number);
        assertThat(casework.dispositions(number)).containsOnly(Disposition.RESTRICTED_BY_OPERATOR);
        return number;
    }

    private Map<String, Object> narrowing(String scope) {
        return Casework.withoutHearing(Map.of(
                "reviewForAll",
                "NARROW",
                "narrowTo",
                scope,
                "reasons",
                "Only this page takes stakes by now",
                "reviewDate",
                desk.today().plusMonths(6).toString()));
    }

    @Test
    void theNarrowerOrderIsCarriedOutBeforeTheWiderOneIsCancelled() {
        var number = restrictedDomain();
        var review = desk.review(number);

        desk.decides("body-officer2", review, narrowing("ITEM"));

        assertThat(desk.outcomes(review)).containsExactly("NARROWED");
        assertThat(desk.measures(number)).containsExactly("PARTIALLY_LIFTED");
        assertThat(orders.of(desk.caseId(number)))
                .extracting(order -> order.kind())
                .containsExactly(OrderKind.RESTRICT, OrderKind.RESTRICT);
        assertThat(orders.items(orders.of(desk.caseId(number)).get(1).id()))
                .extracting(item -> item.scope())
                .containsExactly("ITEM");
        desk.carriedOut(number);

        var all = orders.of(desk.caseId(number));
        assertThat(all)
                .extracting(order -> order.kind())
                .containsExactly(OrderKind.RESTRICT, OrderKind.RESTRICT, OrderKind.CANCEL);
        assertThat(all.get(2).cancels()).isEqualTo(all.get(0).id());
        assertThat(orders.items(all.get(2).id()))
                .extracting(item -> item.scope())
                .containsExactly("DOMAIN");
        desk.carriedOut(number);
        assertThat(casework.dispositions(number)).containsOnly(Disposition.RESTRICTED_BY_OPERATOR);
        assertThat(desk.measures(number)).containsExactly("PARTIALLY_LIFTED");
        assertThat(sql.sql(
                                "select kind from public_entry_event e join public_entry p on p.seq = e.seq "
                                        + "where p.restriction_number = (select r.number from restriction r where r.case_id = ?) and rank = 1 order by happened_at")
                        .param(desk.caseId(number))
                        .query(String.class)
                        .list())
                .containsExactly("DECIDED", "NARROWED");
    }

    @Test
    void renewingAWholeDomainNeedsAnAssessmentOfToday() {
        var number = restrictedDomain();
        var review = desk.review(number);

        desk.decides("body-officer2", review, desk.renewing(desk.today().plusMonths(6)));
        assertThat(desk.outcomes(review)).isEmpty();
        assertThat(casework.open(review)).containsExactly("assessCollateral");
        casework.complete("body-officer2", "assessCollateral", review, ASSESSMENT);
        desk.decides("body-officer2", review, desk.renewing(desk.today().plusMonths(6)));

        assertThat(desk.outcomes(review)).containsExactly("RENEWED");
        assertThat(desk.measures(number)).containsExactly("ACTIVE");
    }

    @Test
    void whatIsNotNarrowerIsNoNarrowing() {
        var number = restrictedDomain();
        var review = desk.review(number);
        assertThatThrownBy(() -> desk.decides("body-officer2", review, narrowing("DOMAIN")))
                .hasMessageContaining("smaller step");
    }

    @Test
    void aHearingThatOutlastsTheDayKeepsNothingRestricted() {
        var number = restrictedDomain();
        var review = desk.review(number);
        var hearing = new HashMap<>(desk.renewing(desk.today().plusMonths(6)));
        hearing.put("hearing", "HOLD");
        desk.decides("body-officer2", review, hearing);
        casework.complete("body-officer2", "assessCollateral", review, ASSESSMENT);
        desk.decides("body-officer2", review, hearing);
        assertThat(casework.open(review)).containsExactly("tellParticipants");

        casework.clock.pass(Duration.ofDays(6));
        casework.runJobs();

        assertThat(desk.outcomes(review)).containsExactly("LAPSED");
        assertThat(casework.open(review)).containsExactly("reviewLapse");
        casework.clock.backToStart();
    }
}
