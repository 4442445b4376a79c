package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.Appeals;
import org.duenotice.referral.Referrals;
import org.duenotice.security.Caller;
import org.duenotice.state.Owner;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An ordinary case in which a person finds child sexual abuse material is sealed with all that was said about it. */
@DueNoticeTest
class SealedCaseTest extends SealedDesk {

    @Test
    void anOrdinaryCaseIsSealedWithAllThatWasSaidAboutItAndNothingIsLost() {
        var number = ordinaryCase();
        assertThat(traces()).contains("case_file", "case_target", "target", "case_event", "qualification");

        assertThat(seal(number).statusCode()).isEqualTo(201);

        isSealed();
        assertThat(sql.sql(
                                "select distinct r.from_table from sealed_record r join case_file f on f.id = r.case_id where f.number = ?")
                        .param(number)
                        .query(String.class)
                        .list())
                .contains(
                        "case_file",
                        "case_target",
                        "case_event",
                        "evidence",
                        "qualification",
                        "qualification_decision",
                        "detection");
        assertThat(Caller.of(port, "sealed1")
                        .get("/api/v1/sealed-cases/" + number + "/records?purpose=hand-over&limit=200")
                        .body())
                .contains("Looked at " + mark, "What is " + mark);
        assertThat(seal(number).statusCode()).as("once").isEqualTo(403);
        // whoever reports the same address as something else learns nothing: it is sealed anew
        var known = post(
                "caseworker1", "/api/v1/detections", report("FINANCIAL_PYRAMID").replace("ref-", "later-"));
        assertThat(known.statusCode()).isEqualTo(201);
        assertThat(Caller.json(known).path("sightings")).isEmpty();
        assertThat(Caller.json(known).path("caseNumber").asText()).isNotEqualTo(number);
        assertThat(Caller.json(Caller.of(port, "sealed1").get("/api/v1/sealed-cases/" + number + "?purpose=look"))
                        .at("/addresses/0/alsoIn/0")
                        .asText())
                .as("the group sees that it was reported again")
                .isEqualTo(Caller.json(known).path("caseNumber").asText());
    }

    @Test
    void whatWasMergedIntoTheCaseIsSealedWithIt() {
        var into = Caller.json(post(
                        "caseworker1",
                        "/api/v1/detections",
                        report("FRAUD_PHISHING").replace("ref-", "one-")))
                .path("caseNumber")
                .asText();
        var merged = Caller.json(post(
                        "caseworker1",
                        "/api/v1/detections",
                        report("FRAUD_PHISHING").replace("ref-", "two-").replace("/x", "/other")))
                .path("caseNumber")
                .asText();
        var answer = post(
                "caseworker1",
                "/api/v1/cases/" + merged + "/merges",
                "{\"into\": \"%s\", \"reason\": \"The same %s\"}".formatted(into, mark));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);

        assertThat(seal(into).statusCode()).isEqualTo(201);

