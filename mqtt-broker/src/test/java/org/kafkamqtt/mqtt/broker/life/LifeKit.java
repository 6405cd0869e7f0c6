package org.kafkamqtt.mqtt.broker.life;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.kafka.fetch.Portion;
import org.kafkamqtt.kafka.wire.KafkaReader;

/** A node that has a life and nothing else: its thread, its log, and what it was told. */
final class LifeKit implements LifeOwner, AutoCloseable {
    private static final int SECONDS = 60;

    final LifeSettings settings;
    final ExecutorService node = Executors.newSingleThreadExecutor(task -> new Thread(task, "node"));
    final RecordAppender log;
    final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
    final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private @Nullable Life life;

    LifeKit(String bootstrap, String prefix, String address) {
        settings = settings(bootstrap, prefix, address);
        log = new RecordAppender(settings.producer(), node);
    }

    static LifeSettings settings(String bootstrap, String prefix, String address) {
        KafkaSettings kafka = new KafkaSettings(ClientKind.ADMIN, new TreeMap<>(), Duration.ofSeconds(10), false)
                .with("bootstrap.servers", bootstrap, "a test");
        return new LifeSettings(prefix, address, "test", kafka);
    }

    /** Creates the topics of a prefix. */
    static void createTopics(String bootstrap, String prefix) throws Exception {
        Map<String, String> compact = Map.of("cleanup.policy", "compact");
        createTopics(
                bootstrap,
                new NewTopic(prefix + ".nodes", 1, (short) 1).configs(compact),
                new NewTopic(prefix + ".retained", 3, (short) 1).configs(compact),
                new NewTopic(prefix + ".messages", 2, (short) 1));
    }

    static void createTopics(String bootstrap, NewTopic... topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(topics)).all().get(SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Begins its life, which writes to the message topic; returns it when the node may serve. */
    Life begin() throws InterruptedException {
        return begin(-1);
    }

    Life begin(long copier) throws InterruptedException {
        Life begun = Life.start(settings, log, Map.of(settings.prefix() + ".messages", 2), copier, node, this);
        log.endFor(begun::over);
        life = begun;
        return begun;
    }

    /** Appends a record to the message topic and waits: {@code stored}, or the exception's class. */
    String append(int partition, String value) throws Exception {
        CompletableFuture<String> fate = new CompletableFuture<>();
        byte[] bytes = value.getBytes(UTF_8);
        node.execute(() -> log.append(settings.prefix() + ".messages", partition, bytes, bytes, new LifeLog.Outcome() {
            @Override
            public void stored() {
                fate.complete("stored");
            }

            @Override
            public void failed(Exception cause) {
                fate.complete(cause.getClass().getSimpleName());
            }
        }));
        return fate.get(SECONDS, TimeUnit.SECONDS);
    }

    /** Ends in order. */
    void release() throws Exception {
        Life released = life;
        if (released == null) {
            throw new IllegalStateException("no life");
        }
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        node.execute(() -> released.release(() -> done.complete(true)));
        done.get(SECONDS, TimeUnit.SECONDS);
        close();
    }

    String end() throws InterruptedException {
        return String.valueOf(ends.poll(SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void note(String line) {
        notes.add(line);
    }

    @Override
    public void lifeEnded(String line) {
        ends.add(line);
    }

    /** Is gone, without a word to others. */
    @Override
    public void close() {
        if (life != null) {
            life.close();
        }
        log.close();
        node.shutdownNow();
    }

    /** The records of a topic, each as {@code KEY=VALUE}, {@code KEY} for a tombstone, in order of partitions and offsets. */
    static List<String> records(LifeSettings settings, String topic) {
        List<String> lines = new ArrayList<>();
        each(
                settings,
                topic,
                record -> lines.add(text(record.key()) + (record.valueLength() < 0 ? "" : "=" + text(record.value()))));
        return lines;
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }

    static void each(LifeSettings settings, String topic, Consumer<LogRecord> taker) {
        try (KafkaReader reader = Readers.open(settings, "test")) {
            List<TopicPartition> places = reader.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            for (TopicPartition place : places) {
                reader.assign(List.of(place));
                reader.seekToBeginning(List.of(place));
                long end = Readers.ends(reader, List.of(place)).getOrDefault(place, 0L);
                while (reader.position(place) < end) {
                    try (Fetched fetched = reader.poll(Duration.ofMillis(200))) {
                        for (Portion portion : fetched.portions()) {
                            while (portion.next()) {
                                taker.accept(portion.record());
                            }
                        }
                    }
                }
            }
        }
    }
}
