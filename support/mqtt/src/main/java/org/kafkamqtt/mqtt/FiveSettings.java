package org.kafkamqtt.mqtt;

import org.kafkamqtt.mqtt.protocol.packet.Properties;

/**
 * What a connection that speaks MQTT 5 needs besides; none of it is used by an older one.
 *
 * <p>The properties are those that the user gave for each packet, checked, without those that stand in the other components.
 *
 * @param sessionExpiry seconds that the session outlives its connection, 0 to 4,294,967,295, which is for ever
 * @param receiveMaximum messages of QoS 1 and 2 that the broker may send unacknowledged, 1 to 65,535
 * @param maximumPacketSize bytes of the largest packet that the broker may send, 1 to 4,294,967,295; 0 if there is no limit
 * @param topicAliasMaximum topic aliases that the broker may use, 0 to 65,535
 * @param connect properties of CONNECT
 * @param subscribe properties of SUBSCRIBE
 * @param unsubscribe properties of UNSUBSCRIBE
 * @param disconnect properties of DISCONNECT, a session expiry among them if it is another one
 */
public record FiveSettings(
        long sessionExpiry,
        int receiveMaximum,
        long maximumPacketSize,
        int topicAliasMaximum,
        Properties connect,
        Properties subscribe,
        Properties unsubscribe,
        Properties disconnect) {
    /** The session expiry interval that never ends. */
    public static final long FOREVER = 0xFFFFFFFFL;
    /** Nothing but what the specification assumes. */
    public static final FiveSettings PLAIN =
            new FiveSettings(0, 65_535, 0, 0, Properties.NONE, Properties.NONE, Properties.NONE, Properties.NONE);

    /** The same with another receive maximum. */
    public FiveSettings withReceiveMaximum(int messages) {
        return new FiveSettings(
                sessionExpiry,
                messages,
                maximumPacketSize,
                topicAliasMaximum,
                connect,
                subscribe,
                unsubscribe,
                disconnect);
    }
}
