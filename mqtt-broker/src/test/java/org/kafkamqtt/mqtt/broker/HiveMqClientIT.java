package org.kafkamqtt.mqtt.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient.Mqtt5Publishes;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PayloadFormatIndicator;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kafkamqtt.mqtt.broker.trial.TrialBroker;

/** The HiveMQ MQTT Client, with MQTT 5. */
class HiveMqClientIT {
    private static final int LIMIT_SECONDS = 20;

    private final String own = UUID.randomUUID().toString().substring(0, 8);
    private final String topic = "hivemq/" + own;
    private final List<Mqtt5BlockingClient> clients = new ArrayList<>();

    private Mqtt5BlockingClient client(String name) {
        Mqtt5BlockingClient client = Mqtt5Client.builder()
                .identifier(name + own)
                .serverHost("127.0.0.1")
                .serverPort(TrialBroker.shared().port())
                .buildBlocking();
        clients.add(client);
        return client;
    }

    private Mqtt5BlockingClient connected(String name) {
        Mqtt5BlockingClient client = client(name);
        client.connect();
        return client;
    }

    @AfterEach
    void disconnect() {
        clients.stream().filter(client -> client.getState().isConnected()).forEach(Mqtt5BlockingClient::disconnect);
    }

    private static Mqtt5Publish next(Mqtt5Publishes publishes) throws InterruptedException {
        return publishes
                .receive(LIMIT_SECONDS, TimeUnit.SECONDS)
                .orElseThrow(() -> new AssertionError("no message in " + LIMIT_SECONDS + " s"));
    }

