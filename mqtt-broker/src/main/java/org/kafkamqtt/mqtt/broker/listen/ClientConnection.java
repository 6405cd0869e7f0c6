package org.kafkamqtt.mqtt.broker.listen;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.node.Node;
import org.kafkamqtt.mqtt.broker.node.NodeClock;
import org.kafkamqtt.mqtt.broker.node.NodeWire;
import org.kafkamqtt.mqtt.broker.session.ServerSession;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.Frame;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/**
 * The socket of one client: bytes to packets and back. An idle one keeps no buffer. Not thread-safe; the node's thread owns it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, and that is heard
final class ClientConnection extends ChannelInboundHandlerAdapter implements NodeWire {
    /** Bytes that are gathered before they are handed to the socket within a turn. */
    private static final int GATHERED = 64 * 1024;

    private static final int FIRST_OUT = 256;
    /** Milliseconds for which a client that is told to go may still read the last packet. */
    private static final long FAREWELL_MS = 2_000;

    private final Node node;
    private final NodeClock clock;
    private final Turn turn;
    private final long maxPacketSize;
    private final PacketReader reader = new PacketReader(PacketReader.Sender.CLIENT);

    private @Nullable ChannelHandlerContext context;
    private @Nullable ServerSession session;
    private String peer = "";

    /** What has come and was not taken yet, null for nothing. */
    private byte @Nullable [] rest;

    private int restLength;
    private boolean reading = true;
    private boolean held;
    private boolean busy;

    private @Nullable ByteBuf out;
    private boolean listed;
    private boolean closing;

    ClientConnection(Node node, NodeClock clock, Turn turn, long maxPacketSize) {
        this.node = node;
        this.clock = clock;
        this.turn = turn;
        this.maxPacketSize = maxPacketSize;
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext own = context;
        if (own == null) {
            throw new IllegalStateException("not connected yet");
        }
        return own;
    }

    // ---- the socket

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        if (active.channel().remoteAddress() instanceof InetSocketAddress address) {
            peer = address.getAddress().getHostAddress() + ":" + address.getPort();
        }
        session = node.open(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object read) {
        if (!(read instanceof ByteBuf bytes) || closing) {
            ReferenceCountUtil.release(read);
            return;
        }
        try {
            take(bytes);
        } finally {
            bytes.release();
        }
    }

    private void take(ByteBuf bytes) {
        int count = bytes.readableBytes();
        if (rest == null && count <= turn.input.length) {
            bytes.readBytes(turn.input, 0, count);
            int taken = packets(turn.input, 0, count);
            keep(turn.input, taken, count);
            return;
        }
        byte[] before = rest == null ? new byte[count] : rest;
        if (before.length < restLength + count) {
            before = Arrays.copyOf(before, Math.max(restLength + count, before.length * 2));
        }
        bytes.readBytes(before, restLength, count);
        rest = before;
        restLength += count;
        takeRest();
    }

    private void takeRest() {
        byte[] bytes = rest;
        if (bytes == null || busy) {
            return;
        }
        int length = restLength;
        int taken = packets(bytes, 0, length);
        if (taken == length) {
            rest = null;
            restLength = 0;
        } else if (taken > 0) {
            keep(bytes, taken, length);
        }
    }

    private void keep(byte[] bytes, int from, int to) {
        restLength = to - from;
        rest = restLength == 0 || closing ? null : Arrays.copyOfRange(bytes, from, to);
    }

    /** Takes packets as long as they are whole and wanted; returns where the first one begins that was not taken. */
    private int packets(byte[] bytes, int from, int to) {
        ServerSession own = session;
        if (own == null) {
            return to;
        }
        busy = true;
        int at = from;
        long nowMs = clock.nowMs();
        long timestamp = clock.timestamp();
        try {
            while (at < to && reading && !held && !closing) {
                long size = Frame.size(bytes, at, to);
                if (size > maxPacketSize) {
                    throw new ProtocolError(
                            ReasonCode.PACKET_TOO_LARGE, "a packet of " + size + " bytes is larger than allowed");
                }
                if (size == 0 || at + size > to) {
                    return at;
                }
                Packet packet = reader.read(bytes, at, at + (int) size);
                at += (int) size;
                own.received(packet, nowMs, timestamp);
            }
        } catch (ProtocolError e) {
            own.broken(e, nowMs, timestamp);
            return to;
        } finally {
            busy = false;
        }
        return closing ? to : at;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        ServerSession own = session;
        if (own != null && !own.over() && changed.channel().isWritable()) {
            own.writableAgain();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        closing = true;
        rest = null;
        ServerSession own = session;
        if (own != null && !own.over()) {
            own.lost(clock.nowMs(), clock.timestamp());
        }
        discard();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        if (!(cause instanceof java.io.IOException)) {
            node.note("the connection of " + peer + " is closed after a fault of this program: " + cause);
        }
        from.close();
    }

    // ---- what the session and the node say

    @Override
    public void send(Packet packet, ProtocolVersion version) {
        turn.writer.clear();
        turn.writer.write(packet, version);
        write(turn.writer);
    }

    @Override
    public void publish(Message message, Publish packet, ProtocolVersion version) {
        write(turn.frames.frame(message, packet, version));
    }

    private void write(PacketWriter packet) {
        if (closing || context == null) {
            return;
        }
        ByteBuf to = out;
        if (to == null) {
            to = context().alloc().directBuffer(Math.max(FIRST_OUT, packet.length()));
            out = to;
            if (!listed) {
                listed = true;
                turn.wrote(this);
            }
        }
        to.writeBytes(packet.array(), 0, packet.length());
        if (to.readableBytes() >= GATHERED) {
            out = null;
            context().write(to, context().voidPromise());
        }
    }

    /** What was written leaves. */
    void flush() {
        listed = false;
        ByteBuf from = out;
        out = null;
        if (from != null) {
            context().writeAndFlush(from, context().voidPromise());
        } else {
            context().flush();
        }
    }

    private void discard() {
        ByteBuf left = out;
        out = null;
        if (left != null) {
            left.release();
        }
    }

    @Override
    public boolean writable() {
        ChannelHandlerContext own = context;
        return own != null && !closing && own.channel().isWritable();
    }

    @Override
    public void reading(boolean wanted) {
        reading = wanted;
        read();
    }

    @Override
    public void hold(boolean now) {
        held = now;
        read();
    }

    private void read() {
        boolean wanted = reading && !held;
        ChannelHandlerContext own = context;
        if (own == null || closing) {
            return;
        }
        own.channel().config().setAutoRead(wanted);
        if (wanted && rest != null && !busy) {
            own.channel().eventLoop().execute(this::takeRest);
        }
    }

    @Override
    public void close() {
        ChannelHandlerContext own = context;
        if (own == null || closing) {
            return;
        }
        ByteBuf last = out;
        out = null;
        closing = true;
        rest = null;
        ChannelFuture written = own.writeAndFlush(last == null ? own.alloc().buffer(0) : last);
        // What the client sends meanwhile is read and thrown away: else the last packet could be lost with it.
        own.channel().config().setAutoRead(true);
        written.addListener(done -> {
            if (!own.channel().isActive()) {
                own.close();
            } else {
                ((SocketChannel) own.channel()).shutdownOutput();
            }
        });
        own.channel().eventLoop().schedule(() -> own.close(), FAREWELL_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public String peer() {
        return peer;
    }
}
