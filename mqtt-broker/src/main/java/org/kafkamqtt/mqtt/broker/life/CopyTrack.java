package org.kafkamqtt.mqtt.broker.life;

import java.util.ArrayDeque;
import org.apache.kafka.common.TopicPartition;

/** How far the retained messages of one partition are copied. Pure. Not thread-safe; the node's thread owns it. */
final class CopyTrack {
    private final TopicPartition partition;
    private final String id;
    private final ArrayDeque<Copy> flight = new ArrayDeque<>();
    private long position;
    private long seen;
    private long marked;

    /** Whether what was missed is asked for. */
    boolean asking;
    /** Whether a mark is on its way. */
    boolean marking;

    /** A copy on its way. */
    static final class Copy {
        private final long offset;
        private boolean settled;

        private Copy(long offset) {
            this.offset = offset;
        }
    }

    /**
     * Nothing is on its way yet.
     *
     * @param tail offset from which on it is to be copied
     * @param id of the topic, empty if it is not known
     */
    CopyTrack(TopicPartition partition, long tail, String id) {
        this.partition = partition;
        this.id = id;
        this.position = tail;
        this.seen = tail;
        this.marked = tail;
    }

    TopicPartition partition() {
        return partition;
    }

    /** The offset of the next message to be looked at. */
    long position() {
        return position;
    }

    /** All below this were looked at. */
    void passed(long next) {
        position = Math.max(position, next);
    }

    /** The tail has come this far. */
    void seen(long next) {
        seen = Math.max(seen, next);
    }

    /** Whether messages that the tail has brought are not looked at yet. */
    boolean behind() {
        return position < seen;
    }

    /** A copy is on its way, of the message at this offset; in order. */
    Copy begin(long offset) {
        Copy copy = new Copy(offset);
        flight.add(copy);
        return copy;
    }

    /** A copy is in the log, or never will be. */
    void settled(Copy copy) {
        copy.settled = true;
        for (Copy first = flight.peek(); first != null && first.settled; first = flight.peek()) {
            flight.remove();
        }
    }

    /** The offset below which all retained messages are copied. */
    long mark() {
        Copy first = flight.peek();
        return first == null ? position : first.offset;
    }

    /** Whether a mark is to be written. */
    boolean unmarked() {
        return !marking && mark() > marked;
    }

    /** What the mark says now. */
    RetainedLoad.Mark toMark() {
        return new RetainedLoad.Mark(mark(), id);
    }

    /** A mark is in the log. */
    void marked(long offset) {
        marked = Math.max(marked, offset);
    }
}
