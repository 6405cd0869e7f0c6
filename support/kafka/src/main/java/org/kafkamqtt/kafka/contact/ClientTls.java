package org.kafkamqtt.kafka.contact;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.kafkamqtt.console.tls.TrustAnybody;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.KeyEngineFactory;

/** TLS over a socket, as the Kafka client would use it with the same properties. */
public final class ClientTls {
    private final SSLContext context;
    private final Map<String, Object> properties;

    private ClientTls(SSLContext context, Map<String, Object> properties) {
        this.context = context;
        this.properties = properties;
    }

    /** Empty if a class of the user's makes the TLS. */
    public static Optional<ClientTls> of(KafkaSettings settings) {
        Map<String, String> given = new HashMap<>();
        settings.settings().forEach((name, setting) -> given.put(name, setting.value()));
        String engine = given.getOrDefault("ssl.engine.factory.class", "");
        ConfigDef definition = new ConfigDef().withClientSslSupport();
        given.keySet().retainAll(definition.names());
        Map<String, Object> properties = definition.parse(given);
        if (engine.equals(KeyEngineFactory.class.getName())) {
            KeyEngineFactory factory = new KeyEngineFactory();
            factory.configure(properties);
            return Optional.of(new ClientTls(factory.context(), properties));
        }
        if (!engine.isEmpty()) {
            return Optional.empty();
        }
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(properties);
            return Optional.of(new ClientTls(factory.sslContext(), properties));
        }
    }

    /** The TLS of a client that only wants to know whether the other side uses TLS at all. */
    static ClientTls trustingAnybody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAnybody()}, null);
            return new ClientTls(context, Map.of());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does the handshake; closing the returned socket closes the one below. */
    Socket over(Socket socket, Target target) throws IOException {
        SSLSocket encrypted = (SSLSocket) context.getSocketFactory()
                .createSocket(socket, target.host(), target.address().getPort(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(
                (String) properties.getOrDefault("ssl.endpoint.identification.algorithm", ""));
        if (properties.get("ssl.enabled.protocols") instanceof List<?> versions && !versions.isEmpty()) {
            parameters.setProtocols(versions.stream().map(String::valueOf).toArray(String[]::new));
        }
        if (properties.get("ssl.cipher.suites") instanceof List<?> suites && !suites.isEmpty()) {
            parameters.setCipherSuites(suites.stream().map(String::valueOf).toArray(String[]::new));
        }
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }
}
