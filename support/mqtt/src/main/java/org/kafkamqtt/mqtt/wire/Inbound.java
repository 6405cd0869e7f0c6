package org.kafkamqtt.mqtt.wire;

/** Takes what Paho does not need to see: messages of QoS 0 and 1, for which it keeps no state. */
public interface Inbound {
    /** A PUBLISH of QoS 0 or 1 arrived. On the thread that reads. */
    void published(String topic, byte[] payload, int qos, boolean retain, boolean duplicate, int packetId);

    /** The operating system has taken the bytes of these PUBLISH packets, by the numbers they were handed in with. */
    void written(long[] sequences, int count);

    /** The connection broke while these were written; how much was sent is not known. */
    void torn(long[] sequences, int count);

    /** The broker accepts the connection, which Paho may never report if it breaks right afterwards. */
    default void accepted() {}

    /** Reading or writing ended with this, unexpectedly; reported once. */
    void broken(Throwable why);
}
