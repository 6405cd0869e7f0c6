package org.kafkamqtt.sandbox.trial;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An MQTT broker that does what its script says, byte by byte: nothing but the script knows MQTT.
 *
 * <p>Each connection runs the script on a thread of its own, and is closed when the script ends. Thread-safe.
 */
public final class ScriptedServer implements AutoCloseable {
    private static final int READ_MILLIS = 20_000;

    private final ServerSocket server;
    private final Script script;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final List<String> surprises = new CopyOnWriteArrayList<>();

    /** What is done on a connection. */
    public interface Script {
        /**
         * Does it, on a thread of the connection.
         *
         * @throws IOException when the client has gone, which is no surprise
         */
        void run(Line line) throws IOException;
    }

    /** The types of packets that clients send, as the number in the first byte. */
    public enum Sent {
        CONNECT(1),
        PUBLISH(3),
        PUBACK(4),
        PUBREC(5),
        PUBREL(6),
        PUBCOMP(7),
        SUBSCRIBE(8),
        UNSUBSCRIBE(10),
        PINGREQ(12),
        DISCONNECT(14),
        AUTH(15);

        private final int number;

        Sent(int number) {
            this.number = number;
        }
    }

    /** Listens on a free port of this machine. */
    public ScriptedServer(Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Line line = new Line(server.accept(), lines.size() + 1);
                lines.add(line);
                daemon(() -> serve(line));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Line line) {
        try (line.socket) {
            script.run(line);
        } catch (IOException e) {
            // the client has gone
        } catch (RuntimeException | AssertionError e) {
            surprises.add("connection " + line.number + ": " + e.getMessage());
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many clients have come. */
    public int connections() {
        return lines.size();
    }

    /** Every packet that came, over all connections, as {@link Line#packets} has them. */
    public List<String> packets() {
        List<String> all = new ArrayList<>();
        lines.forEach(line -> all.addAll(line.packets));
        return all;
    }

    /** Where clients did not do what the script says. */
    public List<String> surprises() {
        return List.copyOf(surprises);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Line line : lines) {
            line.socket.close();
        }
    }

    /** One connection; its script's thread owns it. */
    public static final class Line {
        private final Socket socket;
        private final int number;
        private final DataInputStream in;
        private final List<String> packets = new CopyOnWriteArrayList<>();

        private Line(Socket socket, int number) throws IOException {
            this.socket = socket;
            this.number = number;
            socket.setSoTimeout(READ_MILLIS);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
        }

        /** From 1 on, in the order in which clients came. */
        public int number() {
            return number;
        }

        /** What came, each packet as its type and the hexadecimal digits of its body. */
        public List<String> packets() {
            return List.copyOf(packets);
        }

        /** The body of the next packet, which must be of this type; a ping is answered in between. */
        public byte[] expect(Sent type) throws IOException {
            while (true) {
                int first = in.readUnsignedByte();
                byte[] body = new byte[length()];
                in.readFully(body);
                packets.add(name(first >> 4) + " " + HexFormat.of().formatHex(body));
                if (first >> 4 == type.number) {
                    return body;
                }
                if (first >> 4 != Sent.PINGREQ.number) {
                    throw new AssertionError(type + " expected, and " + packets.get(packets.size() - 1) + " came");
                }
                send("d0 00");
            }
        }

        private static String name(int number) {
            for (Sent type : Sent.values()) {
                if (type.number == number) {
                    return type.name();
                }
            }
            return "type " + number;
        }

        private int length() throws IOException {
            int length = 0;
            int shift = 0;
            int digit;
            do {
                digit = in.readUnsignedByte();
                length |= (digit & 0x7f) << shift;
                shift += 7;
            } while (digit >= 0x80);
            return length;
        }

        /** Sends bytes as these hexadecimal digits say, with any blanks between them. */
        public void send(String hex) throws IOException {
            socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
        }

        /** Reads whatever comes, and answers pings, until the client hangs up. */
        public void untilGone() throws IOException {
            try {
                while (true) {
                    int first = in.readUnsignedByte();
                    byte[] body = new byte[length()];
                    in.readFully(body);
                    packets.add(name(first >> 4) + " " + HexFormat.of().formatHex(body));
                    if (first >> 4 == Sent.PINGREQ.number) {
                        send("d0 00");
                    }
                }
            } catch (EOFException e) {
                // gone
            }
        }
    }
}
