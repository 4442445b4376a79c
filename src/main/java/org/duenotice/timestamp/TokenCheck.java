package org.duenotice.timestamp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Checks a token: that it is about this digest, signed by the certificate it names, which is meant for time-stamping only (RFC
 * 3161, 2.3) and leads to a trusted root as of the time of the stamp. Revocation is not asked for.
 */
@RequiredArgsConstructor
class TokenCheck {

    private final Path trustFile;

    Stamp check(byte[] encoded, byte[] sha256) throws StampWrong {
        try {
            return check(new TimeStampToken(new CMSSignedData(encoded)), sha256);
        } catch (CMSException | TSPException | IOException e) {
            throw new StampWrong("the token cannot be read", e);
        }
    }

    Stamp check(TimeStampToken token, byte[] sha256) throws StampWrong {
        var info = token.getTimeStampInfo();
        if (!info.getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256)
                || !Arrays.equals(info.getMessageImprintDigest(), sha256)) {
            throw new StampWrong("the token is about another digest");
        }
        var signer = signer(token);
        try {
            // signature, the signing certificate's attribute, its only purpose and its validity at that time
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        } catch (TSPException | OperatorCreationException | java.security.cert.CertificateException e) {
            throw new StampWrong("the signature does not hold", e);
        }
        leadsToARoot(token, signer);
        try {
            return new Stamp(
                    token.getEncoded(),
                    info.getGenTime().toInstant(),
                    info.getSerialNumber().toString(),
                    info.getPolicy().getId(),
                    signer.getSubject().toString());
        } catch (IOException e) {
            throw new StampWrong("the token cannot be kept", e);
        }
    }

    @SuppressWarnings("unchecked") // the store selects by the type it holds
    private static X509CertificateHolder signer(TimeStampToken token) throws StampWrong {
        Collection<X509CertificateHolder> found = token.getCertificates().getMatches(token.getSID());
        if (found.size() != 1) {
            throw new StampWrong("the token does not hold its signer's certificate");
        }
        return found.iterator().next();
    }

    private void leadsToARoot(TimeStampToken token, X509CertificateHolder signer) throws StampWrong {
        try {
            var converter = new JcaX509CertificateConverter();
            var wanted = new X509CertSelector();
            wanted.setCertificate(converter.getCertificate(signer));
            var anchors = new HashSet<TrustAnchor>();
            for (var root : roots()) {
                anchors.add(new TrustAnchor(root, null));
            }
            var path = new PKIXBuilderParameters(anchors, wanted);
            path.setRevocationEnabled(false);
            path.setDate(token.getTimeStampInfo().getGenTime());
            path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(enclosed(token))));
            CertPathBuilder.getInstance("PKIX").build(path);
        } catch (GeneralSecurityException e) {
            throw new StampWrong("the certificate leads to no trusted root", e);
        }
    }

    private static List<X509Certificate> enclosed(TimeStampToken token) throws GeneralSecurityException {
        var converter = new JcaX509CertificateConverter();
        var all = new ArrayList<X509Certificate>();
        for (Object each : token.getCertificates().getMatches(null)) {
            all.add(converter.getCertificate((X509CertificateHolder) each));
        }
        return all;
    }

    private List<X509Certificate> roots() throws GeneralSecurityException {
        try (var file = Files.newInputStream(trustFile)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The trusted roots in " + trustFile + " cannot be read", e);
        }
    }
}
