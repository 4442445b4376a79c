package org.duenotice.process;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duenotice.process.RegisterDesk.JSON;
import static org.duenotice.process.RegisterDesk.ok;
import static org.duenotice.process.RegisterDesk.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.intake.TargetLists;
import org.duenotice.judicialact.ActDecisions;
import org.duenotice.judicialact.EnteredAct;
import org.duenotice.judicialact.IncomingActs;
import org.duenotice.law.JudicialActs;
import org.duenotice.notice.Letters;
import org.duenotice.notice.NoticeItem;
import org.duenotice.problem.Problem;
import org.duenotice.qualification.Qualifications;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A court names hundreds of links: one person enters the act, the cases and the notices to all platforms are prepared at once,
 * another person approves once, and the authorised body decides.
 */
@DueNoticeTest
class JudicialActTest {

    private static final String PYRAMID = "FINANCIAL_PYRAMID";
    private static final String ACTS = "/api/v1/incoming-acts";

    @Autowired
    private Casework casework;

    @Autowired
    private IncomingActs acts;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private ActDecisions decisions;

    @Autowired
    private JudicialActs judicialActs;

    @Autowired
    private Qualifications qualifications;

    @Autowired
    private Letters letters;

    @Autowired
    private FormService forms;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private GreenMail mailServer;

    @LocalServerPort
    private int port;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final int post = 1_000_000 + Math.abs(mark.hashCode() % 8_000_000);

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private String telegram(int n) {
        return "https://t.me/demo_act_%s/%d".formatted(mark, n);
    }

    private String vk(int n) {
        return "https://vk.com/wall-%d_%d".formatted(post, n);
    }

    private ObjectNode act(List<String> targets) {
        var act = JSON.createObjectNode()
                .put("number", "2-" + mark + "/2026")
                .put("actDate", "2026-10-20")
                .put("court", "Court of the Tests")
                .put("inForceSince", "2026-11-01")
                .put("operativePart", "The distribution of the content at the addresses named is prohibited")
                .put("source", "Incoming letter 12")
                .put("verified", true)
                .put("category", PYRAMID)
                .put("reasonsRu", "Суд запретил распространение")
                .put("reasonsKk", "Сот таратуға тыйым салды");
        var named = act.putArray("targets");
        targets.forEach(named::add);
        return act;
    }

    private HttpResponse<String> report(ObjectNode act, String key) {
        return Caller.of(port, "caseworker1").post(ACTS, act.toString(), "Idempotency-Key", key);
    }

    private JsonNode reported(List<String> targets) {
        return ok(report(act(targets), UUID.randomUUID().toString()), 201);
    }

    private JsonNode read(String number) {
        return ok(Caller.of(port, "auditor1").get(ACTS + "/" + number), 200);
    }

    private static Map<String, Integer> lines(JsonNode act) {
        return stream(act.path("lines"))
                .collect(toMap(count -> count.path("outcome").asText(), count -> count.path("lines")
                        .asInt()));
    }

    private static Stream<JsonNode> stream(JsonNode many) {
        return StreamSupport.stream(many.spliterator(), false);
    }

    private static Map<String, String> casesByPlatform(JsonNode act) {
        return stream(act.path("drafts"))
                .collect(toMap(draft -> draft.path("platform").asText(), draft -> draft.path("caseNumber")
                        .asText()));
    }

    private long count(String table) {
        return sql.sql("select count(*) from " + table).query(Long.class).single();
    }

    private void approve(String number) {
        casework.complete("approver1", "approveAct", number, Map.of("decision", "APPROVE"));
    }

    private Map<String, Object> corrected(List<String> targets) {
        var input = new HashMap<String, Object>();
        var act = act(List.of());
        act.properties()
                .forEach(field -> input.put(field.getKey(), field.getValue().asText()));
        input.put("actNumber", act.path("number").asText());
        input.put("actSource", "Incoming letter 12");
        input.put("verified", true);
        input.put("actCorrection", "SUBMIT");
        input.put("addresses", String.join("\n", targets));
        return input;
    }

