package org.kafkamqtt.journeys;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.kafkamqtt.sandbox.trial.Await;

/** A broker that a test plays: it answers as its manner is, and sends what it is told to. */
final class ScriptedBroker implements AutoCloseable {
    static final int PUBACK = 4;
    private static final int CONNECT = 1;
    private static final int PUBLISH = 3;
    private static final int SUBSCRIBE = 8;
    private static final int PINGREQ = 12;

    private final ServerSocket server = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Manner manner;

    /** How it answers. */
    enum Manner {
        /** Never. */
        SILENT,
        /** Takes the CONNECT, then reads nothing any more. */
        DEAF,
        /** Refuses each CONNECT as not authorised. */
        REFUSES,
        /** Refuses each CONNECT with a code of MQTT 5. */
        NEWER,
        /** Hangs up upon the first SUBSCRIBE, and is polite from then on. */
        CUTS_FIRST,
        /** Polite, but sends a packet of type 15 behind each SUBACK. */
        GARBLES,
        /** Polite, but announces a message of 256 MB behind each SUBACK and sends none of it. */
        ANNOUNCES,
        /** Answers CONNECT, SUBSCRIBE and PINGREQ; refuses filters that begin with {@code no}; acknowledges nothing. */
        POLITE
    }

    ScriptedBroker(Manner manner) throws IOException {
        this.manner = manner;
        Thread thread = new Thread(this::accept, "scripted-broker");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Line line = new Line(server.accept());
                lines.add(line);
                line.start();
            }
        } catch (IOException e) {
            // closed
        }
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return lines.size();
    }

    /** The connection of this number, from 1, once somebody has subscribed on it. */
    Line subscribed(int number) {
        Await.that("subscription " + number, 20, () -> lines.size() >= number && lines.get(number - 1).subscribed);
        return lines.get(number - 1);
    }

    /** The connection of this number, from 1, once it is there. */
    Line connected(int number) {
        Await.that("connection " + number, 20, () -> lines.size() >= number && lines.get(number - 1).connected);
        return lines.get(number - 1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Line line : lines) {
            line.hangUp();
        }
    }

    /** One connection. */
    final class Line extends Thread {
        private final Socket socket;
        private final List<Integer> types = new CopyOnWriteArrayList<>();
        private volatile boolean subscribed;
        private volatile boolean connected;

        private Line(Socket socket) {
            super("scripted-line");
            this.socket = socket;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                while (true) {
                    int type = in.readUnsignedByte() >> 4;
                    byte[] rest = new byte[length(in)];
                    in.readFully(rest);
                    answer(type, rest);
                    types.add(type);
                    if (manner == Manner.DEAF) {
                        return;
                    }
                }
            } catch (IOException e) {
                // hung up
            }
        }

        private static int length(DataInputStream in) throws IOException {
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

        private void answer(int type, byte[] rest) throws IOException {
            if (manner == Manner.SILENT) {
                return;
            }
            if (type == CONNECT) {
                send(0x20, 2, 0, manner == Manner.REFUSES ? 5 : manner == Manner.NEWER ? 132 : 0);
                connected = true;
            } else if (type == SUBSCRIBE && manner == Manner.CUTS_FIRST && lines.indexOf(this) == 0) {
                hangUp();
            } else if (type == SUBSCRIBE) {
                send(0x90, 3, rest[0], rest[1], rest[4] == 'n' && rest[5] == 'o' ? 0x80 : rest[rest.length - 1]);
                subscribed = true;
                if (manner == Manner.GARBLES) {
                    send(0xf0, 0);
                } else if (manner == Manner.ANNOUNCES) {
                    send(0x30, 0xff, 0xff, 0xff, 0x7f, 0, 1, 't');
                }
            } else if (type == PINGREQ) {
                send(0xd0, 0);
            }
        }

        /** Sends bytes as they are. */
        void send(int... bytes) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int each : bytes) {
                out.write(each);
            }
            synchronized (this) {
                socket.getOutputStream().write(out.toByteArray());
            }
        }

        /** Sends a message of QoS 1 with less than 128 bytes. */
        void publish(String topic, int packetId, String payload) throws IOException {
            byte[] name = topic.getBytes(StandardCharsets.UTF_8);
            byte[] content = payload.getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            packet.write(PUBLISH << 4 | 2);
            packet.write(4 + name.length + content.length);
            packet.write(0);
            packet.write(name.length);
            packet.writeBytes(name);
            packet.write(0);
            packet.write(packetId);
            packet.writeBytes(content);
            synchronized (this) {
                socket.getOutputStream().write(packet.toByteArray());
            }
        }

        /** How many packets of this type came. */
        long received(int type) {
            return types.stream().filter(each -> each == type).count();
        }

        void hangUp() throws IOException {
            socket.close();
        }
    }
}
