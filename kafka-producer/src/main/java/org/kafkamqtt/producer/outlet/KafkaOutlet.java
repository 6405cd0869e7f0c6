package org.kafkamqtt.producer.outlet;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.producer.cluster.Admission;
import org.kafkamqtt.producer.cluster.Topic;
import org.kafkamqtt.producer.cluster.Topics;
import org.kafkamqtt.producer.ledger.FailureWords;
import org.kafkamqtt.producer.ledger.Followed;
import org.kafkamqtt.producer.ledger.Followers;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.ledger.Sent;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.RecordSize;
import org.kafkamqtt.producer.source.Source;

/**
 * Sends records to Kafka and has their fate reported to the ledger.
 *
 * <p>Not thread-safe; the sending thread owns it.
 */
public final class KafkaOutlet implements Outlet {
    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final Ledger ledger;
    private final int largest;
    private final boolean counted;
    private final Followers followers;
    private final List<Header> headers = new ArrayList<>();
    private long sequence;
    /** Whether the record sent last must stay alone in its batch. */
    private boolean alone;

    /**
     * @param largest bytes of a record that the client accepts
     */
    public KafkaOutlet(
            Producer<byte[], byte[]> producer, Topics topics, Ledger ledger, int largest, Followers followers) {
        this.producer = producer;
        this.topics = topics;
        this.ledger = ledger;
        this.largest = largest;
        this.followers = followers;
        this.counted = followers.wantSequence();
    }

    @Override
    public void send(Draft draft, Source source) throws BadRecord {
        int size = RecordSize.of(draft);
        if (size > largest) {
            throw new BadRecord(FailureWords.tooLarge(size, largest));
        }
        Topic topic = topics.of(draft.topic);
        Admission admission = topic.admit(draft, size);
        if (admission.alone() || alone) {
            producer.flush();
            alone = admission.alone();
        }
        ProducerRecord<byte[], byte[]> record = record(topic, admission, draft);
        Sent sent = sent(draft, source, admission, record);
        followers.sending(sent, source);
        hand(record, sent);
    }

    @Override
    public void flush() {
        producer.flush();
    }

    private void hand(ProducerRecord<byte[], byte[]> record, Sent sent) {
        try {
            var unused = producer.send(record, sent);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException | IllegalStateException e) {
            // The client has ended, and so does the run; it may have reported the record's fate all the same.
            sent.refused();
            throw e;
        }
        ledger.sent();
    }

    private Sent sent(Draft draft, Source source, Admission admission, ProducerRecord<byte[], byte[]> record) {
        int size = RecordSize.content(draft);
        if (!counted && !admission.keep() && admission.learning() == null) {
            return new Sent(ledger, source.origin(), source.number(), size);
        }
        return new Followed(
                ledger,
                source.origin(),
                source.number(),
                size,
                sequence++,
                admission.partition(),
                admission.learning(),
                admission.keep() ? record : null);
    }

    private ProducerRecord<byte[], byte[]> record(Topic topic, Admission admission, Draft draft) {
        Long timestamp = draft.timestamp == Draft.NOW ? null : (Long) draft.timestamp;
        return new ProducerRecord<>(
                topic.name(), admission.partition(), timestamp, draft.keptKey(), draft.keptValue(), headers(draft));
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
