package org.kafkamqtt.journeys.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.kafkamqtt.sandbox.trial.Await;

/** Subscribes with a session that the broker keeps, so that nothing is missed while that is away. */
final class MqttSink implements Sink {
    private static final int LIMIT_SECONDS = 30;
    private static final int WAIT_MILLIS = 5_000;

    private final MqttAsyncClient client;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final BitSet numbers = new BitSet();
    private final Thread thread = new Thread(this::run, "sink");
    private volatile boolean subscribed;
    private volatile boolean closed;

    MqttSink(int port) throws MqttException {
        client = new MqttAsyncClient("tcp://127.0.0.1:" + port, "sink", new MemoryPersistence());
        // Not a listener of the subscription: after a lost connection messages come before it is made again.
        client.setCallback(new MqttCallback() {
            @Override
            public void connectionLost(Throwable cause) {
                // The thread connects again.
            }

            @Override
            public void messageArrived(String topicName, MqttMessage message) {
                take(topicName, message);
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {
                // Nothing is published.
            }
        });
        thread.start();
        Await.that("the subscription", LIMIT_SECONDS, () -> subscribed);
    }

    private void run() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setCleanSession(false);
        while (!closed) {
            try {
                if (!client.isConnected()) {
                    client.connect(options).waitForCompletion(WAIT_MILLIS);
                    client.subscribe("x/#", 1).waitForCompletion(WAIT_MILLIS);
                    subscribed = true;
                }
            } catch (MqttException e) {
                // tried again
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        try {
            client.disconnectForcibly(0, WAIT_MILLIS, false);
            client.close();
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void take(String topicName, MqttMessage message) {
        int number = Integer.parseInt(new String(message.getPayload(), UTF_8));
        arrivals.add(new Arrival(topicName, number, ""));
        numbers.set(number);
    }

    @Override
    public synchronized List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    @Override
    public synchronized int distinct() {
        return numbers.cardinality();
    }

    @Override
    public void close() {
        closed = true;
        Await.that("the sink ends", LIMIT_SECONDS, () -> !thread.isAlive());
    }
}
