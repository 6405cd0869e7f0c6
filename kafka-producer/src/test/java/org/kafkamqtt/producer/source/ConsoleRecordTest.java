package org.kafkamqtt.producer.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.Log;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;

class ConsoleRecordTest {
    private static String read(String properties, String line) throws BadRecord {
        List<String> typed =
                Stream.of(properties.split(" ")).filter(p -> !p.isEmpty()).toList();
        byte[] bytes = ("__" + line + "__").getBytes(UTF_8);
        Draft draft = new Draft();
        new ConsoleRecord(ReaderProperties.parse(typed)).parse(bytes, 2, bytes.length - 4, draft);
        String headers = draft.headers.stream()
                .map(header -> header.key() + "=" + Log.text(header.value()))
                .collect(Collectors.joining(";"));
        return headers + "|" + Log.text(draft.key()) + "|" + Log.text(draft.value());
    }

    @ParameterizedTest
    @CsvSource({
        "'', a:b, |null|a:b",
        "parse.key=true key.separator=:, a:b:c, |a|b:c",
        "parse.key=true key.separator=:, :, ||",
        "parse.key=true key.separator=: null.marker=N, N:N, |null|null",
        "parse.key=true key.separator=: ignore.error=true, ab, |null|ab",
        "parse.headers=true headers.delimiter=/, 'a:1,b:2,a:/v', a=1;b=2;a=|null|v",
        "parse.headers=true headers.delimiter=/ headers.separator=; headers.key.separator== null.marker=N, a=N;b=x/v,"
                + " a=null;b=x|null|v",
        "parse.headers=true headers.delimiter=/ null.marker=N, N/v, |null|v",
        "parse.headers=true headers.delimiter=/, /v, |null|v",
        "parse.headers=true parse.key=true headers.delimiter=/ key.separator=:, h:x/k:v, h=x|k|v"
    })
    void a_line_holds_what_the_properties_say(String properties, String line, String expected) throws Exception {
        assertEquals(expected, read(properties, line));
    }

    @ParameterizedTest
    @CsvSource({
        "parse.key=true key.separator=:, ab, has no key.separator ':'",
        "parse.headers=true headers.delimiter=/, ab, has no headers.delimiter '/'",
        "parse.headers=true headers.delimiter=/, ab/c, the header 'ab' has no headers.key.separator ':'"
    })
    void a_line_without_a_separator_is_a_bad_record(String properties, String line, String words) {
        BadRecord refusal = assertThrows(BadRecord.class, () -> read(properties, line));
        assertTrue(refusal.clause().contains(words), refusal.clause());
    }

    @ParameterizedTest
    @CsvSource({
        "parse.keys=true, did you mean 'parse.key'?",
        "parse.key=yes, is not true or false",
        "key.separator=, must not be empty",
        "parse.key, is not NAME=VALUE"
    })
    void what_is_no_property_is_misuse(String property, String words) {
        Failure failure = assertThrows(Failure.class, () -> ReaderProperties.parse(List.of(property)));
        assertTrue(failure.sentence().contains(words), failure.sentence());
    }
}
