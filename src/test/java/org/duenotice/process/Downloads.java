package org.duenotice.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Files as somebody takes them from the running application. */
final class Downloads {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Downloads() {}

    /** The logins of the tests have themselves as password. */
    static HttpResponse<byte[]> get(int port, String login, String path) throws IOException, InterruptedException {
        var credentials = Base64.getEncoder().encodeToString((login + ":" + login).getBytes(StandardCharsets.UTF_8));
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Authorization", "Basic " + credentials)
                        .build(),
                BodyHandlers.ofByteArray());
    }
}
