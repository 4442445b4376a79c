package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.icegreen.greenmail.util.GreenMailUtil;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.AppealState;
import org.duenotice.casefile.Disposition;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What happens to an appeal when its case is sealed, or when the measure ends before anybody decided on the appeal. */
@DueNoticeTest
class AppealCaseChangesTest extends AppealDesk {

    @Autowired
    private RestorationDesk desk;

    private final String mark = "zq" + UUID.randomUUID().toString().replace("-", "");

    private Receipt confirmed(String entry) {
        casework.clock.pass(java.time.Duration.ofMinutes(61));
        var filing = filing(entry, "Words " + mark);
        filing.put("demands", "Open it " + mark);
        filing.put("evidence", "See " + mark);
        var receipt = file(filing);
        casework.runJobs();
        confirmByMail(receipt);
        return receipt;
    }

    private void seal(String notice) {
        var answer = Caller.of(port, "caseworker2")
                .act(
                        "/api/v1/cases/" + casework.caseOf(notice) + "/seal",
                        "{\"reasons\": \"It is about something else\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private boolean isToldByMail(Receipt receipt, String what) {
        return Arrays.stream(mailServer.getReceivedMessages())
                .map(GreenMailUtil::getWholeMessage)
                .anyMatch(mail -> mail.contains(receipt.number()) && mail.contains(what));
    }

    @Test
    void anAppealOfASealedCaseGoesOnWithoutItsWordsAndTheAppellantIsToldTheOutcome() {
        var notice = casework.noticeSent(Casework.address());
        var receipt = confirmed(entryOf(notice));
        var bare = confirmed(entryOf(notice));
        assertThat(post(receipt, "words", Map.of("words", "More " + mark)).statusCode())
                .isEqualTo(204);
        casework.complete(OFFICER, "decideAdmissibility", receipt.number(), admission("SUSPEND"));
        assertThat(new SealedTraces(sql).of(mark)).contains("appeal", "appeal_words");

        seal(notice);

        assertThat(new SealedTraces(sql).of(mark)).isEmpty();
        var detail = "/api/v1/appeals/" + receipt.number();
        assertThat(Caller.of(port, "manager1").get(detail).statusCode()).isEqualTo(403);
        assertThat(Caller.of(port, OFFICER).get(detail).body()).doesNotContain(mark);
        assertThat(casework.open(receipt.number())).containsExactly("reconsiderMeasure");
        upheld(receipt);
        casework.complete(
                OFFICER,
                "reviewAppeal",
                receipt.number(),
                Map.of("hearing", "NOT_HELD", "hearingGround", "PARTICIPANT_ASKED", "hearingReasons", "By telephone"));
        decided(receipt, Map.of("outcome", "DISMISSED"));
        casework.runJobs();
        assertThat(state(receipt)).isEqualTo(AppealState.DISMISSED);
        assertThat(undone(receipt)).doesNotContain(RestorationKind.RESUMPTION);
        assertThat(isToldByMail(receipt, "is decided")).isTrue();
        assertThat(status(receipt).at("/decision/outcome").asText()).isEqualTo("DISMISSED");
        assertThat(status(receipt).toString()).doesNotContain(mark);

        // one that nobody had looked at is decided as well
        var exception = new HashMap<>(admission("EXCEPTION"));
        exception.put("exceptionGround", "PUBLIC_INTEREST");
        casework.complete(OFFICER, "decideAdmissibility", bare.number(), exception);
        assertThat(undone(bare)).isEmpty();
        assertThat(post(bare, "withdrawal", Map.of()).statusCode()).isEqualTo(204);
        assertThat(state(bare)).isEqualTo(AppealState.WITHDRAWN);
        assertThat(casework.open(bare.number())).isEmpty();
    }

    /** The measure is undone in another way, as after a review. */
    private void lifted(String number) {
        var restoration = desk.ordered(number, RestorationKind.RESTORATION, "RV-2026-000955", 1);
        desk.everyoneConfirms(restoration);
        desk.looks(restoration, Map.of("foundForAll", "AS_WANTED"));
        assertThat(desk.dispositions(number)).containsValue(Disposition.RESTRICTION_LIFTED);
    }

    private String entryOfCase(String number) {
        return sql.sql("select e.number from public_entry e join restriction r on r.number = e.restriction_number "
                        + "join case_file f on f.id = r.case_id where f.number = ? order by e.seq limit 1")
                .param(number)
                .query(String.class)
                .single();
    }

    @ParameterizedTest
    @CsvSource({"CANCELLED, RESTORATION_CONFIRMED", "DISMISSED, DISMISSED"})
    void anAppealAgainstAMeasureThatIsOverIsTakenAndHasItsOutcome(String outcome, AppealState state) {
        var number = desk.restricted(1, 0);
        lifted(number);
        assertThat(casework.cases.byNumber(number).closeReason()).isNotNull();
        var receipt = readyToDecide(entryOfCase(number));
        assertThat(undone(receipt)).isEmpty();
        decided(receipt, Map.of("outcome", outcome));
        assertThat(undone(receipt)).isEmpty();
        assertThat(state(receipt)).isEqualTo(state);
        casework.runJobs();
        assertThat(casework.open(receipt.number())).isEmpty();
    }

    @Test
    void aMeasureThatEndsWhileItsAppealIsLookedIntoCannotKeepTheBodyFromAgreeing() {
        var number = desk.restricted(1, 0);
        var receipt = admitted(entryOfCase(number));
        casework.runJobs();
        lifted(number);
        casework.complete(
                BODY, "reconsiderMeasure", receipt.number(), Map.of("opinion", "CORRECT", "reasons", "A mistake"));
        assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_CONFIRMED);
        var other = admitted(entryOfCase(number));
        assertThat(post(other, "withdrawal", Map.of()).statusCode()).isEqualTo(204);
        assertThat(undone(other)).isEmpty();
    }

    @Test
    void whatAnAppealSuspendedDoesNotStandAgainOnAProvisionThatFell() {
        var register = new RegisterDesk(port);
        var row = RegisterDesk.basis();
        row.set("categories", JsonNodeFactory.instance.arrayNode().add("PYRAMID_ADVERTISING"));
        register.recorded("legal-bases", row);
        try {
            var measures = new HashMap<>(casework.measures("PYRAMID_ADVERTISING", "NONE", true));
            measures.put(
                    "restrictionBasis",
                    register.current("legal-bases", row.path("code").asText(), "")
                            .path("id")
                            .asText());
            var number = casework.detection("PYRAMID_ADVERTISING", Casework.address());
            casework.captureEvidence(number);
            casework.complete("caseworker1", "prepareQualification", number, measures);
            casework.approve(number);
            casework.notifyBody(number);
            casework.bodyApproves(number);
            casework.runJobs();
            var receipt = admitted(entryOfCase(number));
            register.recorded("legal-bases", row.put("validTo", "2026-11-01"));
            assertThat(post(receipt, "withdrawal", Map.of()).statusCode()).isEqualTo(204);
            assertThat(state(receipt)).isEqualTo(AppealState.WITHDRAWN);
            assertThat(undone(receipt)).containsExactly(RestorationKind.SUSPENSION);
            assertThat(status(receipt).at("/suspension/how").asText()).isEqualTo("STAYS_OPEN");
        } finally {
            row.remove("validTo");
            row.set("categories", JsonNodeFactory.instance.arrayNode().add("REGISTER_TEST"));
            register.recorded("legal-bases", row);
        }
    }
}
