package org.kafkamqtt.mqtt.subscribe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.Memory;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;
import org.kafkamqtt.mqtt.subscribe.receive.Clearing;
import org.kafkamqtt.mqtt.subscribe.receive.DeliveryNames;
import org.kafkamqtt.mqtt.subscribe.receive.Receipts;
import org.kafkamqtt.mqtt.subscribe.sink.Sink;
import org.kafkamqtt.mqtt.subscribe.sink.Unsettled;

/**
 * Messages on their way out: chosen, written as far as there is room, and acknowledged in their order once the output reports
 * that its reader has them.
 *
 * <p>Not thread-safe; the writing thread owns it.
 */
final class Outlet {
    private final Settings settings;
    private final Sink sink;
    private final Receipts receipts;
    private final Clearing clearing;
    private final @Nullable DeliveryNames names;
    private final Connection connection;
    private final Counts counts;
    private final Delays delays;
    private final List<Arrival> batch = new ArrayList<>();
    private final Unsettled unsettled = new Unsettled();
    private int next;
    /** The message that is to be written as soon as there is room. */
    private @Nullable Arrival chosen;
    /** Messages that the output was given, and those of them that were flushed. */
    private long given;

    private long flushed;
    private boolean sawLive;

    Outlet(
            Settings settings,
            Sink sink,
            Receipts receipts,
            Clearing clearing,
            @Nullable DeliveryNames names,
            Connection connection,
            Counts counts,
            Delays delays) {
        this.names = names;
        this.settings = settings;
        this.sink = sink;
        this.receipts = receipts;
        this.clearing = clearing;
        this.connection = connection;
        this.counts = counts;
        this.delays = delays;
    }

    /** The list to put new messages into, when it holds none. */
    List<Arrival> batch() {
        return batch;
    }

    /** How many messages wait for room. */
    int held() {
        return batch.size() - next;
    }

    /** How many messages of QoS 1 and 2 were dealt with but not acknowledged. */
    int unsettled() {
        return unsettled.size();
    }

    /** Whether a message that is not retained came where only retained ones were wanted. */
    boolean sawLive() {
        return sawLive;
    }

    /** Whether nothing more is to be written, whatever comes. */
    boolean enough() {
        return sawLive || settings.ending().enough(counts.written);
    }

    /** Deals with what it holds as far as there is room, then acknowledges what was taken. */
    void work() throws IOException, InterruptedException {
        while (held() > 0 && !enough()) {
            Arrival arrival = batch.get(next);
            if (!deal(arrival)) {
                break;
            }
            next++;
            counts.received++;
            unsettled.add(arrival, given);
            if (isSettledAlone(arrival)) {
                settle();
            }
        }
        settle();
        if (enough()) {
            counts.received += held();
            counts.leftOut += held();
            next = batch.size();
        }
        if (held() == 0) {
            batch.clear();
            next = 0;
        }
    }

    /** A message to be written once, even if the process is killed, is flushed and acknowledged on its own. */
    private boolean isSettledAlone(Arrival arrival) {
        return arrival.qos() == 2 && settings.connection().session().file().isPresent();
    }

    @SuppressWarnings("ReferenceEquality") // the very message, not one that looks like it
    private boolean deal(Arrival arrival) throws IOException, InterruptedException {
        if (arrival != chosen && !isWanted(arrival)) {
            counts.leftOut++;
            return true;
        }
        chosen = arrival;
        return write(arrival);
    }

    private boolean isWanted(Arrival arrival) throws IOException {
        if (clearing.isEcho(arrival, settings.subscriptions())) {
            return false;
        }
        sawLive |= settings.ending().retainedOnly() && !arrival.retained();
        return settings.selection().takes(arrival) && !sink.isWritten(arrival);
    }

    /** False if there is no room yet. */
    private boolean write(Arrival arrival) throws IOException, InterruptedException {
        try {
            if (!sink.hasRoom(arrival)) {
                return false;
            }
            sink.write(arrival);
        } catch (OutOfMemoryError e) {
            String message = "a message of '" + arrival.topic() + "'";
            throw new Failure(ExitStatus.FAILED, Memory.doesNotFit(message, arrival.payload().length), e);
        }
        chosen = null;
        given++;
        counts.written++;
        counts.bytes += arrival.payload().length;
        if (settings.removeRetained() && arrival.retained()) {
            clearing.clear(arrival.topic(), connection);
        }
        return true;
    }

    /** Hands over what was written and acknowledges what was taken. */
    void settle() throws IOException {
        sink.flush();
        flushed = given;
        settleTaken();
    }

    /** Acknowledges what was taken of what was handed over before. */
    void settleTaken() throws IOException {
        delays.begin();
        unsettled.settle(sink.taken().orElse(flushed), this::acknowledge);
        delays.end();
    }

    private void acknowledge(Arrival arrival) {
        delays.add(arrival);
        if (names != null) {
            names.acknowledging(arrival);
        }
        Message message = receipts.written(arrival.message()).orElse(null);
        if (message != null) {
            connection.acknowledge(message);
            counts.acknowledged++;
        }
    }
}
