package org.kafkamqtt.mqtt.broker.node;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.session.Receipt;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Payload;

/**
 * The way of messages into the log: where the log has no room, a client's message waits and nothing more is read from that client. Not
 * thread-safe; the node's thread owns it.
 */
final class Publishing {
    private final MessageLog log;
    private final NodeClock clock;
    private final long holdMs;
    private final Consumer<Client> settled;
    private final ArrayDeque<Held> held = new ArrayDeque<>();

    /**
     * With nothing on its way.
     *
     * @param holdMs milliseconds that a message may wait before it is refused
     * @param settled hears of each message whose fate is known, after its receipt
     */
    Publishing(MessageLog log, NodeClock clock, long holdMs, Consumer<Client> settled) {
        this.log = log;
        this.clock = clock;
        this.holdMs = holdMs;
        this.settled = settled;
    }

    void publish(Client client, Message message, Receipt receipt) {
        Receipt counted = new Counted(client.appends(), client, receipt);
        client.appends().begun();
        if (held.isEmpty() && log.append(message, counted)) {
            return;
        }
        // The bytes of the connection are used for something else by then.
        Message kept = new Message(
                message.topic(),
                Payload.of(message.payload().copy()),
                message.qos(),
                message.retain(),
                message.properties(),
                message.timestamp(),
                message.expiry(),
                message.origin());
        held.add(new Held(client, kept, counted, clock.nowMs()));
        client.wire().hold(true);
    }

    private final class Counted implements Receipt {
        private final Appends appends;
        private final Client client;
        private final Receipt receipt;

        Counted(Appends appends, Client client, Receipt receipt) {
            this.appends = appends;
            this.client = client;
            this.receipt = receipt;
        }

        @Override
        public void stored() {
            appends.settled();
            receipt.stored();
            settled.accept(client);
        }

        @Override
        public void refused(ReasonCode reason, String why) {
            appends.settled();
            receipt.refused(reason, why);
            settled.accept(client);
        }
    }

    /** The log has room again. */
    void room() {
        while (!held.isEmpty()) {
            Held next = held.element();
            if (!log.append(next.message(), next.receipt())) {
                return;
            }
            held.remove();
            next.client().wire().hold(false);
        }
    }

    /** Refuses what has waited for too long. */
    void tick(long nowMs) {
        while (!held.isEmpty() && nowMs - held.element().sinceMs() > holdMs) {
            Held late = held.remove();
            late.receipt().refused(ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR, "Kafka does not take it in time");
            late.client().wire().hold(false);
        }
    }

    /** How many messages wait. */
    int waiting() {
        return held.size();
    }
}
