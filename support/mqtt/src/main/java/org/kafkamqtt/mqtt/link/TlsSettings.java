package org.kafkamqtt.mqtt.link;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a link is encrypted.
 *
 * @param trust files or folders with certificates to trust (PEM, PKCS12 or JKS); empty: those of Java and the system
 * @param trustPassword opens a store to trust
 * @param certificate client certificate, PEM with its chain or a PKCS12 or JKS store that also holds the key
 * @param key private key in PEM, if not beside the certificate
 * @param keyPassword opens the key or its store
 * @param insecure whether anybody is believed to be the broker
 * @param versions such as {@code TLSv1.3}; empty: Java's own choice
 * @param ciphers suites by their names in Java or OpenSSL's TLS 1.3 names; empty: Java's own choice
 * @param alpn protocols to offer, best first
 */
public record TlsSettings(
        List<Path> trust,
        Optional<String> trustPassword,
        Optional<Path> certificate,
        Optional<Path> key,
        Optional<String> keyPassword,
        boolean insecure,
        List<String> versions,
        List<String> ciphers,
        List<String> alpn) {

    /** Nothing but Java's defaults. */
    public static TlsSettings defaults() {
        return new TlsSettings(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public String toString() {
        return "TLS, trust " + trust + ", certificate " + certificate + (insecure ? ", insecure" : "");
    }
}
