package org.kafkamqtt.mqtt.broker.session;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/** A message that has come and whose fate is not told yet. Not thread-safe; the session owns it. */
final class Arrival implements Receipt {
    private final Inbound inbound;
    private final Qos qos;
    private final int packetId;
    private final String topic;
    private final int size;
    /** Whether its identifier was in use already, so that it is answered and nothing else. */
    private final boolean repeated;
    /** The one that it repeats, if that is not answered either. */
    private final @Nullable Arrival original;

    private @Nullable ReasonCode reason;
    private String why = "";

    private Arrival(Inbound inbound, Publish publish, String topic, boolean repeated, @Nullable Arrival original) {
        this.inbound = inbound;
        this.qos = publish.qos();
        this.packetId = publish.packetId();
        this.topic = topic;
        this.size = publish.payload().length();
        this.repeated = repeated;
        this.original = original;
    }

    static Arrival of(Inbound inbound, Publish publish, String topic) {
        return new Arrival(inbound, publish, topic, false, null);
    }

    /**
     * A PUBLISH whose identifier is in use.
     *
     * @param original null if that was answered with success
     */
    static Arrival again(Inbound inbound, Publish publish, String topic, @Nullable Arrival original) {
        Arrival again = new Arrival(inbound, publish, topic, true, original);
        again.reason = ReasonCode.SUCCESS;
        return again;
    }

    Qos qos() {
        return qos;
    }

    int packetId() {
        return packetId;
    }

    String topic() {
        return topic;
    }

    /** Bytes of the payload. */
    int size() {
        return size;
    }

    boolean repeated() {
        return repeated;
    }

    /** What to answer; null as long as that is not known. */
    @Nullable
    ReasonCode reason() {
        return original == null ? reason : original.reason();
    }

    /** For people; empty for nothing to say. */
    String why() {
        return original == null ? why : original.why();
    }

    /** What to answer is known. */
    void answer(ReasonCode known, String text) {
        reason = known;
        why = text;
    }

    @Override
    public void stored() {
        inbound.settled(this, ReasonCode.SUCCESS, "");
    }

    @Override
    public void refused(ReasonCode refusal, String text) {
        inbound.settled(this, refusal, text);
    }
}