    @Test
    void threeHundredAndTwentyNineLinksAreDraftedTheSameDayApprovedOnceAndLeaveAsTheBodyDecided() throws Exception {
        var known = telegram(900);
        var knownCase = casework.detection(PYRAMID, known);
        var targets = new ArrayList<String>();
        IntStream.rangeClosed(1, 150).forEach(n -> targets.add(telegram(n)));
        IntStream.rangeClosed(1, 100).forEach(n -> targets.add(vk(n)));
        IntStream.rangeClosed(1, 69)
                .forEach(n -> targets.add(
                        "https://www.linkedin.com/posts/demo-%s_activity-%d%012d".formatted(mark, post, n)));
        targets.addAll(List.of("no address", "ftp://files.example/x", "", "mailto:a@b.example"));
        targets.addAll(List.of(known, telegram(1) + "?single", telegram(2), vk(1), vk(2), telegram(3)));
        assertThat(targets).hasSize(329);
        var key = UUID.randomUUID().toString();

        var entered = ok(report(act(targets), key), 201);

        var number = entered.path("number").asText();
        assertThat(lines(entered)).isEqualTo(Map.of("PLACED", 319, "SIGHTED_AGAIN", 1, "REPEATED", 5, "REJECTED", 4));
        assertThat(entered.path("state").asText()).isEqualTo("PREPARED");
        assertThat(Instant.parse(entered.path("dueAt").asText())).isEqualTo("2026-11-02T19:00:00Z");
        var cases = casesByPlatform(entered);
        assertThat(cases).containsOnlyKeys("TELEGRAM", "VK", "LINKEDIN");
        assertThat(entered.path("drafts"))
                .allSatisfy(draft -> assertThat(draft.path("missing")).isEmpty())
                .extracting(draft -> draft.path("platform").asText() + " "
                        + draft.path("items").asInt() + " "
                        + draft.path("address").asText())
                .containsExactly(
                        "LINKEDIN 69 notices@linkedin.example",
                        "TELEGRAM 150 notices@telegram.example",
                        "VK 100 notices@vk.example");
        assertThat(casework.open(knownCase)).containsExactly("captureEvidence");
        cases.values().forEach(one -> {
            assertThat(casework.open(one)).isEmpty();
            assertThat(casework.dispositions(one)).containsOnly(Disposition.IN_QUALIFICATION);
        });

        // the same again adds nothing
        var before = count("case_target");
        assertThat(report(act(targets), key).headers().firstValue("Idempotency-Replayed"))
                .contains("true");
        refused(report(act(targets), UUID.randomUUID().toString()), 409, "judicial-act.open-already");
        assertThat(count("case_target")).isEqualTo(before);

        // each line is told
        var told = ok(Caller.of(port, "caseworker1").get(ACTS + "/%s/lines?after=319&limit=20".formatted(number)), 200);
        assertThat(told.path("items"))
                .extracting(line -> line.path("outcome").asText())
                .containsExactly(
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "SIGHTED_AGAIN",
                        "REPEATED",
                        "REPEATED",
                        "REPEATED",
                        "REPEATED",
                        "REPEATED");
        assertThat(told.path("items").get(4).path("caseNumber").asText()).isEqualTo(knownCase);
        assertThat(told.path("items"))
                .allSatisfy(line -> assertThat(line.path("why").asText()).isNotEmpty());
        assertThat(Caller.of(port, "caseworker1")
                        .get(ACTS + "/%s/lines.csv".formatted(number))
                        .body())
                .contains("329,");

        // the drafts are seen by the second person, whole
        var shown = casework.as("approver1", () -> forms.getTaskFormVariables(
                        casework.task("approveAct", number).getId())
                .getValueTyped("facts")
                .getValue()
                .toString());
        assertThat(shown).contains("notices@vk.example", "no address", knownCase, "House rule");
        var pdf = Caller.of(port, "approver1").get(ACTS + "/%s/drafts/%s/pdf".formatted(number, cases.get("VK")));
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(pdf.body()).startsWith("%PDF");

        // by one other person, once
        assertThatThrownBy(
                        () -> decisions.approve(number, new ActDecisions.Protected(Set.of(), null), "", "caseworker1"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getCode()).isEqualTo("register.four-eyes"));
        assertThat(judicialActs.find("2-" + mark + "/2026", LocalDate.parse("2026-10-20")))
                .isEmpty();
        approve(number);
        casework.runJobs();

        var recorded = judicialActs
                .find("2-" + mark + "/2026", LocalDate.parse("2026-10-20"))
                .orElseThrow();
        cases.values().forEach(one -> {
            assertThat(casework.open(one)).as("nothing is decided for the body").containsExactly("decideRestriction");
            var caseFile = casework.cases.byNumber(one);
            assertThat(caseFile.state()).isEqualTo(CaseState.ROUTED);
            assertThat(qualifications.last(caseFile.id()).orElseThrow()).satisfies(prepared -> {
                assertThat(prepared.judicialAct()).isEqualTo(recorded.id());
                assertThat(prepared.preparedBy()).isEqualTo("caseworker1");
            });
            assertThat(casework.notices.of(caseFile.id())).isEmpty();
        });
        assertThat(read(number).path("state").asText()).isEqualTo("APPLIED");
        assertThat(read(number).path("decidedBy").asText()).isEqualTo("approver1");

        // the body refuses one target of one platform; the others leave as drafted
        var vk = cases.get("VK");
        casework.complete(
                "body-officer1",
                "decideRestriction",
                vk,
                Casework.withoutHearing(Map.of(
                        "decisionForAll",
                        "APPROVE",
                        "refusedTargets",
                        List.of("7"),
                        "exceptionReasons",
                        "7: it tells of the pyramid, it is none",
                        "reasons",
                        "Prohibited by the court",
                        "reviewDate",
                        "2027-05-02")));
        casework.decidesMeasures(vk);
        casework.bodyApproves(cases.get("TELEGRAM"));
        casework.bodyApproves(cases.get("LINKEDIN"));
        casework.runJobs();

        assertSent(cases.get("TELEGRAM"), 150, "notices@telegram.example");
        assertSent(cases.get("LINKEDIN"), 69, "notices@linkedin.example");
        var items = assertSent(vk, 99, "notices@vk.example");
        assertThat(items).extracting(NoticeItem::no).doesNotContain(7);
    }

