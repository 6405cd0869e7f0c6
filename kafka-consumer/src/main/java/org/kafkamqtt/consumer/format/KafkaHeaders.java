package org.kafkamqtt.consumer.format;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** Headers of a record as Kafka's own classes have them, for those that want them so. */
public final class KafkaHeaders {
    private KafkaHeaders() {}

    /** A copy of the record's headers, in order. */
    public static Headers of(LogRecord record) {
        Headers headers = new RecordHeaders();
        record.headers().forEach(header -> headers.add(header.key(), header.value()));
        return headers;
    }

    /** The same as ours. */
    static List<Header> list(Headers headers) {
        List<Header> all = new ArrayList<>();
        headers.forEach(header -> all.add(new Header(header.key(), header.value())));
        return all;
    }
}
