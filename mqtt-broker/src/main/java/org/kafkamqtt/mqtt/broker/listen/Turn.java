package org.kafkamqtt.mqtt.broker.listen;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;

/**
 * What the connections of a node share: what was written to any of them leaves at the end of the node's turn, in one piece for each.
 * Not thread-safe; the node's thread owns it.
 */
final class Turn {
    /** Bytes that one read may bring. */
    static final int READ = 64 * 1024;

    private final EventLoop loop;
    private final List<ClientConnection> written = new ArrayList<>();
    private final List<ClientConnection> leaving = new ArrayList<>();
    private boolean scheduled;

    final FrameCache frames = new FrameCache();
    final PacketWriter writer = new PacketWriter();
    final byte[] input = new byte[READ];

    Turn(EventLoop loop) {
        this.loop = loop;
    }

    /** This connection has something that is to leave; to be said once before it is asked to let it go. */
    void wrote(ClientConnection connection) {
        written.add(connection);
        if (!scheduled) {
            scheduled = true;
            loop.execute(this::end);
        }
    }

    private void end() {
        scheduled = false;
        leaving.addAll(written);
        written.clear();
        leaving.forEach(ClientConnection::flush);
        leaving.clear();
    }
}
