package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.LawDay;
import org.duenotice.evidence.ContentStore;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Files that people send with an appeal: taken in small numbers, read by the office alone, never shown in place. */
@DueNoticeTest
class AppealFilesTest extends AppealDesk {

    private static final String PDF = "%PDF-1.4 the licence ";

    @Autowired
    private ContentStore contents;

    private record Upload(String name, String content) {}

    private static String multipart(Map<String, Object> fields, Upload... files) {
        var body = new StringBuilder();
        fields.forEach((name, value) -> body.append("--b\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n"
                .formatted(name, name.equals("appeal") ? "\r\nContent-Type: application/json" : "", value)));
        for (var file : files) {
            body.append(
                    "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\nContent-Type: text/html\r\n\r\n%s\r\n"
                            .formatted(file.name(), file.content()));
        }
        return body.append("--b--\r\n").toString();
    }

    private HttpResponse<String> sends(String path, Map<String, Object> fields, Upload... files) {
        return Caller.nobody(port)
                .post(path, multipart(fields, files), "Content-Type", "multipart/form-data; boundary=b");
    }

    private Receipt filed(Map<String, Object> filing, Upload... files) {
        casework.clock.pass(java.time.Duration.ofMinutes(61));
        var answer = sends("/public/v1/appeals", Map.of("appeal", json(filing)), files);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var receipt = Caller.json(answer);
        return new Receipt(receipt.path("number").asText(), receipt.path("code").asText());
    }

    private static String fresh() {
        return PDF + UUID.randomUUID();
    }

    private HttpResponse<String> read(String person, Receipt receipt, String path) {
        return Caller.of(port, person).get("/api/v1/appeals/" + receipt.number() + "/files" + path);
    }

    private List<String> custody(Receipt receipt) {
        return sql.sql("select event from custody_entry where case_id = ? and evidence_id is null order by no")
                .param(appeals.byNumber(receipt.number()).caseId())
                .query(String.class)
                .list();
    }

