package org.kafkamqtt.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallbackExtended;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/** Paho 1.2.5 as its examples use it, with nothing of ours: what a plain Java program would meet. */
final class StockPaho implements AutoCloseable {
    static final long LIMIT_MILLIS = 10_000;

    final MqttAsyncClient client;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile @Nullable Throwable lost;
    private final AtomicInteger reconnections = new AtomicInteger();
    private volatile Runnable onMessage = () -> {};
    private volatile Runnable onConnected = () -> {};

    /** One that is not connected yet. */
    StockPaho(String uri, String id) throws MqttException {
        client = new MqttAsyncClient(uri, id, new MemoryPersistence());
        client.setCallback(new MqttCallbackExtended() {
            @Override
            public void connectComplete(boolean reconnect, String serverUri) {
                onConnected.run();
                if (reconnect) {
                    reconnections.incrementAndGet();
                }
            }

            @Override
            public void connectionLost(Throwable cause) {
                lost = cause;
            }

            @Override
            public void messageArrived(String topic, MqttMessage message) {
                String payload = new String(message.getPayload(), UTF_8);
                told.add(topic + " q" + message.getQos() + " r" + (message.isRetained() ? 1 : 0) + " " + payload);
                heard.add(payload);
                onMessage.run();
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {
                // Each test looks at its own tokens.
            }
        });
    }

    /** One on localhost that is connected. */
    static StockPaho on(int port, String id) throws MqttException {
        return on(port, id, new MqttConnectOptions());
    }

    static StockPaho on(int port, String id, MqttConnectOptions options) throws MqttException {
        StockPaho stock = new StockPaho("tcp://localhost:" + port, id);
        stock.connect(options);
        return stock;
    }

    /** One on localhost that hears a topic. */
    static StockPaho hearing(int port, String filter, int qos) throws MqttException {
        StockPaho stock = on(port, "witness-" + System.nanoTime());
        stock.client.subscribe(filter, qos).waitForCompletion(LIMIT_MILLIS);
        return stock;
    }

    void connect(MqttConnectOptions options) throws MqttException {
        client.connect(options).waitForCompletion(LIMIT_MILLIS);
    }

    /** What happens with each message, on Paho's thread. */
    StockPaho onMessage(Runnable work) {
        onMessage = work;
        return this;
    }

    /** What happens with each connection, on Paho's thread. */
    StockPaho onConnected(Runnable work) {
        onConnected = work;
        return this;
    }

    void publish(String topic, int qos, String... payloads) throws MqttException {
        for (String payload : payloads) {
            client.publish(topic, payload.getBytes(UTF_8), qos, false).waitForCompletion(LIMIT_MILLIS);
        }
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    /** What was heard, with topic, QoS and retain. */
    List<String> told() {
        return List.copyOf(told);
    }

    boolean isLost() {
        return lost != null;
    }

    int reconnections() {
        return reconnections.get();
    }

    /** What was heard by the time that nothing new came for a second. */
    List<String> heardInTheEnd() {
        int before = -1;
        while (before < heard.size()) {
            before = heard.size();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (System.nanoTime() < end && heard.size() == before) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        return heard();
    }

    @Override
    public void close() throws MqttException {
        try {
            client.disconnect(0).waitForCompletion(1_000);
        } catch (MqttException e) {
            client.disconnectForcibly(0, 1_000, false);
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            // One that waits for a broker's consent for ever cannot be closed, sometimes.
            if (e.getReasonCode() != MqttException.REASON_CODE_CONNECT_IN_PROGRESS) {
                throw e;
            }
        }
    }
}
