package org.kafkamqtt.journeys;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Takes TLS off before a broker, prefers the protocol {@code mqtt}, and writes down what clients asked for. */
final class TlsGate implements AutoCloseable {
    private final SSLServerSocket server;
    private final List<String> serverNames = new CopyOnWriteArrayList<>();
    private final List<String> protocols = new CopyOnWriteArrayList<>();
    private final int broker;

    private TlsGate(SSLServerSocket server, int broker) {
        this.server = server;
        this.broker = broker;
        daemon(() -> {
            while (true) {
                SSLSocket client = (SSLSocket) server.accept();
                daemon(() -> serve(client));
            }
        });
    }

    static TlsGate before(int broker, Path keyStore) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, Pki.PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, Pki.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return new TlsGate(
                (SSLServerSocket)
                        context.getServerSocketFactory().createServerSocket(0, 20, InetAddress.getLoopbackAddress()),
                broker);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // the other side has gone
                    }
                },
                "tls-gate");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(SSLSocket client) throws IOException {
        try (client;
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), broker)) {
            client.setHandshakeApplicationProtocolSelector(
                    (socket, offered) -> offered.contains("mqtt") ? "mqtt" : offered.isEmpty() ? "" : offered.get(0));
            client.startHandshake();
            protocols.add(client.getApplicationProtocol());
            for (SNIServerName name : ((ExtendedSSLSession) client.getSession()).getRequestedServerNames()) {
                serverNames.add(((SNIHostName) name).getAsciiName());
            }
            daemon(() -> {
                try (client) {
                    behind.getInputStream().transferTo(client.getOutputStream());
                }
            });
            client.getInputStream().transferTo(behind.getOutputStream());
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** What each client called this host. */
    List<String> serverNames() {
        return serverNames;
    }

    /** What was agreed on with each client; empty if it asked for nothing. */
    List<String> protocols() {
        return protocols;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
