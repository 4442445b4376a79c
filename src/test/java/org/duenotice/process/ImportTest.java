package org.duenotice.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.duenotice.DueNoticeTest;
import org.duenotice.demo.ManyDetections;
import org.duenotice.intake.DetectionImport;
import org.duenotice.intake.DetectionReported;
import org.duenotice.intake.ImportWork;
import org.duenotice.intake.Imports;
import org.duenotice.intake.Workbooks;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

@DueNoticeTest
class ImportTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Imports imports;

    @Autowired
    private ImportWork work;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private ConfigurableApplicationContext application;

    @LocalServerPort
    private int port;

    private final String mark = "M" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private HttpResponse<String> upload(String login, String content) {
        var body =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s.csv\"\r\nContent-Type: text/csv\r\n\r\n%s\r\n--b--\r\n"
                        .formatted(mark, content);
        return Caller.of(port, login)
                .post(
                        "/api/v1/imports",
                        body,
                        "Idempotency-Key",
                        UUID.randomUUID().toString(),
                        "Content-Type",
                        "multipart/form-data; boundary=b");
    }

    private HttpResponse<String> upload(Stream<String> lines) {
        return upload("caseworker1", lines.collect(Collectors.joining("\n")));
    }

    private JsonNode done(HttpResponse<String> taken) {
        var where = taken.headers().firstValue("Location").orElseThrow();
        return Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(
                        () -> Caller.json(Caller.of(port, "manager1").get(where)),
                        found -> !found.path("state").asText().equals("RUNNING"));
    }

    private JsonNode imported(Stream<String> lines) {
        var taken = upload(lines);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        return done(taken);
    }

    private static void counts(JsonNode done, int accepted, int sightedAgain, int duplicate, int rejected) {
        assertThat(List.of("state", "accepted", "sightedAgain", "duplicate", "rejected", "rowsDone").stream()
                        .map(each -> done.path(each).asText())
                        .toList())
                .containsExactly(
                        "DONE",
                        "" + accepted,
                        "" + sightedAgain,
                        "" + duplicate,
                        "" + rejected,
                        "" + (accepted + sightedAgain + duplicate + rejected));
        assertThat(done.path("total")).isEqualTo(done.path("rowsDone"));
    }

    private String row(int no, String address, String campaign) {
        return "%s-%d,FINANCIAL_PYRAMID,Promises 30 %% a month,%s,OTHER_BODY,%s".formatted(mark, no, address, campaign);
    }

    private Stream<String> rows(String... rows) {
        return Stream.concat(Stream.of(ManyDetections.HEADER), Stream.of(rows));
    }

    private List<String> casesOf(JsonNode done) {
        return sql.sql("select f.number from import_group g join case_file f on f.id = g.case_id where g.import_id = ? "
                        + "order by g.key, g.part")
                .param(UUID.fromString(done.path("id").asText()))
                .query(String.class)
                .list();
    }

    private int targets(List<String> numbers) {
        return numbers.stream()
                .mapToInt(number -> casework.dispositions(number).size())
                .sum();
    }

    @Test
    void aFileIsTakenAtOnceAndEndsInExactCountsWithEveryRejectedRowGivenBack() {
        var taken = upload(ManyDetections.sites(mark, 3_000, 100));

        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(Caller.json(taken).path("state").asText()).isEqualTo("RUNNING");
        var done = done(taken);
        counts(done, 2_970, 0, 0, 30);
        var numbers = casesOf(done);
        assertThat(done.path("cases").asInt()).isEqualTo(numbers.size());
        assertThat(targets(numbers)).isEqualTo(2_970);
        assertThat(numbers)
                .allSatisfy(number -> assertThat(casework.open(number)).containsExactly("captureEvidence"));

        var where = taken.headers().firstValue("Location").orElseThrow();
        var first = Caller.json(Caller.of(port, "auditor1").get(where + "/rejected?limit=20"));
        var second = Caller.json(Caller.of(port, "auditor1")
                .get(where + "/rejected?limit=20&after=" + first.path("next").asText()));
        assertThat(first.path("items")).hasSize(20);
        assertThat(second.path("items")).hasSize(10);
        assertThat(second.has("next")).isFalse();
        assertThat(first.path("items").path(0).path("line").asInt()).isEqualTo(101);
        assertThat(first.path("items").path(0).path("content").asText()).contains(mark + "-00099");
        var csv = Caller.of(port, "caseworker1").get(where + "/rejected.csv");
        assertThat(csv.body().lines()).hasSize(31);
        assertThat(csv.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("attachment"));
    }

    @Test
    void aCaseThatCannotBeHandedOverCostsNoOtherAndIsNamed() {
        var bad = "It breaks " + mark;
        var breaking = new ApplicationListener<PayloadApplicationEvent<DetectionReported>>() {
            @Override
            public void onApplicationEvent(PayloadApplicationEvent<DetectionReported> event) {
                var started = event.getPayload().caseNumber();
                if (casework.cases.byNumber(started).description().equals(bad)) {
                    throw new IllegalStateException(bad);
                }
            }
        };
        application.addApplicationListener(breaking);
        try {
            var done = imported(rows(
                    row(1, Casework.address(), "a"),
                    row(2, Casework.address(), "b").replace("Promises 30 % a month", bad),
                    row(3, Casework.address(), "c")));
            var numbers = casesOf(done);
            assertThat(done.path("accepted").asInt()).isEqualTo(3);
            assertThat(done.path("total")).isEqualTo(done.path("rowsDone"));
            assertThat(done.path("state").asText()).isEqualTo("FAILED");
            assertThat(done.toString()).contains(numbers.get(1)).doesNotContain(numbers.get(0));
            assertThat(casework.open(numbers.get(0))).containsExactly("captureEvidence");
            assertThat(casework.open(numbers.get(1))).isEmpty();
            assertThat(casework.open(numbers.get(2))).containsExactly("captureEvidence");
            assertThat(Caller.of(port, "manager1")
                            .get("/api/v1/cases/" + numbers.get(1))
                            .body())
                    .contains("NOT_HANDED_OVER");
        } finally {
            application.removeApplicationListener(breaking);
        }
    }

    @Test
    void theSameFileTwiceAddsNothing() {
        var lines = rows(row(1, Casework.address(), "a"), row(2, Casework.address(), "a"))
                .toList();
        var first = imported(lines.stream());

        var again = upload(lines.stream());

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(Caller.json(again).path("id")).isEqualTo(first.path("id"));
        counts(imported(Stream.concat(lines.stream(), Stream.of(row(3, "", "")))), 0, 0, 2, 1);
    }

    @Test
    void theSameReferenceIsADuplicateAndTheSameTargetUnderAnotherReferenceASighting() {
        var address = Casework.address();
        var other = Casework.address();
        var done = imported(
                rows(row(1, address, "a"), row(1, other, "a"), row(2, address + "?single", "b"), row(3, other, "b")));

        counts(done, 2, 1, 1, 0);
        assertThat(casesOf(done)).hasSize(2);
        var known = casesOf(done).get(0);
        counts(imported(rows(row(4, address, "c"))), 0, 1, 0, 0);
        assertThat(Caller.of(port, "manager1").get("/api/v1/cases/" + known).body())
                .contains("Targets 1 of this case were reported again");
        var sightings = Caller.json(Caller.of(port, "manager1").get("/api/v1/cases/" + known + "/sightings"));
        assertThat(sightings.path("items"))
                .extracting(sighting -> sighting.path("sourceReference").asText())
                .containsExactlyInAnyOrder(mark + "-1", mark + "-2", mark + "-4");
        assertThat(sightings.path("items"))
                .extracting(sighting -> sighting.path("again").asBoolean())
                .containsExactlyInAnyOrder(false, true, true);
    }

    @ParameterizedTest
    @CsvSource({
        "en, The address is empty",
        "ru, Адрес пуст",
        "kk, Мекенжай",
    })
    void aReasonIsSaidInTheLanguageOfWhoeverAsks(String language, String words) {
        var done = imported(rows(row(1, "", "")));

        var answer = Caller.of(port, "caseworker1")
                .get("/api/v1/imports/" + done.path("id").asText() + "/rejected", "Accept-Language", language);
        var rejected = Caller.json(answer).path("items").path(0);
        assertThat(rejected.path("code").asText()).isEqualTo("address.empty");
        assertThat(rejected.path("reason").asText()).contains(words);
    }

    @Test
    void eachKindOfBadRowHasItsReasonAndCostsNoOther() {
        var good = Casework.address();
        var done = imported(rows(
                row(1, good, "").replace("OTHER_BODY", "GOSSIP"),
                row(2, good, "").replace("FINANCIAL_PYRAMID", "no category"),
                row(3, good, "").replace("Promises 30 % a month", ""),
                row(4, good, "").replace(mark + "-4", ""),
                row(5, good, "") + ",too many",
                row(6, good, "").replace("Promises", "\"Promises"),
                row(7, good, "").replace("a month", "a\0month"),
                row(8, good, "x".repeat(201)),
                row(9, "ftp://files.example/x", ""),
                row(10, good, "")));

        counts(done, 1, 0, 0, 9);
        assertThat(imports.rejected(UUID.fromString(done.path("id").asText()), 0, 100))
                .extracting(Imports.RejectedRow::code)
                .containsExactly(
                        "import.row-source",
                        "detection.category",
                        "detection.description-missing",
                        "import.row-reference-missing",
                        "import.row-columns",
                        "import.row-quote",
                        "import.row-characters",
                        "import.row-campaign-too-long",
                        "address.scheme-unsupported");
    }

    @Test
    void aGroupThatIsTooLargeForOneCaseGoesOnInSiblings() {
        var mine = mark.toLowerCase(Locale.ROOT);
        var done = imported(rows(IntStream.range(0, 1_100)
                .mapToObj(i -> row(i, "https://%s.example/%d".formatted(mine, i), "one campaign"))
                .toArray(String[]::new)));

        var numbers = casesOf(done);
        assertThat(numbers).hasSize(3);
        assertThat(numbers.stream().map(number -> casework.dispositions(number).size()))
                .containsExactly(500, 500, 100);
        var links = Caller.json(Caller.of(port, "manager1").get("/api/v1/cases/" + numbers.get(0) + "/links"));
        assertThat(links)
                .extracting(link -> link.path("kind").asText() + " "
                        + link.path("caseNumber").asText())
                .containsExactly("SIBLING " + numbers.get(1), "SIBLING " + numbers.get(2));
    }

    @Test
    void rowsAreGroupedByCampaignElseByCategoryAndPlatform() {
        var done = imported(rows(
                row(1, Casework.address(), "one"),
                row(2, Casework.siteAddress(), "one"),
                row(3, Casework.address(), "two"),
                row(4, Casework.address(), ""),
                row(5, Casework.address(), ""),
                row(6, Casework.siteAddress(), ""),
                row(7, Casework.siteAddress(), "").replace("FINANCIAL_PYRAMID", "ILLEGAL_GAMBLING")));

        assertThat(casesOf(done).stream()
                        .map(number -> casework.dispositions(number).size())
                        .sorted())
                .containsExactly(1, 1, 1, 2, 2);
    }

    @Test
    void theDetectionsOfAYearBecomeOneCaseForEachCampaign() throws IOException {
        var year = ManyDetections.year(mark).collect(Collectors.joining("\n"));

        var taken = imports.take("year.csv", new ByteArrayInputStream(year.getBytes(UTF_8)), "caseworker1");
        var done = work.finish(taken.detectionImport().id());

        assertThat(done.accepted()).isEqualTo(ManyDetections.YEAR);
        var sizes = sql.sql(
                        """
                        select count(*), count(distinct f.category), count(distinct t.platform_code)
                        from import_group g join case_file f on f.id = g.case_id join case_target ct on ct.case_id = f.id
                        join target t on t.id = ct.target_id where g.import_id = ? group by f.id
                        """)
                .param(done.id())
                .query((row, no) -> List.of(row.getInt(1), row.getInt(2), row.getInt(3)))
                .list();
        var campaigns = ManyDetections.SITE_CAMPAIGNS + ManyDetections.PLATFORM_CAMPAIGNS;
        assertThat(sizes).hasSizeBetween(campaigns + 1, campaigns + 3).allSatisfy(size -> assertThat(size.get(1))
                .isOne());
        assertThat(sizes).filteredOn(size -> size.get(0) > 30).hasSize(ManyDetections.SITE_CAMPAIGNS);
        assertThat(sizes.stream().mapToInt(size -> size.get(0)).sum()).isEqualTo(ManyDetections.YEAR);
    }

    @Test
    void aWorkbookAndLinesOfJsonAreImportsToo() throws IOException {
        var site = Casework.siteAddress();
        var json =
                "{\"source_reference\": \"%s-j\", \"category\": \"FRAUD_PHISHING\", \"description\": \"d\", \"address\": \"%s\", \"source\": \"CITIZEN\"}\n[1]\n{\"source\n"
                        .formatted(mark, site);
        var lines = imports.take("rows.ndjson", new ByteArrayInputStream(json.getBytes(UTF_8)), "caseworker1");
        var done = work.finish(lines.detectionImport().id());
        assertThat(List.of(done.total(), done.accepted(), done.rejected())).containsExactly(3, 1, 2);
        assertThat(done.format().name()).isEqualTo("NDJSON");

        var rows = new ArrayList<List<String>>();
        rows.add(List.of(ManyDetections.HEADER.split(",")));
        rows.add(List.of(mark + "-x", "FRAUD_PHISHING", "d & d", site + "/index.html", "CITIZEN"));
        rows.add(List.of(mark + "-y", "FRAUD_PHISHING", "", Casework.siteAddress(), "CITIZEN"));
        var sheet = imports.take("rows.xlsx", new ByteArrayInputStream(Workbooks.of(rows)), "caseworker1");
        done = work.finish(sheet.detectionImport().id());
        assertThat(done.format().name()).isEqualTo("XLSX");
        assertThat(List.of(done.total(), done.accepted() + done.sightedAgain(), done.rejected()))
                .containsExactly(2, 1, 1);
    }

    @Test
    void aFileThatBreaksOffFailsInWordsAndWhatStandsBeforeGoesOn() throws IOException {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(ManyDetections.HEADER.split(",")));
        for (var i = 0; i < 5; i++) {
            rows.add(List.of(mark + "-" + i, "FRAUD_PHISHING", "d", Casework.siteAddress(), "CITIZEN"));
        }
        var broken = Workbooks.brokenIn(rows, 4);

        var taken = imports.take("broken.xlsx", new ByteArrayInputStream(broken), "caseworker1");
        var done = work.finish(taken.detectionImport().id());

        assertThat(done.state()).isEqualTo(DetectionImport.State.FAILED);
        assertThat(done.accepted()).isEqualTo(3);
        var answer = Caller.of(port, "caseworker1").get("/api/v1/imports/" + done.id());
        assertThat(Caller.json(answer).path("problem").asText()).contains("breaks off behind row 3");
        assertThat(sql.sql("select count(*) from import_group where import_id = ? and handed_over_at is not null")
                        .param(done.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(done.cases());
    }

    @Test
    void onlyACaseworkerImportsAndAFileWithoutItsColumnsIsRefusedAtOnce() {
        assertThat(upload("liaison1", ManyDetections.HEADER).statusCode()).isEqualTo(403);
        var wrong = upload("caseworker1", "a,b,c\n1,2,3");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(Caller.json(wrong).path("type").asText()).isEqualTo("urn:duenotice:problem:import.header");
    }
}
