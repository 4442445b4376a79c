package org.duenotice.agency;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/**
 * Signs what we send and checks what we get, as JSON Web Signatures (RFC 7515). The algorithm follows from the key, never from
 * the message. Keys are read from their files each time, so that a changed one counts at once.
 */
@Component
@RequiredArgsConstructor
class Signatures {

    private final AgencySettings settings;

    String sign(String payload) {
        try {
            var key = privateKey(settings.signingKeyFile());
            var signed = new JWSObject(new JWSHeader(algorithm(key instanceof ECPrivateKey)), new Payload(payload));
            JWSSigner signer = key instanceof ECPrivateKey curve ? new ECDSASigner(curve) : new RSASSASigner(key);
            signed.sign(signer);
            return signed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The notification could not be signed", e);
        }
    }

    /** What was signed, or empty when it was not signed with the other system's key. */
    Optional<String> verified(String compact) {
        if (settings.verificationKeyFile() == null) {
            return Optional.empty();
        }
        try {
            var signed = JWSObject.parse(compact.strip());
            var key = publicKey(settings.verificationKeyFile());
            JWSVerifier verifier = key instanceof ECPublicKey curve
                    ? new ECDSAVerifier(curve)
                    : new RSASSAVerifier((RSAPublicKey) key);
            var expected = algorithm(key instanceof ECPublicKey);
            return signed.getHeader().getAlgorithm().equals(expected) && signed.verify(verifier)
                    ? Optional.of(signed.getPayload().toString())
                    : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static JWSAlgorithm algorithm(boolean curve) {
        return curve ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256;
    }

    private static PrivateKey privateKey(Path file) {
        var encoded = new PKCS8EncodedKeySpec(pem(file));
        return either(factory -> factory.generatePrivate(encoded));
    }

    private static PublicKey publicKey(Path file) {
        var encoded = new X509EncodedKeySpec(pem(file));
        return either(factory -> factory.generatePublic(encoded));
    }

    private interface Reading<T> {
        T with(KeyFactory factory) throws GeneralSecurityException;
    }

    private static <T> T either(Reading<T> reading) {
        try {
            return reading.with(KeyFactory.getInstance("EC"));
        } catch (GeneralSecurityException notOfACurve) {
            try {
                return reading.with(KeyFactory.getInstance("RSA"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Neither an EC nor an RSA key", e);
            }
        }
    }

    private static byte[] pem(Path file) {
        try {
            var base64 =
                    Files.readString(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            return Base64.getDecoder().decode(base64);
        } catch (IOException e) {
            throw new UncheckedIOException("The key in " + file + " cannot be read", e);
        }
    }
}
