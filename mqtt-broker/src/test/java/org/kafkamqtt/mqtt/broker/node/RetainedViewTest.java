package org.kafkamqtt.mqtt.broker.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;

class RetainedViewTest {
    private final RetainedView view = new RetainedView();

    private void retain(String topic, String payload) {
        view.apply(NodeKit.message(topic, payload, Qos.AT_LEAST_ONCE, true));
    }

    private List<String> matching(String filter) {
        return view.matching(filter, 0).stream().map(Message::topic).sorted().toList();
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a/b",
        "a/+, a/ a/b a/c",
        "a/#, a a/ a/b a/b/c a/c",
        "#, / a a/ a/b a/b/c a/c b",
        "+, a b",
        "+/+, / a/ a/b a/c",
        "/, /",
        "$SYS/#, $SYS/x",
        "$SYS/+, $SYS/x",
        "+/x, ''",
        "a/b/#, a/b a/b/c",
        "a/+/c, a/b/c",
        "nothing/#, ''"
    })
    void finds_what_a_filter_matches(String filter, String expected) {
        for (String topic : List.of("a", "a/b", "a/c", "a/b/c", "a/", "b", "/", "$SYS/x")) {
            retain(topic, "x");
        }
        assertEquals(expected.isEmpty() ? List.of() : List.of(expected.split(" ")), matching(filter));
    }

    @Test
    void an_empty_payload_clears_and_leaves_nothing_behind() {
        retain("a/b/c", "x");
        retain("a", "y");
        retain("a/b/c", "");
        retain("a", "");
        retain("never/there", "");
        assertEquals(List.of(), matching("#"));
        assertEquals(0, view.size());
        assertEquals(0, view.bytes());
    }

    @Test
    void the_last_one_counts() {
        retain("a", "1");
        retain("a", "22");
        assertEquals(2, view.matching("a", 0).get(0).payload().length());
        assertEquals(1, view.size());
    }

    @Test
    void leaves_out_what_has_expired() {
        view.apply(new Message(
                "a", Payload.of(new byte[] {1}), Qos.AT_MOST_ONCE, true, Properties.NONE, 1_000_000, 10, null));
        assertEquals(1, view.matching("a", 1_009_999).size());
        assertEquals(0, view.matching("a", 1_010_000).size());
    }

    @Test
    void takes_a_name_of_as_many_levels_as_there_can_be() {
        String deep = "/".repeat(65_535);
        retain(deep, "x");
        assertEquals(1, matching("#").size());
        assertEquals(List.of(deep), matching("+/".repeat(65_535) + "+"));
        retain(deep, "");
        assertEquals(0, view.size());
    }
}
