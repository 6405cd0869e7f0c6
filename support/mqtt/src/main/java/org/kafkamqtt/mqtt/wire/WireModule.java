package org.kafkamqtt.mqtt.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.link.Dialer;
import org.kafkamqtt.mqtt.link.Link;
import org.kafkamqtt.mqtt.link.LinkSettings;

/**
 * One network connection with packets on it, given to Paho instead of its own transports. Used once.
 *
 * <p>Thread-safe.
 */
public final class WireModule implements Wire, NetworkModule {
    private static final long GOODBYE_MILLIS = 3_000;

    private final LinkSettings settings;
    private final ConnectPacket connect;
    private final Inbound inbound;
    private final HeldPayloads held;
    private final Optional<PacketTrace> trace;
    private volatile long goodbyeMillis = GOODBYE_MILLIS;
    private @Nullable Link link;
    private @Nullable PacketInput input;
    private @Nullable PacketOutput output;
    private boolean closed;
    private boolean told;
    /** The counts at the last look for signs of life. */
    private long receivedThen;

    private long writtenThen;

    /**
     * A wire that is not connected yet.
     *
     * @param held takes the payloads of messages of QoS 2
     */
    public WireModule(
            LinkSettings settings,
            ConnectPacket connect,
            Inbound inbound,
            HeldPayloads held,
            Optional<Consumer<String>> trace) {
        this.settings = settings;
        this.connect = connect;
        this.inbound = inbound;
        this.held = held;
        this.trace = trace.map(lines -> new PacketTrace(connect.clientId(), lines));
    }

    @Override
    public void start() throws IOException {
        Link dialled = Dialer.dial(settings);
        Inbound once = new Once();
        Questions questions = new Questions();
        PacketOutput packets = new PacketOutput(dialled, once, connect.bytes(), questions, trace);
        synchronized (this) {
            if (closed) {
                dialled.close();
                throw new IOException("given up");
            }
            link = dialled;
            input = new PacketInput(dialled.in(), once, questions, held, trace);
            output = packets;
        }
        Thread writer = new Thread(packets::run, "mqtt-write");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        if (input == null) {
            throw new IOException("not connected");
        }
        return input;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return output();
    }

    private PacketOutput output() throws IOException {
        PacketOutput now = output;
        if (now == null) {
            throw new IOException("not connected");
        }
        return now;
    }

    @Override
    public void publish(long sequence, String topic, byte[] payload, boolean retain) throws IOException {
        output().publish(sequence, topic, payload, retain);
    }

    @Override
    public void acknowledge(int packetId) throws IOException {
        output().acknowledge(packetId);
    }

    @Override
    public boolean alive() {
        PacketInput in = input;
        PacketOutput out = output;
        if (in == null || out == null) {
            return false;
        }
        boolean heldUp = in.heldUp();
        if (heldUp) {
            out.ping();
        }
        boolean heard = in.received() != receivedThen || out.writing() && out.written() != writtenThen;
        receivedThen = in.received();
        writtenThen = out.written();
        return heldUp || heard;
    }

    @Override
    public boolean accepted() {
        PacketInput in = input;
        return in != null && in.accepted();
    }

    @Override
    public void goodbyeWithin(Duration limit) {
        goodbyeMillis = Math.min(GOODBYE_MILLIS, limit.toMillis());
    }

    @Override
    public void stop() throws IOException {
        PacketOutput last = output;
        if (last != null) {
            last.drain(goodbyeMillis);
        }
        end();
    }

    @Override
    public void abort() {
        try {
            end();
        } catch (IOException e) {
            // It is not needed any more.
        }
    }

    private void end() throws IOException {
        Link open;
        synchronized (this) {
            closed = true;
            open = link;
            if (output != null) {
                output.close();
            }
        }
        if (open != null) {
            open.close();
        }
    }

    @Override
    public String getServerURI() {
        return WireFactory.URI;
    }

    /** Reports once that something broke, and not after we hung up ourselves. */
    private final class Once implements Inbound {
        @Override
        public void published(String topic, byte[] payload, int qos, boolean retain, boolean duplicate, int packetId) {
            inbound.published(topic, payload, qos, retain, duplicate, packetId);
        }

        @Override
        public void written(long[] sequences, int count) {
            inbound.written(sequences, count);
        }

        @Override
        public void torn(long[] sequences, int count) {
            inbound.torn(sequences, count);
        }

        @Override
        public void accepted() {
            inbound.accepted();
        }

        @Override
        public void broken(Throwable why) {
            synchronized (WireModule.this) {
                if (told || closed || output != null && output.saidGoodbye()) {
                    return;
                }
                told = true;
            }
            try {
                inbound.broken(why);
            } finally {
                abort();
            }
        }
    }
}
