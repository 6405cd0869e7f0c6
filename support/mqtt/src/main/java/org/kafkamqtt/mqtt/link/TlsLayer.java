package org.kafkamqtt.mqtt.link;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.tls.Identity;
import org.kafkamqtt.console.tls.Trust;
import org.kafkamqtt.console.tls.TrustAnybody;

/** Encryption over a socket, by the JDK. */
final class TlsLayer {
    private static final int CLOSE_SECONDS = 1;

    private TlsLayer() {}

    /**
     * Shakes hands.
     *
     * @throws SSLException if the two sides do not agree, or the broker cannot prove who it is
     */
    static Socket over(Socket socket, BrokerAddress address, TlsSettings settings) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyFiles.Contents files = settings.files().contents();
            context.init(keys(files.identity()), trust(settings, files.trust()), null);
            SSLSocket encrypted =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, address.host(), address.port(), true);
            encrypted.setSSLParameters(parameters(encrypted.getSSLParameters(), address, settings));
            // So that closing never waits for a stuck writer or an answer.
            encrypted.setSoLinger(true, CLOSE_SECONDS);
            shakeHands(encrypted);
            return encrypted;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SSLException(e.getMessage(), e);
        }
    }

    private static void shakeHands(SSLSocket socket) throws IOException {
        try {
            socket.startHandshake();
        } catch (SocketException | EOFException e) {
            throw new SSLException("the other side broke off the handshake", e);
        }
    }

    private static SSLParameters parameters(SSLParameters parameters, BrokerAddress address, TlsSettings settings) {
        if (!settings.insecure()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        serverName(address.host()).ifPresent(name -> parameters.setServerNames(List.of(name)));
        if (!settings.alpn().isEmpty()) {
            parameters.setApplicationProtocols(settings.alpn().toArray(String[]::new));
        }
        if (!settings.versions().isEmpty()) {
            parameters.setProtocols(settings.versions().toArray(String[]::new));
        }
        if (!settings.ciphers().isEmpty()) {
            parameters.setCipherSuites(settings.ciphers().toArray(String[]::new));
        }
        return parameters;
    }

    /** The server name to send; none for a numeric address or a name that DNS does not allow. */
    private static Optional<SNIHostName> serverName(String host) {
        try {
            boolean numeric = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
            return numeric ? Optional.empty() : Optional.of(new SNIHostName(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static KeyManager @Nullable [] keys(Optional<Identity> identity) throws GeneralSecurityException {
        if (identity.isEmpty()) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(identity.get().store(), identity.get().storePassword());
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] trust(TlsSettings settings, Optional<Trust> trust)
            throws GeneralSecurityException {
        if (settings.insecure()) {
            return new TrustManager[] {new TrustAnybody()};
        }
        return trust.isEmpty() ? SystemTrust.managers() : SystemTrust.managers(trust.get());
    }
}
