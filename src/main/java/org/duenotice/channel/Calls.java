package org.duenotice.channel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Calls of other systems that cannot hurt: limited in time to the last byte, limited in length, never led elsewhere. */
@Component
class Calls {

    private static final int LONGEST_ANSWER = 1024 * 1024;

    private final HttpClient http;
    private final ChannelSettings settings;

    Calls(ChannelSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @throws LimitedBody.TooLong when the answer has no end in sight */
    HttpResponse<byte[]> call(HttpRequest request) throws IOException {
        var answer = http.sendAsync(request, LimitedBody.upTo(LONGEST_ANSWER));
        try {
            return answer.get(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("No whole answer within " + settings.answerTimeout());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for an answer");
        }
    }
}
