package org.kafkamqtt.mqtt.broker.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.console.failure.Reason;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.kafka.append.AppendSettings;
import org.kafkamqtt.kafka.append.Appender;
import org.kafkamqtt.kafka.append.Batch;
import org.kafkamqtt.kafka.append.Lane;
import org.kafkamqtt.kafka.append.Outcomes;
import org.kafkamqtt.kafka.append.Span;
import org.kafkamqtt.kafka.wire.KafkaCodec;
import org.kafkamqtt.kafka.wire.KafkaNetwork;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.message.RecordForm;
import org.kafkamqtt.mqtt.broker.route.Destination;
import org.kafkamqtt.mqtt.broker.route.Refusal;
import org.kafkamqtt.mqtt.broker.route.Routes;
import org.kafkamqtt.mqtt.broker.route.Target;
import org.kafkamqtt.mqtt.broker.session.Receipt;
import org.kafkamqtt.mqtt.protocol.ReasonCode;

/**
 * The node's appends to the log: where they go, how many are on their way, and what became of them.
 *
 * <p>The node's thread is the adding thread of the appender and never waits. It lends the open batches at the end of each of its turns in
 * which something was added, so that they leave as soon as their partitions are quiet. What became of records is collected on the appender's
 * thread; one task on the node's thread tells all that has come.
 */
final class Appending implements Outcomes<Notes> {
    /** Bytes that a record takes beside key, value and headers, at most. */
    private static final int RECORD = 64;
    /** Bytes that a header takes beside name and value, at most. */
    private static final int HEADER = 10;
    /** Records between two looks at the clock. */
    private static final int LOOK = 256;
    /** Names that are remembered with their lanes, a power of two. */
    private static final int PLACES = 8_192;
    /** Longer names are not remembered. */
    private static final int LONGEST = 256;

    private final Routes routes;
    private final Numbering numbering;
    private final NodeSide node;
    private final Appender<Notes> appender;
    private final Quota quota;
    private final Runnable room;
    private final long recordMost;

    // The node's thread owns these.
    private final @Nullable Way[] ways = new Way[PLACES];
    private boolean adding;
    private long nowMs;
    private int added;
    /** Records whose fate is not known yet. */
    private long outstanding;

    private @Nullable Runnable settled;

    // Guarded by told.
    private final ArrayDeque<Told> told = new ArrayDeque<>();
    private boolean posted;

    /** Where messages of a topic name go. */
    private record Way(String topicName, Target target, Lane<Notes> lane) {}

    /**
     * What became of records.
     *
     * @param cause null if they have arrived
     * @param perhaps whether they may have arrived although they failed
     */
    private record Told(Notes notes, int first, int count, @Nullable Exception cause, boolean perhaps) {}

    /**
     * Appends through a network from now on.
     *
     * @param room is told on the node's thread when there is room again
     */
    Appending(LogSettings settings, Numbering numbering, NodeSide node, KafkaNetwork<Notes> network, Runnable room) {
        this.routes = settings.routes();
        this.numbering = numbering;
        this.node = node;
        this.room = room;
        this.quota = new Quota(settings.appendBytes());
        AppendSettings appending = network.settings().withFixedIdentity();
        this.recordMost = appending.requestSize();
        this.appender =
                new Appender<>(appending, KafkaCodec.of(settings.kafka()).orElse(null), network, this, Notes::new);
        appender.whenRoom(() -> node.post(this::roomAgain));
    }

    Appender<Notes> appender() {
        return appender;
    }

    void close() {
        appender.close();
    }

    // ---- the node's thread

    /** As {@link org.kafkamqtt.mqtt.broker.node.MessageLog#append} says. */
    boolean append(Message message, Receipt receipt) {
        if (node.ended() || node.closed()) {
            return true;
        }
        Way way = way(message, receipt);
        if (way == null) {
            return true;
        }
        List<Header> headers = RecordForm.headers(message, way.target.named());
        long size = size(message, way.target.key(), headers);
        if (size > recordMost) {
            refuse(
                    receipt,
                    ReasonCode.QUOTA_EXCEEDED,
                    "the message is larger than the " + recordMost + " bytes that a request to Kafka may have");
            return true;
        }
        if (!quota.take((int) size)) {
            return false;
        }
        begin();
        Lane<Notes> lane = way.lane;
        byte[] key = way.target.key();
        Batch<Notes> batch = appender.offer(
                lane,
                nowMs,
                message.timestamp(),
                key,
                0,
                key.length,
                message.payload().array(),
                message.payload().offset(),
                message.payload().length(),
                headers);
        if (batch == null) {
            quota.giveBack((int) size);
            quota.refuse();
            return false;
        }
        batch.notes().add(receipt, (int) size);
        outstanding++;
        return true;
    }

    /** As {@link KafkaLog#append(String, int, byte[], byte[], RecordReceipt)} says. */
    boolean append(String topic, int partition, byte[] key, byte @Nullable [] value, RecordReceipt receipt) {
        if (node.ended() || node.closed()) {
            return true;
        }
        begin();
        Batch<Notes> batch = appender.offer(
                appender.lane(topic, partition),
                nowMs,
                System.currentTimeMillis(),
                key,
                0,
                key.length,
                value,
                0,
                value == null ? -1 : value.length,
                List.of());
        if (batch == null) {
            return false;
        }
        // It must get through when messages may not, so it has no part in the quota.
        batch.notes().add(receipt, 0);
        outstanding++;
        return true;
    }

    /** Does it as soon as the fate of all that was added is known. */
    void whenSettled(Runnable deed) {
        settled = deed;
        settle();
    }

    private void settle() {
        Runnable deed = settled;
        if (deed != null && outstanding == 0) {
            settled = null;
            deed.run();
        }
    }

