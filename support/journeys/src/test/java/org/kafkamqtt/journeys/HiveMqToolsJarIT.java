package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Child;

/** The MQTT tools on HiveMQ, over each version of MQTT. */
@ParameterizedClass(name = "MQTT {0}")
@ValueSource(strings = {"311", "5"})
class HiveMqToolsJarIT extends MqttToolsContract {
    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static HiveMq broker;

    @Parameter
    String version = "";

    HiveMqToolsJarIT(@TempDir Path folder) {
        super(folder);
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        // What the project's own checks run must not pass by being left out.
        assumeTrue(
                HiveMq.fetched() || System.getenv("CI") != null,
                "no jars: 'mvn package -f support/hivemq' fetches them");
        broker = new HiveMq(folder);
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Override
    String address() {
        return broker.address();
    }

    @Override
    String options() {
        return "-V " + version;
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_AUTHORIZED, 5, the broker den",
        "TOPIC_NAME_INVALID, 3, topic name invalid",
        "PAYLOAD_FORMAT_INVALID, 3, payload format invalid",
        "IMPLEMENTATION_SPECIFIC_ERROR, 3, implementation specific error",
        "UNSPECIFIED_ERROR, 3, unspecified error",
    })
    void what_it_refuses_is_named_by_its_reason(String reason, int status, String words) {
        assumeTrue(version.equals("5"), "only MQTT 5 tells");
        for (String qos : new String[] {"1", "2"}) {
            Child.Ended ended = Jars.run("mqtt-publish" + mqtt() + "-t reason/" + reason + "/x -m x -q " + qos);
            assertEquals(status, ended.status(), ended.err());
            assertTrue(ended.err().contains("the message: "), ended.err());
            assertTrue(ended.err().contains(words), ended.err());
            assertTrue(ended.err().contains("(as the topic says)"), ended.err());
        }
    }

    @ParameterizedTest
    @CsvSource({"NOT_AUTHORIZED, 5, not authorized", "QUOTA_EXCEEDED, 6, quota exceeded"})
    void a_subscription_that_it_refuses_has_its_reason(String reason, int status, String words) {
        assumeTrue(version.equals("5"), "only MQTT 5 tells");
        Child.Ended ended = Jars.run("mqtt-subscribe" + mqtt() + "-t reason/" + reason + "/x -W 10");
        assertEquals(status, ended.status(), ended.err());
        assertTrue(ended.err().contains(words), ended.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void many_lines_are_acknowledged_within_its_receive_maximum(String qos) throws IOException {
        String lines = IntStream.range(0, 20_000).mapToObj(i -> i + "\n").collect(Collectors.joining());
        Child.Ended ended;
        try (Child publish = Jars.shell(
                "mqtt-publish" + mqtt() + "-t " + unique("many") + " -q " + qos + " -l -M 0 --summary text")) {
            ended = publish.type(lines).endInput().ended(60);
        }
        assertEquals(0, ended.status(), ended.err());
        assertTrue(
                ended.err().contains("20,000 acknowledged") || ended.err().contains("20000 acknowledged"), ended.err());
    }
}
