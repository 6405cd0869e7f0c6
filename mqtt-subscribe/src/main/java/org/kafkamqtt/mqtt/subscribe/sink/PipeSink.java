package org.kafkamqtt.mqtt.subscribe.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.stream.PipeGauge;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * Standard output that is a pipe, with messages of QoS 1 and 2: only what the reader has read from the pipe counts as taken.
 *
 * <p>The first of these messages go one by one, each when the reader has taken the one before it, so that {@code | head -5} leaves
 * exactly the sixth for the next run. Later ones go in pieces that a pipe takes whole or not at all, and never more than a
 * pipe holds, so that the writing thread does not block in the pipe. Not thread-safe; the writing thread owns it.
 */
public final class PipeSink implements Sink {
    /** POSIX guarantees at least 512; Linux has 4096. A write of this size is never cut in two by a reader that leaves. */
    private static final int WHOLE = 4096;

    static final int ONE_BY_ONE = 1000;
    /** Half of what a pipe of Linux holds: how much fits in depends on how it was written. */
    static final int AHEAD = 32 * 1024;
    /** The most a reader takes at once; when it leaves, it may have dealt with only a part of that. */
    static final int ONE_READ = 64 * 1024;

    private static final int PIECE = 64 * 1024;
    /** A buffer inflated by one huge message is not kept. */
    private static final int KEPT = 1024 * 1024;
    /** Of a message, besides its payload. */
    private static final int HEAD = 128;

    private static final long SHORTEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long FIRST_PATIENCE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_PATIENCE = TimeUnit.SECONDS.toNanos(2);

    private final OutputStream out;
    private final LineFormat format;
    private final PipeGauge gauge;
    private final LongSupplier nanoTime;
    private Bytes buffer = new Bytes(PIECE * 2);
    /** Where the buffer is cut into pieces, and where the last of them begins. */
    private final ArrayDeque<Integer> cuts = new ArrayDeque<>();

    private int piece;
    /** Whether the buffer has a message that is to be acknowledged. */
    private boolean sure;
    /** Where the messages not taken yet end, in bytes from the start of the run. */
    private final ArrayDeque<Written> ends = new ArrayDeque<>();
    /** Where those end that the reader took together with others, perhaps in its last read. */
    private final ArrayDeque<Long> doubtful = new ArrayDeque<>();

    private long written;
    private long read;
    private long taken;
    private int alone;
    private long pause = SHORTEST_PAUSE;
    private boolean resting;
    private long restingSince;
    private long nextSearch;
    /** Whether a message waits for room. */
    private boolean refused;

    private boolean blind;
    private boolean awaited;

    /**
     * One message in the pipe or before it.
     *
     * @param end of its bytes
     * @param doubtful whether it may be acknowledged and lost if its reader goes away
     */
    private record Written(long end, boolean doubtful) {}

    public PipeSink(OutputStream out, LineFormat format, PipeGauge gauge, LongSupplier nanoTime) {
        this.out = out;
        this.format = format;
        this.gauge = gauge;
        this.nanoTime = nanoTime;
    }

    /** Messages of QoS 0 wait in the pipe, as in any other output. */
    @Override
    public boolean hasRoom(Arrival message) {
        refused = !(message.qos() == 0 || fits(message));
        if (refused) {
            look();
            refused = !(fits(message) || isAbandoned(0));
        }
        return !refused;
    }

    private boolean fits(Arrival message) {
        long ahead = written + buffer.size() - read;
        return ahead == 0 || alone >= ONE_BY_ONE && ahead + message.payload().length + HEAD <= AHEAD;
    }

    /**
     * Whether there seems to be no reader: then the next write will show it, or go through if there is a reader we may not
     * see. Checked less and less often, since it takes long.
     *
     * @param least how long the reader must have been idle
     */
    private boolean isAbandoned(long least) {
        long now = nanoTime.getAsLong();
        if (!resting) {
            resting = true;
            restingSince = now;
            nextSearch = FIRST_PATIENCE;
        }
        long rest = now - restingSince;
        if (rest < Math.max(least, nextSearch)) {
            return false;
        }
        nextSearch = rest + Math.min(LONGEST_PATIENCE, rest);
        return !gauge.hasReader();
    }

    @Override
    public void write(Arrival message) throws IOException {
        int before = buffer.size();
        try {
            format.write(message, buffer);
        } catch (OutOfMemoryError e) {
            buffer.shrinkTo(before);
            throw e;
        }
        if (buffer.size() - piece > WHOLE && before > piece) {
            cuts.add(before);
            piece = before;
        }
        boolean acknowledged = message.qos() > 0;
        sure |= acknowledged;
        ends.add(new Written(written + buffer.size(), acknowledged && alone >= ONE_BY_ONE));
        if (acknowledged && alone < ONE_BY_ONE) {
            alone++;
            drain();
        } else if (buffer.size() >= PIECE) {
            drain();
        }
    }

    @Override
    public void flush() throws IOException {
        drain();
    }

    private void drain() throws IOException {
        Bytes full = buffer;
        int at = 0;
        try {
            while (at < full.size()) {
                int next = cuts.isEmpty() || !sure ? full.size() : cuts.remove();
                out.write(full.array(), at, next - at);
                written += next - at;
                at = next;
            }
        } catch (ClosedPipe e) {
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            // An interrupt closes standard output: what we would look into then is another thing.
            blind = true;
            throw e;
        } finally {
            cuts.clear();
            piece = 0;
            sure = false;
            full.clear();
            buffer = full.array().length > KEPT ? new Bytes(PIECE * 2) : full;
        }
    }

    private void look() {
        if (blind || ends.isEmpty()) {
            return;
        }
        long now = written - unread();
        if (now > read) {
            read = now;
            pause = SHORTEST_PAUSE;
            resting = false;
        }
    }

    private long unread() {
        try {
            return gauge.unread();
        } catch (IOException e) {
            // Then it is as with any output: what was written is gone.
            return 0;
        }
    }

    @Override
    public OptionalLong taken() {
        look();
        for (Written first = ends.peek(); first != null && first.end() <= read; first = ends.peek()) {
            ends.remove();
            taken++;
            if (first.doubtful()) {
                doubtful.add(first.end());
            }
        }
        for (Long first = doubtful.peek(); first != null && first <= read - ONE_READ; first = doubtful.peek()) {
            doubtful.remove();
        }
        return OptionalLong.of(taken);
    }

    @Override
    public long untilLook() {
        if (ends.isEmpty()) {
            return refused ? 0 : Long.MAX_VALUE;
        }
        long now = pause;
        pause = Math.min(LONGEST_PAUSE, pause * 2);
        return now;
    }

    @Override
    public void finish(boolean ofUse) {
        awaited = ofUse;
    }

    @Override
    public boolean mayStillTake() {
        return awaited && !ends.isEmpty() && !blind && !isAbandoned(LONGEST_PATIENCE);
    }

    @Override
    public long inDoubt() {
        return doubtful.size();
    }

    @Override
    public void close() throws IOException {
        drain();
    }
}
