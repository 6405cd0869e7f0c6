package org.kafkamqtt.mqtt.wire;

import java.io.IOException;

/** A message that is too large for the memory this process may take; fetching it again would end the same way. */
public final class DoesNotFit extends IOException {
    private static final long serialVersionUID = 1L;

    private final long size;
    private final String topic;

    /** One of so many bytes, published to this topic. */
    public DoesNotFit(long size, String topic) {
        super("a message of " + size + " bytes does not fit into memory");
        this.size = size;
        this.topic = topic;
    }

    /** Bytes of its payload. */
    public long size() {
        return size;
    }

    /** The topic it was published to. */
    public String topic() {
        return topic;
    }
}
