package org.kafkamqtt.mqtt.publish.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.KeptLines;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.FirstFew;
import org.kafkamqtt.mqtt.Memory;
import org.kafkamqtt.mqtt.MessageJson;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.publish.source.BadMessage;
import org.kafkamqtt.mqtt.publish.source.Place;

/**
 * Reports the messages that did not arrive, and keeps them as JSON lines that can be published again.
 *
 * <p>The first ones are named one by one, the rest counted, so that a lost broker does not flood the terminal; the file gets all.
 * Thread-safe.
 */
public final class Complaints implements Closeable {
    private final Consumer<String> say;
    private final boolean quiet;
    private final Optional<Path> file;
    private final MessageJson json = new MessageJson(ZoneId.systemDefault());
    private Bytes line = new Bytes();
    private final boolean confirm;
    private @Nullable KeptLines out;
    private final FirstFew few = new FirstFew();

    /**
     * Opens the file at once, so that a wrong name is noticed before anything is sent.
     *
     * @param confirm whether what is in the file counts as settled: then it is kept from run to run, and forced to disk
     * @throws Failure status 7 if it cannot be written
     */
    public Complaints(Consumer<String> say, boolean quiet, Optional<Path> file, boolean confirm) {
        this.say = say;
        this.quiet = quiet;
        this.file = file;
        this.confirm = confirm;
        try {
            out = file.isPresent() ? open(file.get()) : null;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private KeptLines open(Path path) throws IOException {
        return confirm ? KeptLines.appending(path) : KeptLines.replacing(path);
    }

    private Failure unwritable(IOException e) {
        return Failure.cannot("write", file.orElseThrow(), e);
    }

    /** News other than the failure of a message. */
    void note(String sentence) {
        if (!quiet) {
            say.accept(sentence);
        }
    }

    /**
     * A piece of input that is not a message.
     *
     * @param raw as it was read, null if it was not kept
     * @return whether it is safe in the file, as only confirmed pieces are
     */
    synchronized boolean add(Place place, BadMessage bad, byte @Nullable [] raw) {
        name(place + " " + bad.why());
        if (out == null || !confirm || raw == null) {
            return false;
        }
        try {
            out.write(raw);
            out.write('\n');
            out.force();
            return true;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** A message that comes again: its writer is not told that it has arrived. */
    synchronized void leave(Sent sent, String why) {
        name(sent.place() + ": " + why);
    }

    /**
     * A message that did not arrive.
     *
     * @return whether it is kept in the file, on disk if it is to be confirmed
     */
    synchronized boolean add(Sent sent, String why) {
        name(sent.place() + ": " + why);
        KeptLines target = out;
        if (target == null) {
            return false;
        }
        Publication p = sent.publication();
        try {
            line.clear();
            json.add(line, Instant.now(), p);
            line.add('\n').writeTo(target);
            if (confirm) {
                target.force();
            }
            return true;
        } catch (IOException e) {
            throw unwritable(e);
        } catch (OutOfMemoryError e) {
            line = new Bytes();
            name(sent.place() + " is not in " + file.orElseThrow() + " either: a message to '" + p.topic() + "' "
                    + Memory.doesNotFit(p.payload().length));
            return false;
        }
    }

    private void name(String sentence) {
        if (few.next()) {
            say.accept(sentence);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        few.rest("failed")
                .ifPresent(rest ->
                        say.accept(rest + file.map(f -> ", all are in " + f).orElse("")));
        if (out != null) {
            out.close();
            out = null;
        }
    }
}
