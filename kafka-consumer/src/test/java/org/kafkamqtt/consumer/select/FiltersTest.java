package org.kafkamqtt.consumer.select;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.feed.Records;
import org.kafkamqtt.kafka.fetch.LogRecord;

class FiltersTest {
    private static final String JSON =
            "{\"temp\":30.5,\"name\":\"kitchen\",\"a\":{\"b\":[1,{\"c\":true}]},\"x/y\":\"7\",\"off\":false}";

    private static LogRecord record(String value) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("topic", 0, 0, "{\"id\":7}".getBytes(UTF_8), value.getBytes(UTF_8));
        record.headers().add("h", "one".getBytes(UTF_8)).add("h", "two".getBytes(UTF_8));
        return Records.of(record);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/temp>30 true",
                "/temp>30.5 false",
                "/temp>=30.50 true",
                "/temp<9 false",
                "/name=kitchen true",
                "/name=\"kitchen\" true",
                "/name!=kitchen false",
                "/name>a true",
                "/a/b/0=1 true",
                "/a/b/1/c=true true",
                "/a/b/2 false",
                "/a true",
                "/a=1 false",
                "/x~1y=7 true",
                "/off false",
                "/off=false true",
                "/missing!=1 false",
                "key:/id=7 true",
                "key:/id=8 false",
            })
    void compares_what_the_pointer_names(String condition, boolean wanted) {
        assertEquals(wanted, WhereFilter.parse(condition).wants(record(JSON)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "", "3", "{\"temp\":"})
    void what_is_no_such_json_is_not_wanted(String value) {
        assertFalse(WhereFilter.parse("/temp>3").wants(record(value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "temp>3", "/temp~", "key:", "/a=b=c/"})
    void conditions_need_a_pointer(String text) {
        if (text.equals("/temp~") || text.equals("/a=b=c/")) {
            // A pointer without a comparison asks for presence, and an operand may hold anything.
            assertFalse(WhereFilter.parse(text).wants(record(JSON)));
        } else {
            assertThrows(Failure.class, () -> WhereFilter.parse(text));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "k:id true",
                "!k:id false",
                "v:kit.hen true",
                "v:^kit false",
                "t:^top true",
                "h:h=two true",
                "h:h=three false",
                "!h:g=x true"
            })
    void finds_parts_of_records(String condition, boolean wanted) {
        assertEquals(wanted, GrepFilter.parse(condition).wants(record(JSON)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "x:y", "h:name", "h:=x", "v:("})
    void refuses_what_is_no_condition(String text) {
        assertThrows(Failure.class, () -> GrepFilter.parse(text));
    }

    @Test
    void a_null_value_is_found_by_nothing() {
        LogRecord tombstone = Records.of("t", 0, 0, null, null);
        assertFalse(GrepFilter.parse("v:.*").wants(tombstone));
        assertFalse(WhereFilter.parse("/a").wants(tombstone));
    }
}