        assertThat(traces()).isEmpty();
        assertThat(casework.open(into)).containsExactly("handOverSealedMaterial");
        assertThat(casework.open(merged)).isEmpty();
        assertThat(casework.cases.byNumber(merged).closeReason()).isEqualTo("MERGED");
    }

    @Autowired
    private Referrals referrals;

    @Test
    void thePapersOfASealedCaseAreReadByNobodyAndItsReferralsAndAppealsNeither() {
        var number = casework.detection("FINANCIAL_PYRAMID", address);
        casework.captureEvidence(number);
        casework.complete(
                "caseworker1",
                "prepareQualification",
                number,
                casework.measures("FINANCIAL_PYRAMID", "CRIMINAL", false));
        casework.approve(number);
        casework.prepareReferral(number, "ECONOMIC_INVESTIGATIONS");
        var caseFile = casework.cases.byNumber(number);
        var referral = referrals.last(caseFile.id()).orElseThrow().number();
        var appeal = appeals.receive(
                        caseFile, null, Appeals.Appellant.OWNER, "Not " + mark, casework.clock.instant(), "liaison1")
                .number();
        var reader = Caller.of(port, "liaison1");
        var papers = List.of("", "/packages/1/papers/ru", "/packages/1/bundle");
        papers.forEach(path -> assertThat(
                        reader.get("/api/v1/referrals/" + referral + path).statusCode())
                .isEqualTo(200));
        for (var spoken : List.of(referral, referral + "/1", appeal)) {
            assertThat(reader.get("/api/v1/cases?number=" + spoken).body())
                    .as("found by " + spoken)
                    .contains("\"" + number + "\"");
        }
        assertThat(Caller.of(port, "auditor1")
                        .get("/api/v1/cases/" + number + "/views")
                        .body())
                .contains(
                        "\"/api/v1/referrals/{number}\"",
                        "/api/v1/referrals/{number}/packages/{n}/papers/{language}",
                        "/api/v1/referrals/{number}/packages/{n}/bundle");

        assertThat(seal(number).statusCode()).isEqualTo(201);

        isSealed();
        papers.forEach(path -> assertThat(
                        reader.get("/api/v1/referrals/" + referral + path).statusCode())
                .as(path)
                .isEqualTo(403));
        assertThat(sql.sql("select count(*) from referral_paper")
                        .query(Integer.class)
                        .single())
                .as("of this case none is left")
                .isEqualTo(sql.sql(
                                """
                                select count(*) from referral_paper p join referral_package k on k.id = p.package_id
                                join referral_draft d on d.id = k.draft_id join referral r on r.id = d.referral_id where r.number <> ?
                                """)
                        .param(referral)
                        .query(Integer.class)
                        .single());
    }

    @Autowired
    private Appeals appeals;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void whoeverAddsToACaseThatIsBeingSealedWaitsAndIsRefused() throws Exception {
        var number = casework.detection("FINANCIAL_PYRAMID", address);
        var id = casework.cases.byNumber(number).id();
        var threads = Executors.newFixedThreadPool(1);
        try {
            var added = new TransactionTemplate(transactions).execute(status -> {
                sql.sql("select seal_case(?, ?, 'caseworker2', 'Seen', now())::text")
                        .params(id, CATEGORY)
                        .query(String.class)
                        .single();
                var waiting = threads.submit(() -> sql.sql("insert into forwarding values (?, now())")
                        .param(id)
                        .update());
                for (var look = 0; look < 200 && !someoneWaits(); look++) {
                    LockSupport.parkNanos(10_000_000);
                }
                assertThat(waiting.isDone()).isFalse();
                return waiting;
            });
            assertThatThrownBy(added::get).rootCause().hasMessageContaining("no row in forwarding");
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean someoneWaits() {
        return sql.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    @Test
    void noCaseIsSealedByItsStateAlone() {
        var id = casework.cases
                .byNumber(casework.detection("FINANCIAL_PYRAMID", address))
                .id();
        assertThatThrownBy(() -> sql.sql(
                                """
                                insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
                                select machine, subject, id, to_state, effective_at, 'SEALED', '', 'x', effective_at
                                from state_move where subject = ? order by id desc limit 1
                                """)
                        .param(id)
                        .update())
                .hasMessageContaining("together with what is known of it");
    }

    /** Columns that hold codes, numbers and names of officials only. */
    private static final Set<String> WITHOUT_WORDS = Set.of(
            "case_target",
            "case_category_history",
            "case_view",
            "custody_entry",
            "evidence_target",
            "incoming_act_case",
            "custody_anchor_head",
            "restriction_measure",
            "restriction_review",
            "restriction_review_outcome",
            "retention_disposal",
            "participation",
            "clock",
            "citizen_report",
            "referral",
            "letter",
            "gate",
            "notice_item",
            "qualification_target",
            "answer_item",
            "collateral_assessment_target",
            "operator_order_item");

    @Autowired
    private FlywayConnectionDetails owner;

    @Test
    void everyTableThatSpeaksOfACaseSaysWhatStaysThereWhenItIsSealed() {
        assertThat(sql.sql(
                                """
                                select distinct c.table_name from information_schema.columns c
                                join information_schema.tables t using (table_schema, table_name)
                                where table_schema = 'public' and table_type = 'BASE TABLE'
                                and c.column_name in ('case_id', 'case_target_id', 'notice_id', 'round_id', 'order_id', 'referral_id', 'package_id')
                                and c.table_name not like 'sealed\\_%' and c.table_name not like 'act\\_%'
                                and exists (select from information_schema.columns w where w.table_name = c.table_name
                                            and w.table_schema = 'public' and w.data_type in ('text', 'jsonb'))
                                and c.table_name not in (select table_name from sealing_step)
                                """)
                        .query(String.class)
                        .list())
                .isSubsetOf(WITHOUT_WORDS);
    }

    @Test
    void whoeverFindsItSealsTheCaseOnThePageBesideItsEvidence() {
        var number = ordinaryCase();
        var person = Caller.of(port, "approver1");
        assertThat(person.get("/cases/" + number + "/evidence").body()).contains("/cases/" + number + "/seal");
        assertThat(person.get("/cases/" + number + "/seal").body()).contains("name=\"reasons\"");
        var form = new String[] {"Content-Type", "application/x-www-form-urlencoded"};
        assertThat(person.post("/cases/" + number + "/seal", "reasons=", form).statusCode())
                .isEqualTo(400);
        assertThat(Caller.of(port, "registrar1")
                        .post("/cases/" + number + "/seal", "reasons=x", form)
                        .statusCode())
                .isEqualTo(403);

        var answer = person.post("/cases/" + number + "/seal", "reasons=Seen+" + mark, form);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("The case is sealed").doesNotContain(mark);
        isSealed();
    }

    @Test
    void aCaseWhoseNoticeHasGoneOutIsSealedWithItsLetters() {
        var notice = casework.noticeSent(address);
        var number = casework.caseOf(notice);
        assertThat(traces()).contains("letter_paper", "body_notification");

        var answer = seal(number);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        isSealed();
        assertThat(casework.open(notice)).isEmpty();
        for (var path : List.of("/api/v1/notices/" + notice, "/api/v1/notices/" + notice + "/letters/1/pdf")) {
            assertThat(Caller.of(port, "liaison1").get(path).statusCode()).isEqualTo(403);
        }
        assertThat(Caller.of(port, "manager1").get("/api/v1/notices?limit=200").body())
                .doesNotContain("\"" + notice + "\"");
    }

    @Test
    void theTaskOfWhoeverWorkedOnItIsWithdrawnAndItsCompletionRefusedInWords() {
        var number = ordinaryCase();
        var task = casework.task("prepareQualification", number);
        casework.as("caseworker1", () -> {
            casework.tasks.claim(task.getId(), "caseworker1");
            return null;
        });
        assertThat(seal(number).statusCode()).isEqualTo(201);

        var answer = Caller.of(port, "caseworker1")
                .post("/engine-rest/task/" + task.getId() + "/submit-form", "{\"variables\": {}}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("no longer there").doesNotContain(mark);
    }

    @RepeatedTest(5)
    void whoeverCompletesATaskAtTheSameMomentLeavesNoTrace() throws Exception {
        var number = ordinaryCase();
        var input = Map.<String, Object>of("proposal", "CLOSE", "closing", "NO_VIOLATION", "reasons", "Again " + mark);
        var task = casework.task("prepareQualification", number);
        var together = new CyclicBarrier(2);
        var people = Executors.newFixedThreadPool(2);
        try {
            var sealed = people.submit(() -> {
                together.await();
                return seal(number);
            });
            var completed = people.submit(() -> {
                together.await();
                try {
                    return casework.as("caseworker1", () -> {
                        casework.tasks.complete(task.getId(), input);
                        return "done";
                    });
                } catch (Refusal refused) {
                    return refused.getMessage();
                }
            });
            assertThat(sealed.get().statusCode()).as(sealed.get().body()).isEqualTo(201);
            assertThat(completed.get()).isNotBlank().doesNotContain(mark);
        } finally {
            people.shutdownNow();
        }
        isSealed();
    }

    @Test
    void nothingMakesASealedCaseAnOrdinaryOneAgainNorPutsAFileIntoIt() {
        post("caseworker1", "/api/v1/detections", report(CATEGORY));
        var number = number();
        var id = casework.cases.byNumber(number).id();

        assertThatThrownBy(() -> sql.sql("update case_file set category = 'FINANCIAL_PYRAMID' where id = ?")
                        .param(id)
                        .update())
                .rootCause()
                .hasMessageContaining("permission");
        var owners = Owner.sql(owner);
        assertThatThrownBy(() -> owners.sql("update case_file set category = 'FINANCIAL_PYRAMID' where id = ?")
                        .param(id)
                        .update())
                .hasMessageContaining("stays sealed");
        assertThatThrownBy(() -> owners.sql("update case_file set category = ? where number = ?")
                        .params(CATEGORY, casework.detection("DRUG_SALE", Casework.address()))
                        .update())
                .hasMessageContaining("no ordinary one");
        assertThatThrownBy(() -> casework.addEvidence(number)).hasMessageContaining("no row in evidence");
        assertThatThrownBy(() -> sql.sql("delete from sealed_read").update())
                .rootCause()
                .hasMessageContaining("permission");
        var upload = Caller.of(port, "caseworker1")
                .post(
                        "/api/v1/cases/" + number + "/evidence",
                        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.png\"\r\n\r\nx\r\n--b--\r\n",
                        "Idempotency-Key",
                        UUID.randomUUID().toString(),
                        "Content-Type",
                        "multipart/form-data; boundary=b");
        assertThat(upload.statusCode()).isEqualTo(403);
        for (var step : Map.of(
                        "splits",
                        "{\"targets\": [1], \"reason\": \"x\"}",
                        "merges",
                        "{\"into\": \"%s\", \"reason\": \"x\"}".formatted(number),
                        "looks",
                        "{\"targets\": [1]}",
                        "mirrors",
                        "{\"target\": 1, \"ofCase\": \"%s\", \"ofTarget\": 1, \"reasons\": \"x\"}".formatted(number))
                .entrySet()) {
            assertThat(post("caseworker1", "/api/v1/cases/" + number + "/" + step.getKey(), step.getValue())
                            .statusCode())
                    .as(step.getKey())
                    .isEqualTo(403);
        }
        var into = post(
                "caseworker1",
                "/api/v1/cases/" + casework.detection("DRUG_SALE", Casework.address()) + "/merges",
                "{\"into\": \"%s\", \"reason\": \"x\"}".formatted(number));
        assertThat(into.statusCode()).as(into.body()).isBetween(400, 409);
    }
}
