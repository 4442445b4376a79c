package org.duenotice.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duenotice.DueNoticeTest;
import org.duenotice.TestClock;
import org.duenotice.evidence.Evidence;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.intake.Detections;
import org.duenotice.intake.Source;
import org.duenotice.security.Caller;
import org.duenotice.security.People;
import org.duenotice.security.Person;
import org.duenotice.security.WebappSession;
import org.duenotice.state.Moves;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DueNoticeTest
class EvidencePageTest {

    /** What a browser asks for. */
    private static final String[] PAGE = {"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"};

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @Autowired
    private Detections detections;

    @Autowired
    private Cases cases;

    @Autowired
    private EvidenceFiles evidence;

    @Autowired
    private People people;

    @Autowired
    private TestClock clock;

    @Autowired
    private Moves moves;

    @LocalServerPort
    private int port;

    private String number;

    @BeforeEach
    void aCaseIsOpen() {
        clock.backToStart();
        people.actAs(new Person("caseworker1", Set.of("caseworkers")));
        try {
            number = detections
                    .report(new Detections.Report(
                            "ILLEGAL_GAMBLING",
                            "Takes bets without a licence",
                            Source.OWN_MONITORING,
                            null,
                            List.of("https://casino-%s.example/<play>".formatted(UUID.randomUUID())),
                            "caseworker1"))
                    .number();
        } finally {
            people.actAsNobody();
        }
    }

    @Test
    void whoeverIsLoggedInToTasklistSeesTheEvidenceInTheirLanguage() {
        var session = WebappSession.of(port, "caseworker1");

        assertThat(session.get(path(), with("Accept-Language", "en")).body())
                .contains("<html lang=\"en\">", number + " · Evidence", "There is no evidence yet.");
        assertThat(session.get(path(), with("Accept-Language", "ru")).body())
                .contains("<html lang=\"ru\">", number + " · Доказательства");
        assertThat(session.get(path(), with("Accept-Language", "kk")).body())
                .contains("<html lang=\"kk\">", number + " · Дәлелдемелер");
    }

    @Test
    void theAddressOfATargetIsTextAndNeverALink() {
        assertThat(WebappSession.of(port, "caseworker1").get(path(), PAGE).body())
                .contains(".example/&lt;play&gt;")
                .doesNotContain("href=\"https://casino");
    }

    @Test
    void aFileIsAddedWithItsHashAndOfferedForDownload() {
        var session = WebappSession.of(port, "caseworker1");

        var answer = upload(session, "page.html", "<h1>Casino</h1>", "2026-11-01T18:30");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        var added = onlyEvidence();
        assertThat(added.name()).isEqualTo("page.html");
        assertThat(added.capturedBy()).isEqualTo("caseworker1");
        assertThat(added.capturedAt()).isEqualTo("2026-11-01T13:30:00Z");
        var page = session.get(location(answer), PAGE).body();
        assertThat(page).contains("role=\"status\"", added.sha256(), "01.11.2026 18:30");
        var link = "/api/v1/cases/%s/evidence/%s/content".formatted(number, added.id());
        assertThat(page).contains("href=\"" + link + "\"");
        assertThat(session.get(link).body()).isEqualTo("<h1>Casino</h1>");
    }

    @Test
    void thePageAsksForWhatACourtAsksForAndTellsWhatWasFound() {
        var session = WebappSession.of(port, "caseworker1");
        upload(session, "page.png", "<html><body>no image</body></html>", "");

        var page = session.get(path(), with("Accept-Language", "en")).body();
        assertThat(page)
                .contains("name=\"clientClock\"", "name=\"requestedAddress\"", "Screenshot of the whole page")
                .contains("Something else", "text/html", "received 02.11.2026", "/evidence/bundle");
        assertThat(session.get("/evidence.js").body()).contains("toISOString");
    }

    @Test
    void withoutATimeTheFileWasCapturedNow() {
        upload(WebappSession.of(port, "liaison1"), "page.html", "now", "");

        assertThat(onlyEvidence().capturedAt()).isBetween(clock.instant().minusSeconds(30), clock.instant());
    }

