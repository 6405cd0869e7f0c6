package org.kafkamqtt.mqtt.subscribe;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Escapes;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.Quantity;
import org.kafkamqtt.console.Terminal;
import org.kafkamqtt.mqtt.ConnectionSettings;
import picocli.CommandLine.Option;

/** How messages are written, and where to. */
final class OutputOptions implements OptionSection {
    @Override
    public String heading() {
        return "Output";
    }

    @Option(
            names = {"-v", "--verbose"},
            description = "write the topic name, a blank and the payload ((null) for an empty one)")
    boolean verbose;

    @Option(
            names = "-F",
            paramLabel = "FORMAT",
            description = {
                "text with mosquitto_sub's tokens: %%t topic, %%p payload, %%x %%X payload in hexadecimal, %%l its length,"
                        + " %%q QoS, %%r retained, %%m message id, %%j %%J JSON, %%I %%U time, @Y @m @d ... strftime,"
                        + " %%%% @@ \\\\ \\n \\t \\0; widths as in %%-20t %%05l %%.10t"
            })
    @Nullable
    String format;

    @Option(
            names = {"-J", "--json"},
            description = "write a JSON object per line: tst, topic, qos, retain, payloadlen, mid, payload"
                    + " (payload_b64 if it is no UTF-8)")
    boolean json;

    @Option(names = "--pretty", description = "spread the JSON of -J, %%j and %%J over lines")
    boolean pretty;

    @Option(names = "--hex", description = "write payloads in hexadecimal")
    boolean hex;

    @Option(names = "--base64", description = "write payloads in base64")
    boolean base64;

    @Option(names = "-N", description = "write nothing between messages")
    boolean noDelimiter;

    @Option(
            names = {"-0", "--null"},
            description = "end each message with a NUL byte instead of a new line, for payloads of several lines")
    boolean nullDelimiter;

    @Option(
            names = "--delimiter",
            paramLabel = "TEXT",
            description = "end each message with this; \\n \\t \\r \\0 \\xNN")
    @Nullable
    String delimiter;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto (default: on a terminal), always or never: topic names of -v in colour")
    When colour = When.AUTO;

    @Option(
            names = "--out-dir",
            paramLabel = "FOLDER",
            description = "append to one file per topic in this folder instead of standard output")
    @Nullable
    Path folder;

    @Option(
            names = "--rotate-size",
            paramLabel = "SIZE",
            description = "with --out-dir: go on in a new file when one has this size, such as 100MB")
    @Nullable
    String rotateSize;

    @Option(
            names = "--rotate-every",
            paramLabel = "TIME",
            description = "with --out-dir: go on in a new file when one was opened so long ago, such as 1h")
    @Nullable
    String rotateEvery;

    @Option(names = "--fsync", description = "with --out-dir: acknowledge only what has reached the disk")
    boolean durable;

    @Option(
            names = "--exec",
            paramLabel = "COMMAND",
            description = "run this shell command for each message instead of writing it: the payload is its input;"
                    + " MQTT_TOPIC, MQTT_QOS, MQTT_RETAIN, MQTT_MID are in its environment")
    @Nullable
    String command;

    @Option(
            names = "--count-by-topic",
            description = "write only a table at the end: messages, bytes, topic; with -J as JSON lines")
    boolean countByTopic;

    @Option(
            names = {"-w", "--watch"},
            description = "show a live table of topics on the terminal: messages, rate, size, last payload")
    boolean watch;

    @Option(names = "--message-rate", description = "write the number of messages of each second")
    boolean messageRate;

    /** When to use colours. */
    enum When {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** Where messages go. */
    Sink sink(Console console, Consumer<String> say, ConnectionSettings connection) {
        check();
        OutputStream out = console.out();
        if (countByTopic) {
            return new CountSink(out, json);
        }
        if (messageRate) {
            return new RateSink(out);
        }
        if (watch) {
            return watchSink(console);
        }
        if (command != null) {
            return new CommandSink(command, say);
        }
        if (folder != null) {
            return new OutputFolder(folder, line(false), rotation(), durable, System::nanoTime);
        }
        OutputNote note = connection
                .sessionFile()
                .flatMap(session -> OutputNote.beside(session, connection.unsettled()))
                .orElse(null);
        return new StreamSink(out, line(colours(console.environment())), note);
    }

