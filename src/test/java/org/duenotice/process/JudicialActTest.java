package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duenotice.process.RegisterDesk.ok;
import static org.duenotice.process.RegisterDesk.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.FormService;
import org.duenotice.DueNoticeTest;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.Disposition;
import org.duenotice.evidence.EvidenceFiles;
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
    private EvidenceFiles evidence;

    @Autowired
    private Timeline timeline;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private GreenMail mailServer;

    @LocalServerPort
    private int port;

    private ActDesk desk;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
        desk = new ActDesk(port, casework);
    }

    private long count(String table) {
        return sql.sql("select count(*) from " + table).query(Long.class).single();
    }

    private void approve(String number) {
        casework.complete("approver1", "approveAct", number, Map.of("decision", "APPROVE"));
    }

    @Test
    void threeHundredAndTwentyNineLinksAreDraftedTheSameDayApprovedOnceAndLeaveAsTheBodyDecided() throws Exception {
        var known = desk.telegram(900);
        var knownCase = casework.detection(PYRAMID, known);
        var targets = new ArrayList<String>();
        IntStream.rangeClosed(1, 150).forEach(n -> targets.add(desk.telegram(n)));
        IntStream.rangeClosed(1, 100).forEach(n -> targets.add(desk.vk(n)));
        IntStream.rangeClosed(1, 69)
                .forEach(n -> targets.add(
                        "https://www.linkedin.com/posts/demo-%s_activity-%d%012d".formatted(desk.mark, desk.post, n)));
        targets.addAll(List.of("no address", "ftp://files.example/x", "", "mailto:a@b.example"));
        targets.addAll(List.of(
                known, desk.telegram(1) + "?single", desk.telegram(2), desk.vk(1), desk.vk(2), desk.telegram(3)));
        assertThat(targets).hasSize(329);
        var key = UUID.randomUUID().toString();

        var atOnce = ok(desk.report(desk.act(targets), key), 201);

        var number = atOnce.path("number").asText();
        assertThat(ActDesk.lines(atOnce)).isEqualTo(Map.of("PLACED", 320, "REPEATED", 5, "REJECTED", 4));
        assertThat(atOnce.path("state").asText()).isEqualTo("PREPARED");
        assertThat(Instant.parse(atOnce.path("dueAt").asText())).isEqualTo("2026-11-02T19:00:00Z");
        assertThat(atOnce.path("drafts")).as("nobody waits for them").isEmpty();
        assertThat(casework.open(number)).as("nor approves without").isEmpty();
        casework.runJobs();
        var entered = desk.read(number);
        var cases = ActDesk.casesByPlatform(entered);
        assertThat(cases).containsOnlyKeys("TELEGRAM", "VK", "LINKEDIN");
        assertThat(entered.path("drafts"))
                .allSatisfy(draft -> assertThat(draft.path("missing")).isEmpty())
                .extracting(draft -> draft.path("platform").asText() + " "
                        + draft.path("items").asInt() + " "
                        + draft.path("address").asText())
                .containsExactly(
                        "LINKEDIN 69 notices@linkedin.example",
                        "TELEGRAM 151 notices@telegram.example",
                        "VK 100 notices@vk.example");
        assertThat(casework.open(knownCase)).as("goes on with the act").isEmpty();
        assertThat(casework.cases.byNumber(knownCase).state()).isEqualTo(CaseState.MERGED);
        cases.values().forEach(one -> {
            assertThat(casework.open(one)).isEmpty();
            assertThat(casework.dispositions(one)).containsOnly(Disposition.IN_QUALIFICATION);
        });

        // the same again adds nothing
        var before = count("case_target");
        assertThat(desk.report(desk.act(targets), key).headers().firstValue("Idempotency-Replayed"))
                .contains("true");
        refused(desk.report(desk.act(targets), UUID.randomUUID().toString()), 409, "judicial-act.open-already");
        assertThat(count("case_target")).isEqualTo(before);

        // each line is told
        var told = ok(
                Caller.of(port, "caseworker1").get(ActDesk.ACTS + "/%s/lines?after=319&limit=20".formatted(number)),
                200);
        assertThat(told.path("items"))
                .extracting(line -> line.path("outcome").asText())
                .containsExactly(
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "PLACED",
                        "REPEATED",
                        "REPEATED",
                        "REPEATED",
                        "REPEATED",
                        "REPEATED");
        assertThat(told.path("items").get(4).path("caseNumber").asText()).isEqualTo(cases.get("TELEGRAM"));
        assertThat(told.path("items").get(4).path("why").asText()).contains(knownCase);
        assertThat(told.path("items"))
                .allSatisfy(line -> assertThat(line.path("why").asText()).isNotEmpty());
        assertThat(Caller.of(port, "caseworker1")
                        .get(ActDesk.ACTS + "/%s/lines.csv".formatted(number))
                        .body())
                .contains("329,");

        // the drafts are seen by the second person, whole
        var shown = casework.as("approver1", () -> forms.getTaskFormVariables(
                        casework.task("approveAct", number).getId())
                .getValueTyped("facts")
                .getValue()
                .toString());
        assertThat(shown).contains("notices@vk.example", "no address", knownCase, "House rule");
        var pdf =
                Caller.of(port, "approver1").get(ActDesk.ACTS + "/%s/drafts/%s/pdf".formatted(number, cases.get("VK")));
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(pdf.body()).startsWith("%PDF");

        // by one other person, once
        assertThatThrownBy(
                        () -> decisions.approve(number, new ActDecisions.Protected(Set.of(), null), "", "caseworker1"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getCode()).isEqualTo("register.four-eyes"));
        assertThat(judicialActs.find("2-" + desk.mark + "/2026", LocalDate.parse("2026-10-20")))
                .isEmpty();
        approve(number);
        casework.runJobs();

        var recorded = judicialActs
                .find("2-" + desk.mark + "/2026", LocalDate.parse("2026-10-20"))
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
            assertThat(timeline.of(caseFile.id()))
                    .extracting(Timeline.Entry::kind)
                    .contains("RESTS_ON_ACT")
                    .doesNotContain("EVIDENCE_CAPTURED");
        });
        assertThat(desk.read(number).path("state").asText()).isEqualTo("APPLIED");
        assertThat(desk.read(number).path("decidedBy").asText()).isEqualTo("approver1");

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

        assertSent(cases.get("TELEGRAM"), 151, "notices@telegram.example");
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
        var number = desk.reported(List.of(desk.telegram(1), desk.telegram(2), desk.vk(1)))
                .path("number")
                .asText();
        var first = ActDesk.casesByPlatform(desk.read(number));

        assertThatThrownBy(() -> casework.complete(
                        "approver1", "approveAct", number, Map.of("decision", "RETURN", "remarks", " ")))
                .hasMessageContaining("remarks");
        casework.complete(
                "approver1", "approveAct", number, Map.of("decision", "RETURN", "remarks", "Line 2 is not in the act"));

        assertThat(desk.read(number).path("state").asText()).isEqualTo("RETURNED");
        assertThat(casework.open(number)).containsExactly("correctAct");
        var shown = casework.as("caseworker1", () -> forms.getTaskFormVariables(
                        casework.task("correctAct", number).getId())
                .values()
                .toString());
        assertThat(shown).contains("Line 2 is not in the act", desk.telegram(2));
        casework.complete(
                "caseworker1",
                "correctAct",
                number,
                desk.corrected(List.of(desk.telegram(1), desk.vk(1), "not one", desk.telegram(3))));
        assertThat(casework.open(number)).as("drafted anew first").isEmpty();
        casework.runJobs();

        var mended = desk.read(number);
        assertThat(mended.path("version").asInt()).isEqualTo(2);
        assertThat(ActDesk.lines(mended)).isEqualTo(Map.of("PLACED", 3, "REJECTED", 1));
        assertThat(ActDesk.stream(mended.path("cases")).map(JsonNode::asText))
                .contains(first.get("TELEGRAM"), first.get("VK"));
        var left = casework.casesOn("tg:post:demo_act_%s/2".formatted(desk.mark));
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
        var targets = List.of(desk.telegram(1), desk.vk(1), "not one");
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            acts.report(entered(targets), "caseworker1");
            status.setRollbackOnly();
        });
        assertThat(List.of(count("case_target"), count("register_change"), count("notice_draft"), count("clock")))
                .isEqualTo(before);

        var entered = desk.reported(targets);

        assertThat(ActDesk.lines(entered)).isEqualTo(Map.of("PLACED", 2, "REJECTED", 1));
        assertThat(entered.path("drafts")).hasSize(2);
        assertThat(casework.open(entered.path("number").asText())).containsExactly("approveAct");
    }

    private EnteredAct entered(List<String> targets) {
        var lines = IntStream.range(0, targets.size())
                .mapToObj(place -> new TargetLists.Line(place + 1, targets.get(place)))
                .toList();
        return new EnteredAct(
                "2-" + desk.mark + "/2026",
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
        var number = desk.reported(List.of(desk.telegram(1), desk.vk(1)))
                .path("number")
                .asText();
        var cases = ActDesk.casesByPlatform(desk.read(number));
        casework.complete(
                "approver1", "approveAct", number, Map.of("decision", "RETURN", "remarks", "It was appealed against"));
        casework.complete(
                "caseworker1",
                "correctAct",
                number,
                Map.of("actCorrection", "WITHDRAW", "remarks", "The appeal is not decided"));

        assertThat(desk.read(number).path("state").asText()).isEqualTo("WITHDRAWN");
        cases.values().forEach(one -> assertThat(casework.open(one)).containsExactly("captureEvidence"));
        assertThatThrownBy(() -> casework.complete(
                        "caseworker1", "captureEvidence", cases.get("VK"), Map.of("captureOutcome", "CAPTURED")))
                .as("the text of the act shows nothing of the content")
                .hasMessageContaining("evidence");
        var again = desk.reported(List.of(desk.telegram(1), desk.vk(2)));
        assertThat(ActDesk.lines(again)).isEqualTo(Map.of("PLACED", 2));
        assertThat(casework.open(cases.get("TELEGRAM"))).isEmpty();
        assertThat(casework.open(cases.get("VK"))).containsExactly("captureEvidence");
    }

    @Test
    void theFileOfACaseHasOfTheListOnlyWhatStandsInThatCase() {
        var number = desk.reported(List.of(desk.telegram(1), desk.vk(1), "not one"))
                .path("number")
                .asText();
        var vk = ActDesk.casesByPlatform(desk.read(number)).get("VK");
        var kept = evidence.of(casework.cases.byNumber(vk).id());
        assertThat(kept).hasSize(1);
        var text = Caller.of(port, "auditor1")
                .get("/api/v1/cases/%s/evidence/%s/content"
                        .formatted(vk, kept.get(0).id()))
                .body();
        assertThat(text).contains("2-" + desk.mark, "2\t" + desk.vk(1)).doesNotContain(desk.telegram(1), "not one");
    }
}
