package org.kafkamqtt.producer.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;

/**
 * What the command line adds to every record.
 *
 * @param topic overrides the record's own; empty to use that
 * @param key of records that have none, null for none
 * @param partition overrides the record's own; {@link Draft#ANY_PARTITION} to use that
 * @param ownPartition whether a record's own partition counts
 * @param timestamp of records that have none
 * @param headers added after the record's own
 * @param emptyIsNull whether an empty key or value is sent as null
 * @param nullMarker a key or value that is sent as null
 * @param keys makes the bytes of keys
 * @param values makes the bytes of values
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
public record RecordDefaults(
        String topic,
        byte @Nullable [] key,
        int partition,
        boolean ownPartition,
        long timestamp,
        List<Header> headers,
        boolean emptyIsNull,
        byte @Nullable [] nullMarker,
        Encoding keys,
        Encoding values) {

    /**
     * Completes the draft.
     *
     * @throws BadRecord if the record still lacks something after that
     */
    public void complete(Draft draft) throws BadRecord {
        if (!topic.isEmpty()) {
            draft.topic = topic;
        } else if (draft.topic.isEmpty()) {
            throw new BadRecord("has no topic: give -t TOPIC");
        }
        completeKey(draft);
        completeValue(draft);
        if (partition != Draft.ANY_PARTITION || !ownPartition) {
            draft.partition = partition;
        }
        if (draft.timestamp == Draft.NOW) {
            draft.timestamp = timestamp;
        }
        draft.addHeaders(headers);
    }

    private void completeKey(Draft draft) throws BadRecord {
        if ((emptyIsNull && draft.keyLength() == 0) || (nullMarker != null && draft.keyIs(nullMarker))) {
            draft.clearKey();
        }
        if (key != null && !draft.hasKey()) {
            draft.setKey(key);
        }
        byte[] text = keys.keeps() ? null : draft.key();
        if (text != null) {
            draft.setKey(keys.encode(draft.topic, text));
        }
    }

    private void completeValue(Draft draft) throws BadRecord {
        if ((emptyIsNull && draft.valueLength() == 0) || (nullMarker != null && draft.valueIs(nullMarker))) {
            draft.clearValue();
        }
        byte[] text = values.keeps() ? null : draft.value();
        if (text != null) {
            draft.setValue(values.encode(draft.topic, text));
        }
    }
}
