package org.kafkamqtt.mqtt.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.link.Dialer;
import org.kafkamqtt.mqtt.link.Link;
import org.kafkamqtt.mqtt.link.LinkSettings;

/**
 * One network connection with packets on it: what Paho is given instead of its own transports. Used once.
 *
 * <p>Thread-safe.
 */
public final class Wire implements NetworkModule {
    private static final long GOODBYE_MILLIS = 3_000;

    private final LinkSettings settings;
    private final ConnectPacket connect;
    private final Inbound inbound;
    private final Optional<PacketTrace> trace;
    private @Nullable Link link;
    private @Nullable PacketInput input;
    private @Nullable PacketOutput output;
    private boolean closed;
    private boolean told;

    /** A wire that is not connected yet. */
    public Wire(LinkSettings settings, ConnectPacket connect, Inbound inbound, Optional<Consumer<String>> trace) {
        this.settings = settings;
        this.connect = connect;
        this.inbound = inbound;
        this.trace = trace.map(lines -> new PacketTrace(connect.clientId(), lines));
    }

    @Override
    public void start() throws IOException {
        Link dialled = Dialer.dial(settings);
        Inbound once = new Once();
        PacketOutput packets = new PacketOutput(dialled, once, connect.bytes(), trace);
        synchronized (this) {
            if (closed) {
                dialled.close();
                throw new IOException("given up");
            }
            link = dialled;
            input = new PacketInput(dialled.in(), once, trace);
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

    /** Adds a PUBLISH of QoS 0 beside Paho; waits while too much waits already. */
    public void publish(long sequence, String topic, byte[] payload, boolean retain) throws IOException {
        output().publish(sequence, topic, payload, retain);
    }

    /** Adds a PUBACK beside Paho. */
    public void acknowledge(int packetId) throws IOException {
        output().acknowledge(packetId);
    }

    @Override
    public void stop() throws IOException {
        PacketOutput last = output;
        if (last != null) {
            last.drain(GOODBYE_MILLIS);
        }
        abort();
    }

    /** Ends the connection now; Paho notices by itself. Never blocks for long. */
    public void abort() throws IOException {
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

    /** Says once that something broke, and not after we hung up ourselves. */
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
        public void broken(Throwable why) {
            synchronized (Wire.this) {
                if (told || closed || output != null && output.saidGoodbye()) {
                    return;
                }
                told = true;
            }
            inbound.broken(why);
            try {
                abort();
            } catch (IOException e) {
                // It is broken already.
            }
        }
    }
}
