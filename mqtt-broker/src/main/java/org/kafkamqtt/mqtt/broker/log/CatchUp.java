package org.kafkamqtt.mqtt.broker.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.Portion;
import org.kafkamqtt.kafka.wire.KafkaReader;
import org.kafkamqtt.mqtt.broker.node.Chunk;

/**
 * The thread that reads single chunks from anywhere in the log. What has come beyond the chunk that was asked for waits for the next
 * question, since most go on where the last answer ended. Any thread may ask and close it.
 */
final class CatchUp {
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final long PAUSE_MS = 200;
    /** A partition that nobody asked about for this long is not read any more. */
    private static final long IDLE_NS = TimeUnit.SECONDS.toNanos(10);
    /** Bytes of chunks that wait for a question, about. */
    private static final long WAITING = 8 << 20;

    private final Numbering numbering;
    private final KafkaReader reader;
    private final NodeSide node;
    private final Map<String, ChunkMaker> makers = new HashMap<>();
    private final Thread thread = new Thread(this::run, "log-catch-up");
    private final NodeSide.Last noted = new NodeSide.Last();
    /** By number; this thread's own. */
    private final Map<Integer, Spot> spots = new HashMap<>();

    // Guarded by this.
    private List<Question> asked = new ArrayList<>();
    private boolean closed;

    private record Question(int number, long offset, Consumer<Chunk> answer) {}

    /** A partition that is read now and then. */
    private static final class Spot {
        private final TopicPartition place;
        private final ArrayDeque<Chunk> ahead = new ArrayDeque<>();
        private @Nullable Question open;
        /** Where the reader is, -1 if it must be told. */
        private long position = -1;
        /** Where the next chunk begins. */
        private long from;

        private long askedNs;

        Spot(TopicPartition place) {
            this.place = place;
        }

        long bytes() {
            return ahead.stream().mapToLong(Chunk::bytes).sum();
        }
    }

    CatchUp(LogSettings settings, Numbering numbering, NodeSide node) {
        this.numbering = numbering;
        this.node = node;
        this.reader = Readers.open(settings.kafka(), "mqtt-broker-catch-up", ChunkMaker.MOST_BYTES);
        numbering
                .counts()
                .keySet()
                .forEach(topic -> makers.put(topic, new ChunkMaker(settings.routes(), topic, () -> {})));
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Asks for what lies there; the answer comes on the node's thread. */
    void ask(int number, long offset, Consumer<Chunk> answer) {
        synchronized (this) {
            asked.add(new Question(number, offset, answer));
            notifyAll();
        }
        reader.wakeup();
    }

    /** Ends it; waits a few seconds for that. */
    void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        reader.wakeup();
        Closing.join(thread);
    }

    private synchronized boolean open() {
        return !closed;
    }

    private void run() {
        try {
            while (open()) {
                step();
            }
        } catch (InterruptedException | InterruptException e) {
            // Closed.
        } catch (RuntimeException | Error e) {
            if (open()) {
                node.end("cannot read older messages: " + node.why(e));
            }
        } finally {
            reader.close();
        }
    }

    private void step() throws InterruptedException {
        try {
            take(next(spots.values().stream().allMatch(spot -> spot.open == null)));
            if (spots.values().stream().anyMatch(spot -> spot.open != null)) {
                read();
            }
        } catch (WakeupException e) {
            // There are questions, or it is closed.
        } catch (OffsetOutOfRangeException e) {
            e.partitions().forEach(this::missed);
        } catch (AuthorizationException | RetriableException e) {
            if (noted.due()) {
                node.note("cannot read older messages, trying again: " + node.why(e));
            }
            pause(TimeUnit.MILLISECONDS.toNanos(PAUSE_MS));
        }
    }

    /** What was asked since the last time; waits for it if there is nothing else to do. */
    private synchronized List<Question> next(boolean idle) throws InterruptedException {
        while (idle && asked.isEmpty() && !closed) {
            wait();
        }
        List<Question> all = asked;
        asked = new ArrayList<>();
        return all;
    }

    private synchronized void pause(long ns) throws InterruptedException {
        if (!closed) {
            TimeUnit.NANOSECONDS.timedWait(this, ns);
        }
    }

    private void take(List<Question> questions) {
        if (questions.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        spots.values().removeIf(spot -> spot.open == null && now - spot.askedNs > IDLE_NS);
        for (Question question : questions) {
            Spot spot = spots.computeIfAbsent(question.number, number -> new Spot(numbering.place(number)));
            spot.open = question;
            spot.askedNs = now;
        }
        reader.assign(spots.values().stream().map(spot -> spot.place).toList());
        for (Question question : questions) {
            begin(spots.get(question.number), question);
        }
    }

    private void begin(@Nullable Spot spot, Question question) {
        if (spot == null) {
            return;
        }
        Chunk first = spot.ahead.peek();
        if (first != null && first.from() == question.offset) {
            answer(spot);
            return;
        }
        if (first != null || spot.position != question.offset) {
            spot.ahead.clear();
            reader.seek(spot.place, question.offset);
            spot.position = question.offset;
        }
        spot.from = question.offset;
        reader.resume(List.of(spot.place));
    }

    private void answer(Spot spot) {
        Question question = spot.open;
        Chunk chunk = question == null ? null : spot.ahead.poll();
        if (question == null || chunk == null) {
            return;
        }
        spot.open = null;
        reader.pause(List.of(spot.place));
        node.post(() -> {
            if (!node.ended()) {
                question.answer.accept(chunk);
            }
        });
    }

    private void read() {
        try (Fetched fetched = reader.poll(POLL)) {
            for (Portion portion : fetched.portions()) {
                take(portion);
            }
        }
    }

    private void take(Portion portion) {
        int number = numbering.number(portion.topic(), portion.partition());
        Spot spot = spots.get(number);
        ChunkMaker maker = makers.get(portion.topic());
        if (spot == null || maker == null) {
            return;
        }
        maker.make(portion, number, spot.from, true, spot.ahead::add);
        spot.from = portion.nextOffset();
        spot.position = portion.nextOffset();
        answer(spot);
        if (spots.values().stream().mapToLong(Spot::bytes).sum() > WAITING) {
            spot.ahead.clear();
            spot.position = -1;
        }
    }

    /** The log does not have an offset: it was removed, or was never there. */
    private void missed(TopicPartition partition) {
        Spot spot = spots.get(numbering.number(partition.topic(), partition.partition()));
        if (spot == null) {
            return;
        }
        long begin = Readers.beginning(reader, partition);
        if (begin <= spot.from) {
            throw new KafkaException(partition + " ends at offset " + Readers.end(reader, partition)
                    + ", but has been read up to " + spot.from + "; was it deleted, or has a replica lost records?");
        }
        spot.ahead.clear();
        spot.from = begin;
        spot.position = begin;
        reader.seek(partition, begin);
    }
}
