package org.kafkamqtt.kafka.simulation;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Virtual time, what will happen in it, and the one source of chance of a history. */
public final class Events {
    private static final int TRACED = 5000;

    private record Event(long atMs, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return atMs == other.atMs ? Long.compare(number, other.number) : Long.compare(atMs, other.atMs);
        }
    }

    private final SplittableRandom random;
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final ArrayDeque<String> trace = new ArrayDeque<>();
    /** Whether somebody reads the trace: it costs more than the history. */
    public final boolean traced;

    private long numbers;
    private long nowMs = 1;
    private int happened;

    public Events(long seed, boolean traced) {
        this.random = new SplittableRandom(seed);
        this.traced = traced;
    }

    /** Milliseconds since the beginning. */
    public long nowMs() {
        return nowMs;
    }

    /** How many things have happened. */
    public int happened() {
        return happened;
    }

    public boolean isEmpty() {
        return queue.isEmpty();
    }

    public void after(long ms, Runnable action) {
        queue.add(new Event(nowMs + ms, numbers++, action));
    }

    public void at(long ms, Runnable action) {
        queue.add(new Event(Math.max(ms, nowMs), numbers++, action));
    }

    /** Lets the next thing happen. */
    public void next() {
        Event event = queue.remove();
        nowMs = event.atMs;
        happened++;
        event.action.run();
    }

    /** A number from 0 on. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A time on the way: mostly short, now and then long. */
    public long delay() {
        int kind = random.nextInt(100);
        return kind < 85 ? random.nextInt(5) : kind < 98 ? random.nextInt(200) : random.nextInt(2500);
    }

    public void trace(String line) {
        if (traced) {
            if (trace.size() == TRACED) {
                trace.removeFirst();
            }
            trace.add(nowMs + " " + line);
        }
    }

    /** The last lines. */
    public String traced() {
        return String.join("\n", trace);
    }
}
