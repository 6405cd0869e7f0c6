package org.kafkamqtt.mqtt.broker.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.broker.message.Message;

/**
 * The retained message of each topic name, as of a place in the log: a tree of topic levels. Not thread-safe; the node's thread owns
 * it.
 */
public final class RetainedView {
    private static final class Level {
        private final Map<String, Level> below = new HashMap<>(4);
        private @Nullable Message message;

        boolean empty() {
            return message == null && below.isEmpty();
        }
    }

    /** A level that is reached with the filter's levels up to {@code at}. */
    private record Step(Level level, int at) {}

    private final Level root = new Level();
    private int size;
    private long bytes;

    /** Takes in a message whose retain flag is set: it replaces the one before it, or clears it if its payload is empty. */
    public void apply(Message message) {
        if (message.payload().length() == 0) {
            clear(message.topic());
            return;
        }
        Level level = root;
        for (String name : levels(message.topic())) {
            level = level.below.computeIfAbsent(name, any -> new Level());
        }
        forget(level);
        level.message = message;
        size++;
        bytes += bytes(message);
    }

    /** Forgets the message of a topic name. */
    public void clear(String topic) {
        String[] names = levels(topic);
        Level[] path = new Level[names.length + 1];
        path[0] = root;
        for (int i = 0; i < names.length; i++) {
            Level next = path[i].below.get(names[i]);
            if (next == null) {
                return;
            }
            path[i + 1] = next;
        }
        forget(path[names.length]);
        for (int i = names.length; i > 0 && path[i].empty(); i--) {
            path[i - 1].below.remove(names[i - 1]);
        }
    }

    private void forget(Level level) {
        Message before = level.message;
        if (before != null) {
            level.message = null;
            size--;
            bytes -= bytes(before);
        }
    }

    /**
     * The messages that a topic filter matches and that have not expired, in no particular order.
     *
     * @param timestamp milliseconds since 1970
     */
    public List<Message> matching(String filter, long timestamp) {
        List<Message> found = new ArrayList<>();
        String[] names = levels(filter);
        // Not by recursion: a topic name may have tens of thousands of levels.
        ArrayDeque<Step> steps = new ArrayDeque<>();
        steps.push(new Step(root, 0));
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            if (step.at == names.length) {
                add(step.level, timestamp, found);
            } else if (names[step.at].equals("#")) {
                add(step.level, timestamp, found);
                below(step, step.at, steps);
            } else if (names[step.at].equals("+")) {
                below(step, step.at + 1, steps);
            } else {
                Level next = step.level.below.get(names[step.at]);
                if (next != null) {
                    steps.push(new Step(next, step.at + 1));
                }
            }
        }
        return found;
    }

    private void below(Step step, int at, ArrayDeque<Step> steps) {
        step.level.below.forEach((name, next) -> {
            // A wildcard at the front matches no topic name with a leading $.
            if (step.level != root || !name.startsWith("$")) {
                steps.push(new Step(next, at));
            }
        });
    }

    private static void add(Level level, long timestamp, List<Message> found) {
        Message message = level.message;
        if (message != null && !message.expired(timestamp)) {
            found.add(message);
        }
    }

    private static long bytes(Message message) {
        return 200L + 2L * message.topic().length() + message.payload().length();
    }

    private static String[] levels(String name) {
        return name.split("/", -1);
    }

    /** How many topic names have a retained message, expired ones included. */
    public int size() {
        return size;
    }

    /** Bytes of memory that they take, about. */
    public long bytes() {
        return bytes;
    }
}
