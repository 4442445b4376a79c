package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duenotice.process.RegisterDesk.ok;
import static org.duenotice.process.RegisterDesk.refused;

import com.icegreen.greenmail.util.GreenMail;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.duenotice.DueNoticeTest;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.Disposition;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.qualification.ProtectedExpressions;
import org.duenotice.qualification.ProtectedKind;
import org.duenotice.recreation.Recreations;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an act that comes in may not be, and what is told of each line. */
@DueNoticeTest
class JudicialActRulesTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Recreations recreations;

    @Autowired
    private FormService forms;

    @Autowired
    private ProtectedExpressions protectedExpressions;

    @Autowired
    private EvidenceFiles evidence;

    @Autowired
    private Timeline timeline;

    @Autowired
    private RepositoryService repository;

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

    private static String subject(jakarta.mail.internet.MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anActThatIsNotInForceOrRestsOnNothingValidIsRefusedWhole() {
        var before = count("case_file");
        var later = desk.act(List.of(desk.telegram(1))).put("inForceSince", "2026-11-03");
        refused(desk.report(later, UUID.randomUUID().toString()), 400, "law.act-not-in-force");
        var over = desk.act(List.of(desk.telegram(1))).put("inForceUntil", "2026-11-01");
        refused(desk.report(over, UUID.randomUUID().toString()), 400, "law.act-not-in-force");
        var repealed = desk.act(List.of(desk.telegram(1))).put("legalBasis", "restriction-mass-media-1999");
        refused(desk.report(repealed, UUID.randomUUID().toString()), 400, "judicial-act.basis");
        var elsewhere = desk.act(List.of(desk.telegram(1))).put("category", "OTHER");
        refused(desk.report(elsewhere, UUID.randomUUID().toString()), 409, "qualification.out-of-competence");
        refused(desk.report(desk.act(List.of("x y")), UUID.randomUUID().toString()), 400, "judicial-act.no-target");
        refused(
                Caller.of(port, "liaison1")
                        .act(ActDesk.ACTS, desk.act(List.of(desk.telegram(1))).toString()),
                403,
                "access.not-for-you");
        assertThat(count("case_file")).isEqualTo(before);
    }

    @Test
    void protectedExpressionGoesToTheRightsReviewAndTheRestGoesOn() {
        var number = desk.reported(List.of(desk.telegram(1), desk.telegram(2), desk.telegram(3)))
                .path("number")
                .asText();
        var caseNumber = ActDesk.casesByPlatform(desk.read(number)).get("TELEGRAM");
        casework.complete(
                "approver1",
                "approveAct",
                number,
                Map.of("decision", "APPROVE", "protectedExpression", "PRESS", "protectedLines", "2"));

        assertThat(casework.dispositions(caseNumber))
                .containsExactly(Disposition.RESTRICTION_SOUGHT, Disposition.RESTRICTION_SOUGHT);
        var split = casework.casesOn("tg:post:demo_act_%s/2".formatted(desk.mark)).stream()
                .filter(caseFile -> caseFile.state() == CaseState.DETECTED)
                .findFirst()
                .orElseThrow()
                .number();
        casework.captureEvidence(split);
        casework.complete(
                "caseworker1",
                "prepareQualification",
                split,
                Map.of("proposal", "RIGHTS_REVIEW", "reasons", "The court named it"));
        assertThat(casework.open(split)).containsExactly("reviewRights");
    }

    @Test
    void whatIsUnderWorkGoesOnWithTheActUnlessItIsDecidedOrProtected() {
        var open = casework.detection("ILLEGAL_GAMBLING", desk.telegram(1), desk.telegram(2));
        casework.addEvidence(open);
        var protectedCase = casework.detection("FINANCIAL_PYRAMID", desk.telegram(3));
        protectedExpressions.tick(casework.cases.byNumber(protectedCase).id(), ProtectedKind.PRESS, "caseworker1");
        var notice = casework.noticeSent(desk.telegram(4));

        var act = desk.reported(List.of(desk.telegram(1), desk.telegram(3), desk.telegram(4)));

        assertThat(ActDesk.lines(act)).isEqualTo(Map.of("PLACED", 1, "SIGHTED_AGAIN", 2));
        var caseNumber = ActDesk.casesByPlatform(act).get("TELEGRAM");
        assertThat(casework.dispositions(open)).containsExactly(Disposition.IN_QUALIFICATION);
        assertThat(casework.open(open)).containsExactly("captureEvidence");
        assertThat(kinds(open)).contains("CASE_SPLIT");
        assertThat(kinds(caseNumber)).contains("CASE_SPLIT_OFF");
        assertThat(evidence.of(casework.cases.byNumber(caseNumber).id()))
                .as("what was captured goes along, beside the act's text")
                .hasSize(2);
        assertThat(casework.open(protectedCase)).containsExactly("captureEvidence");
        for (var stays : List.of(protectedCase, casework.caseOf(notice))) {
            assertThat(timeline.of(casework.cases.byNumber(stays).id()))
                    .anyMatch(entry -> entry.kind().equals("ACT_NAMES_TARGETS")
                            && entry.words().contains("2-" + desk.mark));
        }
    }

    private List<String> kinds(String caseNumber) {
        return timeline.of(casework.cases.byNumber(caseNumber).id()).stream()
                .map(Timeline.Entry::kind)
                .toList();
    }

    @Test
    void aMarkOfProtectedExpressionFollowsATargetThatWasSplitOffWhileTheActWaited() {
        var number = desk.reported(List.of(desk.telegram(1), desk.telegram(2), desk.telegram(3)))
                .path("number")
                .asText();
        var caseNumber = ActDesk.casesByPlatform(desk.read(number)).get("TELEGRAM");
        var second = splitOff(caseNumber, 2);
        var third = splitOff(caseNumber, 3);
        casework.closedWithout(third, "NO_VIOLATION");

        assertThatThrownBy(() -> casework.complete("approver1", "approveAct", number, marked("2, 3")))
                .hasMessageContaining("no longer judged");
        casework.complete("approver1", "approveAct", number, marked("2"));

        assertThat(protectedExpressions.ticked(casework.cases.byNumber(second).id()))
                .contains(ProtectedKind.PRESS);
        assertThat(casework.dispositions(caseNumber)).containsExactly(Disposition.RESTRICTION_SOUGHT);
    }

    private static Map<String, Object> marked(String lines) {
        return Map.of("decision", "APPROVE", "protectedExpression", "PRESS", "protectedLines", lines);
    }

    private String splitOff(String caseNumber, int target) {
        var split = Caller.of(port, "caseworker2")
                .act(
                        "/api/v1/cases/" + caseNumber + "/splits",
                        "{\"targets\": [%d], \"reason\": \"Another matter\"}".formatted(target));
        assertThat(split.statusCode()).as(split.body()).isLessThan(300);
        return Caller.json(split).path("caseNumber").asText();
    }

    @Test
    void whatDiffersFromItsApprovedDraftWaitsForAPersonBeforeItLeaves() {
        var number = desk.reported(List.of(desk.telegram(1))).path("number").asText();
        var caseNumber = ActDesk.casesByPlatform(desk.read(number)).get("TELEGRAM");
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
        var input = desk.corrected(List.of(desk.telegram(1), "", "not one", desk.vk(1)));
        input.remove("actCorrection");
        casework.as("caseworker1", () -> forms.submitStartForm(definition, input));

        var number = sql.sql("select number from incoming_act_version where act_number = ?")
                .param("2-" + desk.mark + "/2026")
                .query(String.class)
                .single();
        assertThat(ActDesk.lines(desk.read(number))).isEqualTo(Map.of("PLACED", 2, "REJECTED", 1));
        casework.runJobs();
        assertThat(casework.open(number)).containsExactly("approveAct");
        assertThat(casework.task("approveAct", number).getDueDate()).isEqualTo(Instant.parse("2026-11-02T19:00:00Z"));
    }

    @Test
    void aFileOfAddressesLosesNoRowForAnother() {
        var csv = "no;address\r\n1;%s\r\n2;\"open\r\n3;%s\r\n".formatted(desk.telegram(1), desk.telegram(2));
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
                        .formatted(desk.act(List.of()), csv);
        var entered = ok(
                Caller.of(port, "caseworker1")
                        .post(
                                ActDesk.ACTS,
                                body,
                                "Idempotency-Key",
                                UUID.randomUUID().toString(),
                                "Content-Type",
                                "multipart/form-data; boundary=b"),
                201);
        assertThat(ActDesk.lines(entered)).isEqualTo(Map.of("PLACED", 2, "REJECTED", 1));
    }

    @Test
    void whatWasRemovedBeforeIsLinkedAndWhatOnlyTheNetworkKnowsIsTold() {
        var notice = casework.noticeSent(desk.telegram(1));
        casework.answers(notice, ItemOutcome.REMOVED, null);
        casework.complete("caseworker2", "verifyOutcome", notice, Map.of("verifyForAll", "CONFIRMED"));
        casework.runJobs();

        var entered = desk.reported(List.of(desk.telegram(1), "https://t.me/+AbCdEfGh" + desk.mark));

        var caseNumber = ActDesk.casesByPlatform(entered).get("TELEGRAM");
        assertThat(recreations.links(caseNumber))
                .extracting(link -> link.earlierCase())
                .containsExactly(casework.caseOf(notice));
        var lines = ok(
                Caller.of(port, "auditor1")
                        .get(ActDesk.ACTS
                                + "/%s/lines".formatted(entered.path("number").asText())),
                200);
        assertThat(lines.path("items"))
                .extracting(line ->
                        line.path("outcome").asText() + " " + line.path("code").asText())
                .containsExactly("PLACED ", "PLACED list.unresolved");
    }
}
