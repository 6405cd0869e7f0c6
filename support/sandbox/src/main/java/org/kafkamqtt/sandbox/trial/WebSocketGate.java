package org.kafkamqtt.sandbox.trial;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WebSocket server in front of a broker, made to be difficult: a ping before every frame, messages in fragments of 3 bytes.
 *
 * <p>Thread-safe; each of its connections has a thread of its own.
 */
public final class WebSocketGate implements AutoCloseable {
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");

    private final AtomicInteger pongs = new AtomicInteger();
    private volatile String lastHead = "";
    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final int broker;

    /** A gate to the broker on this port; its path is {@code /gate}. */
    public WebSocketGate(int broker) throws IOException {
        this.broker = broker;
        daemon(() -> {
            while (true) {
                Socket client = server.accept();
                daemon(() -> serve(client));
            }
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                // the other side has gone
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many of its pings have been answered. */
    public int pongs() {
        return pongs.get();
    }

    /** The request of the last client, its headers included. */
    public String lastHead() {
        return lastHead;
    }

    private void serve(Socket client) throws IOException, GeneralSecurityException {
        try (client;
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), broker)) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            lastHead = head.toString();
            Matcher key = KEY.matcher(head);
            if (!key.find() || !head.toString().startsWith("GET /gate HTTP/1.1\r\n")) {
                out.write("HTTP/1.1 404 Not Found\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Protocol: mqtt\r\nSec-WebSocket-Accept: "
                            + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            daemon(() -> down(behind.getInputStream(), out));
            up(in, behind.getOutputStream());
        }
    }

    private static void down(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[3];
        boolean first = true;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(new byte[] {(byte) 0x89, 1, 'p'});
            // Never the end of a message: the whole connection is one.
            out.write(new byte[] {(byte) (first ? 0x02 : 0x00), (byte) count});
            out.write(buffer, 0, count);
            first = false;
        }
    }

    private void up(DataInputStream in, OutputStream out) throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte() & 0x7f;
            length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i & 3];
            }
            if (opcode == 10) {
                pongs.incrementAndGet();
            } else {
                out.write(payload);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
