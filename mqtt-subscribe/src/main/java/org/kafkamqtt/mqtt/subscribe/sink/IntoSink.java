package org.kafkamqtt.mqtt.subscribe.sink;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.IntoWindow;
import org.kafkamqtt.console.into.LineCommand;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * A command that takes each message as a line and answers how many of the lines it has settled: those are taken.
 *
 * <p>Not thread-safe; the writing thread owns it, but for {@link #hurry} and {@link #close}. {@code into-finish} waits for the
 * end of the command.
 */
public final class IntoSink implements Sink {
    /** For a command that shows no sign of life after its input has ended or the user wants to stop. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private static final long LAST_PATIENCE = TimeUnit.SECONDS.toNanos(10);
    /** Longer than that of other sinks: the run waits for the command, which has a limit of its own. */
    private static final long GRACE_MILLIS = 20_000;
    /** A buffer inflated by one huge message is not kept. */
    private static final int KEPT = 1024 * 1024;

    private final String command;
    private final IntoWindow window;
    private final LineFormat format;
    private final boolean comesAgain;
    private Bytes line = new Bytes(1024);
    /** The message whose line is ready. */
    private @Nullable Arrival made;

    private volatile @Nullable LineCommand running;
    private volatile boolean hurried;
    private boolean finishing;
    private volatile boolean ended;
    private volatile @Nullable Failure failure;
    private Runnable wake = () -> {};

    /**
     * A command that is not started yet.
     *
     * @param format of a message with its line feed
     * @param comesAgain whether another run gets the messages that this one does not settle
     */
    public IntoSink(String command, IntoWindow window, LineFormat format, boolean comesAgain) {
        this.command = command;
        this.window = window;
        this.format = format;
        this.comesAgain = comesAgain;
    }

    @Override
    public void begin(Runnable onChange) {
        wake = onChange;
        running = LineCommand.start(command, window, comesAgain, onChange);
    }

    private LineCommand running() {
        LineCommand now = running;
        if (now == null) {
            throw new IllegalStateException("not begun");
        }
        return now;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very message, not one that looks like it
    public boolean hasRoom(Arrival message) {
        if (message != made) {
            make(message);
        }
        return running().hasRoom(line.size());
    }

    private void make(Arrival message) {
        made = null;
        line.clear();
        format.write(message, line);
        for (int i = 0; i < line.size() - 1; i++) {
            if (line.array()[i] == '\n') {
                throw new Failure(
                        ExitStatus.INPUT_OUTPUT,
                        "a message of '" + message.topic()
                                + "' is more than one line with -F: use -J, which makes one");
            }
        }
        made = message;
    }

    @Override
    public void write(Arrival message) {
        if (message.qos() == 0) {
            // Whatever the subscription allows: its publisher chose that it is not kept.
            running().comesOnlyOnce();
        }
        running().add(line.array(), 0, line.size());
        made = null;
        if (line.array().length > KEPT) {
            line = new Bytes(1024);
        }
    }

    @Override
    public void flush() {
        LineCommand now = running;
        if (now != null && !finishing) {
            now.flush();
            now.check();
        }
    }

    @Override
    public OptionalLong taken() {
        return OptionalLong.of(
                Optional.ofNullable(running).map(LineCommand::settled).orElse(0L));
    }

    /** Another thread waits for the command, so that its last answers are passed on as they come. */
    @Override
    public void finish(boolean ofUse) {
        finishing = true;
        LineCommand last = running;
        if (last == null) {
            ended = true;
            return;
        }
        Thread thread = new Thread(() -> await(last), "into-finish");
        thread.setDaemon(true);
        thread.start();
    }

    private void await(LineCommand last) {
        try {
            last.finish(PATIENCE);
        } catch (Failure e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
            wake.run();
        }
    }

    /** A command that has settled everything may exit with any status when the user stops the run: a signal may be meant for both. */
    @Override
    public boolean mayStillTake() {
        Failure found = ended ? failure : null;
        if (found != null && !(hurried && found.status() == ExitStatus.PARTIAL)) {
            throw found;
        }
        return !ended;
    }

    @Override
    public long unsettled() {
        return Optional.ofNullable(running)
                .map(each -> each.added() - each.settled())
                .orElse(0L);
    }

    @Override
    public boolean takesRest() {
        return false;
    }

    @Override
    public void hurry() {
        hurried = true;
        LineCommand now = running;
        if (now != null) {
            now.hurry(LAST_PATIENCE);
        }
    }

    @Override
    public long graceMillis() {
        return GRACE_MILLIS;
    }

    @Override
    public void close() {
        LineCommand now = running;
        if (now != null) {
            now.close();
        }
    }
}
