package org.kafkamqtt.mqtt.broker.life;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.message.RecordForm;
import org.kafkamqtt.mqtt.broker.node.Chunk;
import org.kafkamqtt.mqtt.broker.node.Logged;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;

/** A node that publishes, and copies what is retained. */
final class CopierKit implements LifeOwner, AutoCloseable {
    private static final int SECONDS = 60;
    private static final int MOST = 500;

    final LifeSettings settings;
    final List<TopicPartition> places;
    final ExecutorService node = Executors.newSingleThreadExecutor(task -> new Thread(task, "node"));
    final BlockingQueue<String> lost = new LinkedBlockingQueue<>();
    final AtomicInteger asked = new AtomicInteger();
    final Copier copier;
    private final RecordAppender log;
    private final Map<Integer, Long> positions = new HashMap<>();

    CopierKit(String bootstrap, String prefix) {
        settings = LifeKit.settings(bootstrap, prefix, "kit");
        String topic = prefix + ".messages";
        places = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
        log = new RecordAppender(settings.producer(), node);
        copier = Copier.open(settings, node, this);
    }

    /** What there was at the start: topic name to payload. */
    Map<String, String> start() throws InterruptedException {
        RetainedStart start = copier.start(places, () -> null, lost::add, this::read);
        for (int i = 0; i < places.size(); i++) {
            positions.put(i, start.tails()[i]);
        }
        Map<String, String> view = new TreeMap<>();
        for (Message message : start.messages()) {
            view.put(message.topic(), new String(message.payload().copy(), UTF_8));
        }
        return view;
    }

    List<Long> tails() {
        return List.of(position(0), position(1));
    }

    private long position(int place) {
        return positions.getOrDefault(place, -1L);
    }

    /** Publishes to partition 0, and waits. */
    void publish(String topic, String payload, boolean retain) throws Exception {
        publish(0, List.of(topic), payload, retain);
    }

    void publish(int partition, List<String> topics, String payload, boolean retain) throws Exception {
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (String topic : topics) {
            CompletableFuture<Boolean> stored = new CompletableFuture<>();
            all.add(stored);
            Message message = new Message(
                    topic,
                    Payload.of(payload.getBytes(UTF_8)),
                    Qos.AT_LEAST_ONCE,
                    retain,
                    Properties.NONE,
                    System.currentTimeMillis(),
                    -1,
                    null);
            node.execute(() -> log.append(
                    places.get(partition).topic(),
                    partition,
                    message.timestamp(),
                    topic.getBytes(UTF_8),
                    message.payload().copy(),
                    RecordForm.headers(message, false),
                    new LifeLog.Outcome() {
                        @Override
                        public void stored() {
                            stored.complete(true);
                        }

                        @Override
                        public void failed(Exception cause) {
                            stored.completeExceptionally(cause);
                        }
                    }));
        }
        for (CompletableFuture<Boolean> one : all) {
            one.get(SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Hands the copier what the tail brings, up to the end. */
    void tail() throws Exception {
        for (int i = 0; i < places.size(); i++) {
            for (Chunk chunk : chunks(i, position(i))) {
                on(() -> copier.arrived(chunk));
                positions.put(i, chunk.next());
            }
        }
    }

    /** What lies in a partition from an offset on. */
    List<Chunk> chunks(int partition, long from) {
        List<Chunk> chunks = new ArrayList<>();
        List<Logged> messages = new ArrayList<>();
        long[] begin = {from};
        LifeKit.each(settings, places.get(partition).topic(), record -> {
            if (record.partition() == partition && record.offset() >= from) {
                byte[] key = record.key();
                messages.add(new Logged(
                        record.offset(),
                        RecordForm.message(
                                key == null ? "" : new String(key, UTF_8),
                                record.value(),
                                record.headers(),
                                record.timestamp())));
                if (messages.size() == MOST) {
                    chunks.add(new Chunk(partition, begin[0], record.offset() + 1, List.copyOf(messages), false, 0));
                    begin[0] = record.offset() + 1;
                    messages.clear();
                }
            }
        });
        if (!messages.isEmpty()) {
            chunks.add(new Chunk(
                    partition,
                    begin[0],
                    messages.get(messages.size() - 1).offset() + 1,
                    List.copyOf(messages),
                    false,
                    0));
        }
        return chunks;
    }

    private void read(int partition, long offset, Consumer<Chunk> answer) {
        asked.incrementAndGet();
        node.execute(() -> answer.accept(chunks(partition, offset).get(0)));
    }

    /** Writes marks. */
    void mark(long nowMs) throws Exception {
        on(() -> copier.tick(nowMs));
    }

    private void on(Runnable deed) throws InterruptedException, ExecutionException, TimeoutException {
        node.submit(deed).get(SECONDS, TimeUnit.SECONDS);
    }

    void release() throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        on(() -> copier.release(() -> done.complete(true)));
        done.get(SECONDS, TimeUnit.SECONDS);
        close();
    }

    /** The records of the topic of retained messages, without fences. */
    List<String> copies() {
        return LifeKit.records(settings, settings.retainedTopic()).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    long marks() {
        return LifeKit.records(settings, settings.retainedTopic()).stream()
                .filter(line -> line.startsWith("#mark/"))
                .count();
    }

    @Override
    public void note(String line) {}

    @Override
    public void lifeEnded(String line) {
        lost.add(line);
    }

    @Override
    public void close() {
        copier.close();
        log.close();
        node.shutdownNow();
    }
}