    private void refuse(Receipt receipt, ReasonCode reason, String why) {
        node.post(() -> {
            if (!node.ended()) {
                receipt.refused(reason, why);
            }
        });
    }

    private static long size(Message message, byte[] key, List<Header> headers) {
        long size = (long) RECORD + key.length + message.payload().length();
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            byte[] value = header.value();
            // A name is of ASCII, but for that of a user property.
            size += HEADER + 3L * header.key().length() + (value == null ? 0 : value.length);
        }
        return size;
    }

    private void begin() {
        if (!adding) {
            adding = true;
            appender.resume();
            nowMs = Appender.nowMs();
            added = 0;
            node.post(this::turnEnds);
        } else if (++added % LOOK == 0) {
            nowMs = Appender.nowMs();
            appender.look(nowMs);
        }
    }

    private void turnEnds() {
        adding = false;
        appender.pause();
    }

    /** Where a message goes; null if it was refused. */
    private @Nullable Way way(Message message, Receipt receipt) {
        String name = message.topic();
        int hash = name.hashCode() * 0x9E3779B9;
        int place = (hash >>> 8 ^ hash >>> 20) & PLACES - 1;
        Way known = ways[place];
        if (known != null && known.topicName.equals(name)) {
            return known;
        }
        Way found = find(message, receipt);
        if (found != null && found.target.steady() && name.length() <= LONGEST) {
            ways[place] = found;
        }
        return found;
    }

    private @Nullable Way find(Message message, Receipt receipt) {
        Destination destination = routes.target(message.topic());
        if (destination instanceof Refusal refusal) {
            refuse(receipt, ReasonCode.TOPIC_NAME_INVALID, refusal.reason());
            return null;
        }
        Target target = (Target) destination;
        int partitions = numbering.count(target.kafkaTopic());
        if (partitions == 0) {
            refuse(
                    receipt,
                    ReasonCode.TOPIC_NAME_INVALID,
                    "the Kafka topic '" + target.kafkaTopic() + "' was not there when this node was started");
            return null;
        }
        try {
            int partition = target.balancer().choose(new Balanced(message, target), Partitions.of(partitions));
            return new Way(message.topic(), target, appender.lane(target.kafkaTopic(), partition));
        } catch (RuntimeException e) {
            refuse(receipt, ReasonCode.UNSPECIFIED_ERROR, "the balancer failed: " + Reason.of(e));
            return null;
        }
    }

    /** A message as a balancer sees it. */
    private record Balanced(Message message, Target target) implements org.kafkamqtt.balancer.Message {
        @Override
        public String topic() {
            return target.kafkaTopic();
        }

        @Override
        public byte[] key() {
            return target.key();
        }

        @Override
        public byte[] value() {
            return message.payload().copy();
        }

        @Override
        public byte @Nullable [] header(String name) {
            if (name.equals(Header.MQTT_TOPIC)) {
                // So that a rule about levels has it in any case.
                return message.topic().getBytes(StandardCharsets.UTF_8);
            }
            byte[] last = null;
            for (Header header : RecordForm.headers(message, target.named())) {
                last = header.key().equals(name) ? header.value() : last;
            }
            return last;
        }

        @Override
        public long timestamp() {
            return message.timestamp();
        }

        @Override
        public int size() {
            return target.key().length + message.payload().length();
        }
    }

    private void tell() {
        while (true) {
            Told next;
            synchronized (told) {
                next = told.poll();
                posted = next != null;
            }
            if (next == null) {
                break;
            }
            tell(next);
        }
        settle();
        roomAgain();
    }

    private void tell(Told what) {
        for (int i = what.first; i < what.first + what.count; i++) {
            if (node.ended()) {
                return;
            }
            quota.giveBack(what.notes.bytes(i));
            outstanding--;
            Receipt receipt = what.notes.receipt(i);
            Exception cause = what.cause;
            ReasonCode certain = cause == null || what.perhaps ? null : certain(cause);
            if (cause == null) {
                receipt.stored();
            } else if (receipt instanceof RecordReceipt own) {
                own.failed(cause);
            } else if (certain != null) {
                receipt.refused(certain, Reason.of(cause));
            } else {
                node.endNow(node.why(cause));
            }
        }
    }

    /** What a client hears where Kafka has said for certain that a record is not stored for its own sake; null if it was something else. */
    static @Nullable ReasonCode certain(Exception cause) {
        if (cause instanceof RecordTooLargeException || cause instanceof RecordBatchTooLargeException) {
            return ReasonCode.QUOTA_EXCEEDED;
        }
        if (cause instanceof AuthorizationException) {
            return ReasonCode.NOT_AUTHORIZED;
        }
        return cause instanceof InvalidRecordException || cause instanceof InvalidTimestampException
                ? ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR
                : null;
    }

    private void roomAgain() {
        if (quota.room() && !node.ended()) {
            room.run();
        }
    }

    // ---- the appender's thread

    @Override
    public void arrived(Batch<Notes> batch, long baseOffset, long logAppendTime) {
        for (Span<Notes> span : batch.spans()) {
            collect(new Told(span.notes(), span.first(), span.count(), null, false));
        }
    }

    @Override
    public void failed(Batch<Notes> batch, int from, int count, Exception cause, boolean perhapsArrived) {
        int begin = 0;
        for (Span<Notes> span : batch.spans()) {
            int first = Math.max(from, begin);
            int end = Math.min(from + count, begin + span.count());
            if (first < end) {
                collect(new Told(span.notes(), span.first() + first - begin, end - first, cause, perhapsArrived));
            }
            begin += span.count();
        }
    }

    private void collect(Told what) {
        boolean first;
        synchronized (told) {
            told.add(what);
            first = !posted;
            posted = true;
        }
        if (first) {
            node.post(this::tell);
        }
    }
}