    private static String text(Mqtt5Publish publish) {
        return new String(publish.getPayloadAsBytes(), UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void messages_of_each_qos_come_with_that_qos_and_in_order(MqttQos qos) throws InterruptedException {
        Mqtt5BlockingClient subscriber = connected("subscriber");
        Mqtt5BlockingClient publisher = connected("publisher");
        try (Mqtt5Publishes publishes = subscriber.publishes(MqttGlobalPublishFilter.ALL)) {
            subscriber.subscribeWith().topicFilter(topic + "/+/x").qos(qos).send();
            for (int i = 0; i < 50; i++) {
                publisher
                        .publishWith()
                        .topic(topic + "/a/x")
                        .qos(qos)
                        .payload(("m" + i).getBytes(UTF_8))
                        .send();
            }
            for (int i = 0; i < 50; i++) {
                Mqtt5Publish publish = next(publishes);
                assertEquals("m" + i, text(publish));
                assertEquals(qos, publish.getQos());
            }
        }
    }

    @Test
    void all_properties_come_as_they_were_sent() throws InterruptedException {
        Mqtt5BlockingClient both = connected("both");
        Mqtt5UserProperties user = Mqtt5UserProperties.builder()
                .add("b", "1")
                .add("a", "")
                .add("b", "\u00fc")
                .build();
        try (Mqtt5Publishes publishes = both.publishes(MqttGlobalPublishFilter.ALL)) {
            both.subscribeWith().topicFilter(topic).send();
            both.publishWith()
                    .topic(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload("{}".getBytes(UTF_8))
                    .messageExpiryInterval(1_000)
                    .payloadFormatIndicator(Mqtt5PayloadFormatIndicator.UTF_8)
                    .contentType("application/json")
                    .responseTopic("answers/" + own)
                    .correlationData(new byte[] {0, -1, 7})
                    .userProperties(user)
                    .send();
            Mqtt5Publish publish = next(publishes);
            assertEquals(user, publish.getUserProperties());
            assertEquals(
                    "application/json", publish.getContentType().orElseThrow().toString());
            assertEquals(
                    "answers/" + own, publish.getResponseTopic().orElseThrow().toString());
            byte[] correlation = new byte[3];
            publish.getCorrelationData().orElseThrow().get(correlation);
            assertEquals(
                    List.of((byte) 0, (byte) -1, (byte) 7), List.of(correlation[0], correlation[1], correlation[2]));
            assertEquals(
                    Mqtt5PayloadFormatIndicator.UTF_8,
                    publish.getPayloadFormatIndicator().orElseThrow());
            long left = publish.getMessageExpiryInterval().orElseThrow();
            assertTrue(left > 900 && left <= 1_000, "seconds left: " + left);
        }
    }

    @Test
    void retained_messages_come_as_the_options_of_a_subscription_say() throws InterruptedException {
        Mqtt5BlockingClient publisher = connected("publisher");
        publisher
                .publishWith()
                .topic(topic)
                .qos(MqttQos.EXACTLY_ONCE)
                .retain(true)
                .payload("kept".getBytes(UTF_8))
                .send();
        Mqtt5BlockingClient subscriber = connected("subscriber");
        try (Mqtt5Publishes publishes = subscriber.publishes(MqttGlobalPublishFilter.ALL)) {
            subscriber
                    .subscribeWith()
                    .topicFilter(topic)
                    .retainHandling(Mqtt5RetainHandling.SEND)
                    .send();
            Mqtt5Publish kept = next(publishes);
            assertEquals("kept", text(kept));
            assertTrue(kept.isRetain());
            assertEquals(MqttQos.EXACTLY_ONCE, kept.getQos());

            subscriber
                    .subscribeWith()
                    .topicFilter(topic)
                    .retainHandling(Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
                    .retainAsPublished(true)
                    .send();
            publisher
                    .publishWith()
                    .topic(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(true)
                    .payload("new".getBytes(UTF_8))
                    .send();
            Mqtt5Publish live = next(publishes);
            assertEquals("new", text(live));
            assertTrue(live.isRetain(), "Retain As Published");

            subscriber
                    .subscribeWith()
                    .topicFilter(topic)
                    .retainHandling(Mqtt5RetainHandling.DO_NOT_SEND)
                    .send();
            publisher
                    .publishWith()
                    .topic(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(true)
                    .send();
            Mqtt5Publish cleared = next(publishes);
            assertEquals("", text(cleared));
            assertFalse(cleared.isRetain());
        }
    }

    @Test
    void no_local_keeps_own_messages_away() throws InterruptedException {
        Mqtt5BlockingClient subscriber = connected("subscriber");
        Mqtt5BlockingClient other = connected("other");
        try (Mqtt5Publishes publishes = subscriber.publishes(MqttGlobalPublishFilter.ALL)) {
            subscriber.subscribeWith().topicFilter(topic).noLocal(true).send();
            for (Mqtt5BlockingClient client : List.of(subscriber, other)) {
                client.publishWith()
                        .topic(topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload((client == other ? "other" : "own").getBytes(UTF_8))
                        .send();
            }
            assertEquals("other", text(next(publishes)));
        }
    }

    @Test
    void a_will_comes_with_its_properties_when_a_client_asks_for_it_in_DISCONNECT() throws InterruptedException {
        Mqtt5BlockingClient heir = connected("heir");
        try (Mqtt5Publishes publishes = heir.publishes(MqttGlobalPublishFilter.ALL)) {
            heir.subscribeWith().topicFilter(topic).send();
            Mqtt5BlockingClient mortal = client("mortal");
            mortal.connectWith()
                    .willPublish()
                    .topic(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload("gone".getBytes(UTF_8))
                    .contentType("text/plain")
                    .applyWillPublish()
                    .send();
            mortal.disconnectWith()
                    .reasonCode(Mqtt5DisconnectReasonCode.DISCONNECT_WITH_WILL_MESSAGE)
                    .send();
            Mqtt5Publish will = next(publishes);
            assertEquals("gone", text(will));
            assertEquals("text/plain", will.getContentType().orElseThrow().toString());
        }
    }

    @Test
    void topic_aliases_work_both_ways() throws InterruptedException {
        Mqtt5BlockingClient both = client("both");
        Mqtt5ConnAck connack = both.connectWith()
                .restrictions()
                .topicAliasMaximum(5)
                .sendTopicAliasMaximum(5)
                .applyRestrictions()
                .send();
        assertTrue(connack.getRestrictions().getTopicAliasMaximum() > 0, "the broker takes topic aliases");
        try (Mqtt5Publishes publishes = both.publishes(MqttGlobalPublishFilter.ALL)) {
            both.subscribeWith().topicFilter(topic + "/#").send();
            for (int i = 0; i < 40; i++) {
                both.publishWith()
                        .topic(topic + "/" + i % 8)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(("m" + i).getBytes(UTF_8))
                        .send();
                Mqtt5Publish publish = next(publishes);
                assertEquals(topic + "/" + i % 8, publish.getTopic().toString());
                assertEquals("m" + i, text(publish));
            }
        }
    }
}
