package org.kafkamqtt.mqtt.publish.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.publish.Samples;

class WithoutPropertiesTest {
    private final List<String> said = new ArrayList<>();

    private Source source(String lines) throws Exception {
        Messages.InPieces pieces = new Messages.InPieces(
                List.of("-"), in -> Splitter.at(new byte[] {'\n'}, in), JsonPiece::new, "line", true);
        Source all = pieces.open(new ByteArrayInputStream(Samples.bytes(lines)), Mark.START, InputWriter.GONE);
        return new WithoutProperties(all, said::add);
    }

    @Test
    void properties_that_are_left_out_are_told_of_once() throws Exception {
        String line = "{\"topic\":\"a\",\"qos\":0,\"properties\":{\"content-type\":\"x\"},\"payload\":\"p\"}\n";
        try (Source source = source("{\"topic\":\"a\",\"qos\":0,\"payload\":\"p\"}\n" + line + line)) {
            for (int i = 0; i < 3; i++) {
                Optional<Draft> draft = source.next();
                assertEquals("p", Samples.text(draft.orElseThrow().payload()));
                assertTrue(draft.orElseThrow().properties().isEmpty());
            }
            assertTrue(source.next().isEmpty());
        }
        assertEquals(List.of("line 2 has MQTT 5 properties, which are not sent before MQTT 5: add -V 5"), said);
    }

    @Test
    void where_there_are_none_nothing_is_said() throws Exception {
        try (Source source = source("{\"topic\":\"a\",\"qos\":0,\"payload\":\"p\"}\n")) {
            assertTrue(source.next().isPresent());
        }
        assertEquals(List.of(), said);
    }
}
