package org.kafkamqtt.producer.outlet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.kafka.RecordLine;
import org.kafkamqtt.producer.cluster.Topic;
import org.kafkamqtt.producer.cluster.Topics;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.source.Source;

/** Sends nothing and writes where each record would go, and why, as JSON lines. The sending thread owns it. */
public final class DryOutlet implements Outlet {
    private final Topics topics;
    private final Ledger ledger;
    private final String balancer;
    private final OutputStream out;
    private final RecordLine recordLine = new RecordLine();
    private final Bytes line = new Bytes();

    public DryOutlet(Topics topics, Ledger ledger, String balancer, OutputStream out) {
        this.topics = topics;
        this.ledger = ledger;
        this.balancer = balancer;
        this.out = out;
    }

    @Override
    public void send(Draft draft, Source source) throws BadRecord {
        Topic topic = topics.of(draft.topic);
        String reason = decide(draft, topic);
        line.clear();
        recordLine.add(line, draft.asRecord());
        line.shrinkTo(line.size() - 1);
        line.add(",\"reason\":").addJson(reason).add("}\n");
        try {
            line.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ledger.left();
    }

    /** Sets the partition if it is known before sending, and returns the reason. */
    private String decide(Draft draft, Topic topic) throws BadRecord {
        boolean given = draft.partition != Draft.ANY_PARTITION;
        Integer partition = topic.choose(draft);
        if (partition != null) {
            draft.partition = partition;
            return given ? "given" : balancer + ": " + topic.reason(draft);
        }
        byte[] key = draft.key();
        if (key == null) {
            return "no key: the Kafka client chooses one partition for each batch";
        }
        draft.partition = BuiltInPartitioner.partitionForKey(key, topic.partitions());
        return "murmur2 of the key modulo " + topic.partitions() + ": same key, same partition";
    }
}
