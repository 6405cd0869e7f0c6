package org.kafkamqtt.mqtt.subscribe;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.text.Escapes;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.mqtt.subscribe.format.ArrivalTime;
import org.kafkamqtt.mqtt.subscribe.format.Format;
import org.kafkamqtt.mqtt.subscribe.format.JsonLine;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import org.kafkamqtt.mqtt.subscribe.format.PlainFormat;
import org.kafkamqtt.mqtt.subscribe.sink.Rotation;
import picocli.CommandLine.Option;

/** How messages are written, and where. */
final class OutputOptions implements OptionSection {
    private static final String[] FORMS = {"-v", "-F", "--hex", "--base64", "--pretty", "-N", "-0", "--delimiter"};

    static final OptionRules RULES = OptionRules.of()
            .always("-v", "-F", "-J", "--hex", "--base64", "-N", "-0", "--delimiter")
            .always("--out-dir", "--exec", "--count-by-topic", "-w", "--message-rate")
            .needs("--pretty", "-J", "-F")
            .needs("--color", "-v")
            .needs("--rotate-size", "--out-dir")
            .needs("--rotate-every", "--out-dir")
            .needs("--fsync", "--out-dir")
            .oneOf("-v", "-F", "-J")
            .oneOf("--hex", "--base64", "-F")
            .oneOf("--hex", "--base64", "-J")
            .oneOf("-N", "-0", "--delimiter")
            .oneOf("--count-by-topic", "--message-rate", "-w", "--exec", "--out-dir", "--into")
            .excludes("--count-by-topic", FORMS)
            .excludes("--message-rate", FORMS)
            .excludes("--message-rate", "-J")
            .excludes("-w", FORMS)
            .excludes("-w", "-J")
            .excludes("--exec", FORMS)
            .excludes("--exec", "-J")
            .excludes("--out-dir", "--color")
            .because("--count-by-topic", "it writes no messages")
            .because("--message-rate", "it writes no messages")
            .because("-w", "the table has its own form")
            .because("--exec", "the payload is the command's input, the rest in its environment");

    @Override
    public String heading() {
        return "Output";
    }

    @Option(
            names = {"-v", "--verbose"},
            description = "write the topic name before each payload; with a space between, (null) for an empty payload")
    boolean verbose;

    @Option(
            names = "-F",
            paramLabel = "FORMAT",
            description = "write each message in this format; with mosquitto_sub's tokens, see --help=format")
    @Nullable
    String format;

    @Option(
            names = {"-J", "--json"},
            description =
                    "write a JSON object per line; tst, topic, qos, retain, payloadlen, mid, payload (payload_b64 if"
                            + " it is not UTF-8)")
    boolean json;

    @Option(names = "--pretty", description = "spread JSON over several lines; of -J, %%j and %%J")
    boolean pretty;

    @Option(names = "--hex", description = "write payloads in hexadecimal")
    boolean hex;

    @Option(names = "--base64", description = "write payloads in base64")
    boolean base64;

    @Option(names = "-N", description = "write nothing between messages")
    boolean noDelimiter;

    @Option(
            names = {"-0", "--null"},
            description = "end each message with a NUL byte; for payloads of several lines")
    boolean nullDelimiter;

    @Option(
            names = "--delimiter",
            paramLabel = "TEXT",
            description = "end each message with TEXT; may hold \\n \\t \\r \\0 \\xNN (default: \\n)")
    @Nullable
    String delimiter;

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            description = "colour the topic names of -v; auto: on a terminal (default: auto)")
    When colour = When.AUTO;

    @Option(
            names = "--out-dir",
            paramLabel = "FOLDER",
            description = "append to one file per topic in FOLDER; nothing goes to standard output")
    @Nullable
    Path folder;

    @Option(
            names = "--rotate-size",
            paramLabel = "SIZE",
            description = "start a new file of --out-dir at SIZE; such as 100MB")
    @Nullable
    String rotateSize;

    @Option(
            names = "--rotate-every",
            paramLabel = "DURATION",
            description = "start a new file of --out-dir after DURATION; such as 1h")
    @Nullable
    String rotateEvery;

    @Option(names = "--fsync", description = "acknowledge only what has reached the disk; with --out-dir")
    boolean durable;

    @Option(
            names = "--exec",
            paramLabel = "COMMAND",
            description = "run this shell command for each message; the payload is its input; MQTT_TOPIC, MQTT_QOS,"
                    + " MQTT_RETAIN, MQTT_MID are in its environment")
    @Nullable
    String command;

    @Option(
            names = "--count-by-topic",
            description = "write only a table at the end; messages, bytes, topic; with -J as JSON lines")
    boolean countByTopic;

    @Option(
            names = {"-w", "--watch"},
            description = "show a live table of topics on the terminal; messages, rate, size, last payload")
    boolean watch;

    @Option(names = "--message-rate", description = "write the number of messages each second")
    boolean messageRate;

    /** When to use colours. */
    enum When {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** What was typed, checked. */
    Destination destination(Map<String, String> environment, IntoOptions into) {
        if (pretty && !json && (format == null || !format.contains("%j") && !format.contains("%J"))) {
            throw Failure.usage("--pretty needs -J, or -F with %j or %J");
        }
        if (countByTopic) {
            return new Destination.CountTable(json);
        }
        if (messageRate) {
            return new Destination.MessageRate();
        }
        if (watch) {
            return new Destination.Watch();
        }
        if (command != null) {
            return new Destination.EachToCommand(command);
        }
        if (folder != null) {
            return new Destination.FilePerTopic(folder, line(false), end(), rotation(), durable);
        }
        if (into.command != null) {
            return into.destination(into.command, format);
        }
        return new Destination.ToStandardOutput(line(colours(environment)), end());
    }

    private boolean colours(Map<String, String> environment) {
        return switch (colour) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> Terminal.colours(Terminal.isStandardOutput(), environment);
        };
    }

    /** What ends a message, perhaps nothing. */
    private byte[] end() {
        return noDelimiter ? new byte[0] : delimiter();
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
