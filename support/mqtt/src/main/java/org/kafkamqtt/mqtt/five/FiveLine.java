package org.kafkamqtt.mqtt.five;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.link.Dialer;
import org.kafkamqtt.mqtt.link.Link;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Disconnect;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.Pingreq;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.upkeep.BrokerRefusal;
import org.kafkamqtt.mqtt.upkeep.Line;
import org.kafkamqtt.mqtt.wire.MalformedPacket;

/**
 * One connection on the network with packets on it: a thread that dials and then reads, and one that writes. Used once.
 *
 * <p>Thread-safe: its monitor guards the link and how it ended. What arrives is told on the reading thread.
 */
final class FiveLine implements Line, Outgoing, WriteQueue.Listener {
    /** CONNACK without properties, as a broker of an older MQTT writes it. */
    private static final int OLD_CONNACK = 4;

    /** What the codes 0 to 5 of MQTT 3.1.1 mean, in MQTT 5; a broker that accepts another level does not speak this one. */
    private static final int[] OLD_CODES = {0x84, 0x84, 0x85, 0x88, 0x86, 0x87};

    private final long epoch;
    private final ConnectionSettings settings;
    private final Connect connect;
    private final Events events;
    private final Optional<FiveTrace> trace;
    private final PacketReader reader = new PacketReader(PacketReader.Sender.SERVER);
    private @Nullable Link link;
    private boolean closed;
    private boolean told;
    private boolean saidGoodbye;
    private volatile @Nullable FrameInput input;
    private volatile @Nullable WriteQueue output;

    /** What comes of a connection. On its threads. */
    interface Events {
        /** The broker accepts the connection; nothing else is read meanwhile. */
        void accepted(FiveLine line, Connack connack);

        /** A packet came, the first one after CONNACK or later; a payload in it is lent until this returns. */
        void received(FiveLine line, Packet packet) throws IOException;

        /** So many publications of QoS 0 were written, or torn. */
        void written(FiveLine line, int count, boolean torn);

        /** It ended by itself, with this; told once, and not after {@link FiveLine#abort}. */
        void broken(FiveLine line, Throwable why);
    }

    FiveLine(long epoch, ConnectionSettings settings, Connect connect, Events events) {
        this.epoch = epoch;
        this.settings = settings;
        this.connect = connect;
        this.events = events;
        this.trace = settings.trace().map(lines -> new FiveTrace(connect.clientId(), lines));
        reader.speak(ProtocolVersion.V5);
    }

    @Override
    public long epoch() {
        return epoch;
    }

    /** Dials and reads until it ends; the body of the reading thread. */
    void run() {
        try {
            Link dialled = Dialer.dial(settings.link());
            long most = settings.five().maximumPacketSize();
            FrameInput in = new FrameInput(dialled.in(), most == 0 ? Long.MAX_VALUE : most);
            WriteQueue out = new WriteQueue(dialled, this);
            synchronized (this) {
                if (closed) {
                    dialled.close();
                    return;
                }
                link = dialled;
                input = in;
                output = out;
            }
            Thread writer = new Thread(out::run, "mqtt-write");
            writer.setDaemon(true);
            writer.start();
            send(connect);
            connack(in);
            while (true) {
                take(in);
            }
        } catch (IOException | RuntimeException | Error e) {
            broken(e);
        }
    }

    private void connack(FrameInput in) throws IOException {
        try {
            in.next();
            byte[] bytes = in.bytes();
            int type = bytes[in.from()] >> 4 & 0x0f;
            if (type != 2 && type != 15) {
                throw new IOException("the answer is not MQTT");
            }
            if (type == 2 && in.to() - in.from() == OLD_CONNACK) {
                int code = bytes[in.from() + 3] & 0xff;
                throw BrokerRefusal.ofConnection(code < OLD_CODES.length ? OLD_CODES[code] : code, Properties.NONE);
            }
            Packet packet = reader.read(bytes, in.from(), in.to());
            trace.ifPresent(t -> t.received(packet));
            if (!(packet instanceof Connack connack)) {
                throw BrokerRefusal.askingForMore();
            }
            if (connack.code() != 0) {
                throw BrokerRefusal.ofConnection(connack.code(), connack.properties());
            }
            if (connack.sessionPresent() && connect.clean()) {
                throw ProtocolError.forbidden("CONNACK with a session, though a new one was asked for");
            }
            events.accepted(this, connack);
        } catch (ProtocolError e) {
            throw new MalformedPacket(String.valueOf(e.getMessage()));
        }
    }

    private void take(FrameInput in) throws IOException {
        try {
            in.next();
            Packet packet = reader.read(in.bytes(), in.from(), in.to());
            trace.ifPresent(t -> t.received(packet));
            events.received(this, packet);
        } catch (ProtocolError e) {
            goodbye(new Disconnect(e.reason(), Properties.NONE));
            throw new MalformedPacket(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void send(Packet packet) {
        add(packet, false);
    }

    @Override
    public void sendOnce(Packet publish) {
        add(publish, true);
    }

    private void add(Packet packet, boolean once) {
        WriteQueue out = output;
        if (out != null) {
            trace.ifPresent(t -> t.sending(packet));
            out.add(packet, once);
        }
    }

    /** Waits while too much is waiting to be written. */
    void awaitRoom() throws InterruptedException {
        WriteQueue out = output;
        if (out != null) {
            out.awaitRoom();
        }
    }

    /** Pings the broker. */
    void ping() {
        send(new Pingreq());
    }

    /** What the heartbeat makes of the bytes so far. */
    Heartbeat.Verdict look(Heartbeat heartbeat, long now) {
        FrameInput in = input;
        WriteQueue out = output;
        return in == null || out == null
                ? Heartbeat.Verdict.NOTHING
                : heartbeat.look(now, in.received(), out.written(), in.heldUp());
    }

    @Override
    public void written(int count) {
        events.written(this, count, false);
    }

    @Override
    public void torn(int count) {
        events.written(this, count, true);
    }

    /** Says goodbye, after which the broker may hang up. */
    void goodbye(Disconnect disconnect) {
        synchronized (this) {
            saidGoodbye = true;
        }
        send(disconnect);
    }

    /** Waits until all is written, at most this long. */
    void drain(long millis) {
        WriteQueue out = output;
        if (out != null) {
            out.drain(millis);
        }
    }

    @Override
    public void broken(Throwable why) {
        boolean news;
        boolean explained;
        synchronized (this) {
            news = !told && !closed;
            told = true;
            explained = saidGoodbye && why instanceof MalformedPacket;
        }
        if (news && explained) {
            // The broker may read why.
            drain(500);
        }
        abort();
        if (news) {
            events.broken(this, why);
        }
    }

    @Override
    public void abort() {
        Link open;
        synchronized (this) {
            closed = true;
            open = link;
        }
        WriteQueue out = output;
        if (out != null) {
            out.close();
        }
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // It is not needed any more.
        }
    }
}
