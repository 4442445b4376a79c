package org.duenotice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamping authority over HTTP that can be in any mood. */
public final class TimeStampServer {

    public static final String POLICY = "1.3.6.1.4.1.99999.1";

    private static final Date FROM = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
    private static final Date TO = Date.from(Instant.parse("2049-01-01T00:00:00Z"));

    /** What it does with the next requests. */
    public enum Mood {
        GOOD,
        DOWN,
        NO_TOKEN,
        OTHER_DIGEST,
        OTHER_NONCE,
        OTHER_POLICY,
        UNTRUSTED
    }

    private final HttpServer server;
    private final KeyPair rootKey = pair();
    private final X509Certificate root = certificate("CN=Root", rootKey, "CN=Root", rootKey, true);
    private final KeyPair signerKey = pair();
    private final X509Certificate signer = certificate("CN=Stamp", signerKey, "CN=Root", rootKey, false);
    private final KeyPair strangerKey = pair();
    private final X509Certificate stranger = certificate("CN=Stranger", strangerKey, "CN=Nobody", strangerKey, false);
    private final AtomicLong serial = new AtomicLong();

    public volatile Mood mood = Mood.GOOD;
    public volatile Instant time;

    public TimeStampServer() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    public String rootPem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(root.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new TimeStampRequest(exchange.getRequestBody().readAllBytes());
            if (mood == Mood.DOWN) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var body = stamped(request);
            exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (GeneralSecurityException | OperatorCreationException | TSPException e) {
            throw new IOException(e);
        }
    }

    private byte[] stamped(TimeStampRequest asked)
            throws GeneralSecurityException, OperatorCreationException, TSPException, IOException {
        var strange = mood == Mood.UNTRUSTED;
        var certificate = strange ? stranger : signer;
        var tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder()
                        .build("SHA256withRSA", (strange ? strangerKey : signerKey).getPrivate(), certificate),
                new JcaDigestCalculatorProviderBuilder()
                        .build()
                        .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                new ASN1ObjectIdentifier(mood == Mood.OTHER_POLICY ? POLICY + ".9" : POLICY));
        tokens.addCertificates(new JcaCertStore(List.of(certificate)));
        var accepted = mood == Mood.NO_TOKEN ? java.util.Set.of("1.2.3") : TSPAlgorithms.ALLOWED;
        var responses = new TimeStampResponseGenerator(tokens, accepted);
        var at = Date.from(time == null ? Instant.now() : time);
        return responses
                .generate(twisted(asked), BigInteger.valueOf(serial.incrementAndGet()), at)
                .getEncoded();
    }

    private TimeStampRequest twisted(TimeStampRequest asked) throws IOException {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        var digest = asked.getMessageImprintDigest().clone();
        if (mood == Mood.OTHER_DIGEST) {
            digest[0] ^= 1;
        }
        var nonce = mood == Mood.OTHER_NONCE ? asked.getNonce().add(BigInteger.ONE) : asked.getNonce();
        return generator.generate(TSPAlgorithms.SHA256, digest, nonce);
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(
            String subject, KeyPair key, String issuer, KeyPair issuerKey, boolean authority) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issuer),
                    new BigInteger(64, new java.security.SecureRandom()),
                    FROM,
                    TO,
                    new X500Name(subject),
                    key.getPublic());
            if (authority) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            } else {
                builder.addExtension(
                        Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuerKey.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
