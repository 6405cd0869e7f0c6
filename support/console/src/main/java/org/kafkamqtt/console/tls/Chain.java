package org.kafkamqtt.console.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The certificates of a key in the order that TLS needs, whatever their order in the file. */
final class Chain {
    private static final Map<String, String> SIGNATURES =
            Map.of("EC", "SHA256withECDSA", "DSA", "SHA256withDSA", "EdDSA", "EdDSA");

    private Chain() {}

    /** The key's own certificate, then that of its issuer, and so on; empty if none belongs to the key. */
    static List<X509Certificate> of(PrivateKey key, List<X509Certificate> certificates) {
        Optional<X509Certificate> own = certificates.stream()
                .filter(certificate -> belongs(key, certificate.getPublicKey()))
                // The file may hold a renewed one beside the old one of the same key.
                .min(Comparator.comparing(Chain::outOfDate));
        List<X509Certificate> chain = new ArrayList<>();
        for (X509Certificate next = own.orElse(null); next != null; next = issuer(next, chain, certificates)) {
            chain.add(next);
        }
        return chain;
    }

    private static boolean outOfDate(X509Certificate certificate) {
        return OwnCertificate.of("", certificate).outOfDate(Instant.now()).isPresent();
    }

    private static @Nullable X509Certificate issuer(
            X509Certificate of, List<X509Certificate> used, List<X509Certificate> certificates) {
        return certificates.stream()
                .filter(candidate -> candidate.getSubjectX500Principal().equals(of.getIssuerX500Principal()))
                .filter(candidate -> !used.contains(candidate))
                .findFirst()
                .orElse(null);
    }

    private static boolean belongs(PrivateKey key, PublicKey other) {
        if (key instanceof RSAKey mine) {
            return other instanceof RSAKey theirs && mine.getModulus().equals(theirs.getModulus());
        }
        String algorithm = SIGNATURES.get(key.getAlgorithm());
        return algorithm != null && key.getAlgorithm().equals(other.getAlgorithm()) && signs(algorithm, key, other);
    }

    /** Java cannot derive the public key from a private one, so something is signed with one and verified with the other. */
    private static boolean signs(String algorithm, PrivateKey key, PublicKey other) {
        byte[] something = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(something);
            byte[] signed = signature.sign();
            signature.initVerify(other);
            signature.update(something);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
