package org.duenotice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.duenotice.DueNoticeTest;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DueNoticeTest
class IdempotencyTest {

    private static final String EFFECTS = "/api/v1/test-effects";

    @LocalServerPort
    int port;

    @Autowired
    EffectsController effects;

    Caller person;
    final String text = UUID.randomUUID().toString();
    final String key = UUID.randomUUID().toString();

    @BeforeEach
    void somebody() {
        person = Caller.of(port, "caseworker1");
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswerAndHasNoSecondEffect() {
        var first = post(EFFECTS, text);
        var second = post(EFFECTS, text);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(second.body()).isEqualTo(first.body());
        for (var header : new String[] {"Location", "Content-Type"}) {
            assertThat(second.headers().firstValue(header))
                    .isEqualTo(first.headers().firstValue(header));
        }
        assertThat(effects.count(text)).isOne();
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() {
        post(EFFECTS, text);

        var other = post(EFFECTS, "other");
        var elsewhere = post(EFFECTS + "/checked", text);

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(Caller.json(other).path("type").asText()).isEqualTo("urn:duenotice:problem:idempotency.key-reused");
        assertThat(elsewhere.statusCode()).isEqualTo(422);
    }

    @Test
    void theSameKeyOfAnotherPersonIsAnotherKey() {
        post(EFFECTS, text);
        person = Caller.of(port, "caseworker2");

        assertThat(post(EFFECTS, text).headers().firstValue("Idempotency-Replayed"))
                .isEmpty();
        assertThat(effects.count(text)).isEqualTo(2);
    }

    @Test
    void equalRequestsAtTheSameMomentHaveOneEffectAndOneAnswer() {
        var body = "{\"text\":\"%s\",\"pause\":300}".formatted(text);
        var answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> person.post(EFFECTS, body, "Idempotency-Key", key)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(answers)
                .extracting(HttpResponse::body)
                .containsOnly(answers.get(0).body());
        assertThat(effects.count(text)).isOne();
    }

    @ParameterizedTest
    @CsvSource({"/refused,409", "/answered-400,400", "/not-committed,500", "/unforeseen,500"})
    void whatFailsHasNoEffectAndLeavesTheKeyFree(String how, int status) {
        assertThat(post(EFFECTS + how, text).statusCode()).isEqualTo(status);
        assertThat(effects.count(text)).isZero();

        var corrected = post(EFFECTS, text);

        assertThat(corrected.statusCode()).isEqualTo(201);
        assertThat(corrected.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(effects.count(text)).isOne();
    }

    @Test
    void aRequestWithoutAKeyIsRefused() {
        var answer = person.post(EFFECTS, "{\"text\":\"%s\"}".formatted(text));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Caller.json(answer).path("type").asText())
                .isEqualTo("urn:duenotice:problem:idempotency.key-missing");
        assertThat(effects.count(text)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words"})
    void aKeyThatIsNoKeyIsRefused(String wrong) {
        var answer = person.post(EFFECTS, "{\"text\":\"x\"}", "Idempotency-Key", wrong);

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void anUploadSentAgainWithAnotherBoundaryIsTheSameRequest() {
        var first = upload("boundary-1", text);
        var again = upload("boundary-2", text);
        var other = upload("boundary-3", "something else");

        assertThat(first.body()).isEqualTo("" + text.length());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(effects.count(text.substring(0, 10))).isOne();
    }

    @Test
    void aLargeBodyIsReadWholeAndComparedWhole() {
        var rows = text.substring(0, 10) + "x".repeat(2_000_000);
        var path = EFFECTS + "/rows";

        var first = person.post(path, rows, "Idempotency-Key", key, "Content-Type", "text/csv");
        var again = person.post(path, rows, "Idempotency-Key", key, "Content-Type", "text/csv");
        var other = person.post(path, rows + "y", "Idempotency-Key", key, "Content-Type", "text/csv");

        assertThat(first.body()).isEqualTo("2000010");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(other.statusCode()).isEqualTo(422);
    }

    @Test
    void aBodyOrUploadThatIsTooLargeIsRefusedInWords() {
        var large = "x".repeat(28_000_000);

        var rows = person.post(EFFECTS + "/rows", large, "Idempotency-Key", key, "Content-Type", "text/csv");
        var file = upload("boundary", large);

        for (var answer : new HttpResponse<?>[] {rows, file}) {
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body().toString()).contains("urn:duenotice:problem:request.too-large");
        }
    }

    private HttpResponse<String> post(String path, String text) {
        return person.post(path, "{\"text\":\"%s\"}".formatted(text), "Idempotency-Key", key);
    }

    private HttpResponse<String> upload(String boundary, String content) {
        var body =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.txt\"\r\nContent-Type: text/plain\r\n\r\n%s\r\n--%s--\r\n"
                        .formatted(boundary, content, boundary);
        return person.post(
                EFFECTS + "/file",
                body,
                "Idempotency-Key",
                key,
                "Content-Type",
                "multipart/form-data; boundary=" + boundary);
    }
}
