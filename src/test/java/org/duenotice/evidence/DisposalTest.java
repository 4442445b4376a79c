package org.duenotice.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Regroupings;
import org.duenotice.database.Moment;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is disposed of goes for good, and what goes along to another case stays whole. */
@DueNoticeTest
class DisposalTest extends EvidenceCase {

    @Autowired
    private Regroupings regroupings;

    @Autowired
    private TimeStamps stamps;

    @Test
    void disposedContentIsGoneWithItsNamesAndTheChainStaysWhole() {
        close(desk.caseId, "CLOSED");

        var answer = Caller.of(port, "manager1")
                .act(
                        desk.path("/evidence/" + evidence + "/disposal"),
                        "{\"reasons\": \"The term of keeping has ended\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(data.resolve("content").resolve(sha256.substring(0, 2)).resolve(sha256))
                .doesNotExist();
        whole();
        assertThat(desk.events()).containsExactly("ACQUIRED", "COPIED", "DISPOSED", "VERIFIED");
        assertThat(desk.get("auditor1", "/custody").body()).doesNotContain("caseworker1");
        assertThat(desk.get("approver1", "/evidence/" + evidence + "/content").statusCode())
                .isEqualTo(409);
    }

    @Test
    void aDisposalWithoutAnEntryTakesNothingAwayAndIsFound() throws Exception {
        sql.sql(
                        "insert into evidence_disposal (evidence_id, reasons, disposed_by, disposed_at) values (?, 'x', 'x', now())")
                .param(UUID.fromString(evidence))
                .update();

        breaks("DISPOSAL_NOT_LOGGED");
        assertThat(desk.get("approver1", "/evidence/" + evidence + "/content").statusCode())
                .isEqualTo(200);
        assertThatThrownBy(() -> sql.sql("select dispose_custody_details(?)")
                        .param(UUID.fromString(evidence))
                        .query()
                        .singleRow())
                .hasMessageContaining("is not recorded");
        passOverTheStore();
        assertThat(place(sha256)).exists();
    }

    @Test
    void contentThatAnybodyElseNeedsOutlivesTheDisposalOfTheEvidence() {
        close(desk.caseId, "CLOSED");
        sql.sql(
                        "insert into open_data_file (name, day, records, size, sha256, made_at) values (?, now(), 1, 1, ?, now())")
                .params("a" + sha256.replaceAll("[0-9]", "-") + ".csv", sha256)
                .update();

        assertThat(dispose(desk, evidence)).isEqualTo(204);

        assertThat(place(sha256)).exists();
    }

    @Test
    void whatADisposalCouldNotDeleteGoesWithTheNextPassOverTheStore() throws Exception {
        var content = Files.readAllBytes(place(sha256));
        close(desk.caseId, "CLOSED");
        assertThat(dispose(desk, evidence)).isEqualTo(204);
        Files.write(place(sha256), content);

        passOverTheStore();

        assertThat(place(sha256)).doesNotExist();
        whole();
    }

    @Test
    void whatWasDisposedOfDoesNotComeBackUnderItsRecord() throws Exception {
        var content = Files.readAllBytes(place(sha256));
        close(desk.caseId, "CLOSED");
        dispose(desk, evidence);
        close(desk.caseId, "DETECTED");

        assertThat(desk.add("shot.png", content, Map.of()).statusCode()).isEqualTo(409);
    }

    @Test
    void aDeletionWaitsForWhoeverIsAboutToNeedTheContentAgain() throws Exception {
        var content = Files.readAllBytes(place(sha256));
        var other = new EvidenceDesk(casework, port);
        close(desk.caseId, "CLOSED");
        var disposing = Executors.newSingleThreadExecutor();
        var answer = own.run(() -> {
            files.add(
                    other.caseId,
                    "same.png",
                    "image/png",
                    new java.io.ByteArrayInputStream(content),
                    clock.instant(),
                    "caseworker1");
            var disposed = disposing.submit(() -> dispose(desk, evidence));
            assertThatThrownBy(() -> disposed.get(2, TimeUnit.SECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            return disposed;
        });
        disposing.shutdown();

        assertThat(answer.get(1, TimeUnit.MINUTES)).isEqualTo(204);
        assertThat(place(sha256)).exists();
        assertThat(other.verified().path("whole").asBoolean()).isTrue();
    }

    @Test
    void evidenceOfMergedCasesGoesWithThatOfTheCaseThatTookThemIn() {
        var survivor = new EvidenceDesk(casework, port);
        regroupings.merge(desk.number, survivor.number, "One casino", "caseworker1");
        var same = files.of(survivor.caseId).get(0).id().toString();
        close(survivor.caseId, "CLOSED");

        assertThat(dispose(survivor, same)).isEqualTo(204);

        assertThat(place(sha256)).doesNotExist();
        whole();
        assertThat(survivor.verified().path("whole").asBoolean()).isTrue();
    }

    @Test
    void evidenceOfAMergedCaseCanBeDisposedOf() {
        var survivor = new EvidenceDesk(casework, port);
        regroupings.merge(desk.number, survivor.number, "One casino", "caseworker1");

        assertThat(dispose(desk, evidence)).isEqualTo(204);

        assertThat(place(sha256)).exists();
        assertThat(survivor.verified().path("whole").asBoolean()).isTrue();
    }

    @Test
    void targetsAndTimeStampsGoAlongWithEvidence() {
        var shown = desk.added("page.html", EvidenceDesk.png(30, 30), Map.of("targets", "1"));
        sql.sql("insert into time_stamp (evidence_id, token, stamped_at, serial, policy, signer, received_at) "
                        + "values (?, '\\x00', now(), '1', '1', 'x', now())")
                .param(UUID.fromString(shown.path("id").asText()))
                .update();
        var survivor = new EvidenceDesk(casework, port);

        regroupings.merge(desk.number, survivor.number, "One casino", "caseworker1");

        assertThat(files.targets(survivor.caseId, Moment.PRESENT).values()).containsExactly(java.util.List.of(2));
        assertThat(stamps.of(survivor.caseId)).hasSize(1);
    }

    private int dispose(EvidenceDesk of, String id) {
        return Caller.of(port, "manager1")
                .act(of.path("/evidence/" + id + "/disposal"), "{\"reasons\": \"The term of keeping has ended\"}")
                .statusCode();
    }

    private Path place(String hash) {
        return data.resolve("content").resolve(hash.substring(0, 2)).resolve(hash);
    }

    @Test
    void namesInTheLogGoOnlyWithADisposalThatIsRecorded() {
        assertThatThrownBy(() -> sql.sql("select dispose_custody_details(?)")
                        .param(UUID.fromString(evidence))
                        .query()
                        .singleRow())
                .hasMessageContaining("is not recorded");
    }

    @Test
    void evidenceThatGoesAlongToAnotherCaseIsInBothLogs() {
        var other = new EvidenceDesk(casework, port);

        own.run(() -> {
            files.copy(desk.caseId, other.caseId, "caseworker1");
            return null;
        });

        assertThat(desk.events()).endsWith("COPIED");
        assertThat(other.events()).containsExactly("ACQUIRED", "COPIED");
        assertThat(Caller.json(other.get("caseworker1", "/evidence")).path(0).has("thumbnail"))
                .isTrue();
        assertThat(other.verified().path("whole").asBoolean()).isTrue();
        whole();
    }
}
