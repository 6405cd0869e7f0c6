package org.kafkamqtt.producer.outlet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.producer.cluster.Topic;
import org.kafkamqtt.producer.cluster.Topics;
import org.kafkamqtt.producer.ledger.FailureWords;
import org.kafkamqtt.producer.ledger.Followed;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.ledger.Sent;
import org.kafkamqtt.producer.ledger.Watchers;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.source.Source;

/** Sends records to Kafka and lets the ledger hear of their fate. */
public final class KafkaOutlet implements Outlet {
    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final Ledger ledger;
    private final int largest;
    private final boolean keepRecords;
    private final boolean follow;
    private final boolean mayResend;
    private final Squeeze squeeze;
    private final Watchers watchers;
    private final List<Header> headers = new ArrayList<>();
    private long sequence;
    /** Whether the record sent last must stay alone in its batch. */
    private boolean alone;

    /**
     * @param largest bytes of a record that the client lets pass
     * @param squeeze tells what a record needs as a batch of its own, as the topic's limit has it
     * @param mayResend whether records are kept that may have to be sent again; if not, as in transactions, none is sent that the
     *     topic is known to refuse
     */
    public KafkaOutlet(
            Producer<byte[], byte[]> producer,
            Topics topics,
            Ledger ledger,
            int largest,
            Watchers watchers,
            boolean mayResend,
            Squeeze squeeze) {
        this.producer = producer;
        this.topics = topics;
        this.ledger = ledger;
        this.largest = largest;
        this.watchers = watchers;
        this.mayResend = mayResend;
        this.squeeze = squeeze;
        this.keepRecords = watchers.wantRecords() || ledger.keepsRecords();
        this.follow = keepRecords || watchers.wantSequence();
    }

    @Override
    public void send(Draft draft, Source source) throws BadRecord {
        int size = RecordSize.of(draft);
        if (size > largest) {
            throw new BadRecord(FailureWords.tooLarge(size, largest));
        }
        Topic topic = topics.of(draft.topic);
        if (!mayResend) {
            refuse(topic, draft);
        }
        boolean overLimit = size > topic.largest(size);
        if (overLimit) {
            checkLimit(draft, topic.largest(size));
        }
        ProducerRecord<byte[], byte[]> record = record(topic, draft);
        if (overLimit || alone) {
            // Small only when compressed: with others in its batch it could be one that is split for ever, see Topic.
            producer.flush();
            alone = overLimit;
        }
        topic.open();
        Sent sent = sent(draft, source, topic, record);
        watchers.sending(sent, source);
        hand(record, sent);
    }

    private void hand(ProducerRecord<byte[], byte[]> record, Sent sent) {
        try {
            var unused = producer.send(record, sent);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException | IllegalStateException e) {
            // The client is at its end, which ends the run; it may have told the record's fate all the same.
            sent.refused();
            throw e;
        }
        ledger.sent();
    }

    /** A refused record would cost the whole transaction. */
    private static void refuse(Topic topic, Draft draft) throws BadRecord {
        topic.learnRules();
        Optional<String> refusal = topic.refusal(draft);
        if (refusal.isPresent()) {
            throw new BadRecord(refusal.get());
        }
    }

    private void checkLimit(Draft draft, int limit) throws BadRecord {
        int size = squeeze.size(draft);
        if (size > limit) {
            String words = squeeze.compresses() ? " bytes compressed" : " bytes";
            throw new BadRecord("too large: " + size + " > " + limit + words + " (max.message.bytes of topic '"
                    + draft.topic + "')");
        }
    }

    private Sent sent(Draft draft, Source source, Topic topic, ProducerRecord<byte[], byte[]> record) {
        int size = RecordSize.content(draft);
        boolean keep = keepRecords || (mayResend && topic.picky(draft));
        if (!follow && !keep && topic.learning() == null) {
            return new Sent(ledger, source.origin(), source.number(), size);
        }
        return new Followed(
                ledger,
                source.origin(),
                source.number(),
                size,
                sequence++,
                record.partition(),
                topic.learning(),
                keep ? record : null);
    }

    private ProducerRecord<byte[], byte[]> record(Topic topic, Draft draft) throws BadRecord {
        Integer partition = topic.partition(draft);
        Long timestamp = draft.timestamp == Draft.NOW ? null : (Long) draft.timestamp;
        return new ProducerRecord<>(topic.name(), partition, timestamp, draft.key, draft.value, headers(draft));
    }

    private @Nullable Iterable<Header> headers(Draft draft) {
        if (draft.headers.isEmpty()) {
            return null;
        }
        headers.clear();
        for (org.kafkamqtt.console.json.Header header : draft.headers) {
            headers.add(new RecordHeader(header.key(), header.value()));
        }
        return headers;
    }
}
