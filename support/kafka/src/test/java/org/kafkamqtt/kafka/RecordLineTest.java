package org.kafkamqtt.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Bytes;

class RecordLineTest {
    private static final byte[] BINARY = {(byte) 0xff, 0};

    @Test
    void a_read_record_has_all_members_in_order() {
        RecordHeaders headers = new RecordHeaders(List.of(
                new RecordHeader("a", "1".getBytes(StandardCharsets.UTF_8)),
                new RecordHeader("a", BINARY),
                new RecordHeader("n", (byte[]) null)));
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                "t", 3, 42, 7, TimestampType.CREATE_TIME, 2, 2, BINARY, new byte[0], headers, Optional.empty());
        Bytes out = new Bytes();
        new RecordLine().add(out, record);
        assertEquals(
                "{\"topic\":\"t\",\"partition\":3,\"offset\":42,\"timestamp\":7,\"timestampType\":\"CreateTime\","
                        + "\"key\":\"/wA=\",\"keyEncoding\":\"base64\",\"value\":\"\",\"headers\":["
                        + "{\"key\":\"a\",\"value\":\"1\"},{\"key\":\"a\",\"value\":\"/wA=\",\"encoding\":\"base64\"},"
                        + "{\"key\":\"n\",\"value\":null}]}",
                text(out));
    }

    @Test
    void an_unsent_record_has_only_what_is_decided() {
        Bytes out = new Bytes();
        RecordLine line = new RecordLine();
        line.add(out, new ProducerRecord<>("a\"b", null, (byte[]) null));
        out.add('\n');
        line.add(out, new ProducerRecord<>("c", 1, 5L, null, BINARY));
        assertEquals(
                "{\"topic\":\"a\\\"b\",\"key\":null,\"value\":null,\"headers\":[]}\n"
                        + "{\"topic\":\"c\",\"partition\":1,\"timestamp\":5,\"key\":null,"
                        + "\"value\":\"/wA=\",\"valueEncoding\":\"base64\",\"headers\":[]}",
                text(out));
    }

    private static String text(Bytes out) {
        return new String(out.toArray(), StandardCharsets.UTF_8);
    }
}
