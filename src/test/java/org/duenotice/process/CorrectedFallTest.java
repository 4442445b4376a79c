package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duenotice.process.RegisterDesk.JSON;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.Disposition;
import org.duenotice.restoration.Restoration;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.Restorations;
import org.duenotice.review.ReviewLook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A register said by mistake that a basis fell, and two people corrected it. */
@DueNoticeTest
class CorrectedFallTest {

    @Autowired
    private Casework casework;

    @Autowired
    private RestorationDesk undoing;

    @Autowired
    private Restorations restorations;

    @Autowired
    private ReviewLook look;

    @Autowired
    private Clocks clocks;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    private RegisterDesk desk;
    private ReviewDesk reviews;
    private OwnProvisions provisions;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
        desk = new RegisterDesk(port);
        reviews = new ReviewDesk(casework, look, restorations, sql);
        provisions = new OwnProvisions(casework, port);
    }

    @AfterEach
    void leave() {
        casework.clock.backToStart();
        provisions.leave();
    }

    private static ObjectNode act(String address) {
        var act = JSON.createObjectNode()
                .put("number", "CORRECTED-" + UUID.randomUUID())
                .put("court", "Court of the tests")
                .put("actDate", "2026-05-04")
                .put("operativePart", "Prohibited")
                .put("source", "test")
                .put("verified", false)
                .put("inForceSince", "2026-06-04");
        act.set("targets", JSON.createArrayNode().add(address));
        return act;
    }

    private String noticed(String category, String address, Map<String, Object> measures) {
        var number = casework.detection(category, address);
        casework.captureEvidence(number);
        casework.complete("caseworker1", "prepareQualification", number, measures);
        casework.approve(number);
        casework.notifyBody(number);
        casework.bodyApproves(number);
        casework.runJobs();
        return number;
    }

    private String noticed(ObjectNode provision) {
        return noticed(OwnProvisions.CATEGORY, Casework.address(), provisions.measures(provision));
    }

    private Restoration only(String change) {
        var found = restorations.following(change);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** The last day is taken out of the register again. */
    private String corrected(ObjectNode provision) {
        provision.remove("validTo");
        return desk.recorded("legal-bases", provision);
    }

    @Test
    void aProposalWhoseActWasCalledOverturnedByMistakeEndsWithoutAnybodyDeciding() {
        var address = Casework.address();
        var act = act(address);
        desk.recorded("judicial-acts", act);
        var id = sql.sql("select id from judicial_act where number = ? order by recorded_at limit 1")
                .param(act.path("number").asText())
                .query(UUID.class)
                .single();
        var measures = new HashMap<>(casework.measures("FINANCIAL_PYRAMID", "NONE", true));
        measures.put("judicialAct", id.toString());
        var number = noticed("FINANCIAL_PYRAMID", address, measures);
        var mistake = desk.recorded("judicial-acts", act.deepCopy().put("inForceUntil", "2026-11-01"));
        var proposed = only(mistake).number();
        assertThat(casework.open(proposed)).containsExactly("orderRestoration");

        var correction = desk.recorded("judicial-acts", act);

        assertThat(only(mistake).endedAs()).isEqualTo("GROUND_STANDS");
        assertThat(casework.open(proposed)).isEmpty();
        assertThat(clocks.last(proposed + "/order").orElseThrow().state()).isEqualTo("CANCELLED");
        assertThat(undoing.dispositions(number)).containsEntry(1, Disposition.UNDER_NOTICE);
        assertThat(sql.sql("select words from case_event where subject = ? and kind = 'RESTORATION_GROUND_STANDS'")
                        .param(proposed)
                        .query(String.class)
                        .single())
                .contains(correction);
        assertThatThrownBy(() -> restorations.confirm(proposed, "It fell", "body-officer1"))
                .hasMessageContaining("restoration.decided");
    }

    @Test
    void aTrueFallOnTheSameDayIsProposedAfterTheMistakenOneWasCorrected() {
        var row = provisions.recorded("78");
        var number = noticed(row);
        var mistake = provisions.repealed(row, "2026-11-01");
        assertThat(only(mistake).endedAs()).isNull();
        corrected(row);
        assertThat(only(mistake).endedAs()).isEqualTo("GROUND_STANDS");

        var repeal = provisions.repealed(row, "2026-11-01");

        assertThat(only(repeal)).satisfies(restoration -> {
            assertThat(restoration.endedAs()).isNull();
            assertThat(restoration.ground()).isEqualTo(RestorationGround.BASIS_FELL);
            assertThat(restoration.caseId()).isEqualTo(reviews.caseId(number));
        });
    }

    @Test
    void whatSomebodyOrderedAlreadyIsCarriedOut() {
        var row = provisions.recorded("79");
        var number = noticed(row);
        var mistake = provisions.repealed(row, "2026-11-01");
        casework.complete(
                "body-officer1",
                "orderRestoration",
                only(mistake).number(),
                Map.of("orderChoice", "ORDER", "reasons", "It fell"));
        casework.runJobs();

        corrected(row);

        assertThat(only(mistake).endedAs()).isNull();
        assertThat(undoing.dispositions(number)).containsEntry(1, Disposition.BEING_RESTORED);
    }

    @Test
    void whatSomebodyElseAskedForAsWellGoesOnAndTheMeasureMayBeKept() {
        var row = provisions.recorded("80");
        var number = noticed(row);
        var proposed = only(provisions.repealed(row, "2026-11-01")).number();
        RestorationDesk.isCreated(RestorationDesk.post(
                port,
                "liaison1",
                "/api/v1/cases/" + number + "/over-blocking-reports",
                "{\"targets\": [1], \"reporter\": \"OWNER\", \"whatIsHit\": \"A school is on the same page\"}"));

        corrected(row);

        assertThat(casework.open(proposed)).containsExactly("orderRestoration");
        casework.complete(
                "body-officer1",
                "orderRestoration",
                proposed,
                Map.of("orderChoice", "KEEP", "reasons", "The school has a page of its own"));
        assertThat(restorations.byNumber(proposed).endedAs()).isEqualTo("KEPT");
        assertThat(List.copyOf(undoing.dispositions(number).values())).containsExactly(Disposition.UNDER_NOTICE);
    }
}
