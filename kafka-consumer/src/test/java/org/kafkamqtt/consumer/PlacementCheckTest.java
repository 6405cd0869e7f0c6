package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.feed.Records;
import org.kafkamqtt.consumer.format.JsonFormat;
import org.kafkamqtt.consumer.format.PlacementCheck;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.kafka.fetch.LogRecord;

class PlacementCheckTest {
    private static final LogRecord RECORD = Records.of("t", 2, 7, "k".getBytes(UTF_8), "v".getBytes(UTF_8));

    private static PlacementCheck check(String name) {
        return new PlacementCheck(Balancers.standard().create(name, Map.of()), name, Map.of("t", Partitions.of(6)));
    }

    @Test
    void a_balancer_without_an_answer_says_why_and_ends_nothing() {
        PlacementCheck check = check("manual");
        check.before(RecordFilter.ALL).wants(RECORD);
        assertEquals(1, check.misplaced());
        assertEquals(
                "1 of 1 records are not where manual would put them, first t offset 7 on partition 2, for which"
                        + " balancer manual found no header 'partition' with the partition (key 'k')",
                check.verdict());
        Bytes out = new Bytes();
        new JsonFormat(check).add(out, RECORD);
        assertTrue(new String(out.toArray(), UTF_8).endsWith(",\"expectedPartition\":null}\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"header:tenant:jump", "json-pointer:/id:murmur2", "round-robin", "random", "w-choices"})
    void what_is_left_to_chance_is_never_in_a_wrong_place(String name) {
        PlacementCheck check = check(name);
        Bytes out = new Bytes();
        for (int i = 0; i < 50; i++) {
            check.before(RecordFilter.ALL).wants(RECORD);
            new JsonFormat(check).add(out, RECORD);
        }
        assertEquals(0, check.misplaced());
        assertFalse(new String(out.toArray(), UTF_8).contains("expectedPartition"));
        assertEquals(
                "0 of 0 records are not where " + name + " would put them; not checked: 50 whose partition it"
                        + " chooses at random or in turn",
                check.verdict());
    }
}
