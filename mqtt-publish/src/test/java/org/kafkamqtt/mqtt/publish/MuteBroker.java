package org.kafkamqtt.mqtt.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Welcomes everybody and acknowledges nothing. */
final class MuteBroker implements AutoCloseable {
    private static final byte[] WELCOME = {0x20, 2, 0, 0};

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    MuteBroker() throws IOException {
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "mute-broker");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                daemon(() -> listen(client));
            }
        } catch (IOException e) {
            close();
        }
    }

    private static void listen(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            if (in.read() >= 0) {
                out.write(WELCOME);
            }
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client has gone.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // closed already
        }
    }
}
