package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duenotice.process.RegisterDesk.JSON;
import static org.duenotice.process.RegisterDesk.basis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.lostground.FallenBases;
import org.duenotice.notice.Letter;
import org.duenotice.notice.LetterKind;
import org.duenotice.notice.Letters;
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

/** What a restriction rests on falls, and every restriction that rests on it is found. */
@DueNoticeTest
class FallenBasisTest {

    private static final String CATEGORY = "PYRAMID_ADVERTISING";

    @Autowired
    private Letters letters;

    @Autowired
    private Casework casework;

    @Autowired
    private FallenBases bases;

    @Autowired
    private ReviewLook look;

    @Autowired
    private Restorations restorations;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    private final Map<String, List<ObjectNode>> fallen = new HashMap<>();

    private RegisterDesk desk;
    private ReviewDesk reviews;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
        desk = new RegisterDesk(port);
        reviews = new ReviewDesk(casework, look, restorations, sql);
    }

    /** What fell stands again, so that the letters of these cases go on; nobody else finds the provisions. */
    @AfterEach
    void backAgain() {
        casework.clock.backToStart();
        fallen.forEach((register, rows) -> rows.forEach(row -> {
            row.remove(List.of("validTo", "inForceUntil"));
            if (register.equals("legal-bases")) {
                row.set("categories", JSON.createArrayNode().add("REGISTER_TEST"));
            }
            desk.recorded(register, row);
        }));
        fallen.clear();
    }

    private static ObjectNode act(String address, String more) {
        var act = JSON.createObjectNode()
                .put("number", "FALL-" + UUID.randomUUID())
                .put("court", "Court of the tests")
                .put("actDate", "2026-05-04")
                .put("operativePart", "Prohibited")
                .put("source", "test")
                .put("verified", false)
                .put("inForceSince", "2026-06-04");
        act.set("targets", JSON.createArrayNode().add(address).add(more));
        return act;
    }

    /** A case with a notice to a platform, resting on what the input names. */
    private String noticed(String category, String address, Map<String, Object> restingOn) {
        var number = casework.detection(category, address);
        casework.captureEvidence(number);
        var measures = new HashMap<>(casework.measures(category, "NONE", true));
        measures.putAll(restingOn);
        casework.complete("caseworker1", "prepareQualification", number, measures);
        casework.approve(number);
        casework.notifyBody(number);
        casework.bodyApproves(number);
        casework.runJobs();
        return number;
    }

    private UUID actId(ObjectNode act) {
        return sql.sql("select id from judicial_act where number = ? order by recorded_at limit 1")
                .param(act.path("number").asText())
                .query(UUID.class)
                .single();
    }

    private ObjectNode provision() {
        var row = basis();
        row.set("categories", JSON.createArrayNode().add(CATEGORY));
        desk.recorded("legal-bases", row);
        fallen.computeIfAbsent("legal-bases", none -> new ArrayList<>()).add(row);
        return row;
    }

    private UUID id(ObjectNode row) {
        return UUID.fromString(desk.current("legal-bases", row.path("code").asText(), "")
                .path("id")
                .asText());
    }

    @Test
    void anOverturnedActListsItsImpactAndOpensTheRestorationOfEveryCaseRestingOnIt() {
        var first = Casework.address();
        var second = Casework.address();
        var act = act(first, second);
        desk.recorded("judicial-acts", act);
        fallen.computeIfAbsent("judicial-acts", none -> new ArrayList<>()).add(act);
        var id = actId(act);
        var cases = List.of(
                noticed("FINANCIAL_PYRAMID", first, Map.of("judicialAct", id.toString())),
                noticed("FINANCIAL_PYRAMID", second, Map.of("judicialAct", id.toString())));
        // a correction in between: the cases rest on an earlier version
        desk.recorded("judicial-acts", act.put("court", "Court of the tests, corrected"));
        var change = desk.proposed("judicial-acts", act.deepCopy().put("inForceUntil", "2026-11-01"));

        var impact =
                desk.get("/api/v1/register-changes/" + change).path("impact").path("first");
        assertThat(impact).extracting(line -> line.path("caseNumber").asText()).contains(cases.get(0), cases.get(1));
        assertThat(restorations.following(change)).isEmpty();

        RegisterDesk.ok(desk.approve(change), 200);

        assertThat(restorations.following(change)).hasSize(2).allSatisfy(restoration -> {
            assertThat(restoration.ground()).isEqualTo(RestorationGround.BASIS_FELL);
            assertThat(restoration.orderedAt()).isNull();
            assertThat(restoration.openedBy()).isEqualTo("manager1");
            assertThat(restoration.reasons()).contains("FALL-", "01.11.2026");
        });
        assertThat(restorations.following(change))
                .extracting(Restoration::caseId)
                .containsExactlyInAnyOrderElementsOf(
                        cases.stream().map(reviews::caseId).toList());
        bases.look();
        bases.proposeWaiting();
        assertThat(restorations.following(change)).hasSize(2);
    }

    @Test
    void nobodyIsRemindedOfWhatRestsOnAProvisionThatFell() {
        var row = provision();
        var number = noticed(CATEGORY, Casework.address(), Map.of("restrictionBasis", id(row).toString()));
        var notice = casework.onlyNotice(number).number();
        desk.recorded("legal-bases", row.put("validTo", "2026-11-01"));
        casework.clock.pass(Duration.ofHours(13));
        casework.runJobs();

        assertThat(letters.of(casework.onlyNotice(number).id()))
                .extracting(Letter::kind)
                .doesNotContain(LetterKind.REMINDER);
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
    }

    @Test
    void aProvisionThatComesToItsLastDayFallsOnTheNextOneWithoutAnybodyDoingAnything() {
        var row = provision();
        var number = noticed(CATEGORY, Casework.address(), Map.of("restrictionBasis", id(row).toString()));
        var change = desk.recorded("legal-bases", row.put("validTo", "2026-11-04"));
        assertThat(restorations.following(change)).isEmpty();

        casework.clock.pass(Duration.ofDays(2));
        bases.look();
        bases.proposeWaiting();
        assertThat(restorations.following(change)).isEmpty();

        casework.clock.pass(Duration.ofDays(1));
        assertThat(bases.look()).isPositive();
        assertThat(restorations.following(change)).isEmpty();
        bases.proposeWaiting();

        assertThat(restorations.following(change)).singleElement().satisfies(restoration -> {
            assertThat(restoration.caseId()).isEqualTo(reviews.caseId(number));
            assertThat(restoration.openedBy()).isEqualTo("duenotice");
        });
        assertThat(bases.look()).isZero();
    }

    @Test
    void anAmendmentThatKeepsTheCodeUndoesNothingAndCarriesARenewal() {
        var row = provision();
        var number = noticed(CATEGORY, Casework.address(), Map.of("restrictionBasis", id(row).toString()));
        var amended = row.deepCopy().put("validFrom", "2026-11-02").put("summaryEn", "Amended wording");
        var change = desk.recorded(
                "legal-bases",
                JSON.createArrayNode()
                        .add(row.deepCopy().put("validTo", "2026-11-01"))
                        .add(amended));

        assertThat(restorations.following(change)).isEmpty();
        assertThat(reviews.measures(number)).containsExactly("PENDING_ACTIVATION");
        fallen.put("legal-bases", List.of(amended));
    }

    @Test
    void nothingIsRenewedOnWhatNoLongerStandsButItCanBeLifted() {
        var row = provision();
        var chosen = id(row).toString();
        var number = casework.detection(CATEGORY, Casework.siteAddress());
        casework.captureEvidence(number);
        var measures = new HashMap<>(casework.measures(CATEGORY, "NONE", true));
        measures.put("restrictionBasis", chosen);
        casework.complete("caseworker1", "prepareQualification", number, measures);
        casework.approve(number);
        casework.notifyBody(number);
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
                        reviews.today().plusDays(5).toString())));
        casework.decidesMeasures(number, "operatorTargets");
        casework.runJobs();
        reviews.carriedOut(number);
        var review = reviews.review(number);
        desk.recorded("legal-bases", row.put("validTo", "2026-11-01"));

        assertThatThrownBy(() -> reviews.decides(
                        "body-officer2",
                        review,
                        reviews.renewing(reviews.today().plusMonths(3))))
                .hasMessageContaining("2026-11-02");
        var wordless = new HashMap<>(reviews.renewing(reviews.today().plusMonths(3)));
        wordless.put("reasons", " ");
        assertThatThrownBy(() -> reviews.decides("body-officer2", review, wordless))
                .isInstanceOf(Refusal.class);
        reviews.decides(
                "body-officer2", review, Map.of("reviewForAll", "LIFT", "reasons", "The provision was repealed"));
        assertThat(reviews.outcomes(review)).containsExactly("LIFTED");
    }
}
