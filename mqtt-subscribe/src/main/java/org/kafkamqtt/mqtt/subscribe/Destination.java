package org.kafkamqtt.mqtt.subscribe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.IntoWindow;
import org.kafkamqtt.console.stream.OutputFile;
import org.kafkamqtt.console.stream.PipeGauge;
import org.kafkamqtt.console.terminal.LiveArea;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.terminal.TerminalSize;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import org.kafkamqtt.mqtt.subscribe.sink.CommandSink;
import org.kafkamqtt.mqtt.subscribe.sink.CountSink;
import org.kafkamqtt.mqtt.subscribe.sink.IntoSink;
import org.kafkamqtt.mqtt.subscribe.sink.OutputFolder;
import org.kafkamqtt.mqtt.subscribe.sink.OutputNote;
import org.kafkamqtt.mqtt.subscribe.sink.PipeSink;
import org.kafkamqtt.mqtt.subscribe.sink.RateSink;
import org.kafkamqtt.mqtt.subscribe.sink.Rotation;
import org.kafkamqtt.mqtt.subscribe.sink.Sink;
import org.kafkamqtt.mqtt.subscribe.sink.StreamSink;
import org.kafkamqtt.mqtt.subscribe.sink.WatchSink;

/** Where messages go and in which form, decided and checked; opened when the run begins. */
sealed interface Destination {

    /** Opens it, complete. */
    Sink open(Opening at);

    /** Whether messages are named in what is written. */
    default boolean namesMessages() {
        return false;
    }

    /**
     * What a destination is opened with.
     *
     * @param console its standard output and environment
     * @param say takes sentences for the user
     * @param settings of the run
     * @param unsettled packet identifiers of QoS 2 messages that an earlier process of the session took and did not settle
     */
    record Opening(Console console, Consumer<String> say, Settings settings, Set<Integer> unsettled) {}

    /**
     * A table of topics at the end.
     *
     * @param json whether it is one of JSON lines
     */
    record CountTable(boolean json) implements Destination {
        @Override
        public Sink open(Opening at) {
            return new CountSink(at.console().out(), json);
        }
    }

    /** The number of messages of each second. */
    record MessageRate() implements Destination {
        @Override
        public Sink open(Opening at) {
            return new RateSink(at.console().out());
        }
    }

    /** A live table on the terminal. */
    record Watch() implements Destination {
        @Override
        public Sink open(Opening at) {
            Console console = at.console();
            if (!Terminal.isStandardOutput() || !Terminal.redraws(console.environment())) {
                throw Failure.usage("--watch needs a terminal; --count-by-topic writes its table once, at the end");
            }
            LiveArea live = console.live().draws()
                    ? console.live()
                    : new LiveArea(console.out(), TerminalSize.ofStandardOutput(console.environment()));
            return new WatchSink(console.out(), live, Terminal.colours(true, console.environment()), System::nanoTime);
        }
    }

    /**
     * A command that is run for each message.
     *
     * @param command for the shell
     */
    record EachToCommand(String command) implements Destination {
        @Override
        public Sink open(Opening at) {
            return new CommandSink(command, at.say());
        }
    }

    /**
     * One file for each topic.
     *
     * @param folder of the files
     * @param format of a message with its end
     * @param end of each message
     * @param rotation when a new file is started
     * @param durable whether only what has reached the disk counts
     */
    @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
    record FilePerTopic(Path folder, LineFormat format, byte[] end, Rotation rotation, boolean durable)
            implements Destination {
        @Override
        public Sink open(Opening at) {
            return new OutputFolder(folder, format, end, rotation, durable, at.say());
        }
    }

    /**
     * One command that takes all messages and settles them.
     *
     * @param command for the shell
     * @param window how much it may have unsettled
     * @param format of a message with its line feed
     * @param namesMessages whether the format has their delivery names
     */
    record IntoCommand(String command, IntoWindow window, LineFormat format, boolean namesMessages)
            implements Destination {
        @Override
        public Sink open(Opening at) {
            return new IntoSink(command, window, format, at.settings().comesAgain());
        }
    }

    /**
     * Standard output.
     *
     * @param format of a message with its end
     * @param end of each message
     */
    @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
    record ToStandardOutput(LineFormat format, byte[] end) implements Destination {
        @Override
        public Sink open(Opening at) {
            OutputStream out = at.console().out();
            if (at.settings().acknowledges() && PipeGauge.ofStandardOutput()) {
                return new PipeSink(out, format, PipeGauge.standardOutput(), System::nanoTime);
            }
            return new StreamSink(out, format, note(at));
        }

        /** In a kept session, cuts off or completes what an earlier process left torn at the end of the output. */
        private @Nullable OutputNote note(Opening at) {
            Session session = at.settings().connection().session();
            OutputFile file = OutputFile.ofStandardOutput().orElse(null);
            if (session.clean() || file == null) {
                return null;
            }
            OutputNote note = session.file()
                    .map(place -> OutputNote.beside(place, file, at.unsettled()))
                    .orElse(null);
            if (note != null && note.torn() > 0) {
                at.say()
                        .accept("cut off " + note.torn()
                                + " bytes of a torn message at the end of the output; it will be delivered again");
            }
            try {
                if (file.isOpen(end)) {
                    at.say().accept("the output ends in the middle of a message; continuing on a new line");
                    at.console().out().write(end);
                }
            } catch (IOException e) {
                throw Failure.cannot("write", Path.of("standard output"), e);
            }
            return note;
        }
    }
}
