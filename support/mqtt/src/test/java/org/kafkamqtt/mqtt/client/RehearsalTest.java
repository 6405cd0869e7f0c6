package org.kafkamqtt.mqtt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.link.LinkSettings;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.protocol.TopicName;

/** A rehearsal that fails would make every start slower, without a word. */
class RehearsalTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void a_run_of_the_tool_is_answered_in_any_version(int level) throws Exception {
        int port = Rehearsal.run();
        CountDownLatch fates = new CountDownLatch(2);
        Connection connection = Connections.of(
                new ConnectionSettings(
                        LinkSettings.tcp("127.0.0.1", port),
                        level,
                        new Session("tool", true, true),
                        60,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        new Reconnection(false, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                        20,
                        Optional.empty()),
                new ConnectionListener() {
                    @Override
                    public void acknowledged(long sequence) {
                        fates.countDown();
                    }

                    @Override
                    public void arrived(Message message) {
                        fates.countDown();
                    }
                });
        try (connection) {
            connection.open();
            assertEquals(
                    Optional.of(Qos.AT_LEAST_ONCE),
                    connection
                            .subscribe(List.of(new Subscription(new TopicFilter("t"), Qos.AT_LEAST_ONCE)))
                            .get(0)
                            .qos());
            connection.publish(new Publication(0, new TopicName("t"), new byte[1], Qos.AT_LEAST_ONCE, false));
            assertTrue(fates.await(10, TimeUnit.SECONDS), "a message and an acknowledgement");
        }
    }
}
