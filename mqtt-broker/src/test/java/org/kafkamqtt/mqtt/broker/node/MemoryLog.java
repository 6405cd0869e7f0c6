package org.kafkamqtt.mqtt.broker.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.session.Receipt;
import org.kafkamqtt.mqtt.protocol.packet.Payload;

/** A log in memory: what is appended is acknowledged, and reaches the tail, when the test lets it. */
final class MemoryLog implements MessageLog {
    /** Messages of one chunk that {@link #read} answers with. */
    private static final int CHUNK = 100;

    private record Entry(int partition, Logged logged, Receipt receipt) {}

    private final NodeClock clock;
    private final List<List<Logged>> partitions = new ArrayList<>();
    /** For each partition, the offset up to which the tail was brought. */
    private final long[] tailed;

    private final long[] begins;
    private final ArrayDeque<Entry> unacknowledged = new ArrayDeque<>();
    private final Map<String, Integer> places = new HashMap<>();
    private @Nullable Tail tail;
    int room = Integer.MAX_VALUE;
    boolean wanted;
    int reads;
    /** Whether everything is acknowledged and brought to the tail at once. */
    boolean prompt = true;

    MemoryLog(NodeClock clock, int count) {
        this.clock = clock;
        for (int i = 0; i < count; i++) {
            partitions.add(new ArrayList<>());
        }
        tailed = new long[count];
        begins = new long[count];
    }

    void tail(Tail follower) {
        tail = follower;
    }

    /** Puts a topic name into a partition of the test's choice. */
    void place(String topic, int partition) {
        places.put(topic, partition);
    }

    @Override
    public int partitions() {
        return partitions.size();
    }

    @Override
    public boolean append(Message message, Receipt receipt) {
        if (room == 0) {
            return false;
        }
        room--;
        add(message, receipt);
        return true;
    }

    private void add(Message message, Receipt receipt) {
        int partition = places.getOrDefault(
                message.topic(), Math.floorMod(message.topic().hashCode(), partitions.size()));
        Message own = new Message(
                message.topic(),
                Payload.of(message.payload().copy()),
                message.qos(),
                message.retain(),
                message.properties(),
                message.timestamp(),
                message.expiry(),
                message.origin());
        Logged logged = new Logged(partitions.get(partition).size(), own);
        partitions.get(partition).add(logged);
        unacknowledged.add(new Entry(partition, logged, receipt));
        if (prompt) {
            clock.later(this::acknowledge);
            clock.later(this::bring);
        }
    }

    /** Somebody else appends. */
    void foreign(Message message) {
        add(message, new Receipt() {
            @Override
            public void stored() {}

            @Override
            public void refused(org.kafkamqtt.mqtt.protocol.ReasonCode reason, String why) {}
        });
    }

    /** All that was appended is acknowledged. */
    void acknowledge() {
        while (!unacknowledged.isEmpty()) {
            unacknowledged.remove().receipt().stored();
        }
    }

    /** The tail gets all that it lacks, one chunk for each partition. */
    void bring() {
        for (int i = 0; i < tailed.length; i++) {
            List<Logged> all = partitions.get(i);
            if (tailed[i] < all.size()) {
                long from = tailed[i];
                tailed[i] = all.size();
                List<Logged> messages = List.copyOf(all.subList((int) from, all.size()));
                if (!wanted) {
                    messages = messages.stream()
                            .filter(logged -> logged.message().retain())
                            .toList();
                }
                Objects.requireNonNull(tail)
                        .arrived(new Chunk(i, from, all.size(), messages, !wanted, 100 * messages.size()));
            }
        }
    }

    /** There is room for so many messages again. */
    void room(int messages) {
        room = messages;
        Objects.requireNonNull(tail).room();
    }

    /** Retention removes what is before this offset. */
    void remove(int partition, long before) {
        begins[partition] = before;
    }

    @Override
    public void ends(Consumer<long[]> answer) {
        clock.later(
                () -> answer.accept(partitions.stream().mapToLong(List::size).toArray()));
    }

    @Override
    public void read(int partition, long offset, Consumer<Chunk> answer) {
        reads++;
        clock.later(() -> {
            List<Logged> all = partitions.get(partition);
            int from = (int) Math.max(offset, begins[partition]);
            int to = Math.min(all.size(), from + CHUNK);
            answer.accept(new Chunk(partition, from, to, List.copyOf(all.subList(from, to)), false, 100 * (to - from)));
        });
    }

    @Override
    public void wanted(boolean whole) {
        wanted = whole;
    }
}
