package org.kafkamqtt.mqtt.broker.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.broker.match.Match;
import org.kafkamqtt.mqtt.broker.match.SubscriptionTree;
import org.kafkamqtt.mqtt.broker.match.View;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.session.Delivery;

/**
 * From the log to the clients: those that are live get what arrives, those that are behind are led along the log from their cursors.
 * Not thread-safe; the node's thread owns it.
 */
final class Delivering {
    /** Messages that one client is led past before others have their turn. */
    private static final int STRIDE = 512;

    private final Questions questions;
    private final SubscriptionTree<Client> tree;
    private final NodeClock clock;
    private final Consumer<String> notes;
    private final ChunkStore recent;
    private final ChunkStore loaded;
    private long[] tail;
    /** Those to be led on. */
    private final ArrayDeque<Client> ready = new ArrayDeque<>();

    private boolean scheduled;
    /** By partition, those that wait for a part of the log; a question about the partition is under way. */
    private final Map<Integer, List<Client>> asking = new HashMap<>();

    /**
     * With the tail at these offsets.
     *
     * @param tail offset of the next message of each partition that arrives
     */
    Delivering(
            Questions questions,
            SubscriptionTree<Client> tree,
            NodeClock clock,
            NodeSettings settings,
            long[] tail,
            Consumer<String> notes) {
        this.questions = questions;
        this.tree = tree;
        this.clock = clock;
        this.notes = notes;
        this.recent = new ChunkStore(settings.recentBytes(), false);
        this.loaded = new ChunkStore(settings.loadedBytes(), true);
        this.tail = tail.clone();
    }

    /** Offset of the next message of each partition that arrives; not to be changed, and another array later. */
    long[] tail() {
        return tail;
    }

    // ---- the tail

    void arrived(Chunk chunk) {
        int partition = chunk.partition();
        if (partition >= tail.length) {
            tail = Arrays.copyOf(tail, partition + 1);
        }
        if (!chunk.sparse()) {
            recent.add(chunk);
            long nowMs = clock.nowMs();
            long timestamp = clock.timestamp();
            for (Logged logged : chunk.messages()) {
                offerAll(partition, logged, nowMs, timestamp);
            }
        }
        tail[partition] = chunk.next();
    }

    private void offerAll(int partition, Logged logged, long nowMs, long timestamp) {
        Message message = logged.message();
        View seen = null;
        Delivery delivery = null;
        for (Match<Client> match : tree.match(message.topic())) {
            Client client = match.subscriber();
            View view = client.live(partition) ? match.view(own(match, message)) : null;
            if (view == null) {
                continue;
            }
            if (delivery == null || !view.equals(seen)) {
                seen = view;
                delivery = delivery(message, view);
            }
            if (client.awaitsRetained() || !client.session().offer(delivery, nowMs, timestamp)) {
                client.behind(partition, logged.offset());
            }
        }
    }

    private static boolean own(Match<Client> match, Message message) {
        return match.noLocal() && match.subscriber().published(message);
    }

    private static Delivery delivery(Message message, View view) {
        return new Delivery(
                message,
                message.qos().atMost(view.qos()),
                view.retainAsPublished() && message.retain(),
                view.identifiers());
    }

    // ---- catching up

    /** Leads a client on, as soon as others have had their turn. */
    void goOn(Client client) {
        if ((client.behind() > 0 || client.awaitsRetained()) && !client.listed) {
            client.listed = true;
            ready.add(client);
            schedule();
        }
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            clock.later(this::turn);
        }
    }

    private void turn() {
        scheduled = false;
        for (int i = ready.size(); i > 0; i--) {
            Client client = ready.remove();
            client.listed = false;
            if (!client.session().over() && lead(client, clock.nowMs(), clock.timestamp())) {
                goOn(client);
            }
        }
    }

    /** Leads a client on for a stride; true if it can go on after that. */
    private boolean lead(Client client, long nowMs, long timestamp) {
        int left = STRIDE;
        while (client.awaitsRetained()) {
            Delivery next = client.nextRetained();
            if (next == null || !client.session().offer(next, nowMs, timestamp)) {
                return false;
            }
            client.retainedTaken();
            if (--left == 0) {
                return true;
            }
        }
        int first = client.turn();
        for (int i = 0; i < client.partitions(); i++) {
            int partition = (first + i) % client.partitions();
            while (!client.live(partition)) {
                if (client.cursor(partition) >= tail[partition]) {
                    client.caughtUp(partition);
                    break;
                }
                Chunk chunk = find(partition, client.cursor(partition));
                if (chunk == null) {
                    ask(partition, client);
                    break;
                }
                left = leadThrough(client, chunk, left, nowMs, timestamp);
                if (left <= 0) {
                    // Else one partition that never ends would keep all others waiting.
                    client.turn(partition + 1);
                    return left == 0;
                }
            }
        }
        return false;
    }

    private @Nullable Chunk find(int partition, long offset) {
        Chunk chunk = recent.find(partition, offset);
        return chunk == null ? loaded.find(partition, offset) : chunk;
    }

    /** Leads a client through a chunk; returns what is left of the stride, -1 if the client takes nothing more. */
    private int leadThrough(Client client, Chunk chunk, int stride, long nowMs, long timestamp) {
        int left = stride;
        int partition = chunk.partition();
        List<Logged> messages = chunk.messages();
        for (int i = first(messages, client.cursor(partition)); i < messages.size(); i++) {
            Logged logged = messages.get(i);
            if (left == 0) {
                client.behind(partition, logged.offset());
                return 0;
            }
            left--;
            Message message = logged.message();
            Match<Client> match = tree.match(message.topic(), client);
            View view = match == null ? null : match.view(own(match, message), partition, logged.offset());
            if (view != null && !client.session().offer(delivery(message, view), nowMs, timestamp)) {
                client.behind(partition, logged.offset());
                return -1;
            }
        }
        client.behind(partition, chunk.next());
        return left == 0 ? 1 : left;
    }

    /** The index of the first message at or after an offset. */
    private static int first(List<Logged> messages, long offset) {
        int low = 0;
        int high = messages.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (messages.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void ask(int partition, Client client) {
        List<Client> waiting = asking.get(partition);
        if (waiting != null) {
            if (!waiting.contains(client)) {
                waiting.add(client);
            }
            return;
        }
        asking.put(partition, new ArrayList<>(List.of(client)));
        long offset = client.cursor(partition);
        questions.ask(partition, offset, chunk -> read(chunk, offset));
    }

    private void read(Chunk chunk, long asked) {
        int partition = chunk.partition();
        List<Client> waiting = asking.remove(partition);
        loaded.add(chunk);
        if (waiting == null) {
            return;
        }
        for (Client client : waiting) {
            if (!client.session().over()) {
                skipRemoved(client, chunk, asked);
                goOn(client);
            }
        }
    }

    /** What retention has removed cannot be delivered, and that is said. */
    private void skipRemoved(Client client, Chunk chunk, long asked) {
        int partition = chunk.partition();
        if (chunk.from() > asked && !client.live(partition) && client.cursor(partition) < chunk.from()) {
            notes.accept("client '" + client.session().clientId() + "' was too slow: retention has removed offsets "
                    + client.cursor(partition) + " to " + (chunk.from() - 1) + " of partition number " + partition
                    + " before it got them");
            client.behind(partition, chunk.from());
        }
    }
}
