package org.kafkamqtt.mqtt.broker.life;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.kafka.fetch.Portion;
import org.kafkamqtt.kafka.wire.KafkaReader;

/**
 * Reads the topic of nodes into a {@link Census}. Not thread-safe: one thread at a time; any may call {@link #wakeup}.
 *
 * <p>Methods throw what {@link KafkaReader#poll} throws, and a {@link Failure} if the topic has what this program does not understand.
 */
final class NodesReader implements AutoCloseable {
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final TopicPartition place;
    private final KafkaReader reader;
    private final Census census = new Census();
    private long next;

    NodesReader(LifeSettings settings) {
        this.place = new TopicPartition(settings.nodesTopic(), 0);
        this.reader = Readers.open(settings, "nodes");
        reader.assign(List.of(place));
        reader.seekToBeginning(List.of(place));
    }

    /** The lives, as far as they were read. */
    Census census() {
        return census;
    }

    /** Reads up to where the topic ends now. */
    void readToEnd() {
        long end = Readers.ends(reader, List.of(place)).getOrDefault(place, 0L);
        while (reader.position(place) < end) {
            poll(MOMENT);
        }
    }

    /** Reads what comes within this time; less if there is anything. */
    void poll(Duration limit) {
        try (Fetched fetched = reader.poll(limit)) {
            for (Portion portion : fetched.portions()) {
                while (portion.next()) {
                    read(portion.record());
                }
            }
        } catch (WakeupException e) {
            // Whoever woke it has something to be looked at.
        }
    }

    private void read(LogRecord record) {
        if (record.offset() < next) {
            throw new Failure(
                    ExitStatus.FAILED,
                    "the topic " + place.topic()
                            + " was deleted or cut while this mqtt-broker was running; start it again");
        }
        next = record.offset() + 1;
        try {
            census.read(record.offset(), record.key(), record.value());
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ExitStatus.FAILED,
                    "cannot read " + place.topic() + ": " + e.getMessage()
                            + "; stop whatever writes it, then delete the record or use another --prefix",
                    e);
        }
    }

    /** How many partitions these topics have; without those that do not exist. */
    Map<String, Integer> partitions(Collection<String> topics) {
        return Readers.partitions(reader, topics);
    }

    /** Ends a poll, now or the next one. */
    void wakeup() {
        reader.wakeup();
    }

    @Override
    public void close() {
        reader.close();
    }
}
