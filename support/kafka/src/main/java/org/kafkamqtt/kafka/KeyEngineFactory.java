package org.kafkamqtt.kafka;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.tls.Identity;
import org.kafkamqtt.console.tls.KeySource;
import org.kafkamqtt.console.tls.PasswordOption;
import org.kafkamqtt.console.tls.Trust;

/**
 * TLS with keys that Kafka's own reader of PEM does not support: Ed25519, Ed448 and RSASSA-PSS. Kafka creates it by name.
 *
 * <p>Not thread-safe; the thread that makes the client configures it and hands it over.
 */
public final class KeyEngineFactory implements SslEngineFactory {
    private static final PasswordOption NONE = new PasswordOption("", Optional.empty());

    private Map<String, ?> settings = Map.of();
    private @Nullable SSLContext context;

    @Override
    public void configure(Map<String, ?> configs) {
        settings = Map.copyOf(withoutNulls(configs));
        try {
            context = made();
        } catch (GeneralSecurityException e) {
            throw new KafkaException(e);
        }
    }

    private static Map<String, Object> withoutNulls(Map<String, ?> configs) {
        Map<String, Object> some = new java.util.HashMap<>();
        configs.forEach((name, value) -> {
            if (value != null) {
                some.put(name, value);
            }
        });
        return some;
    }

    private SSLContext made() throws GeneralSecurityException {
        Identity identity = Identity.read(
                KeySource.text("ssl.keystore.certificate.chain", text("ssl.keystore.certificate.chain")),
                Optional.of(KeySource.text("ssl.keystore.key", text("ssl.keystore.key"))),
                NONE);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity.store(), identity.storePassword());
        SSLContext made = SSLContext.getInstance(String.valueOf(settings.get("ssl.protocol")));
        made.init(keys.getKeyManagers(), trust(), null);
        return made;
    }

    /** Null means Java's own. */
    private TrustManager @Nullable [] trust() throws GeneralSecurityException {
        if (!settings.containsKey("ssl.truststore.certificates")) {
            return null;
        }
        KeySource source = KeySource.text("ssl.truststore.certificates", text("ssl.truststore.certificates"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(Trust.read(List.of(source), NONE).store());
        return factory.getTrustManagers();
    }

    private String text(String name) {
        Object value = settings.get(name);
        return value instanceof Password secret ? secret.value() : String.valueOf(value);
    }

    private String[] list(String name) {
        return settings.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toArray(String[]::new)
                : new String[0];
    }

    /** The TLS of a connection over a plain socket. */
    public SSLContext context() {
        if (context == null) {
            throw new IllegalStateException("not configured");
        }
        return context;
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, String endpointIdentification) {
        SSLEngine engine = context().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (list("ssl.cipher.suites").length > 0) {
            parameters.setCipherSuites(list("ssl.cipher.suites"));
        }
        if (list("ssl.enabled.protocols").length > 0) {
            parameters.setProtocols(list("ssl.enabled.protocols"));
        }
        parameters.setEndpointIdentificationAlgorithm(endpointIdentification);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> next) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public java.security.@Nullable KeyStore keystore() {
        return null;
    }

    @Override
    public java.security.@Nullable KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
