package org.kafkamqtt.mqtt.publish.delivery;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.publish.source.BadMessage;
import org.kafkamqtt.mqtt.publish.source.Draft;
import org.kafkamqtt.mqtt.publish.source.MessageDefaults;
import org.kafkamqtt.mqtt.publish.source.Place;
import org.kafkamqtt.mqtt.publish.source.Source;

/**
 * Takes messages from a source to a connection, one after the other, within the windows.
 *
 * <p>Not thread-safe; the publishing thread owns it.
 */
public final class Publisher {
    private final Source source;
    private final Consumer<Publication> connection;
    private final Ledger ledger;
    private final MessageDefaults defaults;
    private final Pacing pacing;
    private final EarlyEnd end;
    private final Pacing.Waiting waiting = new Pacing.Waiting() {
        @Override
        public void awaitFates() throws InterruptedException {
            ledger.awaitFates();
        }

        @Override
        public void pause(long nanos) throws InterruptedException {
            boolean unused = end.stop().await(nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public Stop stop() {
            return end.stop();
        }
    };
    private long sequence;

    /** @param connection takes each message, and may hold up the run as {@link org.kafkamqtt.mqtt.Connection#publish} does */
    public Publisher(
            Source source,
            Consumer<Publication> connection,
            Ledger ledger,
            MessageDefaults defaults,
            Pacing pacing,
            EarlyEnd end) {
        this.source = source;
        this.connection = connection;
        this.ledger = ledger;
        this.defaults = defaults;
        this.pacing = pacing;
        this.end = end;
    }

    /** Publishes until the source ends or the run is to end. */
    public void run() throws IOException, InterruptedException {
        while (!end.requested()) {
            try {
                Optional<Draft> draft = source.next();
                if (draft.isEmpty() || !publish(draft.get())) {
                    return;
                }
            } catch (BadMessage e) {
                // What is read while the end is asked for may be half a line.
                if (end.requested() || !ledger.reject(source.place(), e, source.copy())) {
                    return;
                }
            }
        }
    }

    /** False if the run is to end instead. */
    private boolean publish(Draft draft) throws BadMessage, InterruptedException {
        List<TopicName> topics = draft.topic().map(List::of).orElse(defaults.topics());
        if (topics.isEmpty()) {
            throw new BadMessage("has no topic: give -t");
        }
        Qos qos = defaults.qosOf(draft);
        boolean retain = draft.retain().orElse(defaults.retain());
        Properties properties = defaults.propertiesOf(draft);
        Place place = source.place();
        for (TopicName topic : topics) {
            draft.checkFits(topic);
            pacing.await(draft, waiting);
            if (end.requested() || !ledger.awaitRoom(qos, draft.payload().length)) {
                return false;
            }
            Mark mark = new Mark(place.end(), place.number());
            Publication publication =
                    new Publication(++sequence, topic, draft.payload(), qos, retain, mark, properties);
            ledger.add(publication, place);
            connection.accept(publication);
        }
        return true;
    }
}
