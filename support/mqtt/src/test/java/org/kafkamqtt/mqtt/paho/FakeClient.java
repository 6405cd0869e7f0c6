package org.kafkamqtt.mqtt.paho;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.MqttToken;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.wire.WireFactory;

/** Paho's client without a broker: takes note of what it is asked for, and answers as it is told to. */
final class FakeClient extends MqttAsyncClient {
    /** Topics, in the order of publishing. */
    final List<String> published = new ArrayList<>();
    /** Topic filters with their QoS, one entry for each question. */
    final List<String> asked = new ArrayList<>();
    /** Packet identifiers of messages of QoS 2. */
    final List<Integer> completed = new ArrayList<>();

    final List<IMqttActionListener> fates = new ArrayList<>();
    /** Runs with what the answer to each question goes to. */
    Answer answer = listener -> {};
    /** Runs in the middle of each publishing. */
    Answer publishing = listener -> {};
    /** What Paho throws instead of doing anything. */
    Optional<Integer> refusal = Optional.empty();

    /** What happens in the middle of a call. */
    interface Answer {
        void to(IMqttActionListener listener);
    }

    FakeClient() throws MqttException {
        super(WireFactory.URI, "fake", new NoStore());
    }

    /** The broker grants these levels. */
    static Answer granting(int... codes) {
        return listener -> listener.onSuccess(new MqttToken() {
            @Override
            public int[] getGrantedQos() {
                return codes;
            }
        });
    }

    private void check() throws MqttException {
        if (refusal.isPresent()) {
            throw new MqttException(refusal.get());
        }
    }

    /** The broker acknowledges what was published as number so many, from 0. */
    void acknowledge(int which) {
        fates.get(which).onSuccess(new MqttToken());
    }

    @Override
    public IMqttDeliveryToken publish(
            String topic, MqttMessage message, @Nullable Object context, IMqttActionListener fate)
            throws MqttException {
        check();
        published.add(topic);
        fates.add(fate);
        publishing.to(fate);
        return new MqttDeliveryToken();
    }

    @Override
    public IMqttToken subscribe(String[] filters, int[] levels, @Nullable Object context, IMqttActionListener listener)
            throws MqttException {
        check();
        List<String> question = new ArrayList<>();
        for (int i = 0; i < filters.length; i++) {
            question.add(filters[i] + " " + levels[i]);
        }
        asked.add(String.join(", ", question));
        answer.to(listener);
        return new MqttToken();
    }

    @Override
    public IMqttToken unsubscribe(String[] filters, @Nullable Object context, IMqttActionListener listener)
            throws MqttException {
        check();
        asked.add("not " + String.join(", ", filters));
        answer.to(listener);
        return new MqttToken();
    }

    @Override
    public void messageArrivedComplete(int packetId, int qos) throws MqttException {
        check();
        completed.add(packetId);
    }
}
