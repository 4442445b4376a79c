package org.duenotice.custody;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Signs anchors and bundles with ECDSA on P-256 and SHA-256, which {@code openssl dgst -sha256 -verify} checks anywhere. Keys
 * are read from their files each time, so that a changed one counts at once.
 */
@Component
public class AnchorKeys {

    private static final String ALGORITHM = "SHA256withECDSA";

    /** The same signature, without chance in it (RFC 6979): the same content is signed the same way each time. */
    private static final String SIGNING = "SHA256withECDDSA";

    private final Path privateFile;
    private final Path publicFile;
    private final boolean own;

    AnchorKeys(CustodySettings settings, @Value("${duenotice.data}") Path data) {
        own = settings.signingKeyFile() == null;
        privateFile = own ? data.resolve("custody-key.pem") : settings.signingKeyFile();
        publicFile = own ? data.resolve("custody-key.pub.pem") : settings.publicKeyFile();
        if (publicFile == null) {
            throw new IllegalStateException(
                    "duenotice.custody.signing-key-file needs duenotice.custody.public-key-file");
        }
    }

    /** The signature in the form that openssl reads (DER). */
    public byte[] sign(byte[] content) {
        madeIfMissing();
        try {
            var signature = Signature.getInstance(SIGNING, new BouncyCastleProvider());
            signature.initSign(privateKey());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of the custody log cannot sign", e);
        }
    }

    /** The public key as a PEM file. */
    public String publicPem() {
        madeIfMissing();
        return read(publicFile);
    }

    /** What a public key is known by: the SHA-256 of its encoded form. */
    public String id() {
        return id(publicPem());
    }

    static String id(String pem) {
        return Digests.sha256(decoded(pem));
    }

    /** Whether the signature is of that content and that key. */
    static boolean signed(String publicPem, byte[] content, byte[] signature) {
        try {
            var check = Signature.getInstance(ALGORITHM);
            check.initVerify(publicKey(publicPem));
            check.update(content);
            return check.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(decoded(read(privateFile))));
    }

    private static PublicKey publicKey(String pem) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(decoded(pem)));
    }

    private static byte[] decoded(String pem) {
        return Base64.getDecoder()
                .decode(pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The key in " + file + " cannot be read", e);
        }
    }

    private synchronized void madeIfMissing() {
        if (!own || Files.exists(privateFile)) {
            return;
        }
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            Files.createDirectories(privateFile.toAbsolutePath().getParent());
            write(publicFile, "PUBLIC KEY", pair.getPublic().getEncoded());
            write(privateFile, "PRIVATE KEY", pair.getPrivate().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException("The key of the custody log cannot be kept", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Readable by nobody else from its first byte on, and there whole or not at all. */
    private static void write(Path file, String what, byte[] encoded) throws IOException {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        var pem = "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, base64, what);
        var arriving = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "key-",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(arriving, pem.getBytes(StandardCharsets.US_ASCII));
        Files.move(arriving, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
