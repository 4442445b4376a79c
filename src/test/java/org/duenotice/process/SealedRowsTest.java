package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.intake.DetectionImport;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of files that are sealed material, however they are written; others can download what is rejected. */
@DueNoticeTest
class SealedRowsTest extends SealedDesk {

    private static final String TITLES = "source_reference,category,description,address,source\n";

    private void isSealedAndAccountedFor(DetectionImport done, int sealed) {
        assertThat(done.state()).isEqualTo(DetectionImport.State.DONE);
        assertThat(traces()).isEmpty();
        assertThat(rejected(done)).doesNotContain(mark);
        var manager = report(done, "manager1");
        assertThat(manager.path("sealed").asInt()).isEqualTo(sealed);
        assertThat(manager.path("conserved").asBoolean()).as(manager.toString()).isTrue();
        assertThat(report(done, "caseworker1").path("sealed").isMissingNode()).isTrue();
    }

    private String rejected(DetectionImport done) {
        return Caller.of(port, "manager1")
                .get("/api/v1/imports/" + done.id() + "/rejected.csv")
                .body();
    }

    private JsonNode report(DetectionImport done, String login) {
        return Caller.json(Caller.of(port, login).get("/api/v1/conservation/imports/" + done.id()));
    }

    @Test
    void aSignThatCannotBeKeptEndsNoImport() {
        var done = imported(
                "nul.csv",
                TITLES
                        + "r1-%s,%s,Seen %s,%s,OTHER\0BODY\n".formatted(mark, CATEGORY, mark, address)
                        + "r2-%s,FINANCIAL_PYRAMID,Promises,%s,OTHER_BODY"
                                .formatted(UUID.randomUUID(), Casework.address()));

        assertThat(List.of(done.accepted(), done.rejected())).containsExactly(2, 0);
        isSealedAndAccountedFor(done, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ДЕТСКАЯ_ПОРНОГРАФИЯ",
                "детское порно",
                "порнографические материалы с изображениями несовершеннолетних",
                "балалар порнографиясы",
                "Child-pornography (art. 312)",
                "CSAM_VIDEO"
            })
    void theCategoryIsUnderstoodInTheWordsOfTheCountry(String category) {
        var done = imported(
                "words.csv", TITLES + "r1-%s,%s,Seen %s,%s,OTHER_BODY".formatted(mark, category, mark, address));

        isSealedAndAccountedFor(done, 1);
    }

    @Test
    void aRowThatWouldBeRejectedIsReadAsAWholeBeforeOthersAreShownIt() {
        var long1 = "x".repeat(5_000);
        var done = imported(
                "broken.csv",
                TITLES
                        + "r1-%s,WRONG 1,Seen %s %s child pornography,%s,OTHER_BODY\n"
                                .formatted(mark, mark, long1, address)
                        + "r2-%s,FRAUD_PHISHING,Seen %s %s %s CSAM,%s,OTHER_BODY\n"
                                .formatted(mark, mark, "x".repeat(101_000), "y".repeat(150_000), address)
                        + "r3-%s,%s,\"Seen %s\n".formatted(mark, CATEGORY, mark)
                        + "and %s went on,%s,OTHER_BODY\n".formatted(mark, address));

        assertThat(List.of(done.accepted(), done.rejected())).containsExactly(4, 0);
        isSealedAndAccountedFor(done, 4);
    }

    @Test
    void aLineOfJsonThatIsNoObjectIsReadAsAWholeToo() {
        var done = imported(
                "broken.ndjson",
                "{\"category\": [\"\\u0043SAM\"], \"description\": \"%s\", \"address\": \"%s\"}\n"
                                .formatted(mark, address)
                        + "[\"%s\", \"%s\", \"%s\"]\n".formatted(CATEGORY, mark, address)
                        + "{\"category\": \"\\u0434\\u0435\\u0442ская порнография\", \"description\": \"%s\""
                                .formatted(mark));

        assertThat(List.of(done.accepted(), done.rejected())).containsExactly(3, 0);
        isSealedAndAccountedFor(done, 3);
    }
}
