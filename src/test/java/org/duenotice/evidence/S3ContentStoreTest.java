package org.duenotice.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.duenotice.custody.Digests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Content in an object store, spoken to over HTTP as S3. */
class S3ContentStoreTest {

    @TempDir
    private Path folder;

    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final S3Uploads parts = new S3Uploads(objects);
    private HttpServer server;
    private ContentStore store;

    @BeforeEach
    void anObjectStoreRuns() throws Exception {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
        store = StorageConfiguration.objects(new StorageSettings.S3(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "kz-1",
                "evidence",
                "content/",
                "key",
                Files.writeString(folder.resolve("secret"), "secret\n"),
                DataSize.ofBytes(10)));
    }

    @AfterEach
    void itStops() {
        server.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            var path = call.getRequestURI().getPath();
            calls.add(call.getRequestMethod() + " " + path);
            var body = call.getRequestBody().readAllBytes();
            assertThat(call.getRequestHeaders().getFirst("Authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=key/");
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                call.sendResponseHeaders(503, -1);
                return;
            }
            var query = String.valueOf(call.getRequestURI().getQuery());
            if (query.contains("upload")) {
                parts.answer(call, path, query, body);
                return;
            }
            switch (call.getRequestMethod()) {
                case "PUT" -> put(call, path, body);
                case "DELETE" -> {
                    objects.remove(path);
                    call.sendResponseHeaders(204, -1);
                }
                case "HEAD" -> call.sendResponseHeaders(objects.containsKey(path) ? 200 : 404, -1);
                default -> get(call, path);
            }
        }
    }

    private void put(HttpExchange call, String path, byte[] body) throws IOException {
        try {
            var sum = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
            var told = call.getRequestHeaders().getFirst("x-amz-checksum-sha256");
            if (!sum.equals(told)) {
                call.sendResponseHeaders(400, -1);
                return;
            }
            objects.put(path, body);
            call.sendResponseHeaders(200, -1);
        } catch (java.security.GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void get(HttpExchange call, String path) throws IOException {
        if (path.equals("/evidence") || path.equals("/evidence/")) {
            xml(call, 200, list(call.getRequestURI().getQuery()));
        } else if (closed.contains(path)) {
            xml(call, 403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>");
        } else if (objects.containsKey(path)) {
            var content = objects.get(path);
            call.sendResponseHeaders(200, content.length);
            call.getResponseBody().write(content);
        } else {
            xml(call, 404, "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>");
        }
    }

    private String list(String query) {
        var asked = new TreeMap<String, String>();
        for (var part : query.split("&")) {
            asked.put(part.replaceAll("=.*", ""), part.replaceAll("^[^=]*=?", ""));
        }
        return objects.keySet().stream()
                .map(path -> path.substring("/evidence/".length()))
                .filter(key -> key.startsWith(asked.get("prefix")) && key.compareTo(asked.get("start-after")) > 0)
                .limit(Integer.parseInt(asked.get("max-keys")))
                .map(key -> "<Contents><Key>" + key + "</Key></Contents>")
                .collect(Collectors.joining("", "<ListBucketResult>", "</ListBucketResult>"));
    }

    private static void xml(HttpExchange call, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/xml");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }

    private ContentStore.Stored stored(String content) throws IOException {
        return store.store(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anObjectThatIsNotGivenIsAFindingAndAnOutageIsNone() throws IOException {
        var sha256 = stored("captured").sha256();
        var check = new ContentCheck(store);
        assertThat(check.of(sha256)).hasToString("SOUND");

        closed.add("/evidence/content/" + sha256);
        assertThat(check.of(sha256)).hasToString("UNREADABLE");

        server.stop(0);
        assertThatThrownBy(() -> check.of(sha256)).isInstanceOf(java.io.UncheckedIOException.class);
    }

    @Test
    void contentIsStoredUnderItsHashOnceAndReadAgain() throws IOException {
        var first = stored("captured");
        stored("captured");

        assertThat(first.sha256()).isEqualTo(Digests.sha256("captured"));
        assertThat(objects).containsOnlyKeys("/evidence/content/" + first.sha256());
        assertThat(calls.stream().filter(call -> call.startsWith("PUT"))).hasSize(1);
        try (var content = store.open(first.sha256())) {
            assertThat(content).hasContent("captured");
        }
    }

    @Test
    void whatIsStoredIsListedInOrderAPartAtATime() throws IOException {
        stored("a");
        stored("b");
        stored("c");

        var first = store.after("", 2);
        assertThat(first).hasSize(2).isSorted();
        assertThat(store.after(first.get(1), 2)).hasSize(1);
        store.delete(first.get(0));
        assertThat(store.after("", 10)).hasSize(2).doesNotContain(first.get(0));
    }

    @Test
    void whatIsNotThereIsMissingAndNotAnOutage() {
        assertThatThrownBy(() -> store.open("0".repeat(64))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aPassingFailureIsTriedAgain() throws IOException {
        failures.set(1);

        assertThat(stored("failed").size()).isEqualTo(6);
        assertThat(objects).hasSize(1);
    }

    @Test
    void anOutageIsAnErrorAndNothingIsTakenForStored() {
        server.stop(0);

        assertThatThrownBy(() -> stored("lost")).isInstanceOf(IOException.class);
        assertThat(objects).isEmpty();
    }

    @Test
    void whatIsLongerThanAPartIsBroughtInPartsAndAppearsWhole() throws IOException {
        var text = "longer than three parts of ten";
        var kept = stored(text + "!");

        assertThat(parts.partsOf(1)).isEqualTo(4);
        assertThat(objects).containsOnlyKeys("/evidence/content/" + kept.sha256());
        try (var content = store.open(kept.sha256())) {
            assertThat(content).hasContent(text + "!");
        }
        stored(text + "!");
        assertThat(parts.begun()).isEqualTo(1);
    }

    @Test
    void whenAPartCannotBeBroughtTheOthersAreForgottenAndNothingIsTakenForStored() throws IOException {
        parts.refusePart(2);

        assertThatThrownBy(() -> stored("longer than two parts")).isInstanceOf(IOException.class);

        assertThat(objects).isEmpty();
        assertThat(parts.aborted()).isEqualTo(1);
        assertThat(parts.open()).isZero();
        parts.refusePart(0);
        assertThat(stored("longer than two parts").size()).isEqualTo(21);
    }
}
