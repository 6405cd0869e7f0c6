package org.kafkamqtt.console.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.text.Slice;

/**
 * A JSON line of a record or message that is read where it lies; one instance reads one line after the other.
 *
 * <p>It takes what {@link EnvelopeReader} takes, and refuses what that one refuses, with the same words. Where the line is as
 * most writers write it, nothing is allocated ({@code bench/producer}): key and value lie in the line itself, or in room
 * that the next line uses again. Not thread-safe; the reading thread owns it.
 */
public final class JsonLine {
    /** A partition, time or QoS that is not there. */
    public static final int NONE = -1;

    private final FlatLine flat = new FlatLine();
    private final EnvelopeReader any = new EnvelopeReader();
    boolean fromMqtt;

    @Nullable
    String topic;

    int partition;
    boolean hasOffset;
    long offset;
    long timestamp;
    final Slice key = new Slice();
    final Slice value = new Slice();
    final List<Header> headers = new ArrayList<>();
    int qos;

    @Nullable
    Boolean retain;

    @Nullable
    String delivery;

    List<Header> properties = List.of();

    public JsonLine() {
        clear();
    }

    /**
     * Reads one line, which must stay as it is until the next one is read.
     *
     * @throws MalformedLine if it is not a JSON object, or not one of a record or message
     */
    public void read(byte[] bytes, int start, int length) throws MalformedLine {
        if (!readFlat(bytes, start, length)) {
            clear();
            take(any.read(bytes, start, length));
        }
    }

    /** Reads a line without nested values; false, and in no order, if it is another one. */
    boolean readFlat(byte[] bytes, int start, int length) {
        clear();
        return flat.read(bytes, start, length, this);
    }

    private void clear() {
        fromMqtt = false;
        topic = null;
        partition = NONE;
        hasOffset = false;
        offset = 0;
        timestamp = NONE;
        key.clear();
        value.clear();
        if (!headers.isEmpty()) {
            headers.clear();
        }
        qos = NONE;
        retain = null;
        delivery = null;
        properties = List.of();
    }

    private void take(Envelope envelope) {
        fromMqtt = envelope.origin() == Envelope.Origin.MQTT;
        topic = envelope.topic().orElse(null);
        partition = envelope.partition().orElse(NONE);
        hasOffset = envelope.offset().isPresent();
        offset = envelope.offset().orElse(0);
        timestamp = envelope.timestamp().orElse(NONE);
        key.set(envelope.key());
        value.set(envelope.value());
        headers.addAll(envelope.headers());
        qos = envelope.qos().orElse(NONE);
        retain = envelope.retain().orElse(null);
        delivery = envelope.delivery().orElse(null);
        properties = envelope.properties();
    }

    /** A copy that outlives the line. */
    public Envelope envelope() {
        return new Envelope(
                fromMqtt ? Envelope.Origin.MQTT : Envelope.Origin.KAFKA,
                Optional.ofNullable(topic),
                partition == NONE ? OptionalInt.empty() : OptionalInt.of(partition),
                hasOffset ? OptionalLong.of(offset) : OptionalLong.empty(),
                timestamp == NONE ? OptionalLong.empty() : OptionalLong.of(timestamp),
                key.kept(),
                value.kept(),
                List.copyOf(headers),
                qos == NONE ? OptionalInt.empty() : OptionalInt.of(qos),
                Optional.ofNullable(retain),
                Optional.ofNullable(delivery),
                properties);
    }

    /** Whether it is a message of MQTT rather than a record. */
    public boolean fromMqtt() {
        return fromMqtt;
    }

    /** Kafka topic or MQTT topic name, null if there is none. */
    public @Nullable String topic() {
        return topic;
    }

    /** {@link #NONE} if there is none. */
    public int partition() {
        return partition;
    }

    /** In milliseconds since 1970, {@link #NONE} if there is none. */
    public long timestamp() {
        return timestamp;
    }

    /** Null if there is none; lent until the next line is read. */
    public Slice key() {
        return key;
    }

    /** Value or payload, null for a tombstone; lent until the next line is read. */
    public Slice value() {
        return value;
    }

    /** In order, duplicates kept; the list is lent until the next line is read, the headers for good. */
    public List<Header> headers() {
        return headers;
    }

    /** From 0 to 2, {@link #NONE} if there is none. */
    public int qos() {
        return qos;
    }

    /** Null if nothing is said of it. */
    public @Nullable Boolean retain() {
        return retain;
    }

    /** What is the same for a message and its repeats, and for no other message; null if there is none. */
    public @Nullable String delivery() {
        return delivery;
    }

    /** Those of a message of MQTT 5, as the headers that keep them ({@link PropertyHeaders}), in order; the list is not to be changed. */
    public List<Header> properties() {
        return properties;
    }
}