    private List<NoticeItem> assertSent(String caseNumber, int targets, String to) throws Exception {
        var notice = casework.onlyNotice(caseNumber);
        var letter = letters.byNumber(notice.number() + "/1");
        var items = casework.notices.items(notice.id());
        assertThat(items).hasSize(targets);
        assertThat(letter.missingParts()).isEmpty();
        assertThat(letter.content()).contains("Court of the Tests", "Суд запретил распространение");
        assertThat(items).allSatisfy(item -> assertThat(letter.content()).contains('"' + item.canonicalKey() + '"'));
        var mail = Arrays.stream(mailServer.getReceivedMessages())
                .filter(one -> subject(one).contains(letter.number()))
                .toList();
        assertThat(mail).hasSize(1);
        assertThat(mail.get(0).getAllRecipients()[0].toString()).contains(to);
        return items;
    }

    private static String subject(jakarta.mail.internet.MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatComesBackIsMendedByWhoeverPreparedAndLosesNothing() {
        var number = reported(List.of(telegram(1), telegram(2), vk(1)))
                .path("number")
                .asText();
        var first = casesByPlatform(read(number));

        assertThatThrownBy(() -> casework.complete(
                        "approver1", "approveAct", number, Map.of("decision", "RETURN", "remarks", " ")))
                .hasMessageContaining("remarks");
        casework.complete(
                "approver1", "approveAct", number, Map.of("decision", "RETURN", "remarks", "Line 2 is not in the act"));

        assertThat(read(number).path("state").asText()).isEqualTo("RETURNED");
        assertThat(casework.open(number)).containsExactly("correctAct");
        var shown = casework.as("caseworker1", () -> forms.getTaskFormVariables(
                        casework.task("correctAct", number).getId())
                .values()
                .toString());
        assertThat(shown).contains("Line 2 is not in the act", telegram(2));
        casework.complete(
                "caseworker1", "correctAct", number, corrected(List.of(telegram(1), vk(1), "not one", telegram(3))));

        var mended = read(number);
        assertThat(mended.path("version").asInt()).isEqualTo(2);
        assertThat(lines(mended)).isEqualTo(Map.of("PLACED", 3, "REJECTED", 1));
        assertThat(stream(mended.path("cases")).map(JsonNode::asText)).contains(first.get("TELEGRAM"), first.get("VK"));
        var left =
                casework.cases.search(new Cases.Search(null, null, "tg:post:demo_act_%s/2".formatted(mark), null, 5));
        assertThat(left).as("what the act does not name goes on by hand").anySatisfy(caseFile -> assertThat(
                        casework.open(caseFile.number()))
                .containsExactly("captureEvidence"));
        approve(number);
        assertThat(casework.open(first.get("VK"))).containsExactly("decideRestriction");
        assertThat(casework.dispositions(first.get("VK"))).containsExactly(Disposition.RESTRICTION_SOUGHT);
    }

    @Test
    void whatIsBrokenOffBeforeItsEndLeavesNothingAndRepeatedIsWhole() {
        var before = List.of(count("case_target"), count("register_change"), count("notice_draft"), count("clock"));
        var targets = List.of(telegram(1), vk(1), "not one");
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            acts.report(entered(targets), "caseworker1");
            status.setRollbackOnly();
        });
        assertThat(List.of(count("case_target"), count("register_change"), count("notice_draft"), count("clock")))
                .isEqualTo(before);

