package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.sandbox.Brokers;
import org.kafkamqtt.sandbox.trial.Child;

/** What the packaged tools do on any real broker, however it came up. */
abstract class ToolsContract extends MqttToolsContract {
    ToolsContract(@TempDir Path folder) {
        super(folder);
    }

    abstract Brokers brokers();

    @Override
    String address() {
        return brokers().mqttAddress();
    }

    private String kafka() {
        return " -b " + brokers().kafkaAddress() + " ";
    }

    @Test
    void records_come_back_as_they_were_sent_from_a_topic_made_on_the_way() {
        String topic = unique("round");
        Child.Ended sent = Jars.run("printf 'a:1\\nb:\\n:3\\n' | kafka-producer" + kafka() + "-t " + topic
                + " --create 3 -K : -H source=test --summary text");
        assertEquals(0, sent.status(), sent.err());
        assertTrue(sent.err().contains("3 acknowledged"), sent.err());
        Child.Ended read = Jars.run("kafka-consumer" + kafka() + "-t " + topic + " -e -q -f '%k=%s %h\\n'");
        assertEquals(0, read.status(), read.err());
        assertEquals(
                List.of("=3 source=test", "a=1 source=test", "b= source=test"),
                read.out().lines().sorted().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"murmur2", "crc32", "fnv1a", "jump", "phash2"})
    void keys_go_where_the_balancer_says(String balancer) {
        String topic = unique("keys");
        Child.Ended sent = Jars.run("seq 100 | sed 's/.*/&:v/' | kafka-producer" + kafka() + "-t " + topic
                + " --create 7 -K : -q --balancer " + balancer);
        assertEquals(0, sent.status(), sent.err());
        Child.Ended read = Jars.run("kafka-consumer" + kafka() + "-t " + topic + " -e -q -f '%k %p\\n'");
        assertEquals(100, read.out().lines().count());
        var rule = Balancers.standard().create(balancer, Map.of());
        read.out().lines().forEach(line -> {
            String key = line.substring(0, line.indexOf(' '));
            int expected = rule.choose(Message.of(key), Partitions.of(7));
            assertEquals(key + " " + expected, line);
        });
    }

    @Test
    void a_group_goes_on_with_the_next_record() {
        String topic = unique("group");
        brokers().createTopic(topic, 1);
        assertEquals(
                0,
                Jars.run("seq 20 | kafka-producer" + kafka() + "-t " + topic + " -q")
                        .status());
        String group = "kafka-consumer" + kafka() + "-t " + topic + " -g " + unique("g") + " -q ";
        assertEquals("1\n2\n3\n4\n5\n", Jars.run(group + "-c 5").out());
        assertEquals("6\n7\n", Jars.run(group + "-c 2").out());
    }

    @Test
    void a_missing_topic_is_status_6_for_both() {
        String topic = unique("missing");
        Child.Ended sent = Jars.run("echo x | kafka-producer" + kafka() + "-t " + topic);
        assertEquals(6, sent.status(), sent.err());
        Child.Ended read = Jars.run("kafka-consumer" + kafka() + "-t " + topic + " -e");
        assertEquals(6, read.status(), read.err());
        assertEquals(1, read.err().lines().count(), read.err());
    }
}
