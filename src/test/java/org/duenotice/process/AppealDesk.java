package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.duenotice.appeal.AppealState;
import org.duenotice.appeal.Appeals;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The steps of those who appeal and of those who decide on it. */
abstract class AppealDesk {

    static final String OFFICER = "appeals1";
    /** Somebody who judged nothing of it yet. */
    static final String OTHER_OFFICER = "appeals2";

    static final String BODY = "body-officer1";

    /** Filings are counted by the hour: no test begins in the hour that the one before ended in, and all of them on a Monday. */
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static final AtomicInteger APPELLANTS = new AtomicInteger();

    @Autowired
    Casework casework;

    @Autowired
    Appeals appeals;

    @Autowired
    Restorations restorations;

    @Autowired
    JdbcClient sql;

    @Autowired
    GreenMail mailServer;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private FormService forms;

    @LocalServerPort
    int port;

    /** Number and code that the appellant keeps. */
    record Receipt(String number, String code) {}

    @BeforeEach
    void anotherHour() {
        casework.clock.backToStart();
        casework.clock.pass(Duration.ofHours(NEXT.incrementAndGet() % 3 * 5L));
    }

    /** The entry of the first target of the notice. */
    String entryOf(String notice) {
        return sql.sql("select e.number from public_notice_item i join public_entry e on e.seq = i.seq "
                        + "where i.notice_number = ? order by e.seq limit 1")
                .param(notice)
                .query(String.class)
                .single();
    }

    /** A measure that was asked for, as the register has it. */
    String entry() {
        return entryOf(casework.noticeSent(Casework.address()));
    }

    static Map<String, Object> filing(String contested, String words) {
        var filing = new HashMap<String, Object>();
        filing.put("appellant", "OWNER");
        filing.put("contested", contested);
        filing.put("grounds", "The page sells books. " + words);
        filing.put("demands", "Cancel the measure");
        filing.put("name", "Aidana Zharkyn");
        filing.put("contact", "Almaty, Abay avenue 1");
        filing.put("mail", "aidana" + APPELLANTS.incrementAndGet() + "@appellant.example");
        filing.put("signed", true);
        filing.put("language", "en");
        return filing;
    }

    HttpResponse<String> send(Map<String, Object> filing) {
        return Caller.nobody(port).post("/public/v1/appeals", json(filing));
    }

    static String json(Map<String, Object> values) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(values);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Receipt file(Map<String, Object> filing) {
        var answer = send(filing);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var receipt = Caller.json(answer);
        return new Receipt(receipt.path("number").asText(), receipt.path("code").asText());
    }

    /** The hour goes on for whoever files often. */
    Receipt appealAgainst(String entry) {
        casework.clock.pass(Duration.ofMinutes(61));
        return file(filing(entry, "No. " + APPELLANTS.incrementAndGet()));
    }

    JsonNode status(Receipt receipt) {
        var answer = Caller.nobody(port).get("/public/v1/appeals/" + receipt.number() + "?code=" + receipt.code());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    HttpResponse<String> post(Receipt receipt, String what, Map<String, Object> more) {
        var body = new HashMap<>(more);
        body.putIfAbsent("code", receipt.code());
        return Caller.nobody(port).post("/public/v1/appeals/" + receipt.number() + "/" + what, json(body));
    }

    /** The code that was sent to the appellant to confirm the address. */
    String codeInTheMail(Receipt receipt) {
        return Arrays.stream(mailServer.getReceivedMessages())
                .map(mail ->
                        GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "").replace("=3D", "="))
                .filter(text -> text.contains("number=" + receipt.number()))
                .map(text -> text.replaceAll("(?s).*number=" + receipt.number() + "&code=([A-Z0-9]{12}).*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    void confirmByMail(Receipt receipt) {
        assertThat(post(receipt, "confirmation", Map.of("code", codeInTheMail(receipt)))
                        .statusCode())
                .isEqualTo(204);
    }

    /** In Tasklist. */
    void submits(String person, String process, Map<String, Object> input) {
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
        casework.as(person, () -> forms.submitStartForm(definition, input));
    }

    AppealState state(Receipt receipt) {
        return appeals.byNumber(receipt.number()).state();
    }

    List<RestorationKind> undone(Receipt receipt) {
        return restorations.following(receipt.number()).stream()
                .map(one -> one.kind())
                .toList();
    }

    static Map<String, Object> admission(String execution) {
        return Map.of("outcome", "ADMIT", "execution", execution, "reasons", "It names our act and is reasoned");
    }

    Receipt admitted(String entry) {
        var receipt = appealAgainst(entry);
        casework.complete(OFFICER, "decideAdmissibility", receipt.number(), admission("SUSPEND"));
        return receipt;
    }

    /** The body stands by its measure, and there is a ground for no hearing. */
    Receipt readyToDecide(String entry) {
        var receipt = admitted(entry);
        upheld(receipt);
        casework.complete(
                OFFICER,
                "reviewAppeal",
                receipt.number(),
                Map.of("hearing", "NOT_HELD", "hearingGround", "PARTICIPANT_ASKED", "hearingReasons", "By telephone"));
        return receipt;
    }

    void upheld(Receipt receipt) {
        casework.complete(
                BODY,
                "reconsiderMeasure",
                receipt.number(),
                Map.of("opinion", "UPHOLD", "reasons", "The page promises 30 % a month"));
    }

    void decided(Receipt receipt, Map<String, Object> decision) {
        decided(OFFICER, receipt, decision);
    }

    void decided(String officer, Receipt receipt, Map<String, Object> decision) {
        var input = new HashMap<>(decision);
        input.putIfAbsent("reasons", "Looked at the whole of it");
        casework.complete(officer, "decideAppeal", receipt.number(), input);
    }
}
