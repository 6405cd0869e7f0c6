package org.kafkamqtt.mqtt.broker.node;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;

/**
 * A SUBSCRIBE that waits: first until the client's own messages are in the log, then until the tail has come to where the log ended
 * after that. So whatever was acknowledged to anybody before it is behind it. Not thread-safe; the node's thread owns it.
 */
final class Barrier {
    private final Client client;
    private final int packetId;
    private final List<Subscribe.Request> wanted;
    private final int identifier;
    private final Appends appends;
    private boolean asked;
    private long @Nullable [] ends;

    Barrier(Client client, int packetId, List<Subscribe.Request> wanted, int identifier, Appends appends) {
        this.client = client;
        this.packetId = packetId;
        this.wanted = new ArrayList<>(wanted);
        this.identifier = identifier;
        this.appends = appends;
    }

    Client client() {
        return client;
    }

    int packetId() {
        return packetId;
    }

    List<Subscribe.Request> wanted() {
        return wanted;
    }

    int identifier() {
        return identifier;
    }

    /** The client has unsubscribed meanwhile; false if this was not wanted. */
    boolean drop(String filter) {
        return wanted.removeIf(request -> request.filter().equals(filter));
    }

    /** Whether the log is to be asked for its ends now; true once only. */
    boolean asks() {
        if (asked || !appends.clear()) {
            return false;
        }
        asked = true;
        return true;
    }

    void ends(long[] found) {
        ends = found;
    }

    /** Whether the tail has come far enough. */
    boolean passed(long[] tail) {
        long[] wantedEnds = ends;
        if (wantedEnds == null) {
            return false;
        }
        for (int i = 0; i < wantedEnds.length; i++) {
            if (i >= tail.length || tail[i] < wantedEnds[i]) {
                return false;
            }
        }
        return true;
    }
}