    private boolean colours(Map<String, String> environment) {
        return switch (colour) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> !environment.containsKey("NO_COLOR") && Terminal.isStandardOutput();
        };
    }

    private static Sink watchSink(Console console) {
        if (!Terminal.isStandardOutput()) {
            throw Failure.usage("--watch needs a terminal; --count-by-topic writes its table once, at the end");
        }
        return new WatchSink(
                console.out(),
                size(console.environment().get("LINES"), 24),
                size(console.environment().get("COLUMNS"), 80),
                System::nanoTime);
    }

    private static int size(@Nullable String text, int otherwise) {
        return text != null && text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : otherwise;
    }

    private void check() {
        only("a message has one form", chosen(format != null, "-F", json, "-J", verbose, "-v"));
        only("a payload has one form", chosen(hex, "--hex", base64, "--base64"));
        only("a payload has one form", chosen(format != null, "-F", hex, "--hex"));
        only("a payload has one form", chosen(format != null, "-F", base64, "--base64"));
        only("JSON has its own form", chosen(json, "-J", hex, "--hex"));
        only("JSON has its own form", chosen(json, "-J", base64, "--base64"));
        only(
                "a message has one end",
                chosen(noDelimiter, "-N", nullDelimiter, "--null", delimiter != null, "--delimiter"));
        only(
                "messages go one way",
                chosen(
                        countByTopic,
                        "--count-by-topic",
                        messageRate,
                        "--message-rate",
                        watch,
                        "--watch",
                        command != null,
                        "--exec",
                        folder != null,
                        "--out-dir"));
        if (folder == null && (rotateSize != null || rotateEvery != null || durable)) {
            throw Failure.usage("--rotate-size, --rotate-every and --fsync need --out-dir");
        }
        if (pretty && !json && format == null) {
            throw Failure.usage("--pretty needs -J, or -F with %j or %J");
        }
    }

    private static List<String> chosen(Object... flagsAndNames) {
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < flagsAndNames.length; i += 2) {
            if ((boolean) flagsAndNames[i]) {
                chosen.add((String) flagsAndNames[i + 1]);
            }
        }
        return chosen;
    }

    private static void only(String rule, List<String> chosen) {
        if (chosen.size() > 1) {
            throw Failure.usage(rule + ": " + String.join(" and ", chosen) + " exclude each other");
        }
    }

    private LineFormat line(boolean colours) {
        ArrivalTime time = new ArrivalTime(ZoneId.systemDefault());
        PlainFormat.Encoding encoding =
                hex ? PlainFormat.Encoding.HEX : base64 ? PlainFormat.Encoding.BASE64 : PlainFormat.Encoding.AS_IS;
        LineFormat message;
        if (format != null) {
            message = Format.of(format, time, pretty);
        } else if (json) {
            message = new JsonLine(time, false, pretty);
        } else if (verbose) {
            message = PlainFormat.verbose(encoding, colours);
        } else {
            message = PlainFormat.payload(encoding);
        }
        return noDelimiter ? message : message.then(LineFormat.constant(delimiter()));
    }

    private byte[] delimiter() {
        if (nullDelimiter) {
            return new byte[] {0};
        }
        return delimiter == null ? new byte[] {'\n'} : Escapes.bytes(delimiter);
    }

    private Rotation rotation() {
        return new Rotation(
                rotateSize == null ? Long.MAX_VALUE : Quantity.bytes(rotateSize),
                rotateEvery == null
                        ? Long.MAX_VALUE
                        : Quantity.duration(rotateEvery, "s").toNanos());
    }
}