        var entered = reported(targets);

        assertThat(lines(entered)).isEqualTo(Map.of("PLACED", 2, "REJECTED", 1));
        assertThat(entered.path("drafts")).hasSize(2);
        assertThat(casework.open(entered.path("number").asText())).containsExactly("approveAct");
    }

    private EnteredAct entered(List<String> targets) {
        var lines = IntStream.range(0, targets.size())
                .mapToObj(place -> new TargetLists.Line(place + 1, targets.get(place)))
                .toList();
        return new EnteredAct(
                "2-" + mark + "/2026",
                LocalDate.parse("2026-10-20"),
                "Court of the Tests",
                LocalDate.parse("2026-11-01"),
                null,
                "The distribution of the content at the addresses named is prohibited",
                "Incoming letter 12",
                true,
                PYRAMID,
                "",
                "Суд запретил распространение",
                "Сот таратуға тыйым салды",
                lines);
    }

    @Test
    void aWithdrawnActLeavesItsCasesToPeopleAndMayComeInAgain() {
        var number = reported(List.of(telegram(1), vk(1))).path("number").asText();
        var cases = casesByPlatform(read(number));
        casework.complete(
                "approver1", "approveAct", number, Map.of("decision", "RETURN", "remarks", "It was appealed against"));
        casework.complete(
                "caseworker1",
                "correctAct",
                number,
                Map.of("actCorrection", "WITHDRAW", "remarks", "The appeal is not decided"));

        assertThat(read(number).path("state").asText()).isEqualTo("WITHDRAWN");
        cases.values().forEach(one -> assertThat(casework.open(one)).containsExactly("captureEvidence"));
        var again = reported(List.of(telegram(1), vk(2)));
        assertThat(lines(again)).isEqualTo(Map.of("PLACED", 1, "SIGHTED_AGAIN", 1));
    }

    @Test
    void anActThatIsNotInForceOrRestsOnNothingValidIsRefusedWhole() {
        var before = count("case_file");
        var later = act(List.of(telegram(1))).put("inForceSince", "2026-11-03");
        refused(report(later, UUID.randomUUID().toString()), 400, "law.act-not-in-force");
        var over = act(List.of(telegram(1))).put("inForceUntil", "2026-11-01");
        refused(report(over, UUID.randomUUID().toString()), 400, "law.act-not-in-force");
        var repealed = act(List.of(telegram(1))).put("legalBasis", "restriction-mass-media-1999");
        refused(report(repealed, UUID.randomUUID().toString()), 400, "judicial-act.basis");
        var elsewhere = act(List.of(telegram(1))).put("category", "OTHER");
        refused(report(elsewhere, UUID.randomUUID().toString()), 409, "qualification.out-of-competence");
        refused(report(act(List.of("x y")), UUID.randomUUID().toString()), 400, "judicial-act.no-target");
        refused(
                Caller.of(port, "liaison1")
                        .post(
                                ACTS,
                                act(List.of(telegram(1))).toString(),
                                "Idempotency-Key",
                                UUID.randomUUID().toString()),
                403,
                "access.not-for-you");
        assertThat(count("case_file")).isEqualTo(before);
    }

    @Test
    void protectedExpressionGoesToTheRightsReviewAndTheRestGoesOn() {
        var number = reported(List.of(telegram(1), telegram(2), telegram(3)))
                .path("number")
                .asText();
        var caseNumber = casesByPlatform(read(number)).get("TELEGRAM");
        casework.complete(
                "approver1",
                "approveAct",
                number,
                Map.of("decision", "APPROVE", "protectedExpression", "PRESS", "protectedLines", "2"));

        assertThat(casework.dispositions(caseNumber))
                .containsExactly(Disposition.RESTRICTION_SOUGHT, Disposition.RESTRICTION_SOUGHT);
        var split = casework.cases
                .search(new Cases.Search("DETECTED", null, "tg:post:demo_act_%s/2".formatted(mark), null, 5))
                .get(0)
                .number();
        casework.complete("caseworker1", "captureEvidence", split, Map.of("captureOutcome", "CAPTURED"));
        casework.complete(
                "caseworker1",
                "prepareQualification",
                split,
                Map.of("proposal", "RIGHTS_REVIEW", "reasons", "The court named it"));
        assertThat(casework.open(split)).containsExactly("reviewRights");
    }

    @Test
    void whatDiffersFromItsApprovedDraftWaitsForAPersonBeforeItLeaves() {
        var number = reported(List.of(telegram(1))).path("number").asText();
        var caseNumber = casesByPlatform(read(number)).get("TELEGRAM");
        approve(number);
        // as if the contact had been another one when the draft was approved
        sql.sql(
                        """
                        with other as (
                            insert into notice_draft select gen_random_uuid(), reference, version + 1, case_id, platform_code, recipient,
                                address, channel, language, items, replace(content, 'notices@telegram', 'earlier@telegram'), missing,
                                pdf_sha256, prepared_at from notice_draft where reference = ? returning id)
                        insert into notice_draft_approval select id, 'approver1', now() from other
                        """)
                .param(number)
                .update();
        casework.bodyApproves(caseNumber);
        casework.runJobs();

        var letter = casework.onlyNotice(caseNumber).number() + "/1";
        var shown = casework.as("liaison1", () -> forms.getTaskFormVariables(
                        casework.task("completeLetter", letter).getId())
                .getValueTyped("facts")
                .getValue()
                .toString());
        assertThat(shown).contains("earlier@telegram.example", "notices@telegram.example");
        casework.complete("liaison1", "completeLetter", letter, Map.of("settlement", "SEND_AGAIN", "remarks", "Seen"));
        casework.runJobs();
        assertThat(Arrays.stream(mailServer.getReceivedMessages())
                        .filter(mail -> subject(mail).contains(letter)))
                .hasSize(1);
    }

    @Test
    void aListIsPastedIntoTheFormOfTasklist() {
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("judicial-act")
                .latestVersion()
                .singleResult()
                .getId();
        var input = corrected(List.of(telegram(1), "", "not one", vk(1)));
        input.remove("actCorrection");
        casework.as("caseworker1", () -> forms.submitStartForm(definition, input));

        var number = sql.sql("select number from incoming_act_version where act_number = ?")
                .param("2-" + mark + "/2026")
                .query(String.class)
                .single();
        assertThat(lines(read(number))).isEqualTo(Map.of("PLACED", 2, "REJECTED", 1));
        assertThat(casework.open(number)).containsExactly("approveAct");
        assertThat(casework.task("approveAct", number).getDueDate()).isEqualTo(Instant.parse("2026-11-02T19:00:00Z"));
    }

    @Test
    void aFileOfAddressesLosesNoRowForAnother() {
        var csv = "no;address\r\n1;%s\r\n2;\"open\r\n3;%s\r\n".formatted(telegram(1), telegram(2));
        var body =
                """
                --b\r
                Content-Disposition: form-data; name="act"\r
                Content-Type: application/json\r
                \r
                %s\r
                --b\r
                Content-Disposition: form-data; name="targets"; filename="list.csv"\r
                Content-Type: text/csv\r
                \r
                %s\r
                --b--\r
                """
                        .formatted(act(List.of()), csv);
        var entered = ok(
                Caller.of(port, "caseworker1")
                        .post(
                                ACTS,
                                body,
                                "Idempotency-Key",
                                UUID.randomUUID().toString(),
                                "Content-Type",
                                "multipart/form-data; boundary=b"),
                201);
        assertThat(lines(entered)).isEqualTo(Map.of("PLACED", 2, "REJECTED", 1));
    }
}
