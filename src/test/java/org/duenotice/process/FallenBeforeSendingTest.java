package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Disposition;
import org.duenotice.restoration.Restorations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a measure rests on falls after the body approved it, and before anybody was asked for it. */
@DueNoticeTest
class FallenBeforeSendingTest {

    @Autowired
    private Casework casework;

    @Autowired
    private RestorationDesk restorationDesk;

    @Autowired
    private Restorations restorations;

    @Autowired
    private GreenMail mailServer;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    private RegisterDesk desk;
    private ObjectNode act;
    private String number;

    /** One post and one site, both named by a court, approved by the body; nobody is addressed yet. */
    @BeforeEach
    void theBodyApprovedWhatACourtNamed() {
        casework.clock.backToStart();
        desk = new RegisterDesk(port);
        var post = Casework.address();
        var site = Casework.siteAddress();
        act = RegisterDesk.JSON
                .createObjectNode()
                .put("number", "FALL-" + UUID.randomUUID())
                .put("court", "Court of the tests")
                .put("actDate", "2026-05-04")
                .put("operativePart", "Prohibited")
                .put("source", "test")
                .put("verified", false)
                .put("inForceSince", "2026-06-04");
        act.set("targets", RegisterDesk.JSON.createArrayNode().add(post).add(site));
        desk.recorded("judicial-acts", act);
        number = casework.detection("FINANCIAL_PYRAMID", post, site);
        casework.captureEvidence(number);
        var measures = new HashMap<>(casework.measures("FINANCIAL_PYRAMID", "NONE", true));
        measures.put(
                "judicialAct",
                sql.sql("select id::text from judicial_act where number = ?")
                        .param(act.path("number").asText())
                        .query(String.class)
                        .single());
        casework.complete("caseworker1", "prepareQualification", number, measures);
        casework.approve(number);
        casework.notifyBody(number);
        casework.bodyDecides(number);
    }

    @AfterEach
    void inForceAgain() {
        casework.clock.backToStart();
        act.remove("inForceUntil");
        desk.recorded("judicial-acts", act);
    }

    private String overturned() {
        return desk.recorded("judicial-acts", act.put("inForceUntil", "2026-11-01"));
    }

    private void addressed() {
        casework.decidesMeasures(number, "operatorTargets");
    }

    private long sentAbout(String what) {
        return Arrays.stream(mailServer.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getSubject().startsWith(what);
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .count();
    }

    @Test
    void nobodyIsAddressedOnAnActThatWasOverturnedAndTheRestorationEndsTheTask() {
        var change = overturned();

        assertThatThrownBy(this::addressed).isInstanceOf(Refusal.class).hasMessageContaining("FALL-");
        assertThat(casework.open(number)).containsExactly("decideMeasures");
        var restoration = restorations.following(change).get(0).number();
        casework.complete(
                "body-officer2",
                "orderRestoration",
                restoration,
                Map.of("orderChoice", "ORDER", "reasons", "Overturned"));
        casework.runJobs();

        assertThat(casework.open(number)).isEmpty();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.WITHDRAWN);
        assertThat(casework.isOver(number)).isTrue();
        assertThat(restorations.byNumber(restoration).endedAs()).isEqualTo("CONFIRMED");
    }

    @Test
    void whatIsOnItsWayButHasNotLeftStaysHereAndNothingHangs() {
        addressed();
        var notice = casework.onlyNotice(number).number();
        var order = restorationDesk.order(number).number();
        var change = overturned();
        casework.runJobs();

        assertThat(sentAbout(notice)).isZero();
        assertThat(sentAbout(order)).isZero();
        assertThat(casework.open(notice + "/1")).hasSize(1);
        var restoration = restorations.following(change).get(0).number();
        casework.complete(
                "body-officer2",
                "orderRestoration",
                restoration,
                Map.of("orderChoice", "ORDER", "reasons", "Overturned"));
        casework.runJobs();

        assertThat(restorationDesk.told(restoration)).isEmpty();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.WITHDRAWN);
        assertThat(casework.isOver(number)).isTrue();
        assertThat(openUnder(List.of(number, notice, notice + "/1", order))).isEmpty();
        assertThat(sentAbout(notice)).isZero();
        assertThat(sentAbout(order)).isZero();
    }

    private List<String> openUnder(List<String> numbers) {
        return sql.sql(
                        "select t.task_def_key_ || ' ' || p.business_key_ from act_ru_task t "
                                + "join act_ru_execution p on p.id_ = t.proc_inst_id_ where exists ("
                                + "select from unnest(?) n where p.business_key_ = n or starts_with(p.business_key_, n || '/'))")
                .param(numbers.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
