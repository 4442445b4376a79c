package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.AppealState;
import org.duenotice.calendar.Clocks;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two who act on one appeal at the same moment, and what was asked for before it ended. */
@DueNoticeTest
class AppealRacesTest extends AppealDesk {

    @Autowired
    private Clocks clocks;

    private interface Step {
        int take() throws Exception;
    }

    /** What both got; a step that throws is refused. */
    private static List<Integer> atOnce(Step one, Step other) throws Exception {
        var start = new CyclicBarrier(2);
        try (var pool = new Closing(Executors.newFixedThreadPool(2))) {
            var first = pool.service().submit(() -> {
                start.await();
                return one.take();
            });
            var second = pool.service().submit(() -> {
                start.await();
                return other.take();
            });
            return List.of(first.get(), second.get());
        }
    }

    private record Closing(java.util.concurrent.ExecutorService service) implements AutoCloseable {
        @Override
        public void close() {
            service.shutdownNow();
        }
    }

    private int completes(String person, String task, Receipt receipt, Map<String, Object> input) {
        try {
            casework.complete(person, task, receipt.number(), input);
            return 204;
        } catch (RuntimeException refused) {
            return 409;
        }
    }

    @Test
    void anAddressThatIsConfirmedTwiceAtOnceIsConfirmedOnce() throws Exception {
        var receipt = appealAgainst(entry());
        casework.runJobs();
        var code = Map.<String, Object>of("code", codeInTheMail(receipt));
        assertThat(atOnce(
                        () -> post(receipt, "confirmation", code).statusCode(),
                        () -> post(receipt, "confirmation", code).statusCode()))
                .containsOnly(204);
        assertThat(casework.task("decideAdmissibility", receipt.number()).getPriority())
                .isEqualTo(50);
    }

    @Test
    void whatIsTakenBackWhileTheBodyPutsItRightIsOneOrTheOther() throws Exception {
        var receipt = admitted(entry());
        var got = atOnce(
                () -> post(receipt, "withdrawal", Map.of()).statusCode(),
                () -> completes(
                        BODY, "reconsiderMeasure", receipt, Map.of("opinion", "CORRECT", "reasons", "A mistake")));
        var takenBack = got.get(0) == 204;
        assertThat(got).containsExactlyInAnyOrder(204, 409);
        assertThat(state(receipt)).isEqualTo(takenBack ? AppealState.WITHDRAWN : AppealState.RESTORATION_ORDERED);
        assertThat(undone(receipt))
                .containsExactly(
                        RestorationKind.SUSPENSION,
                        takenBack ? RestorationKind.RESUMPTION : RestorationKind.RESTORATION);
        assertThat(casework.open(receipt.number())).isEmpty();
    }

    @Test
    void whatIsTakenBackWhileItIsAdmittedIsNotLeftSuspended() throws Exception {
        var receipt = appealAgainst(entry());
        atOnce(
                () -> post(receipt, "withdrawal", Map.of()).statusCode(),
                () -> completes(OFFICER, "decideAdmissibility", receipt, admission("SUSPEND")));
        if (state(receipt) != AppealState.WITHDRAWN) {
            assertThat(post(receipt, "withdrawal", Map.of()).statusCode()).isEqualTo(204);
        }
        assertThat(undone(receipt)).isIn(List.of(), List.of(RestorationKind.SUSPENSION, RestorationKind.RESUMPTION));
        assertThat(casework.open(receipt.number())).isEmpty();
    }

    @Test
    void aRequestForTheFileEndsWithTheAppealThatIsTakenBack() {
        var receipt = admitted(entry());
        assertThat(post(receipt, "file-requests", Map.of()).statusCode()).isEqualTo(204);
        assertThat(casework.open(receipt.number())).contains("grantFileAccess");
        assertThat(post(receipt, "withdrawal", Map.of()).statusCode()).isEqualTo(204);
        assertThat(casework.open(receipt.number())).isEmpty();
        assertThat(post(receipt, "file-requests", Map.of()).statusCode()).isEqualTo(409);
    }

    @Test
    void aRequestForTheFileKeepsItsTermWhenTheAppealIsDecided() {
        var receipt = readyToDecide(entry());
        assertThat(post(receipt, "file-requests", Map.of()).statusCode()).isEqualTo(204);
        decided(receipt, Map.of("outcome", "DISMISSED"));
        assertThat(clocks.running(receipt.number() + "/FILE_ACCESS")).isPresent();
        casework.complete(OFFICER, "grantFileAccess", receipt.number(), Map.of("fileAnswer", "GRANTED"));
        assertThat(clocks.running(receipt.number() + "/FILE_ACCESS")).isEmpty();
        assertThat(casework.open(receipt.number())).isEmpty();
    }

    /** Both are about the same target: the opening ends whatever was decided before it, and what is decided after it finds it open. */
    @RepeatedTest(4)
    void anAppealThatIsGrantedInTheMomentOfAnOpeningComesToItsEnd() throws Exception {
        var notice = casework.noticeSent(Casework.address());
        var first = confirmed(notice);
        var second = confirmed(notice);
        var answer = Caller.of(port, "caseworker2")
                .act("/api/v1/cases/" + casework.caseOf(notice) + "/seal", "{\"reasons\": \"It must be sealed\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        ready(first, OFFICER);
        ready(second, OTHER_OFFICER);
        decided(OFFICER, first, Map.of("outcome", "CANCELLED"));
        casework.runJobs();

        var opening = Map.<String, Object>of("whoWasTold", "The platform, in person", "reference", "S-46");
        var granted = Map.<String, Object>of("outcome", "CANCELLED", "reasons", "The site was somebody else's");
        assertThat(atOnce(
                        () -> completes("sealed1", "openSealedAccess", first, opening),
                        () -> completes(OTHER_OFFICER, "decideAppeal", second, granted)))
                .containsOnly(204);

        casework.runJobs();
        assertThat(List.of(state(first), state(second))).containsOnly(AppealState.RESTORATION_CONFIRMED);
        assertThat(casework.open(first.number())).isEmpty();
        assertThat(casework.open(second.number())).isEmpty();
    }

    private Receipt confirmed(String notice) {
        var receipt = appealAgainst(entryOf(notice));
        casework.runJobs();
        confirmByMail(receipt);
        return receipt;
    }

    private void ready(Receipt receipt, String officer) {
        var admission = new HashMap<>(admission("EXCEPTION"));
        admission.put("exceptionGround", "PUBLIC_INTEREST");
        casework.complete(officer, "decideAdmissibility", receipt.number(), admission);
        upheld(receipt);
        casework.complete(
                officer,
                "reviewAppeal",
                receipt.number(),
                Map.of("hearing", "NOT_HELD", "hearingGround", "PARTICIPANT_ASKED", "hearingReasons", "By telephone"));
    }
}