    @Test
    void whatIsWrongIsSaidOnThePageAndWhatWasEnteredStays() {
        var session = WebappSession.of(port, "caseworker1");

        said(upload(session, "empty.html", "", ""), 400, "The file is empty");
        said(upload(session, "", "", ""), 400, "Choose a file first");
        said(upload(session, "page.html", "x", "yesterday"), 400, "The time yesterday cannot be read");
        var future = upload(session, "page.html", "x", "2027-01-01T10:00");
        said(future, 400, "id=\"wrong\"");
        assertThat(future.body()).contains("value=\"2027-01-01T10:00\"");
        assertThat(evidence.of(cases.byNumber(number).id())).isEmpty();
    }

    @Test
    void aFileThatIsTooLargeIsRefusedInWords() {
        said(upload(WebappSession.of(port, "caseworker1"), "film.bin", "x".repeat(28_000_000), ""), 413, "too large");
    }

    @Test
    void aFormWithoutTheTokenOfTheSessionChangesNothing() {
        var session = WebappSession.of(port, "caseworker1");

        said(post(session, "", "page.html", "x", ""), 403, "This page is out of date");
        said(post(session, "wrong", "page.html", "x", ""), 403, "This page is out of date");
        assertThat(evidence.of(cases.byNumber(number).id())).isEmpty();
    }

    @Test
    void whoDoesNotAddEvidenceGetsNoFormAndNoWayAroundIt() {
        var approver = WebappSession.of(port, "approver1");

        assertThat(approver.get(path(), PAGE).body())
                .doesNotContain("<form")
                .contains("Caseworkers and liaison officers add evidence");
        said(post(approver, approver.token(), "page.html", "x", ""), 403, "This is for people of the group");
    }

    @Test
    void aClosedCaseTakesNoMoreEvidence() {
        var id = cases.byNumber(number).id();
        moves.move(id, CaseState.QUALIFICATION, "", "caseworker1");
        moves.move(id, CaseState.LEGAL_REVIEW, "", "caseworker1");
        moves.move(id, CaseState.CLOSED, "NO_VIOLATION", "approver1");
        var session = WebappSession.of(port, "caseworker1");

        assertThat(session.get(path(), PAGE).body()).doesNotContain("<form").contains("The case is closed");
        said(post(session, session.token(), "page.html", "x", ""), 409, "id=\"wrong\"");
    }

    @Test
    void aBrowserGetsAPageAndAProgramJsonWhenThereIsNoSuchCase() {
        number = "DN-1999-000001";
        var session = WebappSession.of(port, "caseworker1");

        said(session.get(path(), PAGE), 404, "There is no case DN-1999-000001");
        said(Caller.nobody(port).get(path(), PAGE), 401, "log in to Tasklist");
        assertThat(Caller.json(session.get(path())).path("type").asText())
                .isEqualTo("urn:duenotice:problem:case.unknown");
    }

    private String path() {
        return "/cases/%s/evidence".formatted(number);
    }

    private Evidence onlyEvidence() {
        var all = evidence.of(cases.byNumber(number).id());
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static void said(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("role=\"alert\"", words);
    }

    /** Fills in the form of the page and sends it. */
    private HttpResponse<String> upload(WebappSession session, String name, String content, String capturedAt) {
        var form = TOKEN.matcher(session.get(path(), PAGE).body());
        assertThat(form.find()).as("the form carries the session's token").isTrue();
        return post(session, form.group(1), name, content, capturedAt);
    }

    private HttpResponse<String> post(
            WebappSession session, String token, String name, String content, String capturedAt) {
        var body = field("_csrf", token)
                + field("capturedAt", capturedAt)
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: text/html\r\n\r\n%s\r\n--b--\r\n"
                        .formatted(name, content);
        return session.caller()
                .post(
                        path(),
                        body,
                        with("Cookie", session.cookie(), "Content-Type", "multipart/form-data; boundary=b"));
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value);
    }

    private static String[] with(String... more) {
        return Stream.concat(Arrays.stream(PAGE), Arrays.stream(more)).toArray(String[]::new);
    }

    private String location(HttpResponse<String> answer) {
        var to = answer.headers().firstValue("Location").orElseThrow();
        return to.substring(to.indexOf("/cases/"));
    }
}
