package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Bytes;

class FormatsTest {
    private static String written(RecordFormat format, @Nullable String key, @Nullable String value) {
        Bytes out = new Bytes();
        format.add(
                out,
                new ConsumerRecord<>(
                        "t",
                        1,
                        2,
                        key == null ? null : key.getBytes(UTF_8),
                        value == null ? null : value.getBytes(UTF_8)));
        return new String(out.toArray(), ISO_8859_1);
    }

    @Test
    void csv_tells_null_from_empty_and_quotes_what_needs_it() {
        assertEquals("t,1,2,-1,,\"\"\r\n", written(new CsvFormat(false), null, ""));
        assertEquals("t,1,2,-1,\"a,b\",\"say \"\"x\"\"\n\"\r\n", written(new CsvFormat(false), "a,b", "say \"x\"\n"));
    }

    @Test
    void csv_begins_with_names() {
        assertEquals(
                "topic,partition,offset,timestamp,key,value\r\nt,1,2,-1,k,v\r\n",
                written(new CsvFormat(true), "k", "v"));
    }

    @Test
    void lengths_stand_before_bytes() {
        assertEquals("\u00ff\u00ff\u00ff\u00ff\0\0\0\2ab", written(new LengthPrefixFormat(true), null, "ab"));
        assertEquals("\0\0\0\0", written(new LengthPrefixFormat(false), "k", ""));
    }

    @Test
    void plain_text_has_a_word_for_null_if_one_is_wanted() {
        PlainFormat format = new PlainFormat("=".getBytes(UTF_8), "\n".getBytes(UTF_8), "NULL".getBytes(UTF_8));
        assertEquals("NULL=NULL\n", written(format, null, null));
        assertEquals("=\n", written(format, "", ""));
    }
}
