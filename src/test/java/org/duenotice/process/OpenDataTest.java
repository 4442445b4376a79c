package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.duenotice.DueNoticeTest;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.security.Caller;
import org.duenotice.transparency.OpenData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The files of open data, made of whatever stands in the register. */
@DueNoticeTest
class OpenDataTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Each test has days of its own, far from those of other tests. */
    private static int days = 400;

    @Autowired
    private Casework casework;

    @Autowired
    private OpenData data;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    private String notice;

    @BeforeEach
    void anEntry() {
        casework.clock.backToStart();
        notice = casework.noticeSent(Casework.address());
    }

    private boolean makeOnANewDay() {
        casework.clock.backToStart();
        casework.clock.pass(Duration.ofDays(days++));
        return data.make();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private JsonNode listed(String beginning) throws Exception {
        var index = JSON.readTree(get("/register/data/index.json").body());
        return StreamSupport.stream(index.get("items").spliterator(), false)
                .filter(file -> file.get("name").asText().matches(beginning + ".*json\\.gz"))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode content(String beginning) throws Exception {
        return JSON.readTree(unpacked(listed(beginning).get("name").asText()));
    }

    private byte[] unpacked(String name) throws Exception {
        try (var in = new GZIPInputStream(
                new ByteArrayInputStream(get("/register/data/" + name).body()))) {
            return in.readAllBytes();
        }
    }

    private static JsonSchema schema(byte[] text) throws IOException {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        JSON.readTree(text),
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }

    @Test
    void theFilesOfADayAreMadeOnceNeverChangeAndTellTheirHash() throws Exception {
        assertThat(makeOnANewDay()).isTrue();
        assertThat(data.make()).isFalse();
        var file = listed("register-");
        var path = "/register/data/" + file.get("name").asText();
        var answer = get(path);
        var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(answer.body()));
        assertThat(hash).isEqualTo(file.get("sha256").asText());
        assertThat(answer.body()).hasSize(file.get("size").asInt());
        assertThat(answer.headers().firstValue("etag")).contains("\"" + hash + "\"");
        assertThat(answer.headers().firstValue("cache-control"))
                .hasValueSatisfying(value -> assertThat(value).contains("must-revalidate", "public"));
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        assertThat(get(path, "If-None-Match", "\"" + hash + "\"").statusCode()).isEqualTo(304);
        var modified = answer.headers().firstValue("last-modified").orElseThrow();
        assertThat(get(path, "If-Modified-Since", modified).statusCode()).isEqualTo(304);
        casework.clock.backToStart();
        casework.noticeSent(Casework.address());
        assertThat(get(path).body()).isEqualTo(answer.body());
        assertThat(new String(get("/register/data").body(), StandardCharsets.UTF_8))
                .contains(file.get("name").asText(), hash);
    }

    @ParameterizedTest
    @CsvSource({
        "register, entries",
        "statements-of-reasons, statements",
        "notices, notices",
    })
    void everyRecordFitsThePublishedSchema(String kind, String list) throws Exception {
        makeOnANewDay();
        var schema = schema(get("/register/data/" + kind + ".schema.json").body());
        var content = content(kind + "-");
        assertThat(content.get(list)).isNotEmpty();
        assertThat(schema.validate(content)).isEmpty();
        var spoiled = content.deepCopy();
        ((ObjectNode) spoiled.get(list).get(0)).put("reporter", "A. Sender");
        assertThat(schema.validate(spoiled)).as("what a record may not have").isNotEmpty();
    }

    @Test
    void twoNodesMakeTheFilesOfADayOnce() throws Exception {
        casework.clock.pass(Duration.ofDays(days++));
        var nodes = Executors.newFixedThreadPool(2);
        try {
            Callable<Boolean> node = data::make;
            var made = nodes.invokeAll(List.of(node, node)).stream()
                    .filter(one -> {
                        try {
                            return one.get();
                        } catch (Exception e) {
                            return false;
                        }
                    })
                    .count();
            assertThat(made).isEqualTo(1);
        } finally {
            nodes.shutdown();
        }
    }

    @Test
    void theTableHasTheEntriesOfTheRegisterAndNoAddressItDoesNotShow() throws Exception {
        makeOnANewDay();
        var name = listed("register-").get("name").asText().replace(".json", ".csv");
        var text = unpacked(name);
        try (var rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8))) {
            assertThat(rows.getRecords())
                    .hasSize(content("register-").get("entries").size());
        }
        assertThat(new String(text, StandardCharsets.UTF_8)).doesNotContain("demo_pyramid_test");
        assertThat(content("notices-").toString()).contains(notice).doesNotContain("demo_pyramid_test");
    }

    @Test
    void aNoticeRecordSaysWhatWasDoneAndAWithdrawnOneIsAStub() throws Exception {
        var answered = casework.noticeSent(Casework.address());
        casework.answers(answered, ItemOutcome.REMOVED, null);
        casework.runJobs();
        casework.complete("caseworker2", "verifyOutcome", answered, Map.of("verifyForAll", "CONFIRMED"));
        var withdrawn = casework.noticeSent(Casework.address());
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        casework.complete(
                "liaison1", "decideEscalation", withdrawn, Map.of("choice", "WITHDRAW", "reasons", "Overturned"));
        casework.runJobs();
        makeOnANewDay();
        var notices = content("notices-").get("notices");
        assertThat(notices).anySatisfy(record -> {
            assertThat(record.get("id").asText()).isEqualTo(answered);
            assertThat(record.get("action_taken").asText()).isEqualTo("Yes");
            assertThat(record.get("url_count").asInt()).isEqualTo(1);
        });
        assertThat(notices).anySatisfy(record -> {
            assertThat(record.get("id").asText()).isEqualTo(withdrawn);
            assertThat(record.get("title").asText()).isEqualTo("Notice Rescinded");
            assertThat(record.get("works")).isEmpty();
        });
        var entry = sql.sql("select e.number from public_notice_item i join public_entry e on e.seq = i.seq "
                        + "where i.notice_number = ?")
                .param(withdrawn)
                .query(String.class)
                .single();
        assertThat(content("statements-").toString()).doesNotContain("\"" + entry + "\"");
    }

    @Test
    void aFileThatIsNotThereIsSaidInWords() {
        var answer = Caller.nobody(port).get("/register/data/register-1999-01-01.json.gz", "Accept-Language", "ru");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("register.data-unknown", "открытых данных");
        assertThat(Caller.nobody(port)
                        .get("/register/data/..%2Fapplication.schema.json")
                        .statusCode())
                .isIn(400, 404);
        assertThat(Caller.nobody(port).get("/register/data?before=x").statusCode())
                .isEqualTo(400);
    }
}
