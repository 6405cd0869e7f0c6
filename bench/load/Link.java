import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One MQTT 3.1.1 connection with a clean session and no keep-alive; it writes the few packets that the load needs. */
final class Link {
    /** What happens on connections. */
    interface Events {
        default void subscribed(Link link) {}

        /** PUBACK. */
        default void acknowledged(Link link, int identifier) {}

        /** A message; its payload begins at {@code from}. QoS 1 is acknowledged by the link. */
        default void arrived(Link link, ByteBuffer bytes, int from, int length) {}
    }

    private static final byte[] NOTHING = {};

    private final Loop loop;
    private final Events events;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final String clientId;
    private byte[] rest = NOTHING;
    private ByteBuffer out = ByteBuffer.allocate(64);
    private boolean listed;
    private boolean accepted;

    Link(Loop loop, Selector selector, InetSocketAddress broker, String clientId, Events events) throws IOException {
        this.loop = loop;
        this.events = events;
        this.clientId = clientId;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(broker);
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    boolean accepted() {
        return accepted;
    }

    // ---- packets out

    private void connect() {
        byte[] name = clientId.getBytes(StandardCharsets.UTF_8);
        begin(0x10, 12 + name.length);
        out.put(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0});
        text(name);
    }

    void subscribe(String filter, int qos) {
        byte[] name = filter.getBytes(StandardCharsets.UTF_8);
        begin(0x82, 5 + name.length);
        out.putShort((short) 1);
        text(name);
        out.put((byte) qos);
    }

    /** A PUBLISH; whoever calls writes {@code length} bytes of payload into what is returned. */
    ByteBuffer publish(byte[] topic, int qos, int identifier, int length) {
        begin(0x30 | qos << 1, 2 + topic.length + (qos > 0 ? 2 : 0) + length);
        text(topic);
        if (qos > 0) {
            out.putShort((short) identifier);
        }
        return out;
    }

    private void begin(int first, int remaining) {
        if (out.remaining() < remaining + 5) {
            out = (out.isDirect() ? ByteBuffer.allocateDirect(out.capacity() * 2 + remaining + 5) : ByteBuffer.allocateDirect(16384))
                    .put(out.flip());
        }
        out.put((byte) first);
        int left = remaining;
        for (; left > 127; left >>= 7) {
            out.put((byte) (left & 127 | 128));
        }
        out.put((byte) left);
        if (!listed) {
            listed = true;
            loop.unwritten(this);
        }
    }

    private void text(byte[] bytes) {
        out.putShort((short) bytes.length).put(bytes);
    }

    void flush() throws IOException {
        listed = false;
        if (!channel.isConnected()) {
            return;
        }
        out.flip();
        channel.write(out);
        boolean all = !out.hasRemaining();
        out.compact();
        key.interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    // ---- packets in

    void ready(SelectionKey key) throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            connect();
        } else {
            if (key.isWritable()) {
                flush();
            }
            if (key.isReadable()) {
                read(loop.in.clear().put(rest));
            }
        }
    }

    private void read(ByteBuffer in) throws IOException {
        if (channel.read(in) < 0) {
            throw new Trouble("the broker hung up on " + clientId);
        }
        in.flip();
        while (packet(in)) {
            // One after another.
        }
        rest = in.hasRemaining() ? new byte[in.remaining()] : NOTHING;
        in.get(rest);
    }

    /** Handles one packet; false if it is not there to its end. */
    private boolean packet(ByteBuffer in) {
        int at = in.position() + 1;
        int length = 0;
        for (int shift = 0; ; shift += 7, at++) {
            if (at >= in.limit()) {
                return false;
            }
            length |= (in.get(at) & 127) << shift;
            if (in.get(at) >= 0) {
                break;
            }
        }
        at++;
        if (at + length > in.limit()) {
            return false;
        }
        handle(in, in.get(in.position()) & 255, at, length);
        in.position(at + length);
        return true;
    }

    private void handle(ByteBuffer in, int first, int at, int length) {
        switch (first >> 4) {
            case 2 -> {
                refuse(in.get(at + 1) != 0, "CONNECT");
                accepted = true;
            }
            case 3 -> {
                int payload = at + 2 + in.getShort(at);
                if ((first & 6) != 0) {
                    begin(0x40, 2);
                    out.putShort(in.getShort(payload));
                    payload += 2;
                }
                events.arrived(this, in, payload, at + length - payload);
            }
            case 4 -> events.acknowledged(this, in.getShort(at) & 0xffff);
            case 9 -> {
                refuse(in.get(at + 2) < 0, "SUBSCRIBE");
                events.subscribed(this);
            }
            default -> throw new Trouble("packet type " + (first >> 4));
        }
    }

    private static void refuse(boolean refused, String what) {
        if (refused) {
            throw new Trouble(what + " was refused");
        }
    }

    void close() throws IOException {
        channel.close();
    }
}
