package org.kafkamqtt.kafka.contact;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** A Kafka listener as far as first words go: each of the four security protocols, with a client certificate or without. */
public final class FakeListener implements AutoCloseable {
    public static final Path FILES = Path.of("../console/src/test/resources/org/kafkamqtt/console/tls");
    private static final char[] PASSWORD = "secret".toCharArray();
    private static final int API_VERSIONS = 18;
    /** Above it Kafka hangs up: what the beginning of TLS looks like. */
    private static final int LARGEST_REQUEST = 100 << 20;

    private final ServerSocket server;
    private final boolean sasl;
    private final int largest;

    private FakeListener(ServerSocket server, boolean sasl) {
        this(server, sasl, LARGEST_REQUEST);
    }

    private FakeListener(ServerSocket server, boolean sasl, int largest) {
        this.server = server;
        this.sasl = sasl;
        this.largest = largest;
        daemon(() -> {
            while (true) {
                Socket client = server.accept();
                daemon(() -> serve(client));
            }
        });
    }

    static FakeListener plain(boolean sasl) throws IOException {
        return new FakeListener(new ServerSocket(0, 20, InetAddress.getLoopbackAddress()), sasl);
    }

    static FakeListener tls(boolean sasl) throws IOException, GeneralSecurityException {
        return new FakeListener(encrypted(), sasl);
    }

    /** Hangs up on requests above so many bytes. */
    static FakeListener tlsOf(int largest) throws IOException, GeneralSecurityException {
        return new FakeListener(encrypted(), false, largest);
    }

    /** Accepts only clients with a certificate of {@code root.pem}, by the given version of TLS. */
    static FakeListener mutual(String version) throws IOException, GeneralSecurityException {
        SSLServerSocket server = encrypted();
        server.setNeedClientAuth(true);
        server.setEnabledProtocols(new String[] {version});
        return new FakeListener(server, false);
    }

    private static SSLServerSocket encrypted() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store("ec.p12"), PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store("trust.p12"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 20, InetAddress.getLoopbackAddress());
    }

    private static KeyStore store(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(FILES.resolve(name))) {
            store.load(in, PASSWORD);
        }
        return store;
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
                "fake-listener");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                int size = in.readInt();
                if (size < 8 || size > largest) {
                    return;
                }
                byte[] request = in.readNBytes(size);
                if (request[1] != API_VERSIONS && sasl) {
                    return;
                }
                out.writeInt(4);
                out.write(request, 4, 4);
                out.flush();
            }
        }
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
