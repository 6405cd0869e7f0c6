package org.kafkamqtt.mqtt.broker.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.kafka.fetch.Portion;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.message.RecordView;
import org.kafkamqtt.mqtt.broker.node.Chunk;
import org.kafkamqtt.mqtt.broker.node.Logged;
import org.kafkamqtt.mqtt.broker.route.Routes;

/**
 * Makes chunks of the records of one Kafka topic. A record without a valid topic name is left out and counted. The payloads of messages
 * that are not retained share arrays; that of a retained one has its own, so that keeping it keeps no other. Not thread-safe; whoever
 * made it owns it.
 */
final class ChunkMaker {
    /** Messages of one chunk, at most. */
    static final int MOST_MESSAGES = 1_000;
    /** Bytes of one chunk, unless a single message has more. */
    static final int MOST_BYTES = 256 << 10;
    /** What a message takes beside its payload and properties, about: its own objects, and its place in the list. */
    static final int MESSAGE = 112;

    private final KnownNames names;
    private final Runnable nameless;
    private final RecordView view = new RecordView();
    private final PayloadBlocks payloads = new PayloadBlocks();
    private List<Logged> messages = new ArrayList<>();
    private int others;

    /**
     * A maker for one Kafka topic.
     *
     * @param nameless is told of each record that has no valid topic name
     */
    ChunkMaker(Routes routes, String kafkaTopic, Runnable nameless) {
        this.names = new KnownNames(routes, kafkaTopic);
        this.nameless = nameless;
    }

    /**
     * Makes chunks of all that is in a portion, in order and without a gap.
     *
     * @param number of the partition
     * @param from offset at which the first one begins
     * @param whole whether all messages are wanted, not only the retained ones
     */
    void make(Portion portion, int number, long from, boolean whole, Consumer<Chunk> to) {
        long begin = from;
        begin();
        while (portion.next()) {
            LogRecord record = portion.record();
            if (whole || view.retained(record)) {
                if (full(record)) {
                    to.accept(chunk(number, begin, record.offset(), whole));
                    begin = record.offset();
                }
                add(record);
            }
        }
        if (portion.nextOffset() > begin) {
            to.accept(chunk(number, begin, portion.nextOffset(), whole));
        }
    }

    private boolean full(LogRecord record) {
        return messages.size() >= MOST_MESSAGES
                || !messages.isEmpty() && bytes() + MESSAGE + payloads.more(record.valueLength()) > MOST_BYTES;
    }

    private void begin() {
        payloads.begin();
        messages = new ArrayList<>();
        others = 0;
    }

    private int bytes() {
        return payloads.bytes() + others;
    }

    private Chunk chunk(int number, long from, long next, boolean whole) {
        Chunk chunk = new Chunk(number, from, next, messages.isEmpty() ? List.of() : messages, !whole, bytes());
        begin();
        return chunk;
    }

    private void add(LogRecord record) {
        view.of(record);
        if (view.fence()) {
            return;
        }
        String name = names.of(
                record.keyArray(),
                record.keyOffset(),
                record.keyLength(),
                view.topicArray(),
                view.topicAt(),
                view.topicLength());
        if (name == null) {
            nameless.run();
            return;
        }
        Message message = view.message(name, payloads.copy(record, view.retain()), record.timestamp());
        others += MESSAGE + view.bytes();
        messages.add(new Logged(record.offset(), message));
    }
}
