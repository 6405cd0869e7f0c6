package org.kafkamqtt.mqtt.broker.node;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Questions about the log, one at a time for each partition. Not thread-safe; the node's thread owns it. */
final class Questions {
    private record Question(long offset, Consumer<Chunk> answer) {}

    private final MessageLog log;
    /** By partition, those that wait behind one that is asked. */
    private final Map<Integer, ArrayDeque<Question>> waiting = new HashMap<>();

    Questions(MessageLog log) {
        this.log = log;
    }

    /** As {@link MessageLog#read}, as often as one likes. */
    void ask(int partition, long offset, Consumer<Chunk> answer) {
        ArrayDeque<Question> others = waiting.get(partition);
        if (others == null) {
            waiting.put(partition, new ArrayDeque<>(1));
            send(partition, new Question(offset, answer));
        } else {
            others.add(new Question(offset, answer));
        }
    }

    private void send(int partition, Question question) {
        log.read(partition, question.offset(), chunk -> {
            ArrayDeque<Question> others = waiting.get(partition);
            Question next = others == null ? null : others.poll();
            if (next == null) {
                waiting.remove(partition);
            } else {
                send(partition, next);
            }
            question.answer().accept(chunk);
        });
    }
}
