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
    private static final byte[] WELCOME_5 = {0x20, 3, 0, 0, 0};
    /** Where the version of the protocol stands in a CONNECT whose length is one byte. */
    private static final int LEVEL_AT = 8;

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
            byte[] connect = in.readNBytes(LEVEL_AT + 1);
            if (connect.length > LEVEL_AT) {
                out.write(connect[LEVEL_AT] == 5 ? WELCOME_5 : WELCOME);
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
