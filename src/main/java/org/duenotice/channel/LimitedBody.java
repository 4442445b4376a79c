package org.duenotice.channel;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Takes an answer up to a length; beyond it the connection is let go, whatever else the other side has to say. */
final class LimitedBody implements BodySubscriber<byte[]> {

    /** The answer is longer than anybody needs. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        private TooLong(int longest) {
            super("The answer is longer than " + longest + " bytes");
        }
    }

    private final int longest;
    private final java.io.ByteArrayOutputStream received = new java.io.ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Subscription subscription;

    private LimitedBody(int longest) {
        this.longest = longest;
    }

    static BodyHandler<byte[]> upTo(int longest) {
        return answer -> new LimitedBody(longest);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (var part : parts) {
            if (received.size() + part.remaining() > longest) {
                subscription.cancel();
                body.completeExceptionally(new TooLong(longest));
                return;
            }
            var bytes = new byte[part.remaining()];
            part.get(bytes);
            received.writeBytes(bytes);
        }
        subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(received.toByteArray());
    }
}
