package org.kafkamqtt.mqtt.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.mqtt.broker.trial.TrialBroker;

/** Paho's client for 3.1 and 3.1.1. */
class PahoClientIT {
    private static final int LIMIT_SECONDS = 20;

    private final String own = UUID.randomUUID().toString().substring(0, 8);
    private final String topic = "paho/" + own;

    /** What a client has heard. */
    private record Heard(String topic, MqttMessage message) {
        String text() {
            return new String(message.getPayload(), UTF_8);
        }
    }

    /** A client whose messages wait in a queue. */
    private final class Client implements MqttCallback, AutoCloseable {
        private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        private final CountDownLatch lost = new CountDownLatch(1);
        private final MqttClient client;

        Client(String name, MqttConnectOptions options) throws MqttException {
            client = new MqttClient(
                    "tcp://127.0.0.1:" + TrialBroker.shared().port(), name + own, new MemoryPersistence());
            client.setTimeToWait(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
            client.setCallback(this);
            client.connect(options);
        }

        Client(String name, int version) throws MqttException {
            this(name, options(version));
        }

        Heard next() throws InterruptedException {
            Heard next = heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no message in " + LIMIT_SECONDS + " s");
            }
            return next;
        }

        @Override
        public void connectionLost(Throwable cause) {
            lost.countDown();
        }

        @Override
        public void messageArrived(String name, MqttMessage message) {
            heard.add(new Heard(name, message));
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {}

        @Override
        public void close() throws MqttException {
            if (client.isConnected()) {
                client.disconnect();
            }
            client.close();
        }
    }

    private static MqttConnectOptions options(int version) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(version);
        options.setMaxInflight(100);
        return options;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void messages_of_each_qos_come_with_that_qos_and_in_order(int qos) throws MqttException, InterruptedException {
        try (Client subscriber = new Client("subscriber", MqttConnectOptions.MQTT_VERSION_3_1_1);
                Client publisher = new Client("publisher", MqttConnectOptions.MQTT_VERSION_3_1)) {
            subscriber.client.subscribe(topic + "/#", qos);
            for (int i = 0; i < 50; i++) {
                publisher.client.publish(topic + "/x", ("m" + i).getBytes(UTF_8), qos, false);
            }
            for (int i = 0; i < 50; i++) {
                Heard heard = subscriber.next();
                assertEquals("m" + i, heard.text());
                assertEquals(qos, heard.message().getQos());
            }
        }
    }

    @Test
    void a_retained_message_comes_until_it_is_cleared() throws MqttException, InterruptedException {
        try (Client publisher = new Client("publisher", MqttConnectOptions.MQTT_VERSION_3_1_1)) {
            publisher.client.publish(topic, "kept".getBytes(UTF_8), 1, true);
            try (Client late = new Client("late", MqttConnectOptions.MQTT_VERSION_3_1_1)) {
                late.client.subscribe(topic, 1);
                assertTrue(late.next().message().isRetained());
            }
            publisher.client.publish(topic, new byte[0], 1, true);
            try (Client later = new Client("later", MqttConnectOptions.MQTT_VERSION_3_1_1)) {
                later.client.subscribe(topic, 1);
                publisher.client.publish(topic, "live".getBytes(UTF_8), 1, false);
                Heard heard = later.next();
                assertEquals("live", heard.text());
                assertFalse(heard.message().isRetained());
            }
        }
    }

    @Test
    void a_takeover_ends_the_former_connection_and_publishes_its_will() throws MqttException, InterruptedException {
        MqttConnectOptions mortal = options(MqttConnectOptions.MQTT_VERSION_3_1_1);
        mortal.setWill(topic, "gone".getBytes(UTF_8), 1, false);
        try (Client heir = new Client("heir", MqttConnectOptions.MQTT_VERSION_3_1_1);
                Client first = new Client("twin", mortal)) {
            heir.client.subscribe(topic, 1);
            try (Client second = new Client("twin", MqttConnectOptions.MQTT_VERSION_3_1_1)) {
                assertTrue(first.lost.await(LIMIT_SECONDS, TimeUnit.SECONDS), "the first one is closed");
                assertEquals("gone", heir.next().text());
                second.client.publish(topic, "alive".getBytes(UTF_8), 2, false);
                assertEquals("alive", heir.next().text());
            }
        }
    }

    @Test
    void unsubscribing_stops_messages() throws MqttException, InterruptedException {
        try (Client client = new Client("client", MqttConnectOptions.MQTT_VERSION_3_1_1)) {
            client.client.subscribe(new String[] {topic + "/a", topic + "/b"}, new int[] {1, 2});
            client.client.unsubscribe(topic + "/a");
            client.client.publish(topic + "/a", "no".getBytes(UTF_8), 1, false);
            client.client.subscribe(topic + "/a", 0);
            client.client.publish(topic + "/a", "yes".getBytes(UTF_8), 1, false);
            assertEquals("yes", client.next().text());
        }
    }
}
