package org.kafkamqtt.mqtt.publish.delivery;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Qos;
import org.kafkamqtt.mqtt.TopicName;
import org.kafkamqtt.mqtt.publish.source.BadMessage;
import org.kafkamqtt.mqtt.publish.source.Draft;
import org.kafkamqtt.mqtt.publish.source.MessageDefaults;
import org.kafkamqtt.mqtt.publish.source.Place;
import org.kafkamqtt.mqtt.publish.source.Source;

/** Takes messages from a source to a connection, one after the other, within the windows. Used by one thread. */
public final class Publisher {
    private final Source source;
    private final Connection connection;
    private final Ledger ledger;
    private final MessageDefaults defaults;
    private final Pacing pacing;
    private final Stop stop;
    private long sequence;

    public Publisher(
            Source source, Connection connection, Ledger ledger, MessageDefaults defaults, Pacing pacing, Stop stop) {
        this.source = source;
        this.connection = connection;
        this.ledger = ledger;
        this.defaults = defaults;
        this.pacing = pacing;
        this.stop = stop;
    }

    /** Publishes until the source ends, the user wants to stop or the run is over. */
    public void run() throws IOException, InterruptedException {
        while (!stop.requested() && ledger.over().isEmpty()) {
            try {
                Optional<Draft> draft = source.next();
                if (draft.isEmpty() || !publish(draft.get())) {
                    return;
                }
            } catch (BadMessage e) {
                // What is read when the end is wished for may be half a line.
                if (stop.requested() || !ledger.rejected(source.place(), e, source.copy())) {
                    return;
                }
            }
        }
    }

    private boolean publish(Draft draft) throws BadMessage, InterruptedException {
        List<TopicName> topics = draft.topic().map(List::of).orElse(defaults.topics());
        if (topics.isEmpty()) {
            throw new BadMessage("names no topic, and there is no -t");
        }
        Qos qos = defaults.qosOf(draft);
        boolean retain = draft.retain().orElse(defaults.retain());
        Place place = source.place();
        for (TopicName topic : topics) {
            // The topic is at most 65,535 bytes and its length 2, the packet identifier another 2.
            if (draft.payload().length > Draft.LARGEST_PACKET - 4 - topic.text().length() * 3L) {
                throw new BadMessage("is larger than MQTT allows (256 MB)");
            }
            pacing.await(draft, ledger, stop);
            if (stop.requested() || !ledger.awaitRoom(qos, draft.payload().length)) {
                return false;
            }
            ledger.tally().read();
            Publication publication = new Publication(
                    ++sequence, topic, draft.payload(), qos, retain, new Mark(place.end(), place.number()));
            ledger.sent(new Sent(publication, place, System.nanoTime()));
            connection.publish(publication);
        }
        return true;
    }
}
