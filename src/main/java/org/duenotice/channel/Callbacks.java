package org.duenotice.channel;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Knows genuine calls of platforms: HMAC-SHA256 with a shared secret over the time of the call, a point and the body; young, and
 * never seen before.
 */
@Component
@RequiredArgsConstructor
public class Callbacks {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final String PREFIX = "sha256=";

    private final JdbcClient sql;
    private final ChannelSettings settings;
    private final Clock clock;

    /**
     * Takes the call, once; a rolled back transaction gives it back.
     *
     * @param timestamp seconds since 1970, as sent
     * @param signature {@code sha256=} and hexadecimal digits, as sent
     * @throws Problem whoever cannot sign learns only that the signature is wrong
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(String platformCode, String timestamp, String signature, byte[] body) {
        if (!isSigned(platformCode, timestamp, signature, body)) {
            throw Problem.unauthenticated("callback.signature-wrong");
        }
        var now = clock.instant();
        if (Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                        .abs()
                        .compareTo(WINDOW)
                > 0) {
            throw Problem.unauthenticated("callback.out-of-time", WINDOW.toMinutes());
        }
        var taken = sql.sql("insert into webhook_call (signature, platform_code, received_at) values (?, ?, ?) "
                        + "on conflict (signature) do nothing")
                .params(
                        signature.toLowerCase(Locale.ROOT),
                        platformCode.toUpperCase(Locale.ROOT),
                        now.atOffset(ZoneOffset.UTC))
                .update();
        if (taken == 0) {
            throw Problem.unauthenticated("callback.repeated");
        }
    }

    private boolean isSigned(String platformCode, String timestamp, String signature, byte[] body) {
        var secret = settings.endpoint(platformCode)
                .map(ChannelSettings.Endpoint::callbackSecretFile)
                .map(Secrets::read);
        if (secret.isEmpty() || timestamp == null || signature == null || !timestamp.matches("\\d{1,12}")) {
            return false;
        }
        var expected = PREFIX + HexFormat.of().formatHex(hmac(secret.get(), timestamp, body));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(String secret, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
