package org.kafkamqtt.mqtt.link;

import java.util.List;
import java.util.Optional;
import org.kafkamqtt.console.tls.Identity;
import org.kafkamqtt.console.tls.OwnCertificate;

/**
 * How a link is encrypted.
 *
 * @param files with certificates to trust, and the client's own
 * @param insecure whether any certificate is accepted
 * @param versions such as {@code TLSv1.3}; empty: Java's own choice
 * @param ciphers suites by their names in Java; empty: Java's own choice
 * @param alpn protocols to offer, best first
 */
public record TlsSettings(
        KeyFiles files, boolean insecure, List<String> versions, List<String> ciphers, List<String> alpn) {

    /** Java's defaults. */
    public static TlsSettings defaults() {
        return new TlsSettings(KeyFiles.none(), false, List.of(), List.of(), List.of());
    }

    /** The client's certificate, if it shows one. */
    public Optional<OwnCertificate> ownCertificate() {
        return files.contents().identity().map(Identity::certificate);
    }

    @Override
    public String toString() {
        return "TLS, " + files + (insecure ? ", insecure" : "");
    }
}
