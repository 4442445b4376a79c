package org.duenotice.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.springframework.stereotype.Component;

/** The authority over HTTP (RFC 3161, 3.4). It gets the digest and nothing else. */
@Component
public class TimeStampAuthority {

    private static final int LONGEST_ANSWER = 256 * 1024;
    private static final int NONCE_BITS = 64;

    private final TimeStampSettings settings;
    private final TokenCheck tokens;
    private final SecureRandom random = new SecureRandom();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    TimeStampAuthority(TimeStampSettings settings) {
        this.settings = settings;
        this.tokens = new TokenCheck(settings.trustFile());
    }

    public StampAnswer stamp(byte[] sha256) {
        try {
            var asked = request(sha256);
            var answer = http.send(
                    HttpRequest.newBuilder(settings.url())
                            .timeout(settings.timeout())
                            .header("Content-Type", "application/timestamp-query")
                            .POST(BodyPublishers.ofByteArray(asked.getEncoded()))
                            .build(),
                    BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    return new StampAnswer.NotNow("HTTP " + answer.statusCode());
                }
                return read(body.readNBytes(LONGEST_ANSWER), asked, sha256);
            }
        } catch (IOException e) {
            return new StampAnswer.NotNow(String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private TimeStampRequest request(byte[] sha256) throws IOException {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        if (settings.policy() != null) {
            generator.setReqPolicy(new ASN1ObjectIdentifier(settings.policy()));
        }
        return generator.generate(TSPAlgorithms.SHA256, sha256, new BigInteger(NONCE_BITS, random));
    }

    private StampAnswer read(byte[] answer, TimeStampRequest asked, byte[] sha256) {
        try {
            var response = new TimeStampResponse(answer);
            if (response.getTimeStampToken() == null) {
                return new StampAnswer.Useless("status " + response.getStatus() + " " + response.getStatusString());
            }
            response.validate(asked); // nonce, policy and digest are those that were sent
            return new StampAnswer.Stamped(tokens.check(response.getTimeStampToken(), sha256));
        } catch (TSPException | IOException | StampWrong e) {
            return new StampAnswer.Useless(e.getMessage());
        }
    }

    /** Checks a token that was kept; the reason when it no longer proves anything. */
    public java.util.Optional<String> wrong(byte[] token, byte[] sha256) {
        try {
            tokens.check(token, sha256);
            return java.util.Optional.empty();
        } catch (StampWrong e) {
            return java.util.Optional.of(e.getMessage());
        }
    }
}
