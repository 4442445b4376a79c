package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.register.Impacts;
import org.duenotice.register.Register;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What has been sealed stays sealed: nothing that comes in, waits or was asked for before brings it back. */
@DueNoticeTest
class SealedAgainTest extends SealedDesk {

    @Autowired
    private Impacts impacts;

    private long sealedCases() {
        return sql.sql("select count(distinct case_id) from sealed_address where address = ?")
                .param(address)
                .query(Long.class)
                .single();
    }

    @Test
    void theSameReferenceOfASealedCaseIsKnown() {
        seal(ordinaryCase());

        var again = post(
                "caseworker1", "/api/v1/detections", report("FINANCIAL_PYRAMID").replace("ref-", "plain-"));

        assertThat(again.statusCode()).as(again.body()).isEqualTo(409);
        assertThat(traces()).isEmpty();
        assertThat(sealedCases()).isOne();
    }

    @Test
    void theSameAddressOfASealedCaseIsSealedWhicheverWayItComesIn() {
        seal(ordinaryCase());

        var reported = post(
                "caseworker1", "/api/v1/detections", report("FINANCIAL_PYRAMID").replace("ref-", "later-"));
        assertThat(reported.statusCode()).as(reported.body()).isEqualTo(201);
        assertThat(traces()).as("reported").isEmpty();

        var done = imported(
                "again.csv",
                "source_reference,category,description,address,source\ni1-%s,FRAUD_PHISHING,Seen %s,%s,OTHER_BODY"
                        .formatted(mark, mark, address));
        assertThat(List.of(done.accepted(), done.rejected())).containsExactly(1, 0);
        assertThat(traces()).as("imported").isEmpty();

        var citizen = Caller.nobody(port)
                .post(
                        "/public/v1/reports",
                        """
                        {"category": "FINANCIAL_PYRAMID", "description": "I came across %s", "addresses": ["%s"], "language": "ru",
                         "anonymous": false, "name": "Sender %s", "contact": "%s@citizen.example"}
                        """
                                .formatted(mark, address, mark, mark));
        assertThat(citizen.statusCode()).as(citizen.body()).isEqualTo(201);
        assertThat(traces()).as("reported by a citizen").isEmpty();
        assertThat(sealedCases()).isEqualTo(4);

        var desk = new ActDesk(port, casework);
        var act = desk.reported(List.of(address, desk.telegram(1)));
        assertThat(ActDesk.lines(desk.read(act.path("number").asText()))).isEqualTo(Map.of("PLACED", 1, "REJECTED", 1));
        assertThat(traces()).as("named by an act").isEmpty();
        assertThat(sealedCases()).isEqualTo(5);
    }

    @Test
    void anActThatWaitsGoesOnWithoutTheCaseThatWasSealed() {
        var desk = new ActDesk(port, casework);
        var act = desk.reported(List.of(desk.telegram(1), desk.vk(1)))
                .path("number")
                .asText();
        var byPlatform = ActDesk.casesByPlatform(desk.read(act));
        var sealed = byPlatform.get("TELEGRAM");
        var sibling = casework.cases.byNumber(byPlatform.get("VK")).id();

        assertThat(seal(sealed).statusCode()).isEqualTo(201);

        assertThat(new SealedTraces(sql).of("demo_act_" + desk.mark)).isEmpty();
        assertThat(new SealedTraces(sql).of("tg:channel:demo_act_" + desk.mark)).isEmpty();
        assertThat(runningClocks(act, sibling))
                .as("the term of the act goes on")
                .isEqualTo(1);
        assertThat(runningClocks(act, casework.cases.byNumber(sealed).id())).isZero();
        casework.complete("approver1", "approveAct", act, Map.of("decision", "APPROVE"));
        assertThat(casework.open(sealed)).containsExactly("handOverSealedMaterial");
        assertThat(casework.cases.byNumber(sealed).state().name()).isEqualTo("SEALED");
        assertThat(new SealedTraces(sql).of("demo_act_" + desk.mark)).isEmpty();
    }

    private long runningClocks(String subject, UUID caseId) {
        return sql.sql("select count(*) from current_clock where case_id = ? and subject = ? and state = 'RUNNING'")
                .params(caseId, subject)
                .query(Long.class)
                .single();
    }

    @Test
    void anActThatNamedTheThingNamesItNoLonger() {
        var number = ordinaryCase();
        var key = sql.sql("select t.canonical_key from target t join case_target c on c.target_id = t.id "
                        + "join case_file f on f.id = c.case_id where f.number = ?")
                .param(number)
                .query(String.class)
                .single();
        sql.sql(
                        "insert into judicial_act_target (judicial_act_id, canonical_key) select id, ? from judicial_act limit 1")
                .param(key)
                .update();

        assertThat(seal(number).statusCode()).isEqualTo(201);

        isSealed();
        assertThat(sql.sql("select count(*) from judicial_act_target where canonical_key like 'sealed:%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void noAnswerKeptForARepetitionAndNoQueryOfASearchSpeaksOfItAnyMore() {
        var number = ordinaryCase();
        var key = UUID.randomUUID().toString();
        var path = "/api/v1/cases/" + number + "/comments";
        var first = Caller.of(port, "caseworker1").post(path, "{\"words\": \"Seen\"}", "Idempotency-Key", key);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        for (var words : List.of(address, "hidden-" + mark + ".example", "words=" + address.replace("/", "%2F"))) {
            sql.sql(
                            "insert into search_log (person, way, query, shown, searched_at) values ('p', 'SEARCH', ?, 1, now())")
                    .param(words)
                    .update();
            sql.sql(
                            "insert into saved_search (id, name, query, owner, saved_at) values (gen_random_uuid(), ?, ?, 'p', now())")
                    .params(UUID.randomUUID().toString(), words)
                    .update();
        }

        assertThat(seal(number).statusCode()).isEqualTo(201);

        isSealed();
        assertThat(sql.sql(
                                "select count(*) from idempotency_key where position(convert_to(?, 'UTF8') in body) > 0 "
                                        + "and request not in (select request from idempotency_key where person = 'caseworker2')")
                        .param(number)
                        .query(Long.class)
                        .single())
                .isZero();
        var again = Caller.of(port, "caseworker1").post(path, "{\"words\": \"Seen\"}", "Idempotency-Key", key);
        assertThat(again.statusCode()).isEqualTo(403);
    }

    @Test
    void whatRestsOnALegalBasisIsListedWithoutSealedCases() {
        var notice = casework.noticeSent(address);
        var number = casework.caseOf(notice);
        var basis = sql.sql(
                        "select r.legal_basis from restriction r join case_file f on f.id = r.case_id where f.number = ?")
                .param(number)
                .query(UUID.class)
                .single();
        var before = impacts.byKind(Register.LEGAL_BASIS, basis);

        assertThat(seal(number).statusCode()).isEqualTo(201);

        assertThat(impacts.byKind(Register.LEGAL_BASIS, basis)).isNotEqualTo(before);
    }
}
