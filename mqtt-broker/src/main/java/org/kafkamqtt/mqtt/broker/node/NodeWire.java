package org.kafkamqtt.mqtt.broker.node;

import org.kafkamqtt.mqtt.broker.session.Wire;

/** The connection of one client, as its node sees it. Only the node's thread calls it. */
public interface NodeWire extends Wire {
    /**
     * Whether the node has no room for what the client publishes: nothing is read meanwhile, not even the next packet that has come
     * already. It begins with no; {@link Wire#reading} counts as well.
     */
    void hold(boolean held);
}
