package org.kafkamqtt.journeys.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.kafkamqtt.sandbox.trial.Await;

/** Sends to a Kafka topic with an idempotent producer, the MQTT topic names as keys. */
final class KafkaSource implements Source {
    private static final int LIMIT_SECONDS = 120;
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final String address;
    private final String topic;
    private final int numbers;
    private final int perSecond;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "source");
    private volatile Pace pace = Pace.NONE;
    private volatile boolean closed;
    private volatile int sent;

    KafkaSource(String address, String topic, int numbers, int perSecond) {
        this.address = address;
        this.topic = topic;
        this.numbers = numbers;
        this.perSecond = perSecond;
        thread.start();
    }

    private void run() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", address, "linger.ms", 5, "delivery.timeout.ms", 600_000, "max.block.ms", 600_000);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            while (!closed && sent < numbers) {
                if (pace.due(sent + 1, System.nanoTime())) {
                    send(producer, sent + 1);
                } else {
                    LockSupport.parkNanos(NAP_NANOS);
                }
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback counts
    private void send(KafkaProducer<byte[], byte[]> producer, int number) {
        producer.send(
                new ProducerRecord<>(
                        topic,
                        Arrival.topicName(number).getBytes(UTF_8),
                        Integer.toString(number).getBytes(UTF_8)),
                (metadata, e) -> {
                    if (e == null) {
                        acknowledged.incrementAndGet();
                    }
                });
        sent = number;
    }

    @Override
    public int acknowledged() {
        return acknowledged.get();
    }

    @Override
    public int sentAgain() {
        return 0;
    }

    @Override
    public void upTo(int number) {
        pace = new Pace(System.nanoTime(), sent + 1, number, perSecond);
    }

    @Override
    public void close() {
        closed = true;
        Await.that("the source ends", LIMIT_SECONDS, () -> !thread.isAlive());
    }
}
