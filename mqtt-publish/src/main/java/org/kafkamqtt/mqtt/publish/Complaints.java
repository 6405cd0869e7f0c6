package org.kafkamqtt.mqtt.publish;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Bytes;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.console.FileOutput;
import org.kafkamqtt.console.FirstFew;
import org.kafkamqtt.mqtt.Memory;
import org.kafkamqtt.mqtt.MessageJson;
import org.kafkamqtt.mqtt.Publication;

/**
 * Names the messages that did not arrive, and keeps them as JSON lines that can be published again.
 *
 * <p>The first ones are named each, the rest counted, so that a lost broker does not flood the terminal; the file gets all.
 * Thread-safe.
 */
final class Complaints implements Closeable {
    private final Console console;
    private final boolean quiet;
    private final Optional<Path> file;
    private final MessageJson json = new MessageJson(ZoneId.systemDefault());
    private Bytes line = new Bytes();
    private @Nullable OutputStream out;
    private final FirstFew few = new FirstFew();

    /**
     * Opens the file at once, so that a wrong name costs nothing.
     *
     * @throws Failure status 7 if it cannot be written
     */
    Complaints(Console console, boolean quiet, Optional<Path> file) {
        this.console = console;
        this.quiet = quiet;
        this.file = file;
        try {
            out = file.isPresent()
                    ? new BufferedOutputStream(new FileOutput(
                            file.get(), new FileOutputStream(file.get().toFile())))
                    : null;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private Failure unwritable(IOException e) {
        return Failure.cannot("write", file.orElseThrow(), e);
    }

    /** News that is no failure of a message. */
    void note(String sentence) {
        if (!quiet) {
            console.say(sentence);
        }
    }

    /** A piece of input that is no message. */
    synchronized void add(Place place, BadMessage bad) {
        named(place + " " + bad.why());
    }

    /** A message that did not arrive. */
    synchronized void add(Sent sent, String why) {
        named(sent.place() + ": " + why);
        OutputStream target = out;
        if (target == null) {
            return;
        }
        Publication p = sent.publication();
        try {
            line.clear();
            json.add(line, Instant.now(), p.topic().text(), p.payload(), p.qos(), p.retain(), 0);
            line.add('\n').writeTo(target);
        } catch (IOException e) {
            throw unwritable(e);
        } catch (OutOfMemoryError e) {
            line = new Bytes();
            named(sent.place() + " is not in " + file.orElseThrow() + " either: a message to '" + p.topic() + "' "
                    + Memory.doesNotFit(p.payload().length));
        }
    }

    private void named(String sentence) {
        if (few.next()) {
            console.say(sentence);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        few.rest("failed")
                .ifPresent(rest ->
                        console.say(rest + file.map(f -> ", all are in " + f).orElse("")));
        if (out != null) {
            out.close();
            out = null;
        }
    }
}
