package org.kafkamqtt.producer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys and values ahead in a thread of its own, so that reading and sending share the work ({@code bench/producer}).
 *
 * <p>What is there is handed over before the reader waits for more. Only for sources whose pieces are never bad.
 */
final class Ahead implements Source {
    private static final int STRETCHES = 3;

    private final Source source;
    private final BlockingQueue<Stretch> read = new ArrayBlockingQueue<>(STRETCHES);
    private final Thread reader = new Thread(this::read, "reader");
    private Stretch current = new Stretch(new Origin("", 0, ""));
    private int at = -1;

    Ahead(Source source) {
        this.source = source;
        reader.setDaemon(true);
    }

    /**
     * One record as it was read.
     *
     * @param number in its input
     * @param consumed bytes of the input up to its end
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Piece(byte @Nullable [] key, byte @Nullable [] value, long number, long consumed) {
        int size() {
            return value == null ? 0 : value.length;
        }
    }

    /** Records of one input, one behind the other. */
    private static final class Stretch {
        private static final int RECORDS = 256;
        private static final int BYTES = 256 * 1024;

        final Origin origin;
        final List<Piece> pieces = new ArrayList<>(RECORDS);
        private int bytes;
        boolean last;

        @Nullable
        IOException failure;

        Stretch(Origin origin) {
            this.origin = origin;
        }

        void add(Draft draft, Source source) {
            Piece piece = new Piece(draft.key, draft.value, source.number(), source.consumed());
            pieces.add(piece);
            bytes += piece.size();
        }

        boolean full() {
            return pieces.size() == RECORDS || bytes >= BYTES;
        }
    }

    private void read() {
        Draft draft = new Draft();
        Stretch stretch = new Stretch(source.origin());
        try {
            try {
                while (source.next(draft)) {
                    if (!stretch.pieces.isEmpty() && !stretch.origin.equals(source.origin())) {
                        read.put(stretch);
                    }
                    if (!stretch.origin.equals(source.origin())) {
                        stretch = new Stretch(source.origin());
                    }
                    stretch.add(draft, source);
                    if (stretch.full() || !source.ready()) {
                        read.put(stretch);
                        stretch = new Stretch(source.origin());
                    }
                    draft.clear();
                }
            } catch (IOException e) {
                stretch.failure = e;
            } catch (BadRecord e) {
                throw new IllegalStateException(e);
            }
            stretch.last = true;
            read.put(stretch);
        } catch (InterruptedException e) {
            // Nobody takes any more.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean next(Draft draft) throws IOException {
        at++;
        while (at >= current.pieces.size()) {
            if (current.failure != null) {
                throw current.failure;
            }
            if (current.last || !taken()) {
                return false;
            }
        }
        draft.key = current.pieces.get(at).key();
        draft.value = current.pieces.get(at).value();
        return true;
    }

    /** Goes to the next stretch; false if this thread is not to wait any longer. */
    private boolean taken() {
        if (reader.getState() == Thread.State.NEW) {
            reader.start();
        }
        try {
            current = read.take();
            at = 0;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Origin origin() {
        return current.origin;
    }

    @Override
    public long number() {
        return current.pieces.get(at).number();
    }

    @Override
    public long consumed() {
        return current.pieces.get(at).consumed();
    }

    @Override
    public boolean ready() {
        return at + 1 < current.pieces.size();
    }

    @Override
    public byte[] copy() {
        throw new IllegalStateException("pieces that are never bad are not copied");
    }

    @Override
    public void copyTo(OutputStream out) {
        throw new IllegalStateException("not read ahead where the input is copied");
    }

    @Override
    public void close() throws IOException {
        reader.interrupt();
        source.close();
    }
}
