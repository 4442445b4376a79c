package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Disposition;
import org.duenotice.notice.Answers;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.NoticeState;
import org.duenotice.restoration.Restorations;
import org.duenotice.review.ReviewLook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A review takes targets out of what platforms restrict, and lets the others stand. */
@DueNoticeTest
class PlatformNarrowingTest {

    @Autowired
    private Casework casework;

    @Autowired
    private RestorationDesk restorationDesk;

    @Autowired
    private ReviewLook look;

    @Autowired
    private Restorations restorations;

    @Autowired
    private JdbcClient sql;

    private ReviewDesk desk;
    private String number;
    private String notice;
    private String review;

    /** Two posts that the platform removed and one that it hides in the country, to be reviewed in five days. */
    @BeforeEach
    void aPlatformRestrictsThreePosts() {
        casework.clock.backToStart();
        desk = new ReviewDesk(casework, look, restorations, sql);
        number = casework.restrictionSought(Casework.address(), Casework.address(), Casework.address());
        casework.complete(
                "body-officer1",
                "decideRestriction",
                number,
                Casework.withoutHearing(Map.of(
                        "decisionForAll",
                        "APPROVE",
                        "reasons",
                        "Prohibited by law",
                        "reviewDate",
                        desk.today().plusDays(5).toString())));
        casework.decidesMeasures(number);
        casework.runJobs();
        notice = casework.onlyNotice(number).number();
        casework.receives(
                notice,
                List.of(
                        new Answers.ItemAnswer(1, ItemOutcome.REMOVED, null),
                        new Answers.ItemAnswer(2, ItemOutcome.REMOVED, null),
                        new Answers.ItemAnswer(3, ItemOutcome.GEO_RESTRICTED, null)));
        casework.complete("caseworker1", "verifyOutcome", notice, Map.of("verifyForAll", "CONFIRMED"));
        casework.runJobs();
        review = desk.review(number);
    }

    @AfterEach
    void backToMonday() {
        casework.clock.backToStart();
    }

    private Map<String, Object> narrowing(Map<String, Object> more) {
        var input = new HashMap<String, Object>(Casework.withoutHearing(Map.of(
                "reviewForAll",
                "NARROW",
                "reasons",
                "These posts still take deposits",
                "reviewDate",
                desk.today().plusMonths(6).toString())));
        input.putAll(more);
        return input;
    }

    @Test
    void whatIsTakenOutIsWithdrawnFromThePlatformAndTheRestStandsAsItWas() {
        desk.decides(
                "body-officer2",
                review,
                narrowing(Map.of(
                        "liftedTargets", List.of("2"), "exceptionReasons", "The author wrote that it was a warning")));

        assertThat(desk.outcomes(review)).containsExactly("RENEWED", "LIFTED", "RENEWED");
        assertThat(desk.measures(number)).containsExactly("ACTIVE", "PENDING_REMOVAL", "ACTIVE");
        var restoration = restorations.following(review);
        assertThat(restoration).hasSize(1);
        var told = restorationDesk.told(restoration.get(0).number());
        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.noticeNumber()).isEqualTo(notice);
            assertThat(restorationDesk.named(one.number())).containsExactly(2);
        });
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.FULLY_COMPLIED);
        assertThat(desk.story(number)).contains("RESTRICTION_NARROWED_TO_FEWER", "BODY_LIFTED");

        restorationDesk.everyoneConfirms(restoration.get(0).number());
        restorationDesk.looks(restoration.get(0).number(), Map.of("foundForAll", "AS_WANTED"));
        assertThat(restorationDesk.dispositions(number))
                .isEqualTo(Map.of(
                        1, Disposition.REMOVED,
                        2, Disposition.RESTRICTION_LIFTED,
                        3, Disposition.GEO_RESTRICTED));
        assertThat(restorationDesk.publicStatus(number, 2)).isEqualTo("LIFTED");
        assertThat(restorationDesk.publicHistory(number, 2)).contains("RESTRICTION_LIFTED");
        assertThat(restorationDesk.publicStatus(number, 1)).isNotEqualTo("LIFTED");
        assertThat(restorationDesk.publicHistory(number, 1)).contains("RENEWED").doesNotContain("RESTRICTION_LIFTED");
        assertThat(restorationDesk.publicHistory(number, 3)).contains("RENEWED").doesNotContain("RESTRICTION_LIFTED");
        assertThat(sql.sql("select count(*) from restriction_measure m join case_target t on t.id = m.case_target_id "
                                + "join case_file f on f.id = t.case_id where f.number = ? and m.due_on = ?")
                        .params(number, desk.today().plusMonths(6))
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aNarrowingThatTakesNothingOutIsRefusedAndSoIsAStepOfTheLadder() {
        assertThatThrownBy(() -> desk.decides("body-officer2", review, narrowing(Map.of())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("taking targets out");
        assertThatThrownBy(() -> desk.decides(
                        "body-officer2",
                        review,
                        narrowing(Map.of(
                                "narrowTo", "ITEM", "liftedTargets", List.of("2"), "exceptionReasons", "A warning"))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("taking targets out");
        assertThat(desk.outcomes(review)).isEmpty();
    }
}
