package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.restoration.Restorations;
import org.duenotice.review.ReviewLook;
import org.duenotice.security.Caller;
import org.duenotice.state.Owner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;

/** What the figures of a period are bound to, each on a day of its own before any other test. */
@DueNoticeTest
class PeriodReportRulesTest extends SealedDesk {

    @Autowired
    private Restorations restorations;

    @Autowired
    private ReviewLook look;

    @Autowired
    private FlywayConnectionDetails owner;

    @AfterEach
    void back() {
        casework.clock.backToStart();
    }

    private JsonNode told(String day) {
        var answer =
                Caller.of(port, "manager1").get("/api/v1/reports/period?from=%s&to=%s&lang=en".formatted(day, day));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    @Test
    void whatWasReceivedAndBecameNoDetectionBreaksTheConservation() {
        casework.clock.moveTo(Instant.parse("2026-09-16T05:00:00Z"));
        casework.closedWithout(casework.detection("ILLEGAL_GAMBLING", Casework.siteAddress()), "NO_VIOLATION");
        assertThat(told("2026-09-16").at("/figures/dispositions/conserved").asBoolean())
                .isTrue();
        sql.sql(
                        """
                        insert into intake_row (source, source_reference, address, received_by, received_at)
                        values ('OTHER_BODY', ?, 'https://lost.example', 'caseworker1', ?)
                        """)
                .params(mark, casework.clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        try {
            var told = told("2026-09-16");

            assertThat(told.at("/figures/dispositions/conserved").asBoolean()).isFalse();
            assertThat(told.at("/figures/dispositions/detections").asInt()).isEqualTo(2);
            assertThat(told.path("conservation").asText()).endsWith("DETECTIONS ARE NOT ACCOUNTED FOR.");
        } finally {
            Owner.sql(owner)
                    .sql("delete from intake_row where source_reference = ?")
                    .param(mark)
                    .update();
        }
    }

    @Test
    void aTargetIsOneMeasureHoweverOftenItIsRenewedAndOneMistakeHoweverOftenItIsPutRight() {
        casework.clock.moveTo(Instant.parse("2026-09-14T05:00:00Z"));
        var desk = new ReviewDesk(casework, look, restorations, sql);
        var number = desk.restrictedSites(
                ReviewDesk.reviewOn(desk.today().plusDays(5)), Casework.siteAddress(), Casework.siteAddress());
        var review = desk.review(number);
        desk.decides("body-officer2", review, desk.renewing(desk.today().plusMonths(6)));
        assertThat(desk.outcomes(review)).containsExactly("RENEWED", "RENEWED");
        putRight(number, "SELF_CORRECTION");
        putRight(number, "COURT");

        var figures = told("2026-09-14").path("figures");

        assertThat(figures.at("/routes/decided/APPROVED").asInt()).isEqualTo(2);
        assertThat(figures.at("/detections/byMonth/0/approvedMeasures").asInt()).isEqualTo(2);
        assertThat(figures.at("/undone/byGround/COURT/targets").asInt()).isEqualTo(1);
        assertThat(figures.at("/undone/byGround/SELF_CORRECTION/targets").asInt())
                .isEqualTo(1);
        assertThat(figures.at("/undone/mistaken").asInt()).isEqualTo(1);
        assertThat(figures.at("/undone/errorRate").asDouble()).isEqualTo(0.5);
    }

    /** The measure on the first target is opened again on that ground, as it stands in the tables afterwards. */
    private void putRight(String number, String ground) {
        var id = UUID.randomUUID();
        var now = OffsetDateTime.ofInstant(casework.clock.instant(), ZoneOffset.UTC);
        sql.sql(
                        """
                        insert into restoration (id, number, case_id, kind, ground, occasion, reasons, opened_by, opened_at)
                        select :id, :number, id, 'RESTORATION', :ground, '', 'It was wrong', 'body-officer1', :now
                        from case_file where number = :case
                        """)
                .param("id", id)
                .param("number", "RS-2026-" + id.toString().substring(0, 8))
                .param("ground", ground)
                .param("now", now)
                .param("case", number)
                .update();
        sql.sql(
                        "insert into restoration_target select ?, t.id from case_target t join case_file f on f.id = t.case_id where f.number = ? and t.no = 1")
                .params(id, number)
                .update();
        sql.sql("insert into restoration_order values (?, 'It was wrong', 'body-officer1', ?)")
                .params(id, now)
                .update();
        sql.sql("insert into restoration_end values (?, 'CONFIRMED', '', 'body-officer1', ?)")
                .params(id, now)
                .update();
    }

    @Test
    void sealingACaseLaterLeavesTheReportOfAnEarlierDayAsItWas() {
        casework.clock.moveTo(Instant.parse("2026-09-18T05:00:00Z"));
        var number = ordinaryCase();
        casework.clock.moveTo(Instant.parse("2026-09-21T05:00:00Z"));
        var before = told("2026-09-18").path("figures");
        assertThat(before.at("/detections/byCategory/FINANCIAL_PYRAMID/OWN_MONITORING")
                        .asInt())
                .isEqualTo(1);

        assertThat(seal(number).statusCode()).isEqualTo(201);

        casework.clock.moveTo(Instant.parse("2026-09-22T05:00:00Z"));
        assertThat(told("2026-09-18").path("figures").path("detections")).isEqualTo(before.path("detections"));
        assertThat(told("2026-09-18").path("figures").path("dispositions")).isEqualTo(before.path("dispositions"));
    }
}
