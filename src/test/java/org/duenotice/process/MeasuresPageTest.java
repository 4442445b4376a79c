package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.WallTime;
import org.duenotice.restoration.Restorations;
import org.duenotice.review.ReviewLook;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What managers see of restrictions that fall due. */
@DueNoticeTest
class MeasuresPageTest {

    @Autowired
    private Casework casework;

    @Autowired
    private ReviewLook look;

    @Autowired
    private Restorations restorations;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    private ReviewDesk desk;
    private String number;

    @BeforeEach
    void aSiteFallsDueTomorrow() {
        casework.clock.backToStart();
        desk = new ReviewDesk(casework, look, restorations, sql);
        number = desk.restrictedSite(ReviewDesk.reviewOn(desk.today().plusDays(1)));
    }

    @AfterEach
    void backToMonday() {
        casework.clock.backToStart();
    }

    private String basis() {
        return sql.sql(
                        "select b.code from restriction r join legal_basis b on b.id = r.legal_basis where r.case_id = ?")
                .param(desk.caseId(number))
                .query(String.class)
                .single();
    }

    private String entered(String path) {
        var answer = Caller.of(port, "manager1").get(path, "Accept", "text/html", "Accept-Language", "ru");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void theManagerSeesWhatFallsDueByItsDayByItsBasisAndWhichReviewIsOpen() {
        var review = desk.review(number);
        var day = WallTime.shown(desk.today().plusDays(1));

        var page = entered("/measures?basis=" + basis());
        assertThat(page).contains("Что подходит к сроку", number, review, day).doesNotContain("??");
        assertThat(entered("/measures?basis=no-such-provision")).contains("Ничего не действует");

        var byBasis = Caller.of(port, "manager1").get("/api/v1/measures/by-basis");
        assertThat(JsonPath.<List<Map<String, Object>>>read(byBasis.body(), "$[?(@.basis == '%s')]".formatted(basis())))
                .singleElement()
                .satisfies(line -> {
                    assertThat(((Number) line.get("measures")).longValue()).isPositive();
                    assertThat(((Number) line.get("within30Days")).longValue()).isPositive();
                    assertThat(line.get("nextDueOn").toString())
                            .isLessThanOrEqualTo(desk.today().plusDays(1).toString());
                });
        var measures = Caller.of(port, "manager1")
                .get("/api/v1/measures?limit=200&basis=%s&due-before=%s"
                        .formatted(basis(), desk.today().plusDays(2)));
        assertThat(JsonPath.<List<String>>read(
                        measures.body(), "$.items[?(@.caseNumber == '%s')].review".formatted(number)))
                .containsExactly(review);
    }

    @Test
    void whatIsSealedStandsInNeitherListAndWhatEndedIsGone() {
        casework.clock.pass(Duration.ofDays(2));
        desk.look();
        assertThat(entered("/measures?basis=" + basis())).doesNotContain(number);
        casework.clock.backToStart();
        number = desk.restrictedSite(ReviewDesk.reviewOn(desk.today().plusDays(1)));
        assertThat(entered("/measures?basis=" + basis())).contains(number);
        var sealed = Caller.of(port, "caseworker2")
                .act("/api/v1/cases/" + number + "/seal", "{\"reasons\": \"What is behind it must be sealed\"}");
        assertThat(sealed.statusCode()).isEqualTo(201);
        assertThat(entered("/measures?basis=" + basis())).doesNotContain(number);
    }
}
