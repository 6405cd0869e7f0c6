package org.kafkamqtt.console.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The lines at the bottom of the terminal that are drawn again and again, and the only one who draws there: what else is written
 * to the terminal goes through {@link #above}, clears them, and has them drawn below it.
 *
 * <p>The cursor rests at the beginning of the first of them. So one clearing to the end of the screen removes them all, whatever
 * a typed {@code ^C} or a window of another size has made of them.
 *
 * <p>Thread-safe by one lock, the last to be taken: under it the terminal is written to and asked for its size, nothing else.
 */
public final class LiveArea implements AutoCloseable {
    private static final String CLEAR = "\r\u001b[J";

    private final OutputStream terminal;
    private final TerminalSize size;
    private final boolean draws;
    private final Map<Place, Picture> pictures = new EnumMap<>(Place.class);
    /** Whether lines are on the screen now. */
    private boolean drawn;
    /** Whether what was written above has not ended its line yet, which is no place to draw at. */
    private boolean open;

    private boolean listening;
    private boolean closed;

    /** Who has lines here, from top to bottom; where there is little room, the last has it first. */
    public enum Place {
        TABLE,
        BAR
    }

    /** What is to be seen: a snapshot, laid out for whatever size the terminal has when it is drawn. */
    @FunctionalInterface
    public interface Picture {
        /**
         * Its lines.
         *
         * @param width how many cells a line may take
         * @param rows how many lines there may be
         */
        List<String> lines(int width, int rows);
    }

    /** @param terminal where the lines are drawn */
    public LiveArea(OutputStream terminal, TerminalSize size) {
        this(terminal, size, true);
    }

    private LiveArea(OutputStream terminal, TerminalSize size, boolean draws) {
        this.terminal = terminal;
        this.size = size;
        this.draws = draws;
    }

    /** That of standard error, which draws nothing if that is not a terminal, or one that cannot redraw. */
    public static LiveArea ofStandardError(Map<String, String> environment) {
        return new LiveArea(
                new FileOutputStream(FileDescriptor.err),
                TerminalSize.ofStandardError(environment),
                Terminal.isStandardError() && Terminal.redraws(environment));
    }

    /** One that draws nothing. */
    public static LiveArea nowhere() {
        return new LiveArea(OutputStream.nullOutputStream(), TerminalSize.usual(), false);
    }

    /** Whether anything that is shown here is seen. */
    public boolean draws() {
        return draws;
    }

    /** How many cells a line has that is written above; 80 if that is not a terminal. */
    public int width() {
        return size.width();
    }

    /** How many rows the terminal has. */
    public int height() {
        return size.height();
    }

    /** Shows this at the place from now on, and now. */
    public synchronized void show(Place place, Picture picture) {
        if (!draws || closed) {
            return;
        }
        if (!listening) {
            listening = true;
            TerminalSignals.onResize(this::resized);
            TerminalSignals.onPause(this::hide, this::resized);
        }
        pictures.put(place, picture);
        draw();
    }

    /** Shows nothing at the place any more. */
    public synchronized void remove(Place place) {
        if (pictures.remove(place) != null) {
            draw();
        }
    }

    /** Removes all lines, and shows nothing more. */
    @Override
    public synchronized void close() {
        pictures.clear();
        draw();
        closed = true;
    }

    /** The terminal may have another size now, or was used by somebody else. */
    synchronized void resized() {
        size.changed();
        draw();
    }

    private synchronized void hide() {
        if (drawn) {
            drawn = false;
            send(CLEAR);
        }
    }

    /**
     * A stream to the same terminal whose text stays above the lines.
     *
     * @param target writes to the terminal as well, or is all there is if nothing is drawn here
     */
    public OutputStream above(OutputStream target) {
        return draws ? new Above(target) : target;
    }

    private synchronized void write(OutputStream target, byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        hide();
        try {
            target.write(bytes, offset, length);
        } finally {
            open = bytes[offset + length - 1] != '\n';
            if (!pictures.isEmpty()) {
                draw();
            }
        }
    }

    private void draw() {
        List<String> lines = lines();
        if (lines.isEmpty() || open) {
            hide();
            return;
        }
        StringBuilder screen = new StringBuilder(CLEAR).append(String.join("\n", lines));
        if (lines.size() > 1) {
            screen.append("\u001b[").append(lines.size() - 1).append('A');
        }
        drawn = true;
        send(screen.append('\r').toString());
    }

    /** One row stays for what is above, one cell at the end of each line, which would make some terminals begin a new one. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (pictures.isEmpty()) {
            return lines;
        }
        int width = Math.max(1, size.width() - 1);
        int rows = Math.max(1, size.height() - 1);
        List<Picture> shown = List.copyOf(pictures.values());
        for (int i = shown.size() - 1; i >= 0 && lines.size() < rows; i--) {
            int room = rows - lines.size();
            lines.addAll(
                    0,
                    shown.get(i).lines(width, room).stream()
                            .limit(room)
                            .map(line -> Cells.cut(line, width))
                            .toList());
        }
        return lines;
    }

    private void send(String screen) {
        try {
            terminal.write(screen.getBytes(StandardCharsets.UTF_8));
            terminal.flush();
        } catch (IOException e) {
            // The terminal has gone: there is nobody to show anything to.
            pictures.clear();
            drawn = false;
        }
    }

    /** Text above the lines. */
    private final class Above extends OutputStream {
        private final OutputStream target;

        Above(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            LiveArea.this.write(target, bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }

        @Override
        public void close() throws IOException {
            target.close();
        }
    }
}
