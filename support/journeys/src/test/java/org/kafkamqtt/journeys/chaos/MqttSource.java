package org.kafkamqtt.journeys.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.kafkamqtt.sandbox.trial.Await;

/** Publishes to an MQTT broker; after a lost connection it begins again with the first number that has no acknowledgement. */
final class MqttSource implements Source {
    /** Mosquitto throws away what is beyond this at QoS 2. */
    private static final int WINDOW = 20;

    private static final int LIMIT_SECONDS = 60;
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int WAIT_MILLIS = 1_000;

    private final String uri;
    private final int qos;
    private final int numbers;
    private final int perSecond;
    private final Thread thread = new Thread(this::run, "source");
    private volatile Pace pace = Pace.NONE;
    /** The last number that was due when the thread had nothing on its way. */
    private volatile int idleAt;

    private volatile boolean closed;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile int sent;
    private final AtomicInteger sentAgain = new AtomicInteger();

    MqttSource(int port, int qos, int numbers, int perSecond) {
        this.uri = "tcp://127.0.0.1:" + port;
        this.qos = qos;
        this.numbers = numbers;
        this.perSecond = perSecond;
        thread.start();
    }

    private void run() {
        while (!closed && acknowledged.get() < numbers) {
            try (MqttAsyncClient client =
                    new MqttAsyncClient(uri, MqttAsyncClient.generateClientId(), new MemoryPersistence())) {
                MqttConnectOptions options = new MqttConnectOptions();
                // Paho counts a message as in flight for a moment after its token is complete.
                options.setMaxInflight(1_000);
                client.connect(options).waitForCompletion(WAIT_MILLIS);
                publish(client);
                client.disconnectForcibly(0, WAIT_MILLIS, false);
            } catch (MqttException e) {
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }

    private void publish(MqttAsyncClient client) throws MqttException {
        Deque<IMqttDeliveryToken> flight = new ArrayDeque<>();
        try {
            int next = acknowledged.get() + 1;
            while (!closed && acknowledged.get() < numbers) {
                Pace looked = pace;
                while (flight.size() < WINDOW && (next <= sent || looked.due(next, System.nanoTime()))) {
                    sentAgain.addAndGet(next <= sent ? 1 : 0);
                    sent = Math.max(sent, next);
                    byte[] payload = Integer.toString(next).getBytes(UTF_8);
                    flight.add(client.publish(Arrival.topicName(next), payload, qos, false));
                    next++;
                }
                IMqttDeliveryToken oldest = flight.peek();
                if (oldest == null) {
                    idleAt = looked.last();
                    LockSupport.parkNanos(NAP_NANOS);
                } else if (acknowledges(client, oldest)) {
                    flight.remove();
                    acknowledged.incrementAndGet();
                }
            }
        } catch (MqttException e) {
            client.disconnectForcibly(0, WAIT_MILLIS, false);
            throw e;
        }
    }

    /** False if it is still on its way, for a broker may be frozen. */
    private static boolean acknowledges(MqttAsyncClient client, IMqttDeliveryToken token) throws MqttException {
        try {
            token.waitForCompletion(WAIT_MILLIS);
            return true;
        } catch (MqttException e) {
            if (e.getReasonCode() == MqttException.REASON_CODE_CLIENT_TIMEOUT && client.isConnected()) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public int acknowledged() {
        return acknowledged.get();
    }

    @Override
    public int sentAgain() {
        return sentAgain.get();
    }

    @Override
    public void upTo(int number) {
        pace = new Pace(System.nanoTime(), sent + 1, number, perSecond);
    }

    /** Sends nothing more until told again, and returns once all that was sent is acknowledged. */
    void pause() {
        idleAt = -1;
        pace = Pace.NONE;
        Await.that(
                "all that was published is acknowledged",
                LIMIT_SECONDS,
                () -> acknowledged.get() == sent && (idleAt == 0 || !thread.isAlive()));
    }

    @Override
    public void close() {
        closed = true;
        Await.that("the source ends", LIMIT_SECONDS, () -> !thread.isAlive());
    }
}
