package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.LawDay;
import org.duenotice.evidence.ContentStore;
import org.duenotice.transparency.OpenData;
import org.duenotice.transparency.OpenDataCorrections;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is sealed later does not go on standing in the files of earlier days. */
@DueNoticeTest
class OpenDataCorrectionTest extends SealedDesk {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Before the days of other tests with files. */
    private static final Duration ANOTHER_DAY = Duration.ofDays(300);

    private String day;

    @Autowired
    private OpenData data;

    @Autowired
    private OpenDataCorrections corrections;

    @Autowired
    private ContentStore contents;

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private List<JsonNode> listed() throws Exception {
        return StreamSupport.stream(
                        JSON.readTree(get("/register/data/index.json").body())
                                .get("items")
                                .spliterator(),
                        false)
                .filter(file -> file.get("name").asText().contains(day))
                .toList();
    }

    private String content(JsonNode file) throws Exception {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(
                get("/register/data/" + file.get("name").asText()).body()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String of(String notice, String what) {
        return sql.sql(
                        """
                        select %s from notice n join case_file f on f.id = n.case_id join restriction r on r.id = n.restriction_id
                        where n.number = ?
                        """
                                .formatted(what))
                .param(notice)
                .query(String.class)
                .single();
    }

    @Test
    void theRecordsOfASealedCaseGoAndAllOthersStay() throws Exception {
        var open = casework.noticeSent(Casework.address());
        var hidden = casework.noticeSent(Casework.address());
        var decision = of(hidden, "r.number");
        casework.clock.pass(ANOTHER_DAY);
        assertThat(data.make()).isTrue();
        corrections.correct();
        day = LawDay.of(casework.clock.instant()).toString();
        var before = listed();
        assertThat(before).hasSize(4);
        for (var file : before) {
            assertThat(content(file)).as(file.get("name").asText()).contains(decision, of(open, "r.number"));
            assertThat(file.hasNonNull("correctedAt")).isFalse();
        }

        assertThat(seal(of(hidden, "f.number")).statusCode()).isEqualTo(201);
        assertThat(corrections.correct()).isGreaterThanOrEqualTo(before.size());
        assertThat(corrections.correct()).as("once").isZero();

        var after = listed();
        for (var n = 0; n < before.size(); n++) {
            var old = before.get(n);
            var file = after.get(n);
            var name = file.get("name").asText();
            assertThat(name).isEqualTo(old.get("name").asText());
            assertThat(content(file)).as(name).doesNotContain(decision, hidden).contains(of(open, "r.number"));
            assertThat(file.get("records").asInt()).isEqualTo(old.get("records").asInt() - 1);
            assertThat(file.hasNonNull("correctedAt")).isTrue();
            var oldHash = old.get("sha256").asText();
            assertThat(get("/register/data/" + name, "If-None-Match", "\"" + oldHash + "\"")
                            .statusCode())
                    .as("known to have changed")
                    .isEqualTo(200);
            assertThatThrownBy(() -> contents.open(oldHash).close()).isInstanceOf(NoSuchFileException.class);
            assertThat(sql.sql(
                                    "select new_sha256 || ' ' || left_out || ' ' || reason from open_data_correction where name = ? and old_sha256 = ?")
                            .params(name, oldHash)
                            .query(String.class)
                            .single())
                    .isEqualTo(file.get("sha256").asText() + " 1 SEALED");
        }
        assertThat(new String(get("/register/data").body(), StandardCharsets.UTF_8))
                .contains("Corrected on");
    }
}
