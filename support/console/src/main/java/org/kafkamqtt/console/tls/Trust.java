package org.kafkamqtt.console.tls;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The authorities that are trusted to vouch for the other side.
 *
 * @param certificates at least one
 */
public record Trust(List<X509Certificate> certificates) {
    public Trust {
        certificates = List.copyOf(certificates);
    }

    /**
     * Reads them.
     *
     * @throws org.kafkamqtt.console.failure.Failure status 2 naming the file that cannot be read or holds none
     */
    public static Trust read(List<KeySource> sources, PasswordOption password) {
        if (sources.stream().noneMatch(KeySource::isStore)) {
            password.given().filter(KeyPassword::typed).ifPresent(needless -> {
                throw sources.get(0).failure("is not a store with a password; leave out " + needless.option());
            });
        }
        return new Trust(sources.stream()
                .flatMap(source ->
                        (source.isStore() ? Stores.certificates(source, password) : Certificates.in(source)).stream())
                .distinct()
                .toList());
    }

    /** For Java's own TLS. */
    public KeyStore store() {
        KeyStore store = Stores.empty();
        try {
            for (X509Certificate certificate : certificates) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
            return store;
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As text. */
    public String pem() {
        return pem(certificates);
    }

    static String pem(List<X509Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        try {
            for (X509Certificate certificate : certificates) {
                text.append(Pem.written("CERTIFICATE", certificate.getEncoded()));
            }
            return text.toString();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
