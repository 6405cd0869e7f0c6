package org.kafkamqtt.consumer.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.feed.Records;

class FormatsTest {
    private static String written(RecordFormat format, @Nullable String key, @Nullable String value) {
        Bytes out = new Bytes();
        format.add(
                out,
                Records.of(
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

    @Test
    void colours_hold_the_key_and_nothing_else_of_plain_text() {
        RecordFormat format = PlainFormat.coloured("=".getBytes(UTF_8), "\n".getBytes(UTF_8), new byte[0]);
        assertEquals("\u001b[36mk\u001b[0m=v\n", written(format, "k", "v"));
    }

    @Test
    void json_in_colours_is_the_same_json_without_them() {
        String key = "a \"quoted\\\" {key}:1";
        String value = "é 12 null";
        String coloured = written(new ColouredJson(new JsonFormat()), key, value);
        assertEquals(written(new JsonFormat(), key, value), coloured.replaceAll("\u001b\\[[0-9]+m", ""));
        assertTrue(coloured.contains("\u001b[36m\"partition\"\u001b[0m:\u001b[33m1\u001b[0m"), coloured);
    }

    @Test
    void a_record_in_the_wrong_partition_says_where_it_belongs() {
        assertTrue(written(new JsonFormat(all(0)), "k", "v").endsWith(",\"expectedPartition\":0}\n"));
        assertEquals(written(new JsonFormat(), "k", "v"), written(new JsonFormat(all(1)), "k", "v"));
    }

    private static PlacementCheck all(int partition) {
        return new PlacementCheck(
                (message, partitions) -> partition, "all to " + partition, Map.of("t", Partitions.of(2)));
    }
}
