package org.kafkamqtt.journeys;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a broker, counts connections and cuts them; its first one may be deaf. */
final class Gate implements AutoCloseable {
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger swallowed = new AtomicInteger();
    private final int broker;
    private final boolean firstIsDeaf;

    private Gate(int port, int broker, boolean firstIsDeaf) throws IOException {
        this.server = new ServerSocket(port, 20, InetAddress.getLoopbackAddress());
        this.broker = broker;
        this.firstIsDeaf = firstIsDeaf;
        daemon(this::accept);
    }

    /** One that lets everything through, on this port. */
    static Gate on(int port, int broker) throws IOException {
        return new Gate(port, broker, false);
    }

    /** One that lets everything through, on any port. */
    static Gate before(int broker) throws IOException {
        return new Gate(0, broker, false);
    }

    /** One whose first connection passes the first packet each way (CONNECT, CONNACK) and swallows the rest. */
    static Gate deafAtFirst(int broker) throws IOException {
        return new Gate(0, broker, true);
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
                        // cut
                    }
                },
                "gate");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), broker);
            open.add(client);
            open.add(behind);
            boolean deaf = connections.incrementAndGet() == 1 && firstIsDeaf;
            daemon(() -> pass(client, behind, deaf));
            daemon(() -> pass(behind, client, deaf));
        }
    }

    private void pass(Socket from, Socket to, boolean deaf) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            if (deaf) {
                out.write(firstPacket(new DataInputStream(in)));
                while (in.read() >= 0) {
                    swallowed.incrementAndGet();
                }
            }
            in.transferTo(out);
        }
    }

    /** A packet of less than 128 bytes. */
    private static byte[] firstPacket(DataInputStream in) throws IOException {
        byte type = in.readByte();
        int length = in.readUnsignedByte();
        byte[] packet = new byte[2 + length];
        packet[0] = type;
        packet[1] = (byte) length;
        in.readFully(packet, 2, length);
        return packet;
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** Bytes that the deaf connection kept, of both directions. */
    int swallowed() {
        return swallowed.get();
    }

    /** Breaks all connections that are open. */
    void cut() throws IOException {
        for (Socket socket : List.copyOf(open)) {
            open.remove(socket);
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