    @Test
    void whatIsSentWithAFilingIsTakenAwayByTheOfficeAloneAndTheLogOfCustodySaysSo() {
        var content = fresh();
        var receipt = filed(
                filing(entry(), "With files"), new Upload("../etc/<b>.pdf", content), new Upload("note.txt", fresh()));
        var listed = Caller.json(read(OFFICER, receipt, ""));
        assertThat(listed).hasSize(2);
        assertThat(listed.at("/0/name").asText()).isEqualTo("_b_.pdf");
        assertThat(listed.at("/0/mediaType").asText()).isEqualTo("application/pdf");
        for (var person : List.of("caseworker1", "manager1", "liaison1", BODY, "auditor1")) {
            assertThat(read(person, receipt, "").statusCode()).as(person).isEqualTo(403);
            assertThat(read(person, receipt, "/1/content").statusCode())
                    .as(person)
                    .isEqualTo(403);
        }
        var file = read(OFFICER, receipt, "/1/content");
        assertThat(file.body()).isEqualTo(content);
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(file.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(custody(receipt)).containsExactly("ACQUIRED", "ACQUIRED", "DOWNLOADED");
        var number =
                casework.cases.byId(appeals.byNumber(receipt.number()).caseId()).number();
        var verified = Caller.of(port, "auditor1").get("/api/v1/cases/" + number + "/custody/verify");
        assertThat(verified.body()).contains("\"whole\":true");
        assertThat(Caller.of(port, "caseworker1")
                        .get("/api/v1/cases/" + number + "/evidence")
                        .body())
                .doesNotContain("_b_.pdf");
        assertThat(status(receipt).at("/files/0/name").asText()).isEqualTo("_b_.pdf");
        assertThat(read(OFFICER, receipt, "/9/content").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "page.pdf, <html><script>alert(1)</script></html>, not taken",
        "picture.png, <svg xmlns='http://www.w3.org/2000/svg'></svg>, not taken",
        "empty.txt, '', empty"
    })
    void theContentSaysWhatAFileIsAndNothingThatRunsIsTaken(String name, String content, String said) {
        var answer = sends(
                "/public/v1/appeals",
                Map.of("appeal", json(filing(entry(), "A wrong file"))),
                new Upload(name, content));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(said);
    }

    @Test
    void ofFilesOfWhichOneIsRefusedNoneIsStored() throws Exception {
        var good = new Upload("1.pdf", fresh());
        var alsoGood = new Upload("2.txt", fresh());
        var wrong = new Upload("3.html", "<html><script>alert(1)</script></html>");
        var before = stored();
        for (var n = 0; n < 7; n++) {
            var answer = sends(
                    "/public/v1/appeals",
                    Map.of("appeal", json(filing("My page", "A wrong one " + n))),
                    good,
                    alsoGood,
                    wrong);
            assertThat(answer.statusCode())
                    .as("who chose a wrong file may choose again: %s", answer.body())
                    .isEqualTo(400);
        }
        assertThat(stored()).isEqualTo(before);
        assertThat(sends("/public/v1/appeals", Map.of("appeal", json(filing("My page", "Right now"))), good, alsoGood)
                        .statusCode())
                .isEqualTo(201);
        assertThat(stored()).hasSize(before.size() + 2);
    }

    private List<String> stored() throws java.io.IOException {
        return contents.after("", 1_000_000);
    }

    @Test
    void wrongCodesAreCountedAndAfterThirtyOfThemNoneIsTriedForTheHour() {
        casework.clock.pass(java.time.Duration.ofHours(3)); // an hour in which no other test has tried
        var receipt = filed(filing("My channel", "Guessed at"));
        for (var n = 0; n < 15; n++) {
            assertThat(post(receipt, "words", Map.of("code", "WRONGCODE234", "words", "Let me in"))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(post(receipt, "confirmation", Map.of("code", "WRONGCODE234"))
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(post(receipt, "words", Map.of("code", "WRONGCODE234", "words", "Let me in"))
                        .statusCode())
                .isEqualTo(429);
        var page = Map.<String, Object>of("number", receipt.number(), "code", "WRONGCODE234", "step", "withdraw");
        assertThat(sends("/appeals/status", page).statusCode()).isEqualTo(429);
        assertThat(status(receipt).path("number").asText())
                .as("whoever has the code still sees how it stands")
                .isEqualTo(receipt.number());
        casework.clock.pass(java.time.Duration.ofMinutes(61));
        assertThat(post(receipt, "withdrawal", Map.of()).statusCode()).isEqualTo(204);
    }

    @Test
    void filesAreFewAndSmallAndWhatIsLargerIsNotEvenRead() {
        var fields = Map.<String, Object>of("appeal", json(filing(entry(), "Too much")));
        var four = new Upload[] {
            new Upload("1", fresh()), new Upload("2", fresh()), new Upload("3", fresh()), new Upload("4", fresh())
        };
        assertThat(sends("/public/v1/appeals", fields, four).body()).contains("At most 3 files");
        assertThat(sends("/public/v1/appeals", fields, new Upload("long.txt", "x".repeat(6_000_000)))
                        .body())
                .contains("larger than 5 MB");
        assertThat(sends("/public/v1/appeals", fields, new Upload("long.txt", "x".repeat(17_000_000)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(sends("/public/v1/%61ppeals", fields, new Upload("long.txt", "x".repeat(17_000_000)))
                        .statusCode())
                .as("however the address is written")
                .isEqualTo(413);
        assertThat(sql.sql("select count(*) from appeal where grounds like '%Too much'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void moreIsAddedWhenTheAddressIsConfirmedAndOnThePageToo() {
        var receipt = filed(filing(entry(), "Files later"), new Upload("1.txt", fresh()));
        var path = "/public/v1/appeals/" + receipt.number() + "/files";
        var fields = Map.<String, Object>of("code", receipt.code());
        assertThat(sends(path, fields, new Upload("2.txt", fresh())).statusCode())
                .isEqualTo(409);
        assertThat(sends(path, Map.of("code", "WRONGCODE234"), new Upload("2.txt", fresh()))
                        .statusCode())
                .isEqualTo(404);
        casework.runJobs();
        confirmByMail(receipt);
        assertThat(sends(path, fields, new Upload("2.txt", fresh())).statusCode())
                .isEqualTo(204);
        var onThePage = new HashMap<>(fields);
        onThePage.put("number", receipt.number());
        onThePage.put("step", "add-files");
        assertThat(sends("/appeals/status?lang=en", onThePage, new Upload("3.txt", fresh()))
                        .body())
                .contains("The files were added", "3.txt");
        assertThat(sends("/appeals/status?lang=en", onThePage, new Upload("", ""))
                        .body())
                .contains("Choose a file first");
        for (var no = 4; no <= 10; no++) {
            assertThat(sends(path, fields, new Upload(no + ".txt", fresh())).statusCode())
                    .isEqualTo(204);
        }
        assertThat(sends(path, fields, new Upload("11.txt", fresh())).statusCode())
                .isEqualTo(400);
        assertThat(Caller.json(read(OFFICER, receipt, ""))).hasSize(10);
        assertThat(post(receipt, "withdrawal", Map.of()).statusCode()).isEqualTo(204);
        assertThat(sends(path, fields, new Upload("12.txt", fresh())).statusCode())
                .isEqualTo(409);
    }

    @Test
    void theFilingPageTakesFilesAndTheOfficerFindsThemInTheTask() {
        var typed = filing(entry(), "On the page with a file");
        var page = sends("/appeals?lang=ru", typed, new Upload("licence.pdf", fresh()));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        var number = page.body().replaceAll("(?s).*<code>(A-\\d+-\\d+)</code>.*", "$1");
        var task = casework.task("decideAdmissibility", number);
        assertThat(Caller.of(port, OFFICER)
                        .get("/engine-rest/task/" + task.getId() + "/form-variables?deserializeValues=false")
                        .body())
                .contains("licence.pdf", "/api/v1/appeals/" + number + "/files/1/content");
    }

    @Test
    void filesOfAnAppealWithoutACaseEnterItsLogWhenAPersonFindsItAndGoWhenTheirTimeIsOver() {
        var notice = casework.noticeSent(Casework.address());
        var linked = filed(filing("My channel that nobody sees", "Linked"), new Upload("1.txt", fresh()));
        var input = new HashMap<>(admission("SUSPEND"));
        input.put("caseNumber", casework.caseOf(notice));
        input.put("targets", "1");
        casework.complete(OFFICER, "decideAdmissibility", linked.number(), input);
        assertThat(custody(linked)).containsExactly("ACQUIRED");

        var forwarded = filed(filing("A decision of somebody else", "Forwarded"), new Upload("1.txt", fresh()));
        assertThat(read(OFFICER, forwarded, "/1/content").statusCode()).isEqualTo(200);
        casework.complete(
                OFFICER,
                "decideAdmissibility",
                forwarded.number(),
                Map.of(
                        "outcome", "FORWARD",
                        "body", "POLICE",
                        "forwardNumber", "7-1/46",
                        "forwardDate", LawDay.of(casework.clock.instant()).toString(),
                        "reasons", "An act of the police"));
        var gone = sql.sql("select content from dispose_due('APPEAL_FILE', ?, 1000)")
                .param(Instant.parse("2031-01-01T00:00:00Z").atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
        var hash = sql.sql(
                "select f.sha256 from appeal_attachment f join appeal a on a.id = f.appeal_id where a.number = ?");
        var disposed = hash.param(forwarded.number()).query(String.class).single();
        assertThat(gone).contains(disposed);
        assertThat(read(OFFICER, forwarded, "/1/content").statusCode()).isEqualTo(404);
        assertThat(sql.sql("select count(*) from content_needed where sha256 = ?")
                        .param(disposed)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(read(OFFICER, linked, "/1/content").statusCode())
                .as("its appeal is open")
                .isEqualTo(200);
    }
}
