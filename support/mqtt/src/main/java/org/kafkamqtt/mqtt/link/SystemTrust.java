package org.kafkamqtt.mqtt.link;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.tls.KeySource;
import org.kafkamqtt.console.tls.PasswordOption;
import org.kafkamqtt.console.tls.Trust;

/** The certificates that the system trusts, where it keeps them in one file. */
final class SystemTrust {
    private static final List<Path> BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/cert.pem"));

    private SystemTrust() {}

    /** Null means Java's default. */
    static TrustManager @Nullable [] managers() throws GeneralSecurityException {
        Optional<Path> bundle = BUNDLES.stream().filter(Files::isReadable).findFirst();
        if (bundle.isEmpty() || System.getProperty("javax.net.ssl.trustStore") != null) {
            return null;
        }
        try {
            List<KeySource> source = List.of(KeySource.file("the system's", bundle.get()));
            return managers(Trust.read(source, new PasswordOption("", Optional.empty())));
        } catch (Failure unreadable) {
            return null;
        }
    }

    static TrustManager[] managers(Trust trust) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trust.store());
        return factory.getTrustManagers();
    }
}
